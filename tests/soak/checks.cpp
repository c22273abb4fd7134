// See checks.h.
#include "tests/soak/checks.h"

#include <malloc.h>
#include <unistd.h>

#include <QFile>
#include <algorithm>
#include <cmath>

#include "tests/soak/history.h"

namespace roundscope::soak {
namespace {

constexpr double kWarmAfterThousands = 2;
constexpr std::size_t kFewSamples = 24;
constexpr std::size_t kSlowestKept = 8;

/// Of platforms without a display, and of files that were opened to be refused.
constexpr const char* kHarmless[] = {
    "This plugin does not support",
};

void warned(QtMsgType type, const QMessageLogContext&, const QString& message) {
  if (type != QtWarningMsg && type != QtCriticalMsg) return;
  for (const char* harmless : kHarmless)
    if (message.contains(QLatin1String(harmless))) return;
  fail(QStringLiteral("a warning: ") + message);
}

}  // namespace

void failAtWarnings() { qInstallMessageHandler(warned); }

Hangs::Hangs(std::chrono::seconds longest)
    : m_thread([this, longest](const std::stop_token& stop) {
        auto since = std::chrono::steady_clock::now();
        std::uint64_t known = 0;
        while (!stop.stop_requested()) {
          std::this_thread::sleep_for(std::chrono::milliseconds(100));
          const std::uint64_t now = m_answers;
          const auto time = std::chrono::steady_clock::now();
          if (now != known) since = time;
          known = now;
          if (time - since > longest) fail(QStringLiteral("the window does not answer for %1 s").arg(longest.count()));
        }
      }) {}

Hangs::~Hangs() { m_thread.request_stop(); }

void Waits::add(double ms, std::uint64_t action, const QString& what) {
  m_ms.push_back(static_cast<float>(ms));
  if (m_slowest.size() == kSlowestKept && ms <= m_slowest.back().ms) return;
  const auto after = [ms](const Slow& slow) { return slow.ms < ms; };
  m_slowest.insert(std::find_if(m_slowest.begin(), m_slowest.end(), after), {ms, action, what});
  if (m_slowest.size() > kSlowestKept) m_slowest.pop_back();
}

double Waits::percentile(double share) const {
  if (m_ms.empty()) return 0;
  std::vector<float> sorted = m_ms;
  std::sort(sorted.begin(), sorted.end());
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

QString Waits::slowest() const {
  QString text;
  for (const Slow& slow : m_slowest)
    text += QStringLiteral("  %1 ms: action %2, %3\n").arg(slow.ms, 7, 'f', 1).arg(slow.action).arg(slow.what);
  return text;
}

double residentMb() {
  QFile file(QStringLiteral("/proc/self/statm"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  const double pages = file.readAll().split(' ').value(1).toDouble();
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1024 * 1024);
}

double allocatedMb() {
  const auto info = ::mallinfo2();
  const double mb = static_cast<double>(info.uordblks + info.hblkhd) / (1024 * 1024);
  return mb > 0 ? mb : residentMb();  // sanitizers have an allocator of their own
}

void Memory::add(std::uint64_t action, double mb) { m_samples.push_back({static_cast<double>(action) / 1000, mb}); }

std::vector<Memory::Sample> Memory::warm() const {
  std::vector<Sample> warm;
  std::copy_if(m_samples.begin(), m_samples.end(), std::back_inserter(warm),
               [](const Sample& sample) { return sample.thousands >= kWarmAfterThousands; });
  return warm;
}

double Memory::slope(const std::vector<Sample>& samples) {
  if (samples.size() < kFewSamples / 2) return 0;
  double x = 0, y = 0, xx = 0, xy = 0;
  for (const Sample& sample : samples) {
    x += sample.thousands;
    y += sample.mb;
    xx += sample.thousands * sample.thousands;
    xy += sample.thousands * sample.mb;
  }
  const auto n = static_cast<double>(samples.size());
  const double spread = n * xx - x * x;
  return spread > 0 ? (n * xy - x * y) / spread : 0;
}

double Memory::growth() const { return slope(warm()); }

bool Memory::goesOn(double bound) const {
  const std::vector<Sample> all = warm();
  if (all.size() < kFewSamples) return false;
  const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
  return slope({all.begin(), middle}) > bound && slope({middle, all.end()}) > bound;
}

QString Memory::text() const {
  QString text;
  for (const Sample& sample : m_samples)
    text += QStringLiteral(" %1@%2").arg(sample.mb, 0, 'f', 0).arg(std::llround(sample.thousands * 1000));
  return text;
}

}  // namespace roundscope::soak

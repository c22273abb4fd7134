// Exhaustive switches without default: a new kind does not compile until it has words.
#include "ui/models/call_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <cstdlib>

namespace roundscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("CallWords", text); }

const QLocale& english() {
  static const QLocale locale(QLocale::English, QLocale::UnitedStates);
  return locale;
}

}  // namespace

QString numberWords(std::uint64_t number) { return english().toString(static_cast<qulonglong>(number)); }

QString secondsWords(Duration duration) {
  const int decimals = duration.us % 100'000 == 0 ? 1 : 3;
  return english().toString(duration.seconds(), 'f', decimals) + QStringLiteral("\u00a0s");
}

QString momentWords(Time time) { return english().toString(time.seconds(), 'f', 1) + QStringLiteral("\u00a0s"); }

QString methodWords(const Scenario& scenario, MethodRef method) {
  const Canister& canister = scenario.canister(method.canister);
  const QString id = QString::fromStdString(canister.id);
  if (method.method.value >= canister.methods.size()) return id;
  return id + QLatin1Char('.') + QString::fromStdString(scenario.method(method).name);
}

QString outcomeWords(const CallSpan& call) {
  switch (call.outcome) {
    case CallOutcome::InFlight:
      return tr("in flight");
    case CallOutcome::Replied:
      return tr("replied");
    case CallOutcome::Rejected:
      return tr("rejected");
    case CallOutcome::Trapped:
      return tr("the callee trapped");
    case CallOutcome::Expired:
      return tr("expired");
    case CallOutcome::Dropped:
      return tr("dropped");
    case CallOutcome::NotPerformed:
      return tr("not performed");
  }
  std::abort();
}

QString rejectCodeWords(RejectCode code) {
  if (code == RejectCode::None) return {};
  const std::string_view name = nameOf(code);
  return QStringLiteral("%1 %2")
      .arg(static_cast<int>(code))
      .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
}

}  // namespace roundscope::ui

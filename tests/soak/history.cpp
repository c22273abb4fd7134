// A ring of plain characters, written out with nothing but write(): after a crash there may be no more than that.
#include "tests/soak/history.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstring>

#if defined(__SANITIZE_ADDRESS__)
extern "C" void __sanitizer_set_death_callback(void (*callback)());
#endif

namespace roundscope::soak {
namespace {

constexpr std::size_t kKept = 30;
constexpr std::size_t kLineBytes = 240;

std::array<std::array<char, kLineBytes>, kKept> lines{};
std::atomic<std::uint64_t> noted{0};
std::array<char, kLineBytes> howToRepeat{};

void put(const char* text) {
  for (std::size_t left = std::strlen(text); left > 0;) {
    const ssize_t written = ::write(STDERR_FILENO, text, left);
    if (written <= 0) return;
    text += written;
    left -= static_cast<std::size_t>(written);
  }
}

void putHistory() {
  const std::uint64_t count = noted;
  put("The last actions:\n");
  for (std::uint64_t i = count - std::min<std::uint64_t>(count, kKept); i < count; ++i) {
    put(lines[i % kKept].data());
    put("\n");
  }
  put(howToRepeat.data());
}

extern "C" void crashed(int signal) {
  put("\nSOAK FAILED: the program crashed.\n");
  putHistory();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

}  // namespace

void tellHistoryAtCrash(const Repeat& repeat) {
  std::snprintf(howToRepeat.data(), howToRepeat.size(),
                "Repeat it with: ./dev soak 3600 %llu%s\nWhat threads do at the same time may differ then.\n",
                static_cast<unsigned long long>(repeat.seed), repeat.sanitized ? " asan" : "");
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_set_death_callback(putHistory);
  std::signal(SIGABRT, crashed);
#else
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, crashed);
#endif
}

void note(std::uint64_t action, const QString& what) {
  static std::uint64_t last = ~std::uint64_t{0};
  if (last == action) --noted;  // said more exactly
  last = action;
  auto& line = lines[noted % kKept];
  std::snprintf(line.data(), line.size(), "  %6llu  %s", static_cast<unsigned long long>(action),
                what.toUtf8().constData());
  ++noted;
}

void fail(const QString& what) {
  put(("\nSOAK FAILED: " + what.toUtf8() + "\n").constData());
  putHistory();
  ::_exit(1);
}

}  // namespace roundscope::soak

// Ctrl+C while something long is made: the first ends it well, a second one at once.
#pragma once

#include <chrono>
#include <future>
#include <stop_token>
#include <utility>

namespace roundscope::app {

/// Hears Ctrl+C as long as it lives.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// Whether there was one, since the program began.
  [[nodiscard]] static bool heard();

 private:
  void (*m_before)(int);
};

/// Does the work, which is given a stop token, in a thread of its own, and asks it to stop at Ctrl+C.
template <class Work>
auto interruptibly(Work&& work) {
  const Interrupts interrupts;
  std::stop_source stop;
  auto made = std::async(std::launch::async, std::forward<Work>(work), stop.get_token());
  while (made.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready)
    if (Interrupts::heard()) stop.request_stop();
  return made.get();
}

}  // namespace roundscope::app

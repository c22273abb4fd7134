// Makes the runs of an inquiry on all cores, below the priority of the window. The command line and the window use this
// one runner. Which thread makes which run changes nothing about the answer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "core/analysis/inquiry.h"

namespace roundscope::ui {

class InquiryRunner {
 public:
  /// `threads` 0: one for each core. The inquiry must not be asked by anybody else until the runner has finished.
  /// The runs under way share the memory of the budget.
  InquiryRunner(std::shared_ptr<const ScenarioSet> set, std::shared_ptr<Inquiry> inquiry, unsigned threads = 0,
                const RunBudget& budget = {});
  /// Stops.
  ~InquiryRunner();
  InquiryRunner(const InquiryRunner&) = delete;
  InquiryRunner& operator=(const InquiryRunner&) = delete;

  /// Asks for no more, and abandons runs within a few milliseconds. Returns at once.
  void stop();
  [[nodiscard]] bool finished() const { return m_left == 0; }  ///< no thread is at work any more
  [[nodiscard]] bool stopped() const { return m_stop.stop_requested(); }
  /// Waits until it has finished, or so many milliseconds. Whether it has.
  bool waitFor(int ms);

  /// Runs made so far, and all that are known to be wanted.
  struct Progress {
    std::size_t made = 0;
    std::size_t all = 0;
  };
  /// Waits for nobody.
  [[nodiscard]] Progress progress() const { return {m_made, m_made + m_still}; }

 private:
  void work();
  /// The number of the next run; waits while others are made whose answers decide what is next. False: there is none.
  bool take(std::unique_lock<std::mutex>& lock, std::size_t& number);

  std::shared_ptr<const ScenarioSet> m_set;
  std::shared_ptr<Inquiry> m_inquiry;
  RunBudget m_budget;  ///< of each run
  std::mutex m_mutex;
  std::condition_variable m_changed;
  // Guarded by the mutex.
  std::vector<RunRequest> m_wanted;
  std::size_t m_next = 0;      ///< among those wanted
  std::size_t m_answered = 0;  ///< of those wanted
  bool m_ended = false;

  std::atomic<std::size_t> m_made = 0;   ///< in all
  std::atomic<std::size_t> m_still = 0;  ///< wanted, as far as the inquiry knows
  std::stop_source m_stop;
  std::atomic<unsigned> m_left = 0;     ///< threads at work
  std::vector<std::jthread> m_threads;  ///< last, so that they end first
};

}  // namespace roundscope::ui

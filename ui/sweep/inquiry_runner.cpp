// Threads take requests one by one; who finds none left while others are under way waits for them.
#include "ui/sweep/inquiry_runner.h"

#include <algorithm>
#include <chrono>
#include <utility>
#ifdef __linux__
#include <sys/resource.h>
#endif

namespace roundscope::ui {
namespace {

/// The window goes first. On Linux each thread has a niceness of its own; elsewhere the system decides.
void stepBehindTheWindow() {
#ifdef __linux__
  constexpr int kNiceness = 10;
  static_cast<void>(setpriority(PRIO_PROCESS, 0, kNiceness));
#endif
}

}  // namespace

InquiryRunner::InquiryRunner(std::shared_ptr<const ScenarioSet> set, std::shared_ptr<Inquiry> inquiry, unsigned threads,
                             const RunBudget& budget)
    : m_set(std::move(set)), m_inquiry(std::move(inquiry)), m_still(m_inquiry->stillWanted()) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  m_budget = sharedAmong(threads, budget);
  m_left = threads;
  for (unsigned i = 0; i < threads; ++i) {
    m_threads.emplace_back([this] {
      work();
      const std::lock_guard lock(m_mutex);
      --m_left;
      m_changed.notify_all();
    });
  }
}

InquiryRunner::~InquiryRunner() { stop(); }

void InquiryRunner::stop() {
  const std::lock_guard lock(m_mutex);  // nobody may be between looking and waiting
  m_stop.request_stop();
  m_changed.notify_all();
}

bool InquiryRunner::waitFor(int ms) {
  std::unique_lock lock(m_mutex);
  return m_changed.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_left == 0; });
}

bool InquiryRunner::take(std::unique_lock<std::mutex>& lock, std::size_t& number) {
  while (!stopped() && !m_ended) {
    if (m_next < m_wanted.size()) {
      number = m_next++;
      return true;
    }
    if (m_answered == m_wanted.size()) {
      m_wanted = m_inquiry->next();
      m_next = m_answered = 0;
      m_ended = m_wanted.empty();
      m_changed.notify_all();
    } else {
      m_changed.wait(lock);
    }
  }
  return false;
}

void InquiryRunner::work() {
  stepBehindTheWindow();
  std::unique_lock lock(m_mutex);
  std::size_t number = 0;
  while (take(lock, number)) {
    const RunRequest request = m_wanted[number];
    lock.unlock();
    answer(*m_set, request, RunTerms{m_budget, m_stop.get_token()}, [&](const SeenRun& seen) {
      const std::lock_guard guard(m_mutex);
      if (!stopped()) m_inquiry->take(number, seen);
    });
    lock.lock();
    ++m_answered;
    ++m_made;
    m_still = m_inquiry->stillWanted();
    if (m_answered == m_wanted.size()) m_changed.notify_all();
  }
}

}  // namespace roundscope::ui

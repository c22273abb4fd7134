// See waiting_retries.h.
#include "core/canister/scripted/waiting_retries.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace roundscope {

std::optional<Time> WaitingRetries::nextDue(std::optional<Time> after) const {
  const auto next = after ? m_waiting.upper_bound(*after) : m_waiting.begin();
  return next == m_waiting.end() ? std::nullopt : std::optional(next->first);
}

const PendingRetry* WaitingRetries::firstDue(Time now) const {
  const PendingRetry* first = nullptr;
  const auto end = m_waiting.upper_bound(now);
  for (auto due = m_waiting.begin(); due != end; ++due)
    if (first == nullptr || due->second.front().turn < first->turn) first = &due->second.front();
  return first;
}

void WaitingRetries::begin() {
  m_added.clear();
  m_taken.clear();
}

void WaitingRetries::add(PendingRetry retry) {
  retry.turn = m_turns++;
  m_added.push_back(retry.due);
  m_waiting[retry.due].push_back(retry);
  ++m_count;
}

/// A message takes before it adds: what it adds waits for another, even where it is due at once.
std::vector<PendingRetry> WaitingRetries::takeDue(Time now) {
  const auto end = m_waiting.upper_bound(now);
  std::vector<PendingRetry> taken;
  for (auto due = m_waiting.begin(); due != end;) {
    taken.insert(taken.end(), due->second.begin(), due->second.end());
    m_taken.insert(m_waiting.extract(due++));
  }
  m_count -= taken.size();
  std::sort(taken.begin(), taken.end(), [](const PendingRetry& a, const PendingRetry& b) { return a.turn < b.turn; });
  return taken;
}

void WaitingRetries::rollback() {
  for (; !m_added.empty(); m_added.pop_back()) {
    const auto list = m_waiting.find(m_added.back());
    list->second.pop_back();
    if (list->second.empty()) m_waiting.erase(list);
    --m_count;
  }
  for (const auto& [due, list] : m_taken) m_count += list.size();
  m_waiting.merge(m_taken);
  begin();
}

}  // namespace roundscope

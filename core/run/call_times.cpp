// Two lists side by side: the moments, in which to search, and the calls.
#include "core/run/call_times.h"

#include <vector>

namespace roundscope {

void CallTimes::add(std::int64_t us, CallId call) {
  std::vector<CallAt> later;
  while (!empty() && at(size() - 1) > CallAt{us, call}) {
    later.push_back(at(size() - 1));
    m_times.removeLast();
    m_calls.pop_back();
  }
  later.push_back({us, call});
  for (auto entry = later.rbegin(); entry != later.rend(); ++entry) {
    m_times.add(entry->us);
    m_calls.push_back(entry->call);
  }
}

std::uint32_t CallTimes::countBefore(CallAt here) const {
  std::uint32_t low = m_times.countUntil(static_cast<double>(here.us) - 0.5);
  std::uint32_t high = m_times.countUntil(static_cast<double>(here.us));
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (m_calls[middle] < here.call)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

std::optional<CallAt> CallTimes::after(CallAt here) const {
  std::uint32_t next = countBefore(here);
  if (next < size() && at(next) == here) ++next;
  return next < size() ? std::optional(at(next)) : std::nullopt;
}

std::optional<CallAt> CallTimes::before(CallAt here) const {
  const std::uint32_t count = countBefore(here);
  return count > 0 ? std::optional(at(count - 1)) : std::nullopt;
}

}  // namespace roundscope

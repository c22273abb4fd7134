// When something happened to calls, and to which.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/ids.h"
#include "core/base/large_list.h"
#include "core/run/time_list.h"

namespace roundscope {

/// A call at a moment.
struct CallAt {
  std::int64_t us = 0;
  CallId call;
  auto operator<=>(const CallAt&) const = default;
};

/// Calls by time, those of one moment by their numbers. Grows nearly in order; takes eight bytes an entry.
class CallTimes {
 public:
  void add(std::int64_t us, CallId call);

  [[nodiscard]] const TimeList& times() const { return m_times; }
  [[nodiscard]] std::uint32_t size() const { return m_times.size(); }
  [[nodiscard]] bool empty() const { return m_times.empty(); }
  /// The entry with `i` others before it; `i` is less than `size`.
  [[nodiscard]] CallAt at(std::uint32_t i) const { return {m_times.at(i), m_calls[i]}; }
  /// The first entry behind this one, which need not be in the list, and the last before it.
  [[nodiscard]] std::optional<CallAt> after(CallAt here) const;
  [[nodiscard]] std::optional<CallAt> before(CallAt here) const;
  /// The first entry from `first` on at whose moment `before(us)` does not hold, which it must do for all up to some
  /// moment and for none after it.
  template <class Before>
  [[nodiscard]] std::uint32_t partitionPoint(std::uint32_t first, Before&& before) const {
    std::uint32_t end = size();
    while (first < end) {
      const std::uint32_t middle = first + (end - first) / 2;
      if (before(m_times.at(middle)))
        first = middle + 1;
      else
        end = middle;
    }
    return first;
  }
  /// How many entries lie before `here`.
  [[nodiscard]] std::uint32_t countBefore(CallAt here) const;

 private:
  TimeList m_times;
  LargeList<CallId> m_calls;
};

}  // namespace roundscope

// Sorted moments that grow nearly in order: how many happened until a time is a binary search,
// so a picture asks per pixel, never per call.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/large_block.h"

namespace roundscope {

/// Moments in microseconds. `add` may be called slightly out of order (subnets' rounds overlap); readers see
/// them sorted.
class TimeList {
 public:
  void add(std::int64_t us) {
    auto place = m_us.end();
    while (place != m_us.begin() && *(place - 1) > us) --place;
    m_us.insert(place, us);
  }
  /// How many moments are at or before `us`.
  [[nodiscard]] std::uint32_t countUntil(double us) const {
    const auto after = std::upper_bound(m_us.begin(), m_us.end(), us,
                                        [](double t, std::int64_t m) { return t < static_cast<double>(m); });
    return static_cast<std::uint32_t>(after - m_us.begin());
  }
  /// The first moment after `us`, if there is one.
  [[nodiscard]] std::optional<std::int64_t> nextAfter(double us) const {
    const std::uint32_t before = countUntil(us);
    return before < m_us.size() ? std::optional(m_us[before]) : std::nullopt;
  }
  /// How many moments are in (fromUs, toUs].
  [[nodiscard]] std::uint32_t countIn(double fromUs, double toUs) const {
    return countUntil(toUs) - countUntil(fromUs);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_us.size()); }
  [[nodiscard]] bool empty() const { return m_us.empty(); }
  [[nodiscard]] std::int64_t front() const { return m_us.front(); }
  [[nodiscard]] std::int64_t back() const { return m_us.back(); }

 private:
  LargeList<std::int64_t> m_us;
};

}  // namespace roundscope

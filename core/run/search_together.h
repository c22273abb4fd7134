// Many searches of sorted numbers at once, as a picture does for all of its pixels. One search waits for memory at
// every step; of many that take their steps together, each waits a small part of that.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace roundscope {

/// Counts of `size` ascending numbers those that are at most `last`. There must be at least one number.
template <class Number>
struct Search {
  const Number* numbers = nullptr;
  std::size_t size = 0;
  Number last = 0;
};

/// The count of each search. No step has a branch that depends on the numbers, so that the processor reads for the
/// next searches before it has what it reads for this one.
template <class Number>
[[nodiscard]] std::vector<std::size_t> countTogether(const std::vector<Search<Number>>& searches) {
  constexpr std::size_t kTogether = 16;  // about as many reads as a processor has under way
  std::vector<std::size_t> counts(searches.size());
  for (std::size_t first = 0; first < searches.size(); first += kTogether) {
    const std::size_t together = std::min(kTogether, searches.size() - first);
    std::array<const Number*, kTogether> from{};
    std::array<std::size_t, kTogether> sizes{};
    std::size_t most = 0;
    for (std::size_t i = 0; i < together; ++i) {
      from[i] = searches[first + i].numbers;
      sizes[i] = searches[first + i].size;
      most = std::max(most, sizes[i]);
    }
    for (; most > 1; most -= most / 2) {
      for (std::size_t i = 0; i < together; ++i) {
        const std::size_t half = sizes[i] / 2;
        const Number middle = from[i][std::max<std::size_t>(half, 1) - 1];
        from[i] += middle <= searches[first + i].last ? half : 0;
        sizes[i] -= half;
      }
    }
    for (std::size_t i = 0; i < together; ++i) {
      const Search<Number>& search = searches[first + i];
      counts[first + i] =
          static_cast<std::size_t>(from[i] - search.numbers) + static_cast<std::size_t>(*from[i] <= search.last);
    }
  }
  return counts;
}

}  // namespace roundscope

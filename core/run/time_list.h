// Sorted moments that grow nearly in order: how many happened until a time is a binary search,
// so a picture asks per pixel, never per call.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/base/large_list.h"

namespace roundscope {

/// Moments in microseconds. `add` may be called slightly out of order (subnets' rounds overlap); readers see
/// them sorted. Each is kept as its distance from the first moment of its chunk: that takes half the memory of the
/// moments themselves, and a search touches the chunks' heads and one chunk only.
class TimeList {
 public:
  void add(std::int64_t us) {
    if (us < m_lastUs)
      insert(us);
    else
      append(us);
  }
  /// Forgets the last moment; there must be one.
  void removeLast();
  /// How many moments are at or before `us`.
  [[nodiscard]] std::uint32_t countUntil(double us) const {
    const auto next = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                           [us](const Chunk& c) { return static_cast<double>(c.firstUs) <= us; });
    if (next == m_chunks.begin()) return 0;
    const double distance = us - static_cast<double>((next - 1)->firstUs);
    const std::uint32_t begin = (next - 1)->begin;
    const std::uint32_t* const first = &m_distances[begin];
    const std::uint32_t* const after =
        std::partition_point(first, first + (endOf(next - 1) - begin),
                             [distance](std::uint32_t d) { return static_cast<double>(d) <= distance; });
    return begin + static_cast<std::uint32_t>(after - first);
  }
  /// The same for many times in any order: a picture asks for all its pixels at once, which takes a small part of the
  /// time that as many single questions take.
  [[nodiscard]] std::vector<std::size_t> countsUntil(const std::vector<double>& us) const;
  /// The first moment after `us`, if there is one.
  [[nodiscard]] std::optional<std::int64_t> nextAfter(double us) const {
    const std::uint32_t before = countUntil(us);
    if (before == size()) return std::nullopt;
    return at(before);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(m_distances.size()); }
  [[nodiscard]] bool empty() const { return m_distances.empty(); }
  /// The moment with `i` others before it; `i` is less than `size`.
  [[nodiscard]] std::int64_t at(std::uint32_t i) const {
    const auto next =
        std::partition_point(m_chunks.begin(), m_chunks.end(), [i](const Chunk& c) { return c.begin <= i; });
    return (next - 1)->firstUs + m_distances[i];
  }
  [[nodiscard]] std::int64_t front() const { return m_chunks.front().firstUs; }
  [[nodiscard]] std::int64_t back() const { return m_lastUs; }

 private:
  static constexpr std::uint32_t kMostInChunk = 1'024;
  static constexpr std::int64_t kGreatestDistance = std::numeric_limits<std::uint32_t>::max();
  static_assert(LargeList<std::uint32_t>::kPerBlock % kMostInChunk == 0);
  /// Never empty: its moments are its first moment plus its distances, the first of which is 0. It ends at a multiple
  /// of `kMostInChunk`, or before, and so lies in one block of memory.
  struct Chunk {
    std::int64_t firstUs = 0;
    std::uint32_t begin = 0;  ///< where its distances begin; they end where the next chunk's begin
  };
  using Chunks = std::vector<Chunk>;

  [[nodiscard]] Chunks::const_iterator chunkAt(Chunks::const_iterator near, double us) const;
  [[nodiscard]] static std::uint32_t chunkEndFrom(std::uint32_t begin) {
    return begin / kMostInChunk * kMostInChunk + kMostInChunk;
  }
  [[nodiscard]] std::uint32_t endOf(Chunks::const_iterator chunk) const {
    return chunk + 1 == m_chunks.end() ? size() : (chunk + 1)->begin;
  }
  /// `us` must not be before the last moment.
  void append(std::int64_t us) {
    if (size() >= m_chunkEnd || us - m_firstUs > kGreatestDistance) beginChunk(us);
    m_distances.push_back(static_cast<std::uint32_t>(us - m_firstUs));
    m_lastUs = us;
  }
  void beginChunk(std::int64_t us);
  void insert(std::int64_t us);

  Chunks m_chunks;
  LargeList<std::uint32_t> m_distances;
  std::uint32_t m_chunkEnd = 0;  ///< where the last chunk is full
  std::int64_t m_firstUs = 0;    ///< of the last chunk
  std::int64_t m_lastUs = std::numeric_limits<std::int64_t>::min();
};

}  // namespace roundscope

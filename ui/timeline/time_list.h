// Sorted moments that grow nearly in order: how many happened until a time is a binary search,
// so a picture asks per pixel, never per call.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace roundscope {

/// Moments in microseconds. `add` may be called slightly out of order (subnets' rounds overlap); readers see
/// them sorted. They lie in chunks, as distances from the chunk's first moment: half the memory of the moments
/// themselves, never copied as the list grows, and a search touches the chunks' heads and one chunk only.
class TimeList {
 public:
  void add(std::int64_t us) {
    if (us < m_lastUs)
      insert(us);
    else
      append(us);
  }
  /// How many moments are at or before `us`.
  [[nodiscard]] std::uint32_t countUntil(double us) const {
    const auto next = std::partition_point(m_chunks.begin(), m_chunks.end(),
                                           [us](const Chunk& c) { return static_cast<double>(c.firstUs) <= us; });
    if (next == m_chunks.begin()) return 0;
    const Chunk& chunk = *(next - 1);
    const double distance = us - static_cast<double>(chunk.firstUs);
    const auto after = std::partition_point(chunk.distances.begin(), chunk.distances.end(),
                                            [distance](std::uint32_t d) { return static_cast<double>(d) <= distance; });
    return chunk.before + static_cast<std::uint32_t>(after - chunk.distances.begin());
  }
  /// The same for many times in any order: a picture asks for all its pixels at once, which takes a small part of the
  /// time that as many single questions take.
  [[nodiscard]] std::vector<std::size_t> countsUntil(const std::vector<double>& us) const;
  /// The first moment after `us`, if there is one.
  [[nodiscard]] std::optional<std::int64_t> nextAfter(double us) const {
    const std::uint32_t before = countUntil(us);
    if (before == m_size) return std::nullopt;
    const auto next =
        std::partition_point(m_chunks.begin(), m_chunks.end(), [before](const Chunk& c) { return c.before <= before; });
    const Chunk& chunk = *(next - 1);
    return chunk.firstUs + chunk.distances[before - chunk.before];
  }
  /// How many moments are in (fromUs, toUs].
  [[nodiscard]] std::uint32_t countIn(double fromUs, double toUs) const {
    return countUntil(toUs) - countUntil(fromUs);
  }
  [[nodiscard]] std::uint32_t size() const { return m_size; }
  [[nodiscard]] bool empty() const { return m_size == 0; }
  [[nodiscard]] std::int64_t front() const { return m_chunks.front().firstUs; }
  [[nodiscard]] std::int64_t back() const { return m_lastUs; }

 private:
  static constexpr std::uint32_t kMostInChunk = 1'024;
  static constexpr std::int64_t kGreatestDistance = std::numeric_limits<std::uint32_t>::max();
  /// Never empty. Its moments are its first moment plus the distances, the first of which is 0.
  struct Chunk {
    std::int64_t firstUs = 0;
    std::uint32_t before = 0;  ///< moments in the chunks before
    std::vector<std::uint32_t> distances;
  };

  [[nodiscard]] std::vector<Chunk>::const_iterator chunkAt(std::vector<Chunk>::const_iterator near, double us) const;
  /// `us` must not be before the last moment.
  void append(std::int64_t us) {
    if (m_room == 0 || us - m_chunks.back().firstUs > kGreatestDistance) beginChunk(us);
    Chunk& chunk = m_chunks.back();
    chunk.distances.push_back(static_cast<std::uint32_t>(us - chunk.firstUs));
    m_lastUs = us;
    --m_room;
    ++m_size;
  }
  void beginChunk(std::int64_t us);
  void insert(std::int64_t us);
  void removeLast();

  std::vector<Chunk> m_chunks;
  std::uint32_t m_size = 0;
  std::uint32_t m_room = 0;  ///< in the last chunk
  std::int64_t m_lastUs = std::numeric_limits<std::int64_t>::min();
};

}  // namespace roundscope

// Searches for all pixels of a picture. See time_list.h.
#include "core/run/time_list.h"

#include <cmath>

#include "core/run/search_together.h"

namespace roundscope {

void TimeList::beginChunk(std::int64_t us) {
  m_chunks.push_back({us, size()});
  m_chunkEnd = chunkEndFrom(size());
  m_firstUs = us;
}

void TimeList::insert(std::int64_t us) {
  std::vector<std::int64_t> later;
  while (!empty() && m_lastUs > us) {
    later.push_back(m_lastUs);
    removeLast();
  }
  append(us);
  for (auto moment = later.rbegin(); moment != later.rend(); ++moment) append(*moment);
}

void TimeList::removeLast() {
  m_distances.pop_back();
  if (m_chunks.back().begin == size()) m_chunks.pop_back();
  if (m_chunks.empty()) {
    *this = {};
    return;
  }
  m_chunkEnd = chunkEndFrom(m_chunks.back().begin);
  m_firstUs = m_chunks.back().firstUs;
  m_lastUs = m_firstUs + m_distances.back();
}

std::vector<std::size_t> TimeList::countsUntil(const std::vector<double>& us) const {
  std::vector<std::size_t> counts(us.size(), 0);
  if (m_chunks.empty()) return counts;
  std::vector<Search<std::uint32_t>> searches;
  searches.reserve(us.size());
  auto chunk = m_chunks.begin();
  for (std::size_t i = 0; i < us.size(); ++i) {
    chunk = chunkAt(chunk, us[i]);
    // Before all moments: a search that finds nothing, in a chunk that begins with the distance 0.
    const bool before = static_cast<double>(chunk->firstUs) > us[i];
    const double distance = before ? 0 : std::floor(us[i] - static_cast<double>(chunk->firstUs));
    searches.push_back(
        {&m_distances[chunk->begin], before ? 1 : endOf(chunk) - chunk->begin,
         static_cast<std::uint32_t>(std::min<double>(distance, std::numeric_limits<std::uint32_t>::max()))});
    counts[i] = before ? 0 : chunk->begin;
  }
  const std::vector<std::size_t> inChunks = countTogether(searches);
  for (std::size_t i = 0; i < us.size(); ++i)
    if (static_cast<double>(m_chunks.front().firstUs) <= us[i]) counts[i] += inChunks[i];
  return counts;
}

/// The chunk that holds `us`, or the first one; sought from `near` on, for mostly it is that one or soon after it.
TimeList::Chunks::const_iterator TimeList::chunkAt(Chunks::const_iterator near, double us) const {
  const auto begins = [us](const Chunk& c) { return static_cast<double>(c.firstUs) <= us; };
  auto from = begins(*near) ? near : m_chunks.begin();
  auto end = m_chunks.end();
  for (std::ptrdiff_t step = 1; end - from > step; step *= 2) {
    if (begins(*(from + step)))
      from += step;
    else
      end = from + step;
  }
  const auto next = std::partition_point(from, end, begins);
  return next == m_chunks.begin() ? next : next - 1;
}

}  // namespace roundscope

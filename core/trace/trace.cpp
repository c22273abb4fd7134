// Appending and finding events.
#include "core/trace/trace.h"

#include <algorithm>

#include "core/base/check.h"

namespace roundscope {

std::string_view nameOf(CutOff cutOff) {
  switch (cutOff) {
    case CutOff::None:
      return {};
    case CutOff::MaxRounds:
      return "max_rounds";
    case CutOff::MaxEvents:
      return "max_events";
    case CutOff::MemoryBudget:
      return "memory_budget";
    case CutOff::WorkBudget:
      return "work_budget";
    case CutOff::Interrupted:
      return "interrupted";
  }
  RS_CHECK(false);
}

std::string_view wordsOf(CutOff cutOff) {
  switch (cutOff) {
    case CutOff::MemoryBudget:
      return "the memory budget";
    case CutOff::WorkBudget:
      return "the work budget";
    case CutOff::Interrupted:
      return "hand";
    default:
      return nameOf(cutOff);
  }
}

void Trace::append(std::shared_ptr<const RoundBatch> batch) {
  RS_CHECK(!m_finished);
  m_firstEvents.push_back(m_eventCount);
  m_eventCount += batch->events.size();
  m_instantCount += batch->instants;
  m_simulatedUntil = batch->simulatedUntil;
  m_finished = batch->finished;
  m_cutOff = batch->cutOff;
  m_texts.insert(m_texts.end(), batch->texts.begin(), batch->texts.end());
  m_batches.push_back(std::move(batch));
}

std::size_t Trace::batchOf(std::uint64_t index) const {
  const auto after = std::upper_bound(m_firstEvents.begin(), m_firstEvents.end(), index);
  return static_cast<std::size_t>(after - m_firstEvents.begin()) - 1;
}

std::string_view Trace::text(TextId id) const {
  if (id == kNoText) return {};
  RS_CHECK(id.value < m_texts.size());
  return m_texts[id.value];
}

const Event& Trace::event(std::uint64_t index) const {
  RS_CHECK(index < m_eventCount);
  const std::size_t batch = batchOf(index);
  return m_batches[batch]->events[index - m_firstEvents[batch]];
}

}  // namespace roundscope

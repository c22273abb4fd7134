// Appending batches, and giving them again.
#include "core/trace/trace.h"

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

void Trace::append(const RoundBatch& batch) {
  RS_CHECK(!m_finished);
  const std::uint64_t instants = instantCount() + batch.instants;
  m_events.append(batch.events);
  m_texts.insert(m_texts.end(), batch.texts.begin(), batch.texts.end());
  m_ends.push_back({eventCount(), m_texts.size(), instants, batch.simulatedUntil});
  m_finished = batch.finished;
  m_cutOff = batch.cutOff;
}

void Trace::refill(RoundBatch& batch, std::size_t number) const {
  const BatchEnd from = endBefore(number);
  const BatchEnd& to = m_ends[number];
  batch.events.clear();
  batch.events.reserve(to.events - from.events);
  forEachIn(from.events, to.events, [&](const Event& event) { batch.events.push_back(event); });
  batch.texts.assign(m_texts.begin() + static_cast<std::ptrdiff_t>(from.texts),
                     m_texts.begin() + static_cast<std::ptrdiff_t>(to.texts));
  batch.instants = to.instants - from.instants;
  batch.simulatedUntil = to.simulatedUntil;
  const bool isLast = number + 1 == m_ends.size();
  batch.finished = isLast && m_finished;
  batch.cutOff = isLast ? m_cutOff : CutOff::None;
}

std::string_view Trace::text(TextId id) const {
  if (id == kNoText) return {};
  RS_CHECK(id.value < m_texts.size());
  return m_texts[id.value];
}

}  // namespace roundscope

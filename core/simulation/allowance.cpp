// See allowance.h.
#include "core/simulation/allowance.h"

namespace roundscope {

void Allowance::look(std::uint64_t events, std::uint64_t heldBytes) {
  m_untilLook = kStepsPerLook;
  m_work += kStepsPerLook;
  const std::uint64_t all = m_eventsSoFar + events;
  // Short instants are not stopped half-way: whoever asked waits for their end.
  const bool isLong = m_looksInInstant++ > 0;
  if (isLong && m_stop->stop_requested()) throw InstantStopped{CutOff::Interrupted};
  if (all > m_budget.events) throw InstantStopped{CutOff::MaxEvents};
  // The list of an instant is not packed, and grows by being copied.
  const std::uint64_t keptBytes = (m_budget.keepsEvents ? all * kBytesKeptPerEvent : 0) + 2 * events * sizeof(Event);
  if (keptBytes + heldBytes > m_budget.memoryBytes) throw InstantStopped{CutOff::MemoryBudget};
  if (m_work > m_budget.work) throw InstantStopped{CutOff::WorkBudget};
}

}  // namespace roundscope

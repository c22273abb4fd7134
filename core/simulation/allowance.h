// What keeps a run within bounds while it is inside of one instant: how much it may still spend, and whether anybody
// still wants it. Private to core/simulation/.
#pragma once

#include <cstdint>
#include <stop_token>

#include "core/trace/run_terms.h"
#include "core/trace/trace.h"

namespace roundscope {

/// Thrown out of an instant that cannot come to its end, by `Allowance::look`, and caught by the simulator. An
/// exception, because no code between the two could go on with half an instant.
struct InstantStopped {
  CutOff why;
};

class Allowance {
 public:
  explicit Allowance(const RunBudget& budget) : m_budget(budget) {}

  /// Before each instant, with what the run has come to. Borrows `stop` until its end.
  void begin(std::uint64_t eventsSoFar, const std::stop_token& stop) {
    m_eventsSoFar = eventsSoFar;
    m_stop = &stop;
    ++m_work;
    m_looksInInstant = 0;
  }
  /// Whether somebody keeps the run's events and calls.
  [[nodiscard]] bool keepsRun() const { return m_budget.keepsEvents; }
  /// Counts a step. True when it is time to look.
  [[nodiscard]] bool step() { return --m_untilLook == 0; }
  /// Throws where the run must end. `events` of this instant, and `heldBytes` of all that is under way.
  void look(std::uint64_t events, std::uint64_t heldBytes);

 private:
  /// About a millisecond of work; ten, where each step copies a canister.
  static constexpr std::uint32_t kStepsPerLook = 16'384;

  RunBudget m_budget;
  const std::stop_token* m_stop = nullptr;
  std::uint64_t m_eventsSoFar = 0;
  std::uint64_t m_work = 0;
  std::uint32_t m_untilLook = kStepsPerLook;  ///< goes on from instant to instant
  std::uint32_t m_looksInInstant = 0;
};

}  // namespace roundscope

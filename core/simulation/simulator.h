// The deterministic simulator: one scenario in, events out, one instant at a time.
#pragma once

#include <memory>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

namespace roundscope {

class Simulator {
 public:
  class Machine;  ///< private to core/simulation/

  explicit Simulator(std::shared_ptr<const Scenario> scenario);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  /// True when nothing can happen any more, or the run is cut off.
  [[nodiscard]] bool finished() const;
  /// What has cut the run off, if anything has.
  [[nodiscard]] CutOff cutOff() const;
  /// The instant that the next step simulates.
  [[nodiscard]] Time now() const;

  /// Simulates all rounds that are due at the next instant, in subnet order, and appends their events.
  /// Must not be called once finished.
  void step(EventList& events);

  /// Steps until at least one instant is simulated and `eventBudget` events are reached, or the run ends. The
  /// result is a sealed batch of whole instants.
  RoundBatch stepBatch(std::size_t eventBudget);

 private:
  std::unique_ptr<Machine> m_machine;
  std::size_t m_batchEvents = 1'024;  ///< how many the next batch may have, judging by the last
  std::size_t m_instantEvents = 0;    ///< the most in one instant so far
};

/// Runs a scenario to its end in one go.
Trace simulate(const std::shared_ptr<const Scenario>& scenario);

}  // namespace roundscope

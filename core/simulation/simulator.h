// The deterministic simulator: one scenario in, events out, one instant at a time.
#pragma once

#include <memory>
#include <vector>

#include "core/canister/program.h"
#include "core/canister/scripted/programs.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

namespace roundscope {

struct NetworkState;
struct StateBreach;
struct World;

class Simulator {
 public:
  /// `programs` makes what the canisters run; by default the steps of the scenario.
  explicit Simulator(std::shared_ptr<const Scenario> scenario, const ProgramFactory& programs = scriptedPrograms());
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  /// True when nothing can happen any more, or the run is cut off.
  [[nodiscard]] bool finished() const { return m_finished; }
  /// What has cut the run off, if anything has.
  [[nodiscard]] CutOff cutOff() const { return m_cutOff; }
  /// The instant that the next step simulates.
  [[nodiscard]] Time now() const;

  /// Simulates all rounds that are due at the next instant, in subnet order, and appends their events.
  /// Must not be called once finished.
  void step(EventList& events);

  /// Steps until at least one instant is simulated and `eventBudget` events are reached, or the run ends. The
  /// result is a sealed batch of whole instants.
  RoundBatch stepBatch(std::size_t eventBudget);

  // For checks, between two steps.
  [[nodiscard]] const NetworkState& state() const;
  [[nodiscard]] const CanisterProgram& program(CanisterId id) const;
  /// The invariants of the state that do not hold now, each with the round that was last.
  [[nodiscard]] std::vector<StateBreach> broken() const;

 private:
  void runRound(SubnetId subnet, EventList& events);
  [[nodiscard]] bool nothingLeft() const;

  std::unique_ptr<World> m_world;
  std::uint64_t m_instants = 0;
  std::uint64_t m_eventCount = 0;
  SubnetId m_lastSubnet;  ///< whose round was last
  bool m_finished = false;
  CutOff m_cutOff = CutOff::None;
  std::size_t m_textsInBatches = 0;   ///< how many texts the batches so far have
  std::size_t m_batchEvents = 1'024;  ///< how many the next batch may have, judging by the last
  std::size_t m_instantEvents = 0;    ///< the most in one instant so far
};

/// Runs a scenario to its end in one go.
Trace simulate(const std::shared_ptr<const Scenario>& scenario, const ProgramFactory& programs = scriptedPrograms());

}  // namespace roundscope

// The deterministic simulator: one scenario in, events out, one instant at a time.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/canister/program.h"
#include "core/canister/scripted/programs.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"
#include "core/trace/run_terms.h"
#include "core/trace/trace.h"

namespace roundscope {

struct NetworkState;
struct StateBreach;
struct World;

class Simulator {
 public:
  /// `programs` makes what the canisters run; by default the steps of the scenario.
  explicit Simulator(std::shared_ptr<const Scenario> scenario, const ProgramFactory& programs = scriptedPrograms(),
                     const RunBudget& budget = {});
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
  /// Must not be called once finished. An instant that its budget ends, or `stop`, leaves no event: the run is cut off
  /// before it. `stop` ends only an instant that takes longer than a few milliseconds.
  void step(EventList& events, const std::stop_token& stop = {});

  /// Steps until at least one instant is simulated and `eventBudget` events are reached, or the run ends. The
  /// result is a batch of whole instants. `stop` ends the batch sooner, and where an instant takes long cuts the
  /// run off.
  RoundBatch stepBatch(std::size_t eventBudget, const std::stop_token& stop = {});
  /// The same into a batch that nobody needs any more, whose memory is used again.
  void refill(RoundBatch& batch, std::size_t eventBudget, const std::stop_token& stop = {});

  /// Simulates so many instants and forgets their events: a run goes on where another of the same scenario was
  /// interrupted. Must not be called after any other step. False where `stop` ended it.
  bool skip(std::uint64_t instants, const std::stop_token& stop = {});

  // For checks, between two steps.
  [[nodiscard]] const NetworkState& state() const;
  [[nodiscard]] const CanisterProgram& program(CanisterId id) const;
  /// The invariants of the state that do not hold now, each with the round that was last.
  [[nodiscard]] std::vector<StateBreach> broken() const;

 private:
  void runRound(SubnetId subnet, EventList& events);
  void simulateInstant(EventList& events);
  void giveUp(CutOff why, EventList& events);
  [[nodiscard]] bool nothingLeft() const;

  std::unique_ptr<World> m_world;
  std::uint64_t m_maxEvents;  ///< the scenario's, or those of the budget if they are fewer
  std::uint64_t m_instants = 0;
  std::uint64_t m_eventCount = 0;
  SubnetId m_lastSubnet;  ///< whose round was last
  bool m_finished = false;
  CutOff m_cutOff = CutOff::None;
  std::size_t m_textsInBatches = 0;  ///< how many texts the batches so far have
  std::size_t m_textsBefore = 0;     ///< how many texts there were before the instant
  bool m_gaveUp = false;             ///< the run ended within an instant
  Time m_cutOffAt;                   ///< the first instant that is not simulated
  Time m_instant;                    ///< that is simulated, or was last
};

/// Runs a scenario to its end, or as far as the terms let it, and shows each batch as it comes: it is gone when the
/// next one comes.
void simulate(const std::shared_ptr<const Scenario>& scenario, const ProgramFactory& programs, const RunTerms& terms,
              const std::function<void(const RoundBatch&)>& see);
/// The same in one go.
Trace simulate(const std::shared_ptr<const Scenario>& scenario, const ProgramFactory& programs = scriptedPrograms(),
               const RunTerms& terms = {});

}  // namespace roundscope

// One subnet's round, and the run around it. Each phase of a round is a free function in a file of its own, and a round
// is all that it is given. Private to core/simulation/.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/canister/program.h"
#include "core/network/network.h"
#include "core/simulation/allowance.h"
#include "core/simulation/text_table.h"

namespace roundscope {

/// In which order a subnet's canisters get their turn in one round.
struct RoundOrder {
  std::vector<CanisterId> canisters;  ///< those with a long message, then all others
  std::size_t longMessages = 0;       ///< how many have one
  std::size_t threadsForLong = 0;     ///< that run nothing else first
};

/// A canister on its thread for one iteration.
struct Placed {
  CanisterId canister;
  std::size_t thread;
};

/// A scheduler thread within one iteration.
struct ThreadState {
  std::int64_t budget = 0;              ///< instructions left
  std::uint64_t callbacksLeft = 0;      ///< of what the subnet had when the iteration began
  std::uint64_t responseBytesLeft = 0;  ///< of its share of the memory for guaranteed responses that was free then
  bool begun = false;                   ///< somebody has stood first on it
};

/// Memory that rounds hand on to each other, so that executing a message allocates nothing. Its contents mean nothing
/// between two uses.
struct Workspace {
  std::vector<PendingCall> calls;  ///< of the message that executes
  RoundOrder order;
  std::vector<Placed> placed;
  std::vector<ThreadState> threads;
};

/// Everything that a run keeps from round to round.
struct World {
  World(std::shared_ptr<const Scenario> scenario, ProgramFactory factory, const RunBudget& budget);

  /// What is under way, in bytes: of the network, of programs, and of the calls that the executing message has made.
  [[nodiscard]] std::uint64_t heldBytes() const;

  std::shared_ptr<const Scenario> scenario;
  NetworkState state;
  ProgramFactory factory;
  std::vector<std::unique_ptr<CanisterProgram>> programs;  ///< by canister; without code, as if nothing had run
  TextTable texts;
  Workspace work;
  Allowance allowance;
  std::size_t firstEvent = 0;      ///< of the instant, in the list that it is appended to
  std::uint64_t pendingCalls = 0;  ///< of the message that executes
};

/// When round `number` of a subnet runs.
[[nodiscard]] Time roundTime(const Scenario& scenario, SubnetId subnet, std::uint64_t number);

/// The round that a subnet simulates now.
struct Round {
  /// The subnet's next round. Borrows `world`; what happens is appended to `events`.
  Round(World& world, EventList& events, SubnetId subnet);

  World& world;
  const Scenario& scenario;
  NetworkState& state;
  EventList& events;
  SubnetId subnet;
  SubnetState& here;     ///< of this subnet
  const Limits& limits;  ///< of this subnet
  Tariff tariff;         ///< of this subnet
  std::uint64_t number;
  Time time;
  Network network;                      ///< as this subnet works on it
  std::uint64_t longestExecution;       ///< cycles that are set aside before a message runs
  std::uint64_t prepaidPerCall;         ///< cycles that a call puts aside
  std::uint64_t heapDelta = 0;          ///< bytes dirtied so far
  std::uint64_t callbacksLeft = 0;      ///< for the messages of the thread that runs now
  std::uint64_t responseBytesLeft = 0;  ///< likewise, for their guaranteed responses
  bool opened = false;                  ///< its RoundStarted is in the trace

  [[nodiscard]] CanisterState& canister(CanisterId id) { return state.canisters[id.value]; }
  [[nodiscard]] CanisterProgram& program(CanisterId id) { return *world.programs[id.value]; }
  [[nodiscard]] SubnetId subnetOf(CanisterId id) const { return scenario.canister(id).subnet; }
  /// Whether memory for guaranteed responses can run out here. Source: protocol.md section 3: not on system subnets.
  [[nodiscard]] bool limitsResponseMemory() const { return tariff.kind != SubnetKind::System; }
  [[nodiscard]] bool isLocal(CanisterId id) const { return subnetOf(id) == subnet; }

  /// Counts a step of whatever may take long, which `emit` does by itself. Throws where the run must end.
  void step() {
    if (world.allowance.step()) world.allowance.look(events.size() - world.firstEvent, world.heldBytes());
  }

  /// Appends an event. A round in which nothing happens leaves none.
  template <class E>
  void emit(const E& event) {
    step();
    if (!opened) {
      opened = true;
      events.emplace_back(
          RoundStarted{Wide(static_cast<std::uint64_t>(time.us)), static_cast<std::uint32_t>(number), subnet});
    }
    events.emplace_back(event);
  }
};

/// Simulates the subnet's next round, all phases in their order.
void simulateRound(World& world, EventList& events, SubnetId subnet);

/// Whether the next round of its subnet finds it stopped.
[[nodiscard]] bool isAboutToStop(const CanisterState& state);

// The phases.
void evaluateQueries(Round& round);    ///< users' queries, before the round does anything
void expire(Round& round);             ///< deadlines, before anything is inducted
void answerFromOutside(Round& round);  ///< calls to the network itself that are due
void operateCanisters(Round& round);   ///< what is done to canisters from outside
void induct(Round& round);             ///< from streams and users into input queues
void execute(Round& round);            ///< the scheduler
void route(Round& round);              ///< from output queues into streams
void shed(Round& round);               ///< best-effort messages that are over the memory limit
void noteBalances(Round& round);       ///< cycles, as the round leaves them

}  // namespace roundscope

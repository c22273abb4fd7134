// The simulator's inside: the network state and the functions that carry it through one round.
// Each phase of a round is a file: expire, induct, execute, route. Private to core/simulation/.
#pragma once

#include <memory>
#include <vector>

#include "core/canister/program.h"
#include "core/network/state.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"

namespace roundscope {

/// The round that is being simulated.
struct CurrentRound {
  SubnetId subnet;
  Time time;
  std::uint64_t number = 0;
  bool opened = false;  ///< its RoundStarted is in the trace
};

class Simulator::Machine {
 public:
  explicit Machine(std::shared_ptr<const Scenario> scenario);

  [[nodiscard]] bool finished() const { return m_finished; }
  [[nodiscard]] CutOff cutOff() const { return m_cutOff; }
  [[nodiscard]] Time now() const;
  void step(EventList& events);
  [[nodiscard]] const NetworkState& state() const { return m_state; }
  [[nodiscard]] const Scenario& scenario() const { return *m_scenario; }
  [[nodiscard]] const CanisterProgram& program(CanisterId id) const { return *m_programs[id.value]; }
  /// The invariants of the state that do not hold now, each with the round that was last.
  [[nodiscard]] std::vector<StateBreach> broken() const;

 private:
  friend class ExecutionApi;
  friend class QueryApi;
  friend class QueryEvaluation;

  // simulator.cpp
  void runRound(SubnetId subnet);
  [[nodiscard]] bool nothingLeft() const;
  [[nodiscard]] Time roundTime(SubnetId subnet, std::uint64_t round) const;
  template <class E>
  void emit(const E& event);

  // query_evaluation.cpp: users' queries, before the round does anything
  void evaluateQueries();

  // expire.cpp: deadlines, before anything is inducted
  void expireMessages();
  void expireCallbacks();
  void dropMessage(MessageIndex index, bool shed);
  void shedBestEffort();
  void watchMessage(MessageIndex index, std::int64_t deadline, SubnetId where);
  [[nodiscard]] bool liveReplyAhead(const PeerQueues& queues, MessageIndex index) const;

  // induct.cpp: from streams and users into input queues
  void inductLoopback();
  void inductStreams();
  void inductIngress();
  void inductSignals();
  bool inductSlice(Stream& stream, StreamSlice& slice, std::uint64_t& bytesLeft);
  void inductRequest(MessageIndex index);
  void inductResponse(MessageIndex index);
  [[nodiscard]] RejectReason whyNotInducted(const Message& request) const;
  void pushRequest(MessageIndex index);
  void rejectArrival(MessageIndex index, RejectReason reason);
  void answerCallback(std::uint32_t callback, RejectCode code, RejectReason reason, std::uint64_t refund);
  void pushResponse(MessageIndex index);
  MessageIndex newMessage();
  void freeMessage(MessageIndex index);

  // execute.cpp: the scheduler
  void scheduleTasks();
  void executeRound();
  std::int64_t executeCanister(CanisterId id, std::int64_t budget);
  std::int64_t executeDueTask(CanisterId id);
  std::int64_t executeInput(CanisterId id, const NextInput& input);
  std::int64_t continuePaused(CanisterId id);
  void abortPausedOverLimit();
  void inductWithinSubnet();
  [[nodiscard]] bool canRun(CanisterId id);

  // message.cpp: one message from start to commit
  std::int64_t executeIngress(CanisterId id);
  std::int64_t executeRequest(CanisterId id, MessageIndex index);
  std::int64_t executeResponse(CanisterId id, MessageIndex index);
  std::int64_t executeEntry(CanisterId id, std::uint32_t context);
  std::int64_t executeTask(CanisterId id, ExecutionKind kind);
  template <class Enter>
  std::int64_t runMessage(CanisterId id, Execution execution, Enter&& enter);
  void finishMessage(CanisterId id, Execution& execution, std::size_t firstEvent);
  void commitEffects(CanisterId id, const Execution& execution);
  void runCleanup(CanisterId id, const Execution& execution);
  void settle(CanisterId id, const Execution& execution);

  // context.cpp: call contexts and their answers
  std::uint32_t openContext(CanisterId id, MethodId method, ExecutionKind kind);
  void answerContext(std::uint32_t context, RejectCode code, RejectReason reason, std::uint64_t bytes);
  void closeContextIfDone(std::uint32_t context, bool trapped, RejectReason trapReason);

  // route.cpp: from output queues into streams
  void route();
  bool routeOne(MessageIndex index);
  StreamSlice& openSlice(SubnetId to);
  void listOutput(CanisterId canister, std::uint32_t peer);
  MessageIndex popOutput(CanisterId canister, std::uint32_t peer);

  // cycles.cpp
  [[nodiscard]] std::uint64_t scaled(SubnetId subnet, std::uint64_t cyclesOn13Nodes) const;
  [[nodiscard]] std::uint64_t executionFee(SubnetId subnet, std::uint64_t instructions) const;
  [[nodiscard]] std::uint64_t prepayment(SubnetId subnet) const;
  [[nodiscard]] std::uint64_t callFee(SubnetId subnet, std::uint64_t payloadBytes) const;
  void charge(CanisterId id, std::uint64_t cycles);
  void chargeIngress(CanisterId id, std::uint64_t payloadBytes);
  void burnInTransit(std::uint64_t cycles) { m_state.burned += cycles; }
  void noteBalances();

  [[nodiscard]] const Limits& limits() const { return m_scenario->subnet(m_round.subnet).limits; }
  [[nodiscard]] SubnetState& here() { return m_state.subnets[m_round.subnet.value]; }
  [[nodiscard]] CanisterState& canister(CanisterId id) { return m_state.canisters[id.value]; }
  [[nodiscard]] SubnetId subnetOf(CanisterId id) const { return m_scenario->canister(id).subnet; }
  [[nodiscard]] bool sameSubnet(CanisterId a, CanisterId b) const { return subnetOf(a) == subnetOf(b); }
  /// The row of `peer` in `owner`'s queues; made on first use.
  std::uint32_t peerRow(CanisterId owner, CanisterId peer);
  PeerQueues& peerQueues(CanisterId owner, CanisterId peer);

  std::shared_ptr<const Scenario> m_scenario;
  NetworkState m_state;
  std::vector<std::unique_ptr<CanisterProgram>> m_programs;
  std::vector<std::uint32_t> m_peerRows;  ///< owner × peer → row, or kNone
  EventList* m_events = nullptr;
  std::vector<PendingCall> m_callBuffer;  ///< reused, so that executing a message allocates nothing
  std::vector<CanisterId> m_runnable;
  std::vector<std::uint64_t> m_prepayments;  ///< by subnet: cycles put aside for each call
  std::uint64_t m_heapDelta = 0;             ///< bytes dirtied in this round
  std::vector<std::int64_t> m_threadBudgets;
  CurrentRound m_round;
  std::uint64_t m_instants = 0;
  std::uint64_t m_eventCount = 0;
  bool m_finished = false;
  CutOff m_cutOff = CutOff::None;
};

template <class E>
void Simulator::Machine::emit(const E& event) {
  if (!m_round.opened) {
    m_round.opened = true;
    m_events->emplace_back(RoundStarted{Wide(static_cast<std::uint64_t>(m_round.time.us)),
                                        static_cast<std::uint32_t>(m_round.number), m_round.subnet});
  }
  m_events->emplace_back(event);
}

}  // namespace roundscope

// What a run comes to, from its events as they come, where nobody keeps them. Says what the folds of a Run say of the
// run's end; of its moments it knows nothing. Its memory grows with the calls that are open, not with those that are
// over.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/run/ingress_contexts.h"
#include "core/run/last_state.h"
#include "core/run/open_calls.h"
#include "core/run/outcomes.h"
#include "core/run/pair_counts.h"
#include "core/run/users.h"
#include "core/trace/trace.h"

namespace roundscope {

class RunTally {
 public:
  /// Borrows the scenario.
  explicit RunTally(const Scenario& scenario);

  /// Takes the next events. Batches come in order, each once, and may be dropped then. `stop` ends it within a long
  /// batch: the run is over for it then, and its numbers are those so far.
  void take(const RoundBatch& batch, const std::stop_token& stop = {});

  [[nodiscard]] const Scenario& scenario() const { return m_scenario; }
  [[nodiscard]] bool finished() const { return m_finished; }
  [[nodiscard]] CutOff cutOff() const { return m_cutOff; }
  [[nodiscard]] std::uint64_t eventCount() const { return m_print.count(); }
  [[nodiscard]] std::string fingerprint() const { return m_print.text(); }

  /// As roundsUntil and durationOf say of a Run.
  [[nodiscard]] std::uint64_t rounds() const;
  [[nodiscard]] Duration duration() const;
  /// How calls stand: those that the scenario's methods make, and the messages of canisters' runtimes to themselves.
  [[nodiscard]] const OutcomeCounts& counts() const { return m_counts; }
  [[nodiscard]] const OutcomeCounts& toItself() const { return m_toItself; }
  [[nodiscard]] const FailureReasons& reasons() const { return m_reasons; }
  [[nodiscard]] std::uint64_t retried() const { return m_retried; }
  [[nodiscard]] std::uint64_t compensated() const { return m_compensated; }
  [[nodiscard]] const Users& users() const { return m_users; }
  [[nodiscard]] const PairTable<PairCounts>::Rows& pairs() const { return m_pairs.rows(); }
  [[nodiscard]] const LastState& state() const { return m_state; }
  /// The message of a user that was answered last by a context, and how many calls its critical path has.
  struct LastAnswer {
    IngressId message;
    std::uint32_t pathCalls = 0;
  };
  [[nodiscard]] std::optional<LastAnswer> lastAnswer() const { return m_lastAnswer; }

 private:
  /// The message that started last on a canister.
  struct Running {
    ContextId context = kNoContext;
    std::uint32_t path = 0;  ///< calls on the path that led to it
  };

  void fold(const Event& event);
  void take(const RoundStarted& event);
  void take(const IngressInducted& event);
  void take(const IngressCompleted& event);
  void take(const ExecutionStarted& event);
  void take(const CallPerformed& event);
  void take(const CallNotPerformed& event);
  void take(const ResponseCreated& event);
  void take(const QueryFinished& event);
  void take(const VariableChanged& event) { m_state.take(event); }
  void take(const LockChanged& event) { m_state.take(event); }
  void take(const BalanceChanged& event) { m_state.take(event); }
  void take(const CanisterOperated& event) { m_state.take(event); }

  void begin(const QueryStarted& event);
  void noteRound();
  void endCall(CallId call);
  /// Calls on the path that leads to the call's end.
  [[nodiscard]] static std::uint32_t pathThrough(const OpenCall& call);
  [[nodiscard]] std::uint32_t pathTo(ContextId context, CanisterId canister);
  Running& running(CanisterId canister) { return m_inQuery ? m_inQueryRunning : m_running[canister.value]; }
  OutcomeCounts& countsOf(bool ownMessage) { return ownMessage ? m_toItself : m_counts; }

  const Scenario& m_scenario;
  Fingerprint m_print;
  bool m_finished = false;
  CutOff m_cutOff = CutOff::None;

  EventHere m_here;             ///< of the last event, but for the moment at which it is drawn
  bool m_inQuery = false;       ///< between QueryStarted and QueryFinished of depth 0
  bool m_hasRound = false;      ///< the round has events besides those of queries
  std::optional<Time> m_first;  ///< the first round that has
  Time m_last, m_end;           ///< the last one, and where the last to end ends

  OutcomeCounts m_counts, m_toItself;
  FailureReasons m_reasons;
  std::uint64_t m_retried = 0;
  std::uint64_t m_compensated = 0;
  Users m_users;
  PairTable<PairCounts> m_pairs;
  LastState m_state;

  OpenCalls m_open;
  IngressContexts m_ingress;
  std::vector<Running> m_running;  ///< by canister
  Running m_inQueryRunning;        ///< the same within a query, which disturbs no paused message
  std::optional<LastAnswer> m_lastAnswer;
};

}  // namespace roundscope

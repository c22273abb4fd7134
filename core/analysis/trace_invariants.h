// What must hold of a run's events, as a fold over them that knows nothing of the simulator.
// Source: protocol.md section 12.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

namespace roundscope {

/// The rules of the events, one for each thing that can go wrong by itself.
enum class TraceInvariant : std::uint8_t {
  CallNumbers,        ///< every attempt has the next number, once: attempted = performed + not performed
  OneOutcome,         ///< a performed call ends once; in a run that came to its end, every call and user's message has
  SlotLimit,          ///< in flight per ordered pair ≤ queue capacity, at every moment
  RequestOrder,       ///< requests of one pair start in the order sent
  ResponseOfRequest,  ///< no response without its request, no callback without its response
  CallbackOnce,       ///< no callback twice
  TrapUndoes,         ///< a message that trapped has changed nothing and called nobody
  RunsWhereItMay,     ///< only a running canister starts messages, and one without code or stopped runs nothing at all
};

struct TraceBreach {
  TraceInvariant invariant;
  std::string text;  ///< names round, call, pair or canister
  bool operator==(const TraceBreach&) const = default;
};

/// Folds events in order; breaches stand in the order found.
class TraceInvariants {
 public:
  /// Borrows the scenario, which must outlive it.
  explicit TraceInvariants(const Scenario& scenario);

  void add(const Event& event);
  /// To be called once, after the last event. `cameToAnEnd`: the run ended by itself, so nothing may be left open.
  void finish(bool cameToAnEnd);

  [[nodiscard]] const std::vector<TraceBreach>& breaches() const { return m_breaches; }
  /// The committed values of the canister's variables and locks, as the events tell them.
  [[nodiscard]] const std::vector<std::int64_t>& variables(CanisterId id) const { return m_variables[id.value]; }

 private:
  struct Call {
    CanisterId caller;
    CanisterId callee;
    std::uint32_t responses = 0;      ///< made by the callee or in its place, and by the caller's subnet
    std::uint32_t codes = 0;          ///< a bit for each code of these
    ContextId context;                ///< the caller's
    ContextId servedBy = kNoContext;  ///< the callee's
    bool performed = false;
    bool inducted = false;
    bool started = false;
    bool answered = false;  ///< a response is in the caller's input queue
    bool completed = false;
    bool outside = false;  ///< to the network itself, which no canister serves
    bool never = false;    ///< likewise, and it is never answered
  };
  struct Pair {
    std::uint64_t inFlight = 0;
    std::uint64_t startedUpTo = 0;  ///< one more than the last call started
  };

  void breach(TraceInvariant invariant, std::string text);
  void attempt(CallId id, const Call& call);
  void start(const ExecutionStarted& event);
  void respondInQuery(Call& call, const ResponseCreated& event);
  void respond(const ResponseCreated& event);
  Call* complete(CallId id);
  void drop(const MessageDropped& event);
  void change(CanisterId id, VariableId variable, std::int64_t value);
  void operate(const CanisterOperated& event);
  void expectMayRun(const ExecutionStarted& event);
  /// The performed call, or null after noting the breach.
  Call* performed(CallId id, const char* what);
  [[nodiscard]] std::string name(const Call& call, CallId id) const;

  const Scenario& m_scenario;
  std::vector<Call> m_calls;
  std::map<std::pair<CanisterId, CanisterId>, Pair> m_pairs;
  std::vector<std::vector<std::int64_t>> m_variables;
  std::vector<CanisterStatus> m_status;  ///< by canister, as the events tell it
  std::vector<bool> m_hasCode;           ///< likewise
  std::vector<bool> m_effects;           ///< by canister: the message that started last has changed or called something
  std::vector<std::uint8_t> m_ingress;   ///< 1: inducted, 2: answered
  std::vector<ContextId> m_usersContexts;
  std::uint32_t m_round = 0;
  SubnetId m_subnet;
  bool m_inQuery = false;  ///< between the start and the end of a user's query
  std::vector<TraceBreach> m_breaches;
};

/// Empty when all is well.
std::vector<TraceBreach> brokenInvariants(const Trace& trace);

}  // namespace roundscope

// What a canister's code may do while one message executes, and how the network enters that code.
// The shape is the Internet Computer's system API, so that real canister Wasm can stand behind the same interface.
// Source: interface specification, "System API"; protocol.md sections 2, 3 and 8.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// What a program hands to `call_perform`: all that `call_new`, `call_data_append`, `call_cycles_add128`
/// and `call_with_best_effort_response` have set.
struct CallRequest {
  MethodRef callee;
  std::uint64_t payloadBytes = 0;
  std::uint64_t cycles = 0;
  std::optional<std::uint32_t> timeoutSeconds{};  ///< set: bounded wait (best-effort response)
  std::uint64_t env = 0;                          ///< given back to the callback, as reply_env and reject_env are
  std::uint16_t step = 0;                         ///< for the trace: the step of the method that calls
  std::uint8_t attempt = 1;                       ///< for the trace: counted up by retries; 0 with `own`
  bool compensation = false;                      ///< for the trace: undoes an earlier call
  OwnMessage own = OwnMessage::None;              ///< else: calls an internal method of the language's runtime
  /// With `own == OwnMessage::Delay` only: how long the answer takes; absent: it never comes. Such a call is to the
  /// network itself, as for random bytes or to a server. Its callee is the canister's own method that makes it, it
  /// carries no cycles, and queries cannot make it.
  std::optional<Duration> answerAfter{};
};

/// The system API, as one executing message sees it. Calls and the answer take effect only when the
/// message ends without a trap.
class SystemApi {
 public:
  virtual ~SystemApi() = default;

  /// ic0.time: the block time of the round in which the message started.
  [[nodiscard]] virtual Time time() const = 0;
  /// The instructions that Wasm would have been metered for.
  virtual void useInstructions(std::uint64_t count) = 0;
  /// Pages written, in bytes.
  virtual void dirtyHeap(std::uint64_t bytes) = 0;
  /// ic0.call_perform. False where the system API returns non-zero: no message is sent and no callback will come. In a
  /// cleanup callback it traps.
  [[nodiscard]] virtual bool callPerform(const CallRequest& request) = 0;
  /// ic0.msg_reply. False where the call has its answer already: the message traps here, whatever it still does.
  virtual bool reply(std::uint64_t payloadBytes) = 0;
  /// ic0.msg_reject, with the text that the caller reads. It is copied; empty where there is nothing to say. False as
  /// for `reply`.
  virtual bool reject(std::string_view text) = 0;
  /// ic0.msg_cycles_accept: takes of the cycles attached to the request, at most so many. Returns how many those were.
  /// In a cleanup callback it traps.
  virtual std::uint64_t acceptCycles(std::uint64_t atMost) = 0;
  /// ic0.msg_reject_msg, in a reject callback: the callee's own text, or the network's words. Else empty.
  [[nodiscard]] virtual std::string rejectMessage() const = 0;
  /// ic0.global_timer_set. Absent: deactivates the timer.
  virtual void setGlobalTimer(std::optional<Time> at) = 0;

  /// Code that loops without using this interface calls it once a turn, so that a run can be ended there.
  virtual void stepTaken() = 0;

  // What only a trace sees.
  virtual void noteVariable(VariableId variable, std::int64_t value) = 0;
  virtual void noteLock(VariableId lock, bool taken) = 0;
  /// How many of the calls that this method made have succeeded and failed so far.
  virtual void noteCallCounts(std::uint32_t replied, std::uint32_t failed) = 0;
};

/// How one message ended.
struct MessageEnd {
  bool trapped = false;
  std::uint16_t step = 0;       ///< where it suspended, finished or trapped
  std::string_view trapText{};  ///< with `trapped`: what `ic0.trap` was given. Borrowed until the program's next call
};

/// The code and memory of one canister. Entered for one message at a time. After each entry the network
/// calls either `commit` or `rollback`, as it would keep or discard the Wasm memory.
///
/// The program, not the scenario, says which methods it has. Events tell methods by their number in the scenario's list
/// of the canister; a program that brings its own methods (exports of a Wasm module) has their names put into that list
/// before the run. What nobody listed is called as kUnlistedMethod, and a program may answer to that, too.
class CanisterProgram {
 public:
  virtual ~CanisterProgram() = default;

  /// What the program exports under this number; Missing: nothing. The number may be one that the scenario lacks.
  [[nodiscard]] virtual MethodKind kindOf(MethodId method) const = 0;
  /// Whether a heartbeat would find code to run.
  [[nodiscard]] virtual bool hasHeartbeat() const = 0;

  /// canister_update. `context` is new; it is handed back in `contextClosed`.
  virtual MessageEnd update(MethodId method, ContextId context, SystemApi& api) = 0;
  /// canister_query: one message without calls, whose changes are always discarded.
  virtual MessageEnd query(MethodId method, ContextId context, SystemApi& api) = 0;
  /// canister_composite_query. Entered only on a program that `forQuery` made.
  virtual MessageEnd compositeQuery(MethodId method, ContextId context, SystemApi& api) = 0;
  /// canister_update of a method that the language's runtime exports for itself, as Motoko's async helper and the timer
  /// executor of Rust's CDK are. `own` is never None and never Delay; `method` is the scenario's method that it works
  /// for.
  virtual MessageEnd ownMessage(OwnMessage own, MethodId method, ContextId context, SystemApi& api) = 0;
  /// The reply or reject callback of a call that this canister performed with `env`. None: it was a reply.
  virtual MessageEnd callback(std::uint64_t env, RejectCode code, SystemApi& api) = 0;
  /// The cleanup callback, after `callback` with the same `env` trapped.
  virtual MessageEnd cleanup(std::uint64_t env, SystemApi& api) = 0;
  /// canister_global_timer.
  virtual MessageEnd globalTimer(ContextId context, SystemApi& api) = 0;
  /// canister_heartbeat.
  virtual MessageEnd heartbeat(ContextId context, SystemApi& api) = 0;

  virtual void commit() = 0;
  virtual void rollback() = 0;

  /// The same code on a copy of the committed memory, for the evaluation of one query: what it changes there is seen by
  /// its own callbacks only. Source: protocol.md section 9.
  [[nodiscard]] virtual std::unique_ptr<CanisterProgram> forQuery() const = 0;

  /// The global timer that the canister sets when it is installed.
  [[nodiscard]] virtual std::optional<Time> initialTimer() const = 0;
  /// True while the global timer has more to do than to repeat itself, so that the run must not end yet.
  [[nodiscard]] virtual bool awaitsTimer() const { return true; }
  /// The method that the global timer would work for now, for the trace.
  [[nodiscard]] virtual MethodId timerMethod(Time) const { return MethodId{}; }
  /// True while a heartbeat has work of its own waiting, so that the run must not end yet.
  [[nodiscard]] virtual bool awaitsHeartbeat() const = 0;
  /// The variables that the scenario names, for checks; those of a message that is paused are not committed yet.
  [[nodiscard]] virtual const std::vector<std::int64_t>& variables() const = 0;
  /// What it holds, in bytes, as the run's memory budget counts it.
  [[nodiscard]] virtual std::uint64_t memoryBytes() const = 0;
};

/// Makes the program of each canister of a scenario, once for every run. The scenario outlives the programs.
using ProgramFactory = std::function<std::unique_ptr<CanisterProgram>(const Scenario&, CanisterId)>;

}  // namespace roundscope

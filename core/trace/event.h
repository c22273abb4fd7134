// What a run consists of: the events that the simulator emits, in order, and nothing else.
// An event is 24 bytes, two or three where it is kept (packed_events.h); a call leaves about ten. Where an event
// happened (instant, round, subnet) follows from the RoundStarted before it, so it is not stored again.
#pragma once

#include <cstdint>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/base/large_block.h"
#include "core/base/overloaded.h"
#include "core/base/time.h"
#include "core/protocol/execution.h"
#include "core/protocol/not_performed.h"
#include "core/protocol/operation.h"
#include "core/protocol/query_error.h"
#include "core/protocol/reject.h"

namespace roundscope {

/// 64 bits that need no 8-byte alignment, which keeps every event at 24 bytes.
struct Wide {
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  Wide() = default;
  constexpr explicit Wide(std::uint64_t v)
      : low(static_cast<std::uint32_t>(v)), high(static_cast<std::uint32_t>(v >> 32)) {}
  [[nodiscard]] constexpr std::uint64_t value() const { return (std::uint64_t{high} << 32) | low; }
  bool operator==(const Wide&) const = default;
};

/// A subnet begins a round. Everything up to the next RoundStarted happens in it.
/// Rounds in which nothing happens leave no event.
struct RoundStarted {
  Wide timeUs;
  std::uint32_t round;  ///< the subnet's own number, from 0
  SubnetId subnet;
  std::uint16_t unused = 0;
  bool operator==(const RoundStarted&) const = default;
};

/// One pass of the scheduler's inner loop begins; from 0 within a round.
struct IterationStarted {
  std::uint32_t iteration;
  bool operator==(const IterationStarted&) const = default;
};

/// A user's message enters the canister's ingress queue.
struct IngressInducted {
  IngressId ingress;
  CanisterId canister;
  MethodId method;
  bool operator==(const IngressInducted&) const = default;
};

/// The user's call is answered. `repliedCalls` and `failedCalls` are what its own method counted.
struct IngressCompleted {
  IngressId ingress;
  std::uint32_t repliedCalls;
  std::uint32_t failedCalls;
  IngressOutcome outcome;
  RejectCode code;
  RejectReason reason;
  std::uint8_t unused = 0;
  TextId text = kNoText;  ///< what the canister itself says of its reject or trap, if anything
  bool operator==(const IngressCompleted&) const = default;
};

/// A message starts to execute. For callbacks this is where the response is popped: the call is
/// complete and its slot is free.
struct ExecutionStarted {
  ContextId context;  ///< the call context it belongs to; new for Ingress, Request, SelfMessage, Timer and Heartbeat
  CallId call;        ///< Request, SelfMessage: the call being served. Callbacks: the one being answered. Else kNoCall
  CanisterId canister;
  MethodId method;
  std::uint16_t step;  ///< index of the step at which execution goes on
  ExecutionKind kind;
  RejectCode code;  ///< RejectCallback only
  bool operator==(const ExecutionStarted&) const = default;
};

/// The message that started last on this canister ends.
struct ExecutionFinished {
  Wide instructions;  ///< used in all, over every slice
  ContextId context;
  CanisterId canister;
  std::uint16_t step;         ///< the step at which it suspended, ended or trapped
  std::uint16_t undoneCalls;  ///< Trapped only: performed in this message and undone with it (at most 65,535)
  ExecutionKind kind;
  ExecutionResult result;
  bool operator==(const ExecutionFinished&) const = default;
};

/// Deterministic time slicing: the message has used its slice and goes on in the next round.
struct ExecutionPaused {
  Wide instructionsLeft;
  CanisterId canister;
  std::uint16_t aborted = 0;  ///< 1: over the limit of paused messages, starts again from the beginning
  bool operator==(const ExecutionPaused&) const = default;
};

/// `call_perform` returned 0: the request is in the caller's output queue and a response slot is reserved.
struct CallPerformed {
  CallId call;
  ContextId context;  ///< of the caller
  CanisterId caller;
  CanisterId callee;
  MethodId method;
  std::uint16_t step;            ///< the caller's step that made the call
  std::uint16_t timeoutSeconds;  ///< 0: unbounded wait
  std::uint8_t attempt;          ///< 1 for the first, counted up by retries; 0: a message of the canister's runtime
                                 ///< to the canister itself, see OwnMessage
  std::uint8_t compensation;     ///< 1: undoes an earlier call
  bool operator==(const CallPerformed&) const = default;
};

/// `call_perform` returned an error at once: no message, no callback, nothing charged.
struct CallNotPerformed {
  CallId call;
  ContextId context;
  CanisterId caller;
  CanisterId callee;
  MethodId method;
  std::uint16_t step;
  NotPerformedReason reason;
  std::uint8_t attempt;
  std::uint8_t compensation;
  std::uint8_t unused = 0;
  bool operator==(const CallNotPerformed&) const = default;
};

/// The request left the caller's output queue. Across subnets it is now in the stream.
struct RequestRouted {
  CallId call;
  bool operator==(const RequestRouted&) const = default;
};

/// The request is in the callee's input queue.
struct RequestInducted {
  CallId call;
  bool operator==(const RequestInducted&) const = default;
};

/// The call's answer exists: the callee replied or rejected, or the network rejected in its place.
struct ResponseCreated {
  CallId call;
  RejectCode code;
  RejectReason reason;
  std::uint16_t unused = 0;
  TextId text = kNoText;  ///< what the callee itself says of its reject or trap, if anything
  bool operator==(const ResponseCreated&) const = default;
};

/// The response left the callee's output queue (or, a reject signal, entered the stream).
struct ResponseRouted {
  CallId call;
  bool operator==(const ResponseRouted&) const = default;
};

/// The response is in the caller's input queue. It holds its slot until it is popped.
struct ResponseInducted {
  CallId call;
  bool operator==(const ResponseInducted&) const = default;
};

/// A message was dropped by its deadline or for memory. The caller's answer, if it still waits,
/// follows as ResponseCreated.
struct MessageDropped {
  CallId call;
  MessagePlace place;
  std::uint8_t isResponse;
  std::uint8_t shed;  ///< 1: dropped for memory, 0: expired, late or for a caller that was uninstalled
  std::uint8_t unused = 0;
  bool operator==(const MessageDropped&) const = default;
};

/// Whether the message is a response whose caller has been uninstalled since it called: it was popped, and is dropped
/// in place of a callback. Nothing else is dropped from a caller's input queue but for memory.
[[nodiscard]] constexpr bool endsCall(const MessageDropped& event) {
  return event.place == MessagePlace::CallerInput && event.shed == 0;
}

/// A variable has a new committed value.
struct VariableChanged {
  Wide value;  ///< two's complement of a signed 64-bit integer
  CanisterId canister;
  VariableId variable;
  bool operator==(const VariableChanged&) const = default;
};

/// A lock was taken (by this context) or released.
struct LockChanged {
  ContextId context;
  CanisterId canister;
  VariableId lock;
  std::uint8_t taken;
  std::uint8_t unused1 = 0;
  std::uint16_t unused2 = 0;
  bool operator==(const LockChanged&) const = default;
};

/// The canister's global timer is set.
struct TimerSet {
  Wide timeUs;
  CanisterId canister;
  std::uint16_t unused = 0;
  bool operator==(const TimerSet&) const = default;
};

/// The canister's liquid cycles and those put aside for open calls, at the end of a round that changed them.
struct BalanceChanged {
  Wide balance;
  Wide reserved;
  CanisterId canister;
  std::uint16_t unused = 0;
  bool operator==(const BalanceChanged&) const = default;
};

/// One query of a call graph begins to be evaluated (or is refused: then QueryFinished follows at once). Queries take
/// no rounds: between the QueryStarted and the QueryFinished of depth 0 every event happens at the latency model's
/// time, which QueryStarted and QueryFinished tell and each ExecutionFinished carries on by its instructions. They
/// stand before the first other event of the round that is the next one on their subnet.
struct QueryStarted {
  Wide startUs;
  CallId call;  ///< kNoCall: the agent's own query
  CanisterId canister;
  MethodId method;
  std::uint16_t depth;
  std::uint16_t unused = 0;
  bool operator==(const QueryStarted&) const = default;
};

/// Its reply or reject exists. The callback that it leads to is part of the caller's evaluation.
struct QueryFinished {
  Wide endUs;
  CallId call;
  CanisterId canister;
  QueryError error;
  RejectCode code;
  std::uint16_t depth;
  std::uint16_t unused = 0;
  bool operator==(const QueryFinished&) const = default;
};

/// The scenario has something done to the canister from outside.
struct CanisterOperated {
  Wide cycles;  ///< TopUp only
  CanisterId canister;
  OperationKind kind;
  std::uint8_t changed;  ///< 0: nothing, as the canister was so already
  bool operator==(const CanisterOperated&) const = default;
};

/// A canister that was told to stop has no open call context any more, and is stopped.
struct CanisterStopped {
  CanisterId canister;
  std::uint16_t unused = 0;
  bool operator==(const CanisterStopped&) const = default;
};

/// In place of a time: never.
inline constexpr Wide kNeverDue{~std::uint64_t{0}};

/// A call to the network itself is under way: it has no request, no canister runs for it, and a block at or after
/// `dueUs` answers it.
struct AnswerAwaited {
  Wide dueUs;  ///< or kNeverDue
  CallId call;
  bool operator==(const AnswerAwaited&) const = default;
};

using Event =
    std::variant<RoundStarted, IterationStarted, IngressInducted, IngressCompleted, ExecutionStarted, ExecutionFinished,
                 ExecutionPaused, CallPerformed, CallNotPerformed, RequestRouted, RequestInducted, ResponseCreated,
                 ResponseRouted, ResponseInducted, MessageDropped, VariableChanged, LockChanged, TimerSet,
                 BalanceChanged, QueryStarted, QueryFinished, CanisterOperated, CanisterStopped, AnswerAwaited>;

static_assert(sizeof(Event) <= 24);
static_assert(std::is_trivially_copyable_v<Event>);

/// Events in order, in memory that is cheap to fill by the million.
using EventList = LargeVector<Event>;

}  // namespace roundscope

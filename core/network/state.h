// The whole state of the simulated network between two steps, as plain values.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/network/message.h"
#include "core/network/queues.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// What the caller's subnet remembers of a performed call until its callback has run.
struct Callback {
  std::uint64_t env = 0;
  std::uint64_t prepaid = 0;      ///< cycles put aside for executing the response and for its bytes
  CallId call = kNoCall;          ///< kNoCall: the row is free
  std::uint32_t context = kNone;  ///< row of the caller's call context
  std::uint32_t deadline = 0;     ///< whole seconds, bounded calls only
  CanisterId caller;
  CanisterId callee;
  std::uint16_t step = 0;
  bool bounded = false;
  bool answered = false;  ///< a response waits in the caller's input queue; any other is late
};

/// An open call context: what a message that was started still owes.
struct Context {
  ContextId id = kNoContext;      ///< its number in the trace
  std::uint32_t outstanding = 0;  ///< performed calls whose callback has not run
  std::uint32_t repliedCalls = 0;
  std::uint32_t failedCalls = 0;
  std::uint64_t cycles = 0;  ///< attached to the request and not accepted yet
  IngressId ingress;
  CallId call = kNoCall;           ///< Request only
  std::uint32_t callback = kNone;  ///< Request only: the caller's
  std::uint32_t deadline = 0;
  CanisterId canister;
  CanisterId caller;
  MethodId method;
  ExecutionKind kind = ExecutionKind::Ingress;
  OwnMessage own = OwnMessage::None;  ///< SelfMessage only
  bool bounded = false;
  bool answered = false;
  bool open = false;
};

/// A call performed by a message that is not committed yet.
struct PendingCall {
  Message request;
  Callback callback;
  std::uint32_t peer = kNone;  ///< row of the caller's queues
  std::uint64_t fee = 0;       ///< burned when it commits
};

/// What one message has done so far, beside its calls. Its events stand in the trace (or, while paused, in `events`).
struct Effects {
  bool answered = false;
  RejectCode answerCode = RejectCode::None;
  std::uint64_t answerBytes = 0;
  std::uint64_t instructions = 0;
  std::uint64_t heapDeltaBytes = 0;
  std::uint64_t cyclesSpent = 0;  ///< set aside or attached by `calls`
  std::uint32_t repliedCalls = 0;
  std::uint32_t failedCalls = 0;
  std::uint32_t attempts = 0;         ///< calls numbered by this message, performed or not
  std::uint32_t performed = 0;        ///< of these
  std::uint32_t guaranteedCalls = 0;  ///< of these
  bool timerChanged = false;
  std::optional<Time> timer;
};

/// The message that a canister executes: from entering the program to commit or rollback.
struct Execution {
  ExecutionKind kind = ExecutionKind::Ingress;
  std::uint32_t context = kNone;
  CallId call = kNoCall;  ///< Request: served. Callbacks: answered
  MethodId method{};
  std::uint64_t env = 0;            ///< callbacks only
  std::uint64_t prepaid = 0;        ///< callbacks only: what was put aside for this execution
  std::uint64_t responseBytes = 0;  ///< callbacks only
  RejectCode code = RejectCode::None;
  std::uint16_t step = 0;
  bool trapped = false;
  RejectReason trapReason = RejectReason::Trapped;
  Effects effects{};
};

/// A message longer than a slice, waiting to go on. Source: protocol.md section 2.
struct PausedExecution {
  Execution execution;
  std::uint64_t instructionsLeft = 0;
  std::uint32_t firstCall = 0;  ///< the number that its first call had when `events` were recorded
  EventList events;
  std::vector<PendingCall> calls;
};

enum class Task : std::uint8_t { GlobalTimer, Heartbeat, Message };

struct CanisterState {
  CanisterQueues queues;
  std::uint64_t balance = 0;       ///< liquid cycles
  std::uint64_t reserved = 0;      ///< prepaid for open calls
  std::uint64_t ingressDebit = 0;  ///< induction fees that wait for a paused message to end
  std::optional<Time> timer;
  std::optional<PausedExecution> paused;
  Task nextTask = Task::GlobalTimer;
  bool runTimer = false;        ///< due in this round
  bool runHeartbeat = false;    ///< due in this round
  bool heartbeatFirst = false;  ///< it was the heartbeat's turn
  bool doneForRound = false;    ///< finished a paused message in this round
  bool balanceChanged = false;
};

/// The messages that one sender round put into a stream.
struct StreamSlice {
  std::uint64_t dueRound = 0;   ///< of the receiving subnet
  std::uint64_t sentRound = 0;  ///< of the sending subnet
  Fifo signals{};               ///< rejects made on arrival at the sending subnet
  Fifo messages{};
};

/// The ordered messages from one subnet to another.
struct Stream {
  std::deque<StreamSlice> slices;
  std::uint64_t messages = 0;
  std::uint64_t bytes = 0;
};

/// A message or callback to look at when its deadline has passed. Rows are reused: `call` tells whether it is still the
/// same.
struct Watched {
  std::uint32_t row;
  CallId call;
};

struct OutputRef {
  CanisterId canister;
  std::uint32_t peer;
};

struct SubnetState {
  std::vector<CanisterId> canisters;
  std::vector<IngressId> ingress;  ///< for this subnet, ascending in time
  std::size_t ingressNext = 0;
  std::vector<IngressId> queries;  ///< users' queries, ascending in time
  std::size_t queriesNext = 0;
  std::uint64_t nextRound = 0;
  std::vector<Stream> streamsTo;  ///< by receiving subnet
  Fifo loopback;
  std::deque<OutputRef> outputs;                                ///< queues with output, in turn
  std::map<std::int64_t, std::vector<Watched>> messageExpiry;   ///< by deadline
  std::map<std::int64_t, std::vector<Watched>> callbackExpiry;  ///< by deadline
  std::uint64_t callbacks = 0;
  std::uint64_t boundedOpen = 0;       ///< bounded calls without an answer yet
  std::uint64_t guaranteedMemory = 0;  ///< bytes reserved for guaranteed responses, and of those in queues
  std::uint64_t bestEffortMemory = 0;  ///< bytes of best-effort messages in queues
};

struct NetworkState {
  std::vector<SubnetState> subnets;
  std::vector<CanisterState> canisters;
  MessagePool messages;
  Pool<Callback> callbacks;
  Pool<Context> contexts;
  std::uint64_t burned = 0;
  std::uint64_t nextIngress = 0;  ///< how many ingress messages have been inducted
  std::uint64_t pausedCount = 0;
  std::uint32_t callCount = 0;
  std::uint32_t contextCount = 0;
};

}  // namespace roundscope

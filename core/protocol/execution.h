// What starts a message, how it ends, and where messages are meanwhile.
#pragma once

#include <cstdint>
#include <string_view>

namespace roundscope {

/// What started a message execution. Source: protocol.md sections 2 and 8.
enum class ExecutionKind : std::uint8_t {
  Ingress,
  Request,
  ReplyCallback,
  RejectCallback,
  Cleanup,
  Timer,
  Heartbeat,
  SelfMessage,  ///< a request that the canister's own runtime sent; see OwnMessage
};

/// Whether it delivers a call's answer: the response is popped here, and the call's slot is free.
[[nodiscard]] constexpr bool isCallback(ExecutionKind kind) {
  return kind == ExecutionKind::ReplyCallback || kind == ExecutionKind::RejectCallback;
}
/// Whether the network starts it by itself, so that nobody waits for an answer.
[[nodiscard]] constexpr bool isTask(ExecutionKind kind) {
  return kind == ExecutionKind::Timer || kind == ExecutionKind::Heartbeat;
}
/// Whether it serves a call, and so owes an answer to another message.
[[nodiscard]] constexpr bool servesCall(ExecutionKind kind) {
  return kind == ExecutionKind::Request || kind == ExecutionKind::SelfMessage;
}
/// Whether a new call context begins with it; the others go on in the context of the call that they follow.
[[nodiscard]] constexpr bool opensContext(ExecutionKind kind) {
  return !isCallback(kind) && kind != ExecutionKind::Cleanup;
}

/// What a canister's own language runtime sends to its canister. Such a message is a call like any other: it takes
/// slots, an iteration to arrive and another to be answered. Source: protocol.md sections 3 and 8.
enum class OwnMessage : std::uint8_t {
  None,
  AwaitCompleted,  ///< Motoko: `await` on a future that is completed already
  TimerBody,       ///< Rust: the global timer's handler calls the timer's body
  TimerRetry,      ///< the same, for calls that a timer makes again
  Delay,           ///< a call to the network itself: no code runs for it, and a later block answers it
};

/// Whether a call with this `attempt` is such a message: calls that a method makes count their attempts from 1.
[[nodiscard]] constexpr bool isOwnMessage(std::uint8_t attempt) { return attempt == 0; }

/// How a message ended.
enum class ExecutionResult : std::uint8_t {
  Finished,  ///< state and messages are committed
  Trapped,   ///< state changes, calls and reply of this message are undone
};

/// Where a message was when it expired or was dropped. Source: protocol.md section 6.
enum class MessagePlace : std::uint8_t { CallerOutput, CalleeInput, CalleeOutput, CallerInput, Arrival };

[[nodiscard]] std::string_view nameOf(ExecutionKind kind);
[[nodiscard]] std::string_view nameOf(MessagePlace place);
[[nodiscard]] std::string_view nameOf(ExecutionResult result);  ///< "finished" or "trapped"

}  // namespace roundscope

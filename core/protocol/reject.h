// Rejects as a table: what made one, its code, who gives it and when, how the call ends, and every wording of it.
// Nothing else in the program lists reject reasons; what needs to know something of one reads its row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/protocol/outcome.h"
#include "core/protocol/query_error.h"
#include "core/protocol/rules.h"

namespace roundscope {

/// Source: protocol.md section 7. None marks a reply.
enum class RejectCode : std::uint8_t {
  None = 0,
  SysFatal = 1,
  SysTransient = 2,
  DestinationInvalid = 3,
  CanisterReject = 4,
  CanisterError = 5,
  SysUnknown = 6,
};
[[nodiscard]] std::string_view nameOf(RejectCode code);  ///< "SYS_TRANSIENT" …; empty for a reply

/// What exactly made a reject, where several share a code. Traces store the number: a new reason goes to the end, in
/// front of Count, and has a row in reject.cpp.
enum class RejectReason : std::uint8_t {
  None,               ///< a reply
  ExplicitReject,     ///< the callee's own reject
  Trapped,            ///< the callee trapped
  NoReply,            ///< the callee's call context ended without a reply
  MissingMethod,      ///< the callee has no such method
  Stopped,            ///< the callee is stopped
  Stopping,           ///< the callee is stopping
  CanisterNotFound,   ///< there is no such canister
  InputQueueFull,     ///< no slot at the callee
  RequestTimedOut,    ///< still in the caller's output queue
  DeadlineExpired,    ///< the caller waited as long as it wanted
  ResponseShed,       ///< best-effort message dropped for memory
  CompositeAsUpdate,  ///< a composite query called as an update
  InstructionLimit,   ///< one message used more instructions than a message may
  OutOfCycles,        ///< the canister could not pay for the execution
  OtherSubnet,        ///< a query calls a canister that its subnet does not have
  CalleeIsUpdate,     ///< a query calls an update method
  QueryTooDeep,       ///< the whole composite query ends: calls are nested too deep
  QueryInstructions,  ///< the whole composite query ends: all its instructions are used
  QueryWallTime,      ///< the whole composite query ends: it took too long
  NotEvaluated,       ///< the query answered before it came to this call
  OutOfMemory,        ///< no guaranteed-response memory left at the callee's subnet
  AnsweredTwice,      ///< the callee answered what it had answered already, and trapped there
  PayloadTooLarge,    ///< the argument has more bytes than a message to another subnet may have
  NoRoute,            ///< no subnet has such a canister
  NotRunning,         ///< the callee was told to stop while the request waited
  Uninstalled,        ///< the callee was uninstalled while it served the call
  NoCode,             ///< the callee has no code
  FaultFatal,         ///< a fault of the scenario, with code 1
  FaultTransient,     ///< likewise, with code 2
  FaultInvalid,       ///< likewise, with code 3
  FaultError,         ///< likewise, with code 5
  FaultUnknown,       ///< likewise, with code 6
  Count,              ///< no reason: how many there are
};
inline constexpr auto kRejectReasonCount = static_cast<std::size_t>(RejectReason::Count);

/// Who gives an answer, and when.
enum class GivenBy : std::uint8_t {
  Program,         ///< the callee's program, by what its message does or does not do
  CalleesSubnet,   ///< the callee's subnet, in place of the program that served the call
  CalleesTurn,     ///< the callee's subnet, when it is the request's turn to execute
  CalleesArrival,  ///< the callee's subnet, when the request arrives
  CallersSubnet,   ///< the caller's own subnet: the callee has no part in it
  QueryNode,       ///< the node that evaluates a query, in place of evaluating the call
  QueryEnd,        ///< the end of the caller's evaluation: no callback follows
};

/// One reason in full.
struct Reject {
  RejectReason reason;
  RejectCode code;
  GivenBy givenBy;
  CallOutcome outcome;           ///< for the caller
  QueryError query;              ///< what a query that ends so reports
  RuleId rule;                   ///< its limit, where it has one, is that of the subnet that gives the answer
  std::string_view words;        ///< what made it, in a sentence without names
  std::string_view message;      ///< the network's own, with places for {canister}, {method} and {own}
  std::string_view explanation;  ///< ours, with places for names: {callee}, {caller}, {target} (callee and method),
                                 ///< {method}, {call} ("call 5", "the user's message"), {Call} (at the start), {code},
                                 ///< {subnet} (of who gives it), {own} (the canister's text), {wait} (of a bounded
                                 ///< call), {limit} (the rule's parameter), {perCall} (a query's share of a call)
};

[[nodiscard]] const Reject& rowOf(RejectReason reason);

[[nodiscard]] inline RejectCode codeOf(RejectReason reason) { return rowOf(reason).code; }
[[nodiscard]] inline std::string_view wordsOf(RejectReason reason) { return rowOf(reason).words; }
/// Whether the caller's side gives the answer: the callee has no part in it.
[[nodiscard]] inline bool isGivenAtCaller(RejectReason reason) {
  const GivenBy by = rowOf(reason).givenBy;
  return by == GivenBy::CallersSubnet || by == GivenBy::QueryEnd;
}
/// Whether a reject of this reason is a call's end by itself: no callback follows, because the caller's evaluation is
/// over.
[[nodiscard]] inline bool endsWithoutCallback(RejectReason reason) {
  return rowOf(reason).givenBy == GivenBy::QueryEnd;
}
[[nodiscard]] inline bool isGivenOnArrival(RejectReason reason) {
  return rowOf(reason).givenBy == GivenBy::CalleesArrival;
}

/// The names that stand in a reject message.
struct RejectNames {
  std::string_view canister;  ///< the callee
  std::string_view method;
  std::string_view own;     ///< the text that belongs to this one: the canister's of its reject or trap; may be empty
  std::string_view caller;  ///< of the call
};

/// What the caller reads as the reject message, word for word as the network has it, with the scenario's names in place
/// of canister ids. Empty for a reply, and for a reject without text.
/// Source: protocol.md sections 4, 6 and 7 (dfinity/ic rs/messaging/src/routing/stream_handler.rs,
/// rs/types/error_types, rs/interfaces/src/execution_environment/errors.rs).
[[nodiscard]] std::string rejectMessage(RejectReason reason, const RejectNames& names);

}  // namespace roundscope

// The table of rejects.
#include "core/protocol/reject.h"

#include <array>

#include "core/base/check.h"
#include "core/base/words.h"

namespace roundscope {
namespace {

/// The scenario chooses the code, and the text that the caller reads.
constexpr Reject fault(RejectReason reason, RejectCode code, std::string_view words) {
  return {.reason = reason,
          .code = code,
          .givenBy = GivenBy::CalleesArrival,
          .outcome = CallOutcome::Rejected,
          .query = QueryError::Failed,
          .rule = RuleId::Fault,
          .words = words,
          .message = "{own}",
          .explanation = "The scenario lets the network refuse {call} with code {code}{own}: {target} never sees it."};
}

constexpr std::array<Reject, kRejectReasonCount> kRejectRows = {{
    {.reason = RejectReason::None,
     .code = RejectCode::None,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Replied,
     .query = QueryError::None,
     .rule = RuleId::Reply,
     .words = "",
     .message = "",
     .explanation = "{callee} replied to {call}."},
    {.reason = RejectReason::ExplicitReject,
     .code = RejectCode::CanisterReject,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::ExplicitReject,
     .words = "The callee rejected the call.",
     .message = "{own}",
     .explanation = "{callee} rejected {call}{own}."},
    {.reason = RejectReason::Trapped,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Trapped,
     .query = QueryError::Failed,
     .rule = RuleId::CalleeTrapped,
     .words = "The callee trapped.",
     .message = "Error from Canister {canister}: Canister called `ic0.trap` with message: '{own}'",
     .explanation =
         "{callee} trapped{own} before it had answered {call}, so the network rejected it with code {code}."},
    {.reason = RejectReason::NoReply,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::NoReply,
     .words = "The callee did not reply.",
     .message = "Canister {canister} did not produce a response",
     .explanation =
         "{callee} ended its work for {call} without an answer, so the network rejected it with code {code}."},
    {.reason = RejectReason::MissingMethod,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesTurn,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::MissingMethod,
     .words = "The callee has no such method.",
     .message = "Error from Canister {canister}: Canister has no update method '{method}'.",
     .explanation = "{callee} has no method {method}, so {call} was rejected with code {code}."},
    {.reason = RejectReason::Stopped,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesArrival,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::CanisterNotRunning,
     .words = "The callee is stopped.",
     .message = "Canister {canister} is stopped",
     .explanation = "{callee} is stopped, so {call} was rejected on arrival with code {code}."},
    {.reason = RejectReason::Stopping,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesArrival,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::CanisterNotRunning,
     .words = "The callee is stopping.",
     .message = "Canister {canister} is stopping",
     .explanation = "{callee} is stopping, so {call} was rejected on arrival with code {code}."},
    {.reason = RejectReason::CanisterNotFound,
     .code = RejectCode::DestinationInvalid,
     .givenBy = GivenBy::CalleesArrival,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::CanisterNotFound,
     .words = "There is no such canister.",
     .message = "Canister {canister} not found",
     .explanation = "There is no canister {callee} on {subnet}, so {call} was rejected on arrival with code {code}."},
    {.reason = RejectReason::InputQueueFull,
     .code = RejectCode::SysTransient,
     .givenBy = GivenBy::CalleesArrival,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::InputQueueFull,
     .words = "The callee's input queue is full.",
     .message = "Canister {canister} input queue is full",
     .explanation = "{callee}'s queues had no free slot for {call}, so it was rejected on arrival with code {code}."},
    {.reason = RejectReason::RequestTimedOut,
     .code = RejectCode::SysTransient,
     .givenBy = GivenBy::CallersSubnet,
     .outcome = CallOutcome::Expired,
     .query = QueryError::Failed,
     .rule = RuleId::ExpiresInQueues,
     .words = "Request timed out.",
     .message = "Request timed out.",
     .explanation = "{Call} got code {code}: its {wait} passed in {caller}'s output queue, so {callee} never saw it."},
    {.reason = RejectReason::DeadlineExpired,
     .code = RejectCode::SysUnknown,
     .givenBy = GivenBy::CallersSubnet,
     .outcome = CallOutcome::Expired,
     .query = QueryError::Failed,
     .rule = RuleId::DeadlineExpired,
     .words = "Call deadline has expired.",
     .message = "Call deadline has expired.",
     .explanation = "{caller}'s wait of {wait} for {call} ended with code {code}; {callee} may or may not have acted."},
    {.reason = RejectReason::ResponseShed,
     .code = RejectCode::SysUnknown,
     .givenBy = GivenBy::CallersSubnet,
     .outcome = CallOutcome::Dropped,
     .query = QueryError::Failed,
     .rule = RuleId::BestEffortMemory,
     .words = "Response was dropped.",
     .message = "Response was dropped.",
     .explanation = "{Call} got code {code}: best-effort messages on {subnet} were over {limit}, so it was dropped."},
    {.reason = RejectReason::CompositeAsUpdate,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesTurn,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::QueryAsUpdate,
     .words = "Composite query cannot be called in replicated mode.",
     .message = "Composite query cannot be called in replicated mode",
     .explanation = "{target} is a composite query; called as an update, {call} was rejected with code {code}."},
    {.reason = RejectReason::InstructionLimit,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Trapped,
     .query = QueryError::MessageInstructions,
     .rule = RuleId::MessageInstructions,
     .words = "The message exceeded the instruction limit.",
     .message = "Error from Canister {canister}: Canister exceeded the instruction limit for single message execution.",
     .explanation = "{callee} used up the {limit} of one message and trapped, so {call} got code {code}."},
    {.reason = RejectReason::OutOfCycles,
     .code = RejectCode::SysTransient,
     .givenBy = GivenBy::CalleesTurn,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::OutOfCycles,
     .words = "The callee is out of cycles.",
     .message = "Canister {canister} is out of cycles",
     .explanation = "{callee} had too few cycles for {call}, so it was rejected with code {code}."},
    {.reason = RejectReason::OtherSubnet,
     .code = RejectCode::DestinationInvalid,
     .givenBy = GivenBy::QueryNode,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::OtherSubnet,
     .rule = RuleId::QueryOtherSubnet,
     .words = "Canister not found: a query reaches only canisters of its own subnet.",
     .message = "Canister {canister} not found",
     .explanation =
         "{callee} is on another subnet, {subnet}, so a query cannot read it: {call} was rejected with code {code}."},
    {.reason = RejectReason::CalleeIsUpdate,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::QueryNode,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::CalleeIsUpdate,
     .rule = RuleId::QueryCalleeIsUpdate,
     .words = "Canister has no query method of this name: it is an update.",
     .message = "Error from Canister {canister}: Canister has no query method '{method}'.",
     .explanation = "{target} is an update; a query may call queries only, so {call} was rejected with code {code}."},
    {.reason = RejectReason::QueryTooDeep,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::QueryEnd,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::TooDeep,
     .rule = RuleId::QueryDepth,
     .words = "Composite query calls exceeded the maximum call depth.",
     .message = "Composite query calls exceeded the maximum call depth.",
     .explanation = "Queries called each other more than {limit} deep, which ended {call} and all others."},
    {.reason = RejectReason::QueryInstructions,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::QueryEnd,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::GraphInstructions,
     .rule = RuleId::QueryGraphInstructions,
     .words = "Composite query calls exceeded the instruction limit.",
     .message = "Composite query call graph exceeded the instruction limit.",
     .explanation = "The call graph used up its {limit}, {perCall} of them a call, which ended {call}."},
    {.reason = RejectReason::QueryWallTime,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::QueryEnd,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::WallTime,
     .rule = RuleId::QueryWallTime,
     .words = "Composite query call exceeded the time limit.",
     .message = "Composite query call graph exceeded the time limit.",
     .explanation = "The call graph took {limit} or more, which ended {call} and all others."},
    {.reason = RejectReason::NotEvaluated,
     .code = RejectCode::SysTransient,
     .givenBy = GivenBy::QueryEnd,
     .outcome = CallOutcome::Dropped,
     .query = QueryError::Failed,
     .rule = RuleId::QueryNotReached,
     .words = "The query answered before this call was evaluated.",
     .message = "",
     .explanation = "Its caller had answered before {call} came to its turn, so {callee} never ran it."},
    {.reason = RejectReason::OutOfMemory,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesArrival,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::GuaranteedMemory,
     .words = "The callee's subnet is out of guaranteed-response memory.",
     .message = "Cannot induct request. Out of memory",
     .explanation =
         "{subnet} had no room left for the response to {call}, so it was rejected on arrival with code {code}."},
    {.reason = RejectReason::AnsweredTwice,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::Program,
     .outcome = CallOutcome::Trapped,
     .query = QueryError::Failed,
     .rule = RuleId::AnsweredTwice,
     .words = "The callee answered a second time and trapped.",
     .message = "Error from Canister {canister}: Canister violated contract: {own}",
     .explanation =
         "{callee} answered {call} a second time and trapped, which undid the first answer: it got code {code}{own}."},
    {.reason = RejectReason::PayloadTooLarge,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CallersSubnet,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::PayloadLimit,
     .words = "The argument is too large for another subnet.",
     .message = "Canister {caller} violated contract: {own}",
     .explanation = "{caller}'s argument was too large for another subnet, so {call} got code {code}{own}."},
    {.reason = RejectReason::NoRoute,
     .code = RejectCode::DestinationInvalid,
     .givenBy = GivenBy::CallersSubnet,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::NoRoute,
     .words = "No subnet has such a canister.",
     .message = "No route to canister {canister}",
     .explanation =
         "No subnet has a canister {callee}, so {call} ended on {subnet} with code {code}, in its own round."},
    {.reason = RejectReason::NotRunning,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesTurn,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::ToldToStop,
     .words = "The callee is not running.",
     .message = "Canister {canister} is not running",
     .explanation = "{callee} was told to stop while {call} waited for its turn, so it was rejected with code {code}."},
    {.reason = RejectReason::Uninstalled,
     .code = RejectCode::CanisterReject,
     .givenBy = GivenBy::CalleesSubnet,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::Uninstall,
     .words = "The callee was uninstalled.",
     .message = "Canister has been uninstalled.",
     .explanation =
         "{callee} was uninstalled before it had answered {call}, so the network rejected it with code {code}."},
    {.reason = RejectReason::NoCode,
     .code = RejectCode::CanisterError,
     .givenBy = GivenBy::CalleesTurn,
     .outcome = CallOutcome::Rejected,
     .query = QueryError::Failed,
     .rule = RuleId::NoCode,
     .words = "The callee has no code.",
     .message =
         "Error from Canister {canister}: Attempted to execute a message, but the canister contains no Wasm module.",
     .explanation = "{callee} had been uninstalled and has no code, so {call} was rejected with code {code}."},
    fault(RejectReason::FaultFatal, RejectCode::SysFatal, "A fault of the scenario: SYS_FATAL."),
    fault(RejectReason::FaultTransient, RejectCode::SysTransient, "A fault of the scenario: SYS_TRANSIENT."),
    fault(RejectReason::FaultInvalid, RejectCode::DestinationInvalid, "A fault of the scenario: DESTINATION_INVALID."),
    fault(RejectReason::FaultError, RejectCode::CanisterError, "A fault of the scenario: CANISTER_ERROR."),
    fault(RejectReason::FaultUnknown, RejectCode::SysUnknown, "A fault of the scenario: SYS_UNKNOWN."),
}};

constexpr bool rejectRowsInOrder() {
  for (std::size_t i = 0; i < kRejectRows.size(); ++i)
    if (kRejectRows[i].reason != static_cast<RejectReason>(i) || kRejectRows[i].explanation.empty()) return false;
  return true;
}
static_assert(rejectRowsInOrder(), "every reason has its row, where its number says");

}  // namespace

const Reject& rowOf(RejectReason reason) {
  RS_CHECK(reason < RejectReason::Count);
  return kRejectRows[static_cast<std::size_t>(reason)];
}

std::string rejectMessage(RejectReason reason, const RejectNames& names) {
  return filled(rowOf(reason).message,
                {{"canister", names.canister}, {"method", names.method}, {"own", names.own}, {"caller", names.caller}});
}

std::string_view nameOf(RejectCode code) {
  switch (code) {
    case RejectCode::None:
      return "";
    case RejectCode::SysFatal:
      return "SYS_FATAL";
    case RejectCode::SysTransient:
      return "SYS_TRANSIENT";
    case RejectCode::DestinationInvalid:
      return "DESTINATION_INVALID";
    case RejectCode::CanisterReject:
      return "CANISTER_REJECT";
    case RejectCode::CanisterError:
      return "CANISTER_ERROR";
    case RejectCode::SysUnknown:
      return "SYS_UNKNOWN";
  }
  RS_CHECK(false);
}

}  // namespace roundscope

// Words for numbers.
#include "core/trace/names.h"

#include "core/base/check.h"

namespace roundscope {

std::string_view nameOf(NotPerformedReason reason) {
  switch (reason) {
    case NotPerformedReason::Memory:
      return "guaranteed-response memory";
    case NotPerformedReason::Callbacks:
      return "callbacks";
    case NotPerformedReason::Cycles:
      return "cycles";
    case NotPerformedReason::Slots:
      return "in-flight limit";
  }
  RS_CHECK(false);
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

std::string_view messageOf(RejectReason reason) {
  switch (reason) {
    case RejectReason::None:
      return "";
    case RejectReason::ExplicitReject:
      return "The callee rejected the call.";
    case RejectReason::Trapped:
      return "The callee trapped.";
    case RejectReason::NoReply:
      return "The callee did not reply.";
    case RejectReason::MissingMethod:
      return "The callee has no such method.";
    case RejectReason::Stopped:
      return "The callee is stopped.";
    case RejectReason::Stopping:
      return "The callee is stopping.";
    case RejectReason::CanisterNotFound:
      return "There is no such canister.";
    case RejectReason::InputQueueFull:
      return "The callee's input queue is full.";
    case RejectReason::RequestTimedOut:
      return "Request timed out.";
    case RejectReason::DeadlineExpired:
      return "Call deadline has expired.";
    case RejectReason::ResponseShed:
      return "Response was dropped.";
    case RejectReason::CompositeAsUpdate:
      return "Composite query cannot be called in replicated mode.";
    case RejectReason::InstructionLimit:
      return "The message exceeded the instruction limit.";
    case RejectReason::OutOfCycles:
      return "The callee is out of cycles.";
    case RejectReason::OtherSubnet:
      return "Canister not found: a query reaches only canisters of its own subnet.";
    case RejectReason::CalleeIsUpdate:
      return "Canister has no query method of this name: it is an update.";
    case RejectReason::QueryTooDeep:
      return "Composite query calls exceeded the maximum call depth.";
    case RejectReason::QueryInstructions:
      return "Composite query calls exceeded the instruction limit.";
    case RejectReason::QueryWallTime:
      return "Composite query call exceeded the time limit.";
    case RejectReason::NotEvaluated:
      return "The query answered before this call was evaluated.";
    case RejectReason::OutOfMemory:
      return "The callee's subnet is out of guaranteed-response memory.";
  }
  RS_CHECK(false);
}

std::string_view nameOf(ExecutionKind kind) {
  switch (kind) {
    case ExecutionKind::Ingress:
      return "ingress message";
    case ExecutionKind::Request:
      return "request";
    case ExecutionKind::ReplyCallback:
      return "reply callback";
    case ExecutionKind::RejectCallback:
      return "reject callback";
    case ExecutionKind::Cleanup:
      return "cleanup callback";
    case ExecutionKind::Timer:
      return "timer";
    case ExecutionKind::Heartbeat:
      return "heartbeat";
    case ExecutionKind::SelfMessage:
      return "message to itself";
  }
  RS_CHECK(false);
}

std::string_view nameOf(MessagePlace place) {
  switch (place) {
    case MessagePlace::CallerOutput:
      return "the caller's output queue";
    case MessagePlace::CalleeInput:
      return "the callee's input queue";
    case MessagePlace::CalleeOutput:
      return "the callee's output queue";
    case MessagePlace::CallerInput:
      return "the caller's input queue";
    case MessagePlace::Arrival:
      return "arrival";
  }
  RS_CHECK(false);
}

std::string_view nameOf(IngressOutcome outcome) {
  switch (outcome) {
    case IngressOutcome::Pending:
      return "pending";
    case IngressOutcome::Replied:
      return "replied";
    case IngressOutcome::Rejected:
      return "rejected";
    case IngressOutcome::Trapped:
      return "trapped";
  }
  RS_CHECK(false);
}

std::string_view nameOf(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::InFlight:
      return "in flight";
    case CallOutcome::Replied:
      return "replied";
    case CallOutcome::Rejected:
      return "rejected";
    case CallOutcome::Trapped:
      return "trapped";
    case CallOutcome::Expired:
      return "expired";
    case CallOutcome::Dropped:
      return "dropped";
    case CallOutcome::NotPerformed:
      return "not performed";
  }
  RS_CHECK(false);
}

std::string_view nameOf(QueryError error) {
  switch (error) {
    case QueryError::None:
      return "";
    case QueryError::OtherSubnet:
      return "the callee is on another subnet";
    case QueryError::CalleeIsUpdate:
      return "the callee's method is an update";
    case QueryError::TooDeep:
      return "the call graph is too deep";
    case QueryError::GraphInstructions:
      return "the call graph used too many instructions";
    case QueryError::MessageInstructions:
      return "one query used too many instructions";
    case QueryError::WallTime:
      return "the evaluation took too long";
    case QueryError::Failed:
      return "it failed";
  }
  RS_CHECK(false);
}

std::string_view nameOf(Phase phase) {
  switch (phase) {
    case Phase::OutputQueue:
      return "caller's output queue";
    case Phase::Outbound:
      return "request travelling";
    case Phase::InputQueue:
      return "callee's input queue";
    case Phase::Executing:
      return "executing";
    case Phase::Inbound:
      return "response travelling";
    case Phase::Callback:
      return "waiting for the callback";
  }
  RS_CHECK(false);
}

std::string nameOf(MethodRef method, const Scenario& scenario) {
  const Canister& canister = scenario.canister(method.canister);
  return canister.id + "." + scenario.method(method).name;
}

}  // namespace roundscope

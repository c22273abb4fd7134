// The network's own words.
#include "core/protocol/reject_message.h"

#include <fmt/format.h>

#include "core/base/check.h"

namespace roundscope {

std::string rejectMessage(RejectReason reason, MethodRef callee, const Scenario& scenario, std::string_view own) {
  const std::string& canister = scenario.canister(callee.canister).id;
  switch (reason) {
    case RejectReason::None:
      return {};
    case RejectReason::ExplicitReject:
      return std::string(own);
    case RejectReason::Trapped:
      return fmt::format("Error from Canister {}: Canister called `ic0.trap` with message: '{}'", canister, own);
    case RejectReason::NoReply:
      return fmt::format("Canister {} did not produce a response", canister);
    case RejectReason::MissingMethod:
      return fmt::format("Error from Canister {}: Canister has no update method '{}'.", canister,
                         scenario.method(callee).name);
    case RejectReason::Stopped:
      return fmt::format("Canister {} is stopped", canister);
    case RejectReason::Stopping:
      return fmt::format("Canister {} is stopping", canister);
    case RejectReason::CanisterNotFound:
      return fmt::format("Canister {} not found", canister);
    case RejectReason::InputQueueFull:
      return fmt::format("Canister {} input queue is full", canister);
    case RejectReason::RequestTimedOut:
      return "Request timed out.";
    case RejectReason::DeadlineExpired:
      return "Call deadline has expired.";
    case RejectReason::ResponseShed:
      return "Response was dropped.";
    case RejectReason::CompositeAsUpdate:
      return "Composite query cannot be called in replicated mode";
    case RejectReason::InstructionLimit:
      return fmt::format(
          "Error from Canister {}: Canister exceeded the instruction limit for single message execution.", canister);
    case RejectReason::OutOfMemory:
      return "Out of memory for guaranteed responses";
    case RejectReason::OtherSubnet:
      return fmt::format("Canister {} not found", canister);
    case RejectReason::CalleeIsUpdate:
      return fmt::format("Error from Canister {}: Canister has no query method '{}'.", canister,
                         scenario.method(callee).name);
    case RejectReason::QueryTooDeep:
      return "Composite query calls exceeded the maximum call depth.";
    case RejectReason::QueryInstructions:
      return "Composite query call graph exceeded the instruction limit.";
    case RejectReason::QueryWallTime:
      return "Composite query call graph exceeded the time limit.";
    case RejectReason::NotEvaluated:
      return {};
    case RejectReason::OutOfCycles:
      return fmt::format("Canister {} is out of cycles", canister);
  }
  RS_CHECK(false);
}

}  // namespace roundscope

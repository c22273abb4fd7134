// Nothing on the network is like it: it stands for all that makes a real call fail now and then.
// Source: protocol.md section 7.
#include "core/simulation/faults.h"

#include "core/scenario/when.h"

namespace roundscope {

namespace {

RejectReason reasonOf(RejectCode code) {
  switch (code) {
    case RejectCode::SysFatal:
      return RejectReason::FaultFatal;
    case RejectCode::SysTransient:
      return RejectReason::FaultTransient;
    case RejectCode::DestinationInvalid:
      return RejectReason::FaultInvalid;
    case RejectCode::CanisterError:
      return RejectReason::FaultError;
    case RejectCode::SysUnknown:
      return RejectReason::FaultUnknown;
    case RejectCode::None:
    case RejectCode::CanisterReject:
      break;
  }
  RS_CHECK(false);
}

}  // namespace

std::uint32_t countArrival(Round& round, MethodRef method) {
  if (round.scenario.method(method).faults.empty()) return 0;
  return ++round.canister(method.canister).arrivals[method.method.value];
}

/// Who waits without a bound never gets code 6: such messages a fault of that code lets pass.
Refusal faultOf(Round& round, MethodRef method, std::uint32_t number, bool bounded) {
  const std::vector<Fault>& faults = round.scenario.method(method).faults;
  for (std::uint32_t i = 0; i < faults.size(); ++i) {
    const Fault& fault = faults[i];
    if (fault.code == RejectCode::SysUnknown && !bounded) continue;
    if (fault.when && !applies(*fault.when, {.seed = round.scenario.seed,
                                             .canister = keyOf(round.scenario.canister(method.canister).id),
                                             .method = method.method,
                                             .place = kFirstFaultPlace + i,
                                             .number = number}))
      continue;
    return {reasonOf(fault.code), round.world.texts.idOf(fault.message)};
  }
  return {};
}

}  // namespace roundscope

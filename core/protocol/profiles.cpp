// Which numbers the profiles stand for, and what a system subnet does differently.
#include "core/protocol/profiles.h"

namespace roundscope {

ProfileDefaults profileDefaults(Profile profile) {
  switch (profile) {
    case Profile::Guide:
      return {milliseconds(1'000), 1, 1};
    case Profile::Mainnet:
      return {milliseconds(700), 2, 3};
    case Profile::PocketIc:
      return {milliseconds(1'000), 0, 0};
  }
  return {milliseconds(1'000), 1, 1};
}

Limits profileLimits(Profile profile, SubnetKind kind) {
  Limits limits;
  if (profile == Profile::Mainnet) limits.ingress_latency_ms = 300;
  if (kind == SubnetKind::System) {
    limits.round_instructions = 7'000'000'000;
    limits.slice_instructions = 5'000'000'000;
    limits.message_instructions = 50'000'000'000;
    limits.cycles_per_call = 0;
    limits.cycles_per_call_byte = 0;
    limits.cycles_per_message = 0;
    limits.cycles_per_instruction_thousandths = 0;
    limits.cycles_per_ingress = 0;
    limits.cycles_per_ingress_byte = 0;
  }
  return limits;
}

}  // namespace roundscope

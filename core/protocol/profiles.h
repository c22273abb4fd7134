// Which numbers the profiles stand for, and what a system subnet does differently.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/protocol/limits.h"

namespace roundscope {

/// Which published figures the defaults follow. Source: protocol.md section 5.
enum class Profile : std::uint8_t { Guide, Mainnet, PocketIc };

/// A system subnet charges nothing and executes more in a round. Source: protocol.md sections 2 and 11.
enum class SubnetKind : std::uint8_t { Application, System };

/// What a profile says about every subnet that does not say otherwise.
struct ProfileDefaults {
  Duration blockInterval;
  std::uint32_t xnetDelayMin;
  std::uint32_t xnetDelayMax;
};

/// Source: protocol.md section 5. For `mainnet` the block interval is within the measured 0.75–1.5 blocks/s.
ProfileDefaults profileDefaults(Profile profile);

/// The limits of a subnet of this kind before the file changes them.
/// Source: protocol.md section 2 (system subnets), section 11 (they charge nothing), section 10 (mainnet's latency).
Limits profileLimits(Profile profile, SubnetKind kind);

}  // namespace roundscope

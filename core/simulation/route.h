// What other phases need of the way into streams.
#pragma once

#include "core/simulation/round.h"

namespace roundscope {

/// The round's slice of the stream to this subnet exists from here on.
void openSlice(Round& round, SubnetId to);

}  // namespace roundscope

// The programs that a scenario itself writes.
#pragma once

#include "core/canister/program.h"

namespace roundscope {

/// Every canister runs the steps that the scenario gives its methods.
ProgramFactory scriptedPrograms();

}  // namespace roundscope

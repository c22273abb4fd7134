// The words of scenario files for those who write or say them.
#pragma once

#include <string_view>

#include "core/scenario/scenario.h"

namespace roundscope {

std::string_view nameOf(Profile profile);        ///< "mainnet"
std::string_view nameOf(Language language);      ///< "motoko"
std::string_view nameOf(CanisterStatus status);  ///< "stopping"
std::string_view nameOf(Order order);            ///< "parallel"

}  // namespace roundscope

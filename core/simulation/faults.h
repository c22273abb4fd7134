// How the scenario lets the network refuse messages for a method in its place.
#pragma once

#include <cstdint>

#include "core/simulation/round.h"

namespace roundscope {

/// Why a message is refused where it arrives. `reason` None: it is not.
struct Refusal {
  RejectReason reason = RejectReason::None;
  TextId text = kNoText;  ///< the scenario's own
};

/// The number of the next message for the method, from 1; counted only where it has faults, else 0.
std::uint32_t countArrival(Round& round, MethodRef method);
/// The first fault of the method that applies to its message of this number.
[[nodiscard]] Refusal faultOf(Round& round, MethodRef method, std::uint32_t number, bool bounded);

}  // namespace roundscope

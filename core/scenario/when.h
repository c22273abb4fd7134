// Which repetitions `when` lets pass. This is the one place that decides it, for steps and for faults.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/scenario/scenario.h"

namespace roundscope {

/// What a decision is about. Chance is drawn from just this, so that it depends neither on the order of events nor on
/// that of the canisters in a file.
struct Repetition {
  std::uint64_t seed = 0;
  std::uint64_t canister = 0;  ///< the key of its id
  MethodId method;
  std::uint32_t place = 0;   ///< the step, or the fault behind all steps
  std::uint32_t run = 0;     ///< of the method; 0 where it does not run
  std::uint32_t number = 0;  ///< counted from 1
};

/// A fault's place, behind those of all steps.
inline constexpr std::uint32_t kFirstFaultPlace = 0x10000;

/// Stands for a name where chance decides.
[[nodiscard]] std::uint64_t keyOf(std::string_view name);

[[nodiscard]] bool applies(const When& when, const Repetition& repetition);

}  // namespace roundscope

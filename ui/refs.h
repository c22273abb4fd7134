// What one points at in a set of runs: a call, an event, a canister, a subnet, each of one variant.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

#include "core/base/ids.h"

namespace roundscope::ui {

/// A call of one variant.
struct CallRef {
  std::size_t variant = 0;
  CallId call;
  bool operator==(const CallRef&) const = default;
};

/// An event of one variant, by its number in the trace.
struct EventRef {
  std::size_t variant = 0;
  std::uint64_t event = 0;
  bool operator==(const EventRef&) const = default;
};

/// A canister of a variant, by its number; it has a lane of the timeline to itself.
struct LaneKey {
  std::size_t variant = 0;
  std::size_t lane = 0;
  auto operator<=>(const LaneKey&) const = default;
};

/// A subnet of a variant.
struct SubnetKey {
  std::size_t variant = 0;
  SubnetId subnet;
  auto operator<=>(const SubnetKey&) const = default;
};

}  // namespace roundscope::ui

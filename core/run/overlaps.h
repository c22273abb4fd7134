// Which calls run beside each other, by number.
#pragma once

#include <cstdint>

#include "core/base/ids.h"

namespace roundscope {

class Run;

/// How many calls are in flight at some time between two moments, both included. Messages to itself count: they are
/// in flight like any other.
[[nodiscard]] std::uint32_t callsInFlightWithin(const Run& run, double fromUs, double toUs);

/// How many other calls are in flight at some time while this one is, as far as `knownUs`; 0 for an attempt that was
/// not performed.
[[nodiscard]] std::uint32_t overlapsOf(const Run& run, CallId call, double knownUs);

}  // namespace roundscope

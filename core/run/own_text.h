// What canisters themselves say of a reject or a trap.
#pragma once

#include <string_view>

#include "core/run/run.h"

namespace roundscope {

/// Of the answer that this event is; empty for any other event, and where the canister said nothing.
[[nodiscard]] std::string_view ownText(const Trace& trace, const Event& event);
/// Of the answer that counted for the call's caller; empty as long as there is none.
[[nodiscard]] std::string_view ownText(const Run& run, const CallSpan& call);

}  // namespace roundscope

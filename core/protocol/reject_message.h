// The reject messages of the network, word for word, with the scenario's names in place of canister ids.
#pragma once

#include <string>
#include <string_view>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// What the caller of `callee` reads as the reject message. `own` is the canister's own text: of its reject, or of
/// its trap; empty where the scenario gives none. The result is empty for a reply, and for a reject without text.
/// Source: protocol.md sections 4, 6 and 7 (dfinity/ic rs/messaging/src/routing/stream_handler.rs,
/// rs/types/error_types, rs/interfaces/src/execution_environment/errors.rs).
std::string rejectMessage(RejectReason reason, MethodRef callee, const Scenario& scenario, std::string_view own = {});

}  // namespace roundscope

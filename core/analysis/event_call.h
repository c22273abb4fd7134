// What an event is about: its call, its canister, its kind, for lists that filter and sort.
#pragma once

#include <cstdint>
#include <optional>

#include "core/run/call_table.h"
#include "core/trace/event.h"

namespace roundscope {

enum class EventKind : std::uint8_t { Round, User, Execution, Call, Message, State, Query };

EventKind kindOf(const Event& event);
/// The call that the event is about; kNoCall where there is none.
CallId callOf(const Event& event);
/// Where it happens: of a message, the canister that sends or receives it. Absent for rounds and iterations.
std::optional<CanisterId> canisterOf(const Event& event, const CallTable& table);
/// A refusal, a reject, a trap or a dropped message.
bool isFailure(const Event& event);

}  // namespace roundscope

// The names that files give the types of events: lessons ask for them, exported traces tell them.
#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "core/trace/event.h"

namespace roundscope {
namespace detail {

/// A type of event by its place in `Event`.
struct EventTypeName {
  std::size_t type;
  std::string_view name;
};
template <class E>
constexpr EventTypeName eventTypeName(std::string_view name) {
  return {Event{E{}}.index(), name};
}

inline constexpr std::array kEventTypeNames = {
    eventTypeName<RoundStarted>("round_started"),
    eventTypeName<IterationStarted>("iteration_started"),
    eventTypeName<IngressInducted>("ingress_inducted"),
    eventTypeName<IngressCompleted>("ingress_completed"),
    eventTypeName<ExecutionStarted>("execution_started"),
    eventTypeName<ExecutionFinished>("execution_finished"),
    eventTypeName<ExecutionPaused>("execution_paused"),
    eventTypeName<CallPerformed>("call_performed"),
    eventTypeName<CallNotPerformed>("call_not_performed"),
    eventTypeName<RequestRouted>("request_routed"),
    eventTypeName<RequestInducted>("request_inducted"),
    eventTypeName<ResponseCreated>("response_created"),
    eventTypeName<ResponseRouted>("response_routed"),
    eventTypeName<ResponseInducted>("response_inducted"),
    eventTypeName<MessageDropped>("message_dropped"),
    eventTypeName<VariableChanged>("variable_changed"),
    eventTypeName<LockChanged>("lock_changed"),
    eventTypeName<TimerSet>("timer_set"),
    eventTypeName<BalanceChanged>("balance_changed"),
    eventTypeName<QueryStarted>("query_started"),
    eventTypeName<QueryFinished>("query_finished"),
    eventTypeName<CanisterOperated>("canister_operated"),
    eventTypeName<CanisterStopped>("canister_stopped"),
    eventTypeName<AnswerAwaited>("answer_awaited"),
};

constexpr auto eventNamesInOrder() {
  std::array<std::string_view, std::variant_size_v<Event>> names;
  for (const EventTypeName& each : kEventTypeNames) names[each.type] = each.name;
  return names;
}

}  // namespace detail

/// By index into `Event`: "call_not_performed".
inline constexpr auto kEventNames = detail::eventNamesInOrder();

static_assert(detail::kEventTypeNames.size() == kEventNames.size(), "every type of event has a name");

/// Why a message was dropped: "memory", "uninstalled", "late" or "deadline".
[[nodiscard]] constexpr std::string_view whyDropped(const MessageDropped& event) {
  if (event.shed != 0) return "memory";
  if (endsCall(event)) return "uninstalled";
  return event.place == MessagePlace::Arrival ? "late" : "deadline";
}

/// The name of an event's type.
[[nodiscard]] inline std::string_view typeNameOf(const Event& event) { return kEventNames[event.index()]; }

}  // namespace roundscope

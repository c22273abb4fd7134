// One visitor a question: a new event type does not compile until each is answered.
#include "core/analysis/event_call.h"

namespace roundscope {

EventKind kindOf(const Event& event) {
  return std::visit(Overloaded{
                        [](const RoundStarted&) { return EventKind::Round; },
                        [](const IterationStarted&) { return EventKind::Round; },
                        [](const IngressInducted&) { return EventKind::User; },
                        [](const IngressCompleted&) { return EventKind::User; },
                        [](const ExecutionStarted&) { return EventKind::Execution; },
                        [](const ExecutionFinished&) { return EventKind::Execution; },
                        [](const ExecutionPaused&) { return EventKind::Execution; },
                        [](const CallPerformed&) { return EventKind::Call; },
                        [](const CallNotPerformed&) { return EventKind::Call; },
                        [](const RequestRouted&) { return EventKind::Message; },
                        [](const RequestInducted&) { return EventKind::Message; },
                        [](const ResponseCreated&) { return EventKind::Call; },
                        [](const ResponseRouted&) { return EventKind::Message; },
                        [](const ResponseInducted&) { return EventKind::Message; },
                        [](const MessageDropped&) { return EventKind::Message; },
                        [](const VariableChanged&) { return EventKind::State; },
                        [](const LockChanged&) { return EventKind::State; },
                        [](const TimerSet&) { return EventKind::State; },
                        [](const BalanceChanged&) { return EventKind::State; },
                        [](const QueryStarted&) { return EventKind::Query; },
                        [](const QueryFinished&) { return EventKind::Query; },
                        [](const CanisterOperated&) { return EventKind::State; },
                        [](const CanisterStopped&) { return EventKind::State; },
                        [](const AnswerAwaited&) { return EventKind::Message; },
                    },
                    event);
}

CallId callOf(const Event& event) {
  return std::visit(
      [](const auto& e) {
        if constexpr (requires { e.call; })
          return e.call;
        else
          return kNoCall;
      },
      event);
}

std::optional<CanisterId> canisterOf(const Event& event, const CallTable& table) {
  const auto caller = [&](CallId call) { return std::optional(table.call(call).caller); };
  const auto callee = [&](CallId call) { return std::optional(table.call(call).callee.canister); };
  return std::visit(Overloaded{
                        [](const RoundStarted&) { return std::optional<CanisterId>(); },
                        [](const IterationStarted&) { return std::optional<CanisterId>(); },
                        [](const IngressInducted& e) { return std::optional(e.canister); },
                        [](const IngressCompleted&) { return std::optional<CanisterId>(); },
                        [](const ExecutionStarted& e) { return std::optional(e.canister); },
                        [](const ExecutionFinished& e) { return std::optional(e.canister); },
                        [](const ExecutionPaused& e) { return std::optional(e.canister); },
                        [](const CallPerformed& e) { return std::optional(e.caller); },
                        [](const CallNotPerformed& e) { return std::optional(e.caller); },
                        [&](const RequestRouted& e) { return caller(e.call); },
                        [&](const RequestInducted& e) { return callee(e.call); },
                        [&](const ResponseCreated& e) { return callee(e.call); },
                        [&](const ResponseRouted& e) { return callee(e.call); },
                        [&](const ResponseInducted& e) { return caller(e.call); },
                        [&](const MessageDropped& e) {
                          const bool atCaller = e.place == MessagePlace::CallerOutput ||
                                                e.place == MessagePlace::CallerInput ||
                                                (e.place == MessagePlace::Arrival && e.isResponse != 0);
                          return atCaller ? caller(e.call) : callee(e.call);
                        },
                        [](const VariableChanged& e) { return std::optional(e.canister); },
                        [](const LockChanged& e) { return std::optional(e.canister); },
                        [](const TimerSet& e) { return std::optional(e.canister); },
                        [](const BalanceChanged& e) { return std::optional(e.canister); },
                        [](const QueryStarted& e) { return std::optional(e.canister); },
                        [](const QueryFinished& e) { return std::optional(e.canister); },
                        [](const CanisterOperated& e) { return std::optional(e.canister); },
                        [](const CanisterStopped& e) { return std::optional(e.canister); },
                        [&](const AnswerAwaited& e) { return caller(e.call); },
                    },
                    event);
}

bool isFailure(const Event& event) {
  return std::visit(Overloaded{
                        [](const RoundStarted&) { return false; },
                        [](const IterationStarted&) { return false; },
                        [](const IngressInducted&) { return false; },
                        [](const IngressCompleted& e) { return e.code != RejectCode::None; },
                        [](const ExecutionStarted& e) { return e.kind == ExecutionKind::RejectCallback; },
                        [](const ExecutionFinished& e) { return e.result == ExecutionResult::Trapped; },
                        [](const ExecutionPaused& e) { return e.aborted != 0; },
                        [](const CallPerformed&) { return false; },
                        [](const CallNotPerformed&) { return true; },
                        [](const RequestRouted&) { return false; },
                        [](const RequestInducted&) { return false; },
                        [](const ResponseCreated& e) { return e.code != RejectCode::None; },
                        [](const ResponseRouted&) { return false; },
                        [](const ResponseInducted&) { return false; },
                        [](const MessageDropped&) { return true; },
                        [](const VariableChanged&) { return false; },
                        [](const LockChanged&) { return false; },
                        [](const TimerSet&) { return false; },
                        [](const BalanceChanged&) { return false; },
                        [](const QueryStarted&) { return false; },
                        [](const QueryFinished& e) { return e.error != QueryError::None; },
                        [](const CanisterOperated&) { return false; },
                        [](const CanisterStopped&) { return false; },
                        [](const AnswerAwaited&) { return false; },
                    },
                    event);
}

}  // namespace roundscope

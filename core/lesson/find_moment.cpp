// Events and calls by what a lesson says about them.
#include "core/lesson/find_moment.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/event_call.h"
#include "core/run/milestones.h"
#include "core/run/rounds.h"
#include "core/scenario/object_reader.h"

namespace roundscope::detail {
namespace {

/// The method that an event is about; absent where there is none.
std::optional<MethodRef> methodOf(const Event& event, const Run& run) {
  return std::visit(
      [&](const auto& e) -> std::optional<MethodRef> {
        if constexpr (requires {
                        e.method;
                        e.callee;
                      }) {
          return MethodRef{e.callee, e.method};
        } else if constexpr (requires {
                               e.method;
                               e.canister;
                             }) {
          return MethodRef{e.canister, e.method};
        } else if constexpr (requires { e.ingress; }) {
          return run.scenario().ingress[e.ingress.value].to;
        } else if constexpr (requires { e.context; }) {
          const ContextRow& context = run.calls().contexts()[e.context.value];
          return MethodRef{context.canister, context.method};
        } else if constexpr (requires { e.call; }) {
          return e.call == kNoCall ? std::nullopt : std::optional(run.call(e.call).callee);
        } else {
          return std::nullopt;
        }
      },
      event);
}

std::optional<CanisterId> placeOf(const Event& event, const Run& run) {
  if (const auto* completed = std::get_if<IngressCompleted>(&event))
    return run.scenario().ingress[completed->ingress.value].to.canister;
  return canisterOf(event, run.calls());
}

/// The variable or lock that an event changes.
std::string variableOf(const Event& event, const Scenario& scenario) {
  if (const auto* changed = std::get_if<VariableChanged>(&event))
    return scenario.canister(changed->canister).variables[changed->variable.value].name;
  if (const auto* lock = std::get_if<LockChanged>(&event))
    return scenario.canister(lock->canister).variables[lock->lock.value].name;
  return {};
}

std::optional<ExecutionKind> kindOfExecution(const Event& event) {
  if (const auto* started = std::get_if<ExecutionStarted>(&event)) return started->kind;
  if (const auto* finished = std::get_if<ExecutionFinished>(&event)) return finished->kind;
  return std::nullopt;
}

bool matches(const EventPattern& filter, const Event& event, const Run& run) {
  if (event.index() != filter.type) return false;
  const Scenario& scenario = run.scenario();
  if (!filter.canister.empty()) {
    const auto place = placeOf(event, run);
    if (!place || scenario.canister(*place).id != filter.canister) return false;
  }
  if (!filter.method.empty()) {
    const auto method = methodOf(event, run);
    if (!method || nameOf(*method, scenario) != filter.method) return false;
  }
  if (!filter.name.empty() && variableOf(event, scenario) != filter.name) return false;
  return !filter.kind || kindOfExecution(event) == filter.kind;
}

bool matches(const CallPattern& filter, const CallSpan& call, const Scenario& scenario) {
  // Messages of a runtime to its own canister are calls that nobody wrote.
  if (call.isOwnMessage() && filter.attempt != call.attempt) return false;
  if (!filter.caller.empty() && scenario.canister(call.caller).id != filter.caller) return false;
  if (!filter.callee.empty() && nameOf(call.callee, scenario) != filter.callee) return false;
  if (filter.outcome && call.settled() != *filter.outcome) return false;
  if (filter.attempt && call.attempt != *filter.attempt) return false;
  return !filter.compensation || call.compensation == *filter.compensation;
}

/// The n-th of the numbers; from the end when negative.
template <class Number>
std::optional<Number> pick(const std::vector<Number>& numbers, Nth nth) {
  const auto size = static_cast<Nth>(numbers.size());
  const Nth index = nth > 0 ? nth - 1 : size + nth;
  if (index < 0 || index >= size) return std::nullopt;
  return numbers[static_cast<std::size_t>(index)];
}

std::vector<std::uint64_t> eventsLike(const EventPattern& filter, const Run& run) {
  std::vector<std::uint64_t> found;
  run.trace().forEach([&](std::uint64_t index, const Event& event) {
    if (matches(filter, event, run)) found.push_back(index);
  });
  return found;
}

std::vector<CallId> callsLike(const CallPattern& filter, const Run& run) {
  std::vector<CallId> found;
  for (std::size_t i = 0; i < run.calls().calls().size(); ++i)
    if (matches(filter, run.calls().calls()[i], run.scenario())) found.push_back(CallId{static_cast<std::uint32_t>(i)});
  return found;
}

FoundMoment atPlace(const Moment& place, const Run& run) {
  return {.time = run.calls().drawnAt(place), .place = place};
}

std::optional<FoundMoment> find(const AtRound& at, const Run& run) {
  const auto& rounds = run.calls().rounds();
  const auto row = std::find_if(rounds.begin(), rounds.end(), [&](const RoundRow& r) { return r.round == at.round; });
  if (row != rounds.end()) return atPlace({static_cast<std::uint32_t>(row - rounds.begin()), 0}, run);
  const Time time = Time{} + run.scenario().subnets.front().blockInterval * std::int64_t{at.round};
  if (time - Time{} > durationOf(run)) return std::nullopt;
  return FoundMoment{.time = time};
}

std::optional<FoundMoment> find(const AtEnd&, const Run& run) { return FoundMoment{.time = Time{} + durationOf(run)}; }

std::optional<FoundMoment> find(const AtEvent& at, const Run& run) {
  const auto index = pick(eventsLike(at.filter, run), at.nth);
  if (!index) return std::nullopt;
  FoundMoment found = atPlace(run.momentOf(*index), run);
  found.event = EventIndex{*index};
  if (const CallId call = callOf(run.trace().event(*index)); call != kNoCall) found.call = call;
  return found;
}

std::optional<FoundMoment> atPoint(CallId call, CallPoint point, const Run& run) {
  const Moment& place = run.call(call).at(point);
  if (!place.happened()) return std::nullopt;
  FoundMoment found = atPlace(place, run);
  found.call = call;
  return found;
}

std::optional<FoundMoment> find(const AtCall& at, const Run& run) {
  const auto call = pick(callsLike(at.filter, run), at.nth);
  return call ? atPoint(*call, at.point, run) : std::nullopt;
}

std::optional<FoundMoment> find(const AtUntil& at, const Run& run) {
  constexpr CallAt kStart{-1, CallId{0}};
  const auto call = [&] {
    switch (at.what) {
      case Until::Failure:
        return failureAfter(run, kStart);
      case Until::Limit:
        return refusalAfter(run, kStart.us);
      case Until::Reply:
        return replyAfter(run, kStart.us);
    }
    return std::optional<CallAt>();
  }();
  if (!call) return std::nullopt;
  const bool refused = run.call(call->call).outcome == CallOutcome::NotPerformed;
  return atPoint(call->call, refused ? CallPoint::Performed : CallPoint::Completed, run);
}

std::vector<std::string> canisterIds(const Scenario& scenario) {
  std::vector<std::string> ids;
  for (const Canister& canister : scenario.canisters) ids.push_back(canister.id);
  return ids;
}

std::optional<UnknownName> unknownCanister(const std::string& id, const Scenario& scenario) {
  if (id.empty() || canisterNamed(id, scenario)) return std::nullopt;
  return UnknownName{fmt::format("unknown canister {}", shown(Json(id))),
                     expectedName(id, canisterIds(scenario), "one of")};
}

std::optional<UnknownName> unknownMethod(const std::string& name, const Scenario& scenario) {
  std::vector<std::string> known;
  for (const Canister& canister : scenario.canisters)
    for (const Method& method : canister.methods) known.push_back(canister.id + "." + method.name);
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  return UnknownName{fmt::format("unknown method {}", shown(Json(name))), expectedName(name, known, "one of")};
}

std::optional<UnknownName> unknownVariable(const std::string& name, const Scenario& scenario) {
  std::vector<std::string> known;
  for (const Canister& canister : scenario.canisters)
    for (const Variable& variable : canister.variables) known.push_back(variable.name);
  if (name.empty() || std::find(known.begin(), known.end(), name) != known.end()) return std::nullopt;
  return UnknownName{fmt::format("unknown variable {}", shown(Json(name))), expectedName(name, known, "one of")};
}

/// The first of the checks that found something.
std::optional<UnknownName> firstOf(std::initializer_list<std::optional<UnknownName>> checks) {
  for (const auto& check : checks)
    if (check) return check;
  return std::nullopt;
}

std::optional<UnknownName> unknownIn(const EventPattern& filter, const Scenario& scenario) {
  return firstOf({unknownCanister(filter.canister, scenario), unknownMethod(filter.method, scenario),
                  unknownVariable(filter.name, scenario)});
}
std::optional<UnknownName> unknownIn(const CallPattern& filter, const Scenario& scenario) {
  return firstOf({unknownCanister(filter.caller, scenario), unknownMethod(filter.callee, scenario)});
}

}  // namespace

std::optional<FoundMoment> findMoment(const LessonMoment& moment, const Run& run) {
  return std::visit([&](const auto& at) { return find(at, run); }, moment);
}

std::uint64_t countOf(const LessonMoment& moment, const Run& run) {
  if (const auto* event = std::get_if<AtEvent>(&moment)) return eventsLike(event->filter, run).size();
  if (const auto* call = std::get_if<AtCall>(&moment)) return callsLike(call->filter, run).size();
  return findMoment(moment, run) ? 1 : 0;
}

std::uint64_t countOfType(std::size_t eventType, const Run& run) {
  return eventsLike(EventPattern{.type = eventType}, run).size();
}

std::optional<UnknownName> unknownName(const LessonMoment& moment, const Scenario& scenario) {
  if (const auto* event = std::get_if<AtEvent>(&moment)) return unknownIn(event->filter, scenario);
  if (const auto* call = std::get_if<AtCall>(&moment)) return unknownIn(call->filter, scenario);
  return std::nullopt;
}

std::optional<UnknownName> unknownName(const Selector& selector, const Scenario& scenario) {
  if (const auto* event = std::get_if<AtEvent>(&selector)) return unknownIn(event->filter, scenario);
  if (const auto* call = std::get_if<AtCall>(&selector)) return unknownIn(call->filter, scenario);
  if (const auto* canister = std::get_if<CanisterName>(&selector)) return unknownCanister(canister->canister, scenario);
  const auto& pair = std::get<PairNames>(selector);
  return firstOf({unknownCanister(pair.caller, scenario), unknownCanister(pair.callee, scenario)});
}

std::optional<CanisterId> canisterNamed(const std::string& id, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i)
    if (scenario.canisters[i].id == id) return CanisterId{static_cast<std::uint16_t>(i)};
  return std::nullopt;
}

}  // namespace roundscope::detail

// See note_places.h.
#include "ui/picture/note_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/run/milestones.h"

namespace roundscope::ui {

namespace {

constexpr std::int64_t kBeforeAll = -1;

std::optional<NotePlace> placeOf(std::size_t variant, const Run& run, const std::optional<CallAt>& found) {
  if (!found) return std::nullopt;
  return NotePlace{variant, static_cast<double>(found->us), found->call, run.call(found->call).caller.value};
}

/// The last entry of these lists, one a canister.
template <class ListOf>
std::optional<CallAt> lastOf(const Run& run, ListOf&& listOf) {
  std::optional<CallAt> last;
  for (const CanisterOutcomes& outcomes : run.outcomes().canisters()) {
    const CallTimes& times = listOf(outcomes);
    if (!times.empty()) last = std::max(last, std::optional(times.at(times.size() - 1)));
  }
  return last;
}

std::optional<CallAt> lastReply(const Run& run) {
  return lastOf(run, [](const CanisterOutcomes& outcomes) -> const CallTimes& { return outcomes.replied; });
}

std::optional<CallAt> lastRefusal(const Run& run) {
  return lastOf(run, [](const CanisterOutcomes& outcomes) -> const CallTimes& { return outcomes.notPerformed(); });
}

std::optional<std::size_t> laneNamed(const Scenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i)
    if (scenario.canisters[i].id == id) return i;
  return std::nullopt;
}

/// When a lock was first held.
std::optional<NotePlace> placeOfLock(std::size_t variant, const Run& run, std::size_t lane, VariableId lock) {
  const CanisterId canister{static_cast<decltype(CanisterId{}.value)>(lane)};
  for (const std::vector<LockSpan>& spans : run.state().locks(canister))
    if (!spans.empty() && spans.front().lock == lock) {
      NotePlace place{variant, static_cast<double>(spans.front().startUs), std::nullopt, lane};
      place.lock = true;
      return place;
    }
  return std::nullopt;
}

/// The moment at which a variable got the value that it keeps.
std::optional<NotePlace> placeOfVariable(std::size_t variant, const Run& run, const FigureTarget& target) {
  const auto lane = laneNamed(run.scenario(), target.canister);
  if (!lane) return std::nullopt;
  const auto& variables = run.scenario().canisters[*lane].variables;
  const CanisterId canister{static_cast<decltype(CanisterId{}.value)>(*lane)};
  std::size_t lines = 0;
  for (std::uint16_t i = 0; i < variables.size(); ++i) {
    if (variables[i].isLock && variables[i].name == target.variable)
      return placeOfLock(variant, run, *lane, VariableId{i});
    if (variables[i].isLock) continue;
    const VariableChanges& changes = run.state().changes(canister, VariableId{i});
    if (variables[i].name == target.variable && !changes.times().empty())
      return NotePlace{variant, static_cast<double>(changes.times().back()), std::nullopt, lane, lines};
    if (changes.low < changes.high) ++lines;
  }
  return std::nullopt;
}

std::optional<NotePlace> placeIn(const FigureTarget& target, std::size_t v, const VariantIndex& variant,
                                 const AxisScale& scale) {
  const Run& run = variant.run();
  switch (target.kind) {
    case TargetKind::Call: {
      const CallId id{target.number};
      if (!variant.knows(id)) return std::nullopt;
      const CallSpan& call = run.call(id);
      const Moment attempted = call.at(CallPoint::Performed);
      return NotePlace{v, static_cast<double>(variant.table().drawnAt(attempted).us), id, call.caller.value};
    }
    case TargetKind::Round:
      return NotePlace{v, static_cast<double>(scale.phase.us + target.number * scale.interval.us), {}, {}};
    case TargetKind::Canister:
      if (const auto lane = laneNamed(run.scenario(), target.canister)) return NotePlace{v, {}, {}, lane};
      return std::nullopt;
    case TargetKind::Variable:
      return placeOfVariable(v, run, target);
    case TargetKind::FirstRefusal:
      return placeOf(v, run, refusalAfter(run, kBeforeAll));
    case TargetKind::LastRefusal:
      return placeOf(v, run, lastRefusal(run));
    case TargetKind::FirstFailure:
      return placeOf(v, run, failureAfter(run, {kBeforeAll, {}}));
    case TargetKind::LastFailure:
      return placeOf(v, run, failureBefore(run, {std::numeric_limits<std::int64_t>::max(), {}}));
    case TargetKind::FirstReply:
      return placeOf(v, run, replyAfter(run, kBeforeAll));
    case TargetKind::LastReply:
      return placeOf(v, run, lastReply(run));
    case TargetKind::End:
      return NotePlace{v, static_cast<double>(variant.frontierUs()), {}, {}};
  }
  return std::nullopt;
}

/// The last round of the runs that are shown.
std::int64_t lastRound(const NoteRuns& runs) {
  return roundAt(runs.scale, static_cast<double>(runs.index.endUs()) - 1);
}

/// What the note could have been about instead.
std::string expectedOf(const FigureTarget& target, const NoteRuns& runs) {
  std::size_t calls = 0;
  for (std::size_t v = 0; v < runs.index.variants().size(); ++v)
    if (runs.mayBeIn(v, target)) calls = std::max(calls, runs.index.variants()[v].run().calls().calls().size());
  switch (target.kind) {
    case TargetKind::Call:
      return calls == 0 ? "another place, because there are no calls" : fmt::format("a call from 0 to {}", calls - 1);
    case TargetKind::Round:
      return fmt::format("a round from 0 to {}", std::max<std::int64_t>(0, lastRound(runs)));
    case TargetKind::Canister:
      return "a canister of the variants that are shown";
    case TargetKind::Variable:
      return "a variable that changes, or a lock that is held";
    default:
      return "something that happens";
  }
}

bool hasEnded(const NoteRuns& runs, const FigureTarget& target) {
  for (std::size_t v = 0; v < runs.index.variants().size(); ++v)
    if (runs.mayBeIn(v, target) && !runs.index.variants()[v].run().trace().finished()) return false;
  return true;
}

}  // namespace

bool NoteRuns::mayBeIn(std::size_t variant, const FigureTarget& target) const {
  return !leftOut.contains(variant) &&
         (target.variant.empty() || index.variants()[variant].scenario().variant == target.variant);
}

std::optional<NotePlace> placeOf(const FigureTarget& target, const NoteRuns& runs) {
  if (target.kind == TargetKind::Round && (runs.scale.queries || target.number > lastRound(runs))) return std::nullopt;
  for (std::size_t v = 0; v < runs.index.variants().size(); ++v) {
    if (!runs.mayBeIn(v, target)) continue;
    if (const auto place = placeIn(target, v, runs.index.variants()[v], runs.scale)) return place;
  }
  return std::nullopt;
}

std::optional<Error> noteWithoutPlace(const std::vector<FigureNote>& notes, const NoteRuns& runs) {
  for (const FigureNote& note : notes) {
    bool shown = false;
    for (std::size_t v = 0; v < runs.index.variants().size(); ++v) shown = shown || runs.mayBeIn(v, note.at);
    if (!shown || !hasEnded(runs, note.at) || placeOf(note.at, runs)) continue;
    return Error{ErrorKind::Usage, fmt::format("note \"{}\"", note.text),
                 fmt::format("no run that is shown has \"{}\"", textOf(note.at)), expectedOf(note.at, runs)};
  }
  return std::nullopt;
}

}  // namespace roundscope::ui

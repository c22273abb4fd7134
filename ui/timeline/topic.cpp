// Names are looked for in all texts of a step, so that a question and its answer show the same lanes. See topic.h.
#include "ui/timeline/topic.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "core/analysis/event_call.h"

namespace roundscope::ui {

namespace {

/// "bucket" of "bucket-3": several of a kind are spoken of together.
std::string stemOf(std::string name) {
  while (!name.empty() &&
         (std::isdigit(static_cast<unsigned char>(name.back())) != 0 || name.back() == '-' || name.back() == '_'))
    name.pop_back();
  return name;
}

bool isLetter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0; }

/// Whether a word of the text begins with the canister's name, whatever its case: "Callees" names "callee".
bool names(const std::string& text, const std::string& canister) {
  const std::string stem = stemOf(canister);
  if (stem.empty()) return false;
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  for (auto at = text.begin();;) {
    at = std::search(at, text.end(), stem.begin(), stem.end(), same);
    if (at == text.end()) return false;
    const auto after = at + static_cast<std::ptrdiff_t>(stem.size());
    const auto end = after != text.end() && *after == 's' ? after + 1 : after;
    const bool wordEnds = end == text.end() || !isLetter(*end);
    if ((at == text.begin() || !isLetter(*(at - 1))) && wordEnds) return true;
    ++at;
  }
}

std::string textsOf(const ResolvedStep& step) {
  std::string all = step.title + ' ' + step.view.text;
  if (step.reveal) all += ' ' + step.reveal->text;
  if (!step.question) return all;
  all += ' ' + step.question->ask;
  for (const std::string& choice : step.question->choices) all += ' ' + choice;
  return all;
}

/// Adds the canisters that exchanged calls with one of these.
void addPartners(const Run& run, const std::set<std::string>& named, std::set<std::string>& spokenOf) {
  const auto& canisters = run.scenario().canisters;
  std::vector<char> isNamed(canisters.size()), isPartner(canisters.size());
  for (std::size_t i = 0; i < canisters.size(); ++i) isNamed[i] = named.contains(canisters[i].id) ? 1 : 0;
  for (const CallSpan& call : run.calls().calls()) {
    const std::size_t caller = call.caller.value, callee = call.callee.canister.value;
    if (isNamed[caller] != 0) isPartner[callee] = 1;
    if (isNamed[callee] != 0) isPartner[caller] = 1;
  }
  for (std::size_t i = 0; i < canisters.size(); ++i)
    if (isPartner[i] != 0) spokenOf.insert(canisters[i].id);
}

Target callTarget(CallRef ref, const Run& run) {
  const CallSpan& call = run.call(ref.call);
  Target target{{{ref.variant, call.caller.value}}, ref};
  if (call.callee.canister != call.caller) target.lanes.push_back({ref.variant, call.callee.canister.value});
  return target;
}

}  // namespace

Target targetOf(const ResolvedView& view, const std::vector<std::shared_ptr<Run>>& runs) {
  const std::size_t variant = view.variant;
  if (variant >= runs.size()) return {};
  const Run& run = *runs[variant];
  if (const auto* call = std::get_if<CallId>(&view.highlight)) return callTarget({variant, *call}, run);
  if (const auto* canister = std::get_if<CanisterId>(&view.highlight)) return {{{variant, canister->value}}, {}};
  if (const auto* pair = std::get_if<CanisterPair>(&view.highlight))
    return {{{variant, pair->caller.value}, {variant, pair->callee.value}}, {}};
  if (const auto* index = std::get_if<EventIndex>(&view.highlight)) {
    const Event& event = run.trace().event(index->value);
    if (const CallId call = callOf(event); call != kNoCall) return callTarget({variant, call}, run);
    if (const auto canister = canisterOf(event, run.calls())) return {{{variant, canister->value}}, {}};
  }
  return {};
}

std::set<LaneKey> lanesBesideTheTopic(const ResolvedStep& step, const std::vector<std::shared_ptr<Run>>& runs) {
  std::set<std::string> named;
  const auto pointAt = [&](const ResolvedView& view) {
    for (const LaneKey& lane : targetOf(view, runs).lanes)
      named.insert(runs[lane.variant]->scenario().canisters[lane.lane].id);
  };
  pointAt(step.view);
  if (step.reveal) pointAt(*step.reveal);
  const std::string texts = textsOf(step);
  for (const auto& run : runs)
    for (const Canister& canister : run->scenario().canisters)
      if (names(texts, canister.id)) named.insert(canister.id);
  std::set<std::string> spokenOf = named;
  for (const auto& run : runs) addPartners(*run, named, spokenOf);
  std::set<LaneKey> beside;
  if (spokenOf.empty()) return beside;
  for (std::size_t v = 0; v < runs.size(); ++v) {
    const auto& canisters = runs[v]->scenario().canisters;
    const bool any = std::any_of(canisters.begin(), canisters.end(),
                                 [&](const Canister& canister) { return spokenOf.contains(canister.id); });
    for (std::size_t lane = 0; any && lane < canisters.size(); ++lane)
      if (!spokenOf.contains(canisters[lane].id)) beside.insert({v, lane});
  }
  return beside;
}

}  // namespace roundscope::ui

// Pointers of parts, and edits of variants.
#include "core/scenario/scenario_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/base/check.h"
#include "core/scenario/json_document.h"
#include "core/scenario/json_layout.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using namespace detail;

/// What a file without variants is called beside a what-if.
constexpr const char* kAsWritten = "As written";

/// The longest part of the pointer that leads to something.
std::size_t existingTokens(const Json& json, const std::vector<std::string>& tokens) {
  const Json* at = &json;
  std::size_t count = 0;
  while (count < tokens.size()) {
    at = childOf(*at, tokens[count]);
    if (at == nullptr) break;
    ++count;
  }
  return count;
}

std::string joined(const std::vector<std::string>& tokens, std::size_t first, std::size_t last, std::string pointer) {
  for (std::size_t i = first; i < last; ++i) pointer = childPointer(pointer, tokens[i]);
  return pointer;
}

/// The edit as an operation of a JSON Patch on this scenario.
Json operationOf(const ScenarioEdit& edit, const Json& scenario) {
  const std::vector<std::string> tokens = pointerTokens(edit.pointer);
  const std::size_t known = existingTokens(scenario, tokens);
  Json operation;
  const bool exists = known == tokens.size();
  switch (edit.kind) {
    case ScenarioEdit::Kind::Remove:
      return {{"op", "remove"}, {"path", edit.pointer}};
    case ScenarioEdit::Kind::Insert:
      return {{"op", "add"}, {"path", edit.pointer}, {"value", readJson(edit.json)}};
    case ScenarioEdit::Kind::Set:
      break;
  }
  Json value = readJson(edit.json);
  for (std::size_t i = tokens.size(); i > known + 1; --i) value = Json{{tokens[i - 1], std::move(value)}};
  const std::size_t until = std::min(known + 1, tokens.size());
  return {{"op", exists ? "replace" : "add"}, {"path", joined(tokens, 0, until, "")}, {"value", std::move(value)}};
}

Json namesOf(const Json& variants) {
  Json names = Json::array();
  for (const Json& variant : variants)
    if (const Json* name = childOf(variant, "name")) names.push_back(*name);
  return names;
}

std::string freeName(const std::string& wanted, const Json& variants) {
  const Json taken = namesOf(variants);
  std::string name = wanted;
  for (int number = 2; std::find(taken.begin(), taken.end(), Json(name)) != taken.end(); ++number)
    name = fmt::format("{} ({})", wanted, number);
  return name;
}

/// Behind the variant and those that are of it, one after the other.
std::size_t placeBehind(const Json& variants, std::size_t variant) {
  std::set<std::size_t> family{variant};
  std::size_t place = variant + 1;
  for (; place < variants.size(); ++place) {
    const auto parent = parentOf(variants, place);
    if (!parent || !family.contains(*parent)) break;
    family.insert(place);
  }
  return place;
}

}  // namespace

std::string pointerOf(SubnetId subnet) { return fmt::format("/subnets/{}", subnet.value); }
std::string pointerOf(CanisterId canister) { return fmt::format("/canisters/{}", canister.value); }

std::string pointerOf(MethodRef method, const Scenario& scenario) {
  const Canister& canister = scenario.canister(method.canister);
  const std::string& name = scenario.method(method).name;
  const std::string in = pointerOf(method.canister);
  if (canister.heartbeat == method.method) return in + "/heartbeat";
  if (!canister.isTask(method.method)) return childPointer(in + "/methods", name);
  // The timer that stands for itself has this name; no other can have it.
  return name == "timer" ? in + "/timer" : childPointer(in + "/timers", name);
}

std::string pointerOfStep(MethodRef method, std::size_t step, const Scenario& scenario) {
  const std::vector<Step>& steps = scenario.method(method).steps;
  RS_CHECK(step < steps.size());
  const std::size_t bodyEnd = scenario.method(method).bodyEnd();
  std::string list = pointerOf(method, scenario) + (step < bodyEnd ? "/steps" : "/finally");
  std::size_t at = step < bodyEnd ? 0 : bodyEnd;
  std::size_t number = 0;
  while (true) {
    const std::size_t end = at + 1 + stepsWithin(steps[at].action);
    if (step == at) return fmt::format("{}/{}", list, number);
    if (step >= end) {
      at = end;
      ++number;
      continue;
    }
    std::string outer = fmt::format("{}/{}", list, number);
    std::size_t first = 0;
    const char *one = "", *other = "";
    if (const auto* call = std::get_if<CallStep>(&steps[at].action)) {
      outer += "/call";
      first = call->replySteps;
      one = "/on_reply", other = "/on_reject";
    } else if (const auto* branch = std::get_if<IfStep>(&steps[at].action)) {
      outer += "/if";
      first = branch->thenSteps;
      one = "/then", other = "/else";
    }
    const bool isFirst = step < at + 1 + first;
    list = outer + (isFirst ? one : other);
    at += 1 + (isFirst ? 0 : first);
    number = 0;
  }
}

Result<std::string> writtenAt(const Document& document, std::size_t variant, const std::string& pointer) {
  try {
    const Json file = readJson(document.text());
    const PatchedDocument patched(file, variantIn(file, variant));
    const std::vector<std::string> tokens = pointerTokens(pointer);
    const std::size_t known = existingTokens(patched.json(), tokens);
    const ParseFailure place{joined(tokens, 0, known, ""), "", "", known < tokens.size() ? tokens[known] : "", 0};
    return joined(tokens, known, tokens.size(), patched.placeInFile(place));
  } catch (const ParseFailure& failure) {
    return errorOf(failure);
  }
}

Result<std::string> withEdits(const Document& document, std::size_t variant, const std::vector<ScenarioEdit>& edits) {
  Document current = document;
  for (const ScenarioEdit& edit : edits) {
    auto place = writtenAt(current, variant, edit.pointer);
    if (!place.ok()) return place.error();
    const auto text = [&]() -> Result<std::string> {
      switch (edit.kind) {
        case ScenarioEdit::Kind::Set:
          return current.set(place.value(), edit.json);
        case ScenarioEdit::Kind::Insert: {
          // The list is where its elements are; the end of a list is nowhere yet.
          const ParentAndToken list = parentOf(edit.pointer);
          place = writtenAt(current, variant, list.parent);
          return place.ok() ? current.insert(pointerTo(place.value(), list.token), edit.json) : place;
        }
        case ScenarioEdit::Kind::Remove:
          return current.remove(place.value());
      }
      RS_CHECK(false);
    }();
    if (!text.ok()) return text.error();
    current = Document(text.value());
  }
  return current.text();
}

Result<WhatIfText> withWhatIf(const Document& document, std::size_t variant, const std::string& name,
                              const std::vector<ScenarioEdit>& edits) {
  try {
    const Json file = readJson(document.text());
    const auto parent = variantIn(file, variant);
    Json scenario = patchedScenario(file, parent);
    Json patch = Json::array();
    for (const ScenarioEdit& edit : edits) {
      patch.push_back(operationOf(edit, scenario));
      try {
        scenario.patch_inplace(Json::array({patch.back()}));
      } catch (const nlohmann::detail::exception&) {
        return Error{ErrorKind::Scenario, edit.pointer, "there is nothing", "a pointer to what the scenario holds"};
      }
    }
    Json made{{"name", name}, {"of", parent ? file["variants"][*parent]["name"] : Json(kAsWritten)}, {"patch", patch}};
    if (parent) {
      const Json& variants = file["variants"];
      made["name"] = freeName(name, variants);
      const auto text = document.insert(fmt::format("/variants/{}", placeBehind(variants, *parent)), made.dump());
      if (!text.ok()) return text.error();
      return WhatIfText{text.value(), made["name"].get<std::string>()};
    }
    if (name == kAsWritten) made["name"] = freeName(name, Json::array({Json{{"name", kAsWritten}}}));
    const Json variants = Json::array({Json{{"name", kAsWritten}}, made});
    const auto text = document.set("/variants", variants.dump());
    if (!text.ok()) return text.error();
    return WhatIfText{text.value(), made["name"].get<std::string>()};
  } catch (const ParseFailure& failure) {
    return errorOf(failure);
  }
}

}  // namespace roundscope

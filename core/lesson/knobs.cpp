// Knobs as overrides.
#include "core/lesson/knobs.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/scenario/parse_knobs.h"
#include "core/scenario/variants.h"

namespace roundscope {

using namespace detail;

Result<std::vector<std::int64_t>> knobStarts(const Lesson& lesson, std::string_view scenarioText) {
  std::vector<std::int64_t> starts;
  try {
    const Json file = readJson(scenarioText);
    const Json scenario = patchedScenario(file, variantIn(file, 0));
    for (std::size_t i = 0; i < lesson.knobs.size(); ++i)
      starts.push_back(knobStart(lesson.knobs[i], Node{&scenario, fmt::format("/knobs/{}", i)}, scenario, true));
    return starts;
  } catch (const ParseFailure& failure) {
    return Error{ErrorKind::Scenario, fmt::format("{}: {}", lesson.fileName, failure.pointer), failure.what,
                 failure.expected};
  }
}

namespace {

/// Which variants of a file a knob turns: all but those that say another number than what they are of.
std::vector<bool> turnedBy(const Knob& knob, const Json& file) {
  std::vector<bool> turned;
  std::vector<Json> scenarios;
  for (std::size_t v = 0; variantIn(file, v); ++v) {
    scenarios.push_back(patchedScenario(file, v));
    turned.push_back(true);
    const auto parent = parentOf(file["variants"], v);
    if (!parent) continue;
    turned[v] = turned[*parent];
    for (const std::string& pointer : knob.pointers) {
      const Json* const own = lookUp(scenarios[v], pointer).value;
      const Json* const inherited = lookUp(scenarios[*parent], pointer).value;
      const bool same = own == nullptr || inherited == nullptr ? own == inherited : *own == *inherited;
      if (!same) turned[v] = false;
    }
  }
  return turned;
}

}  // namespace

std::vector<std::optional<std::int64_t>> turnedInText(const Lesson& lesson, std::string_view before,
                                                      std::string_view after) {
  const auto scenarioOf = [](std::string_view text) {
    const Json file = readJson(text);
    return patchedScenario(file, variantIn(file, 0));
  };
  const Json was = scenarioOf(before);
  const Json is = scenarioOf(after);
  std::vector<std::optional<std::int64_t>> turned(lesson.knobs.size());
  for (std::size_t i = 0; i < lesson.knobs.size(); ++i)
    for (const std::string& pointer : lesson.knobs[i].pointers) {
      const Json* const old = lookUp(was, pointer).value;
      const Json* const now = lookUp(is, pointer).value;
      if (now != nullptr && now->is_number_integer() && (old == nullptr || *old != *now))
        turned[i] = now->get<std::int64_t>();
    }
  return turned;
}

std::vector<Override> knobOverrides(const Lesson& lesson, const std::vector<std::int64_t>& values,
                                    std::string_view scenarioText) {
  std::vector<Override> overrides;
  const Json file = readJson(scenarioText);
  for (std::size_t i = 0; i < lesson.knobs.size() && i < values.size(); ++i) {
    const std::vector<bool> turned = turnedBy(lesson.knobs[i], file);
    const bool all = std::find(turned.begin(), turned.end(), false) == turned.end();
    for (std::size_t v = 0; v < (all ? 1 : turned.size()); ++v) {
      if (!all && !turned[v]) continue;
      for (Override& change : overridesOf(lesson.knobs[i], values[i])) {
        if (!all) change.variant = file["variants"][v]["name"].get<std::string>();
        overrides.push_back(std::move(change));
      }
    }
  }
  return overrides;
}

}  // namespace roundscope

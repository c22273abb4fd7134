// Knobs as overrides.
#include "core/lesson/knobs.h"

#include <fmt/format.h>

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

std::vector<Override> knobOverrides(const Lesson& lesson, const std::vector<std::int64_t>& values) {
  std::vector<Override> overrides;
  for (std::size_t i = 0; i < lesson.knobs.size() && i < values.size(); ++i)
    for (Override& change : overridesOf(lesson.knobs[i], values[i])) overrides.push_back(std::move(change));
  return overrides;
}

}  // namespace roundscope

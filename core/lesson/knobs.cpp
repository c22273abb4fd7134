// Knobs as overrides.
#include "core/lesson/knobs.h"

#include <fmt/format.h>

#include "core/base/words.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using namespace detail;

std::int64_t startOf(const LessonKnob& knob, const Node& node, const Json& scenario) {
  std::optional<std::int64_t> start;
  for (const std::string& pointer : knob.pointers) {
    const Looked looked = lookUp(scenario, pointer);
    if (looked.value == nullptr)
      fail(node, fmt::format("the scenario has nothing at {}", pointer),
           expectedName(looked.missing, looked.known, "one of"));
    const std::int64_t value = readInteger(Node{looked.value, pointer}, {knob.minimum, knob.maximum});
    if (start && *start != value)
      fail(node, fmt::format("the scenario has {} at {}", grouped(value), pointer),
           fmt::format("{}, as at the knob's other pointers", grouped(*start)));
    start = value;
  }
  return *start;
}

}  // namespace

Result<std::vector<std::int64_t>> knobStarts(const Lesson& lesson, std::string_view scenarioText) {
  std::vector<std::int64_t> starts;
  try {
    const Json file = readJson(scenarioText);
    const Json scenario = patchedScenario(file, variantIn(file, 0));
    for (std::size_t i = 0; i < lesson.knobs.size(); ++i)
      starts.push_back(startOf(lesson.knobs[i], Node{&scenario, fmt::format("/knobs/{}", i)}, scenario));
    return starts;
  } catch (const ParseFailure& failure) {
    return Error{ErrorKind::Scenario, fmt::format("{}: {}", lesson.fileName, failure.pointer), failure.what,
                 failure.expected};
  }
}

std::vector<Override> knobOverrides(const Lesson& lesson, const std::vector<std::int64_t>& values) {
  std::vector<Override> overrides;
  for (std::size_t i = 0; i < lesson.knobs.size() && i < values.size(); ++i)
    for (const std::string& pointer : lesson.knobs[i].pointers)
      overrides.push_back({pointer, std::to_string(values[i])});
  return overrides;
}

}  // namespace roundscope

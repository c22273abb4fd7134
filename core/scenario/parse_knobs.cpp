// See parse_knobs.h.
#include "core/scenario/parse_knobs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/words.h"
#include "core/scenario/fields.h"

namespace roundscope::detail {
namespace {

constexpr Range kKnobRange{-1'000'000'000'000'000, 1'000'000'000'000'000};
constexpr std::size_t kMostKnobs = 12;
constexpr std::size_t kMostPointers = 100;

std::string readPointer(const Node& node) {
  std::string pointer = readString(node);
  if (pointer.empty() || pointer.front() != '/') failFound(node, "a JSON pointer as \"/canisters/0/cycles\"");
  return pointer;
}

const Knob& knobNamed(const std::string& label, const std::vector<Knob>& knobs) {
  std::vector<std::string> labels;
  for (const Knob& knob : knobs) {
    if (knob.label == label) return knob;
    labels.push_back(knob.label);
  }
  if (labels.empty())
    throw ParseFailure{label, "this is no JSON pointer, and the file has no knobs", "a pointer as /canisters/0/cycles"};
  throw ParseFailure{label, "the file has no such knob", expectedName(label, labels, "one of")};
}

void checkValue(const Override& change, const Knob& knob) {
  const std::string& text = change.value;
  std::int64_t value = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (wrong != std::errc() || end != text.data() + text.size() || value < knob.minimum || value > knob.maximum)
    throw ParseFailure{change.pointer, "found " + text,
                       fmt::format("a whole number from {} to {}", grouped(knob.minimum), grouped(knob.maximum))};
}

}  // namespace

Knob readKnob(const Node& node) {
  const ObjectReader object(node, fields::knob, "a knob as {\"label\", \"set\", \"minimum\", \"maximum\"}");
  Knob knob;
  object.need("label", "what the knob is called", [&](const Node& label) {
    knob.label = readString(label);
    if (knob.label.empty()) failFound(label, "text that is not empty");
    if (knob.label.front() == '/' || knob.label.find('=') != std::string::npos)
      failFound(label, "a name without \"=\" that does not begin with \"/\"");
  });
  knob.unit = object.string("unit");
  object.need("set", "a list of JSON pointers into the scenario", [&](const Node& set) {
    const std::vector<Node> pointers = readList(set, "a list of JSON pointers into the scenario");
    if (pointers.empty() || pointers.size() > kMostPointers)
      fail(set, fmt::format("found {} pointers", pointers.size()), fmt::format("1 to {} pointers", kMostPointers));
    for (const Node& pointer : pointers) attempt(pointer, [&] { knob.pointers.push_back(readPointer(pointer)); });
  });
  const bool least = object.need("minimum", "the least value",
                                 [&](const Node& number) { knob.minimum = readInteger(number, kKnobRange); });
  object.need("maximum", "the greatest value", [&](const Node& number) {
    knob.maximum = readInteger(number, kKnobRange);
    if (least && knob.maximum <= knob.minimum) failFound(number, "more than the minimum");
  });
  knob.step = object.integer("step", knob.step, {1, kKnobRange.max});
  return knob;
}

std::vector<Knob> readKnobs(const Node& list) {
  const std::vector<Node> nodes = readList(list, "a list of knobs as [{\"label\", \"set\", \"minimum\", \"maximum\"}]");
  if (nodes.size() > kMostKnobs)
    fail(list, fmt::format("found {} knobs", nodes.size()), fmt::format("at most {}", kMostKnobs));
  std::vector<Knob> knobs;
  for (const Node& node : nodes) {
    knobs.push_back(readKnob(node));
    const auto same = [&](const Knob& other) { return other.label == knobs.back().label; };
    if (!knobs.back().label.empty() && std::any_of(knobs.begin(), knobs.end() - 1, same))
      note(node, {childPointer(node.pointer, "label"), fmt::format("there are two knobs \"{}\"", knobs.back().label),
                  "a name of its own"});
  }
  return knobs;
}

bool reaches(const Knob& knob, const Json& scenario) {
  return std::any_of(knob.pointers.begin(), knob.pointers.end(),
                     [&](const std::string& pointer) { return lookUp(scenario, pointer).value != nullptr; });
}

std::int64_t knobStart(const Knob& knob, const Node& of, const Json& scenario, bool agree) {
  std::optional<std::int64_t> start;
  for (std::size_t i = 0; i < knob.pointers.size(); ++i) {
    const std::string& pointer = knob.pointers[i];
    const Node place{of.json, fmt::format("{}/set/{}", of.pointer, i)};
    const Looked looked = lookUp(scenario, pointer);
    if (looked.value == nullptr && start && !agree) continue;
    if (looked.value == nullptr)
      fail(place, fmt::format("the scenario has nothing at {}", pointer),
           expectedName(looked.missing, looked.known, "one of"));
    if (!looked.value->is_number_integer())
      fail(place, fmt::format("the scenario has {} at {}", shown(*looked.value), pointer), "a whole number");
    const auto value = looked.value->get<std::int64_t>();
    if (agree && start && *start != value)
      fail(place, fmt::format("the scenario has {} at {}", grouped(value), pointer),
           fmt::format("{}, as at the knob's other pointers", grouped(*start)));
    if (agree && (value < knob.minimum || value > knob.maximum))
      fail(place, fmt::format("the scenario has {} at {}", grouped(value), pointer),
           fmt::format("a number from {} to {}", grouped(knob.minimum), grouped(knob.maximum)));
    if (!start) start = value;
  }
  return *start;
}

std::vector<Override> rightOnes(const std::vector<Override>& overrides, const std::vector<Knob>& knobs,
                                ParseFailures& failures) {
  std::vector<Override> changes;
  for (const Override& change : overrides) {
    try {
      const bool isPointer = !change.pointer.empty() && change.pointer.front() == '/';
      if (!isPointer) checkValue(change, knobNamed(change.pointer, knobs));
      changes.push_back(change);
    } catch (ParseFailure& failure) {
      failures.note(std::move(failure));
    }
  }
  return changes;
}

}  // namespace roundscope::detail

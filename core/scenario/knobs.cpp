// A knob is turned where its number is written, so that file, window and command line say the same.
#include "core/scenario/knobs.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/scenario/document.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenario_places.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using detail::Json;

/// As a file writes it.
Json jsonOf(const Knob& knob) {
  Json written{{"label", knob.label}};
  if (!knob.unit.empty()) written["unit"] = knob.unit;
  written["set"] = knob.pointers;
  written["minimum"] = knob.minimum;
  written["maximum"] = knob.maximum;
  if (knob.step != 1) written["step"] = knob.step;
  return written;
}

/// The knob's pointers that lead to something in a variant. Throws ParseFailure.
std::vector<std::string> reached(const Knob& knob, const Json& file, std::size_t variant) {
  const Json scenario = detail::patchedScenario(file, detail::variantIn(file, variant));
  std::vector<std::string> pointers;
  for (const std::string& pointer : knob.pointers)
    if (detail::lookUp(scenario, pointer).value != nullptr) pointers.push_back(pointer);
  return pointers;
}

}  // namespace

std::vector<Override> overridesOf(const Knob& knob, std::int64_t value) {
  std::vector<Override> overrides;
  for (const std::string& pointer : knob.pointers) overrides.push_back({pointer, std::to_string(value)});
  return overrides;
}

Result<std::string> withKnobAt(const Document& document, const ScenarioSet& set, std::size_t knob, std::int64_t value) {
  if (knob >= set.knobs.size())
    return Error{ErrorKind::Usage, "/knobs", "there is no knob " + std::to_string(knob + 1), "one of the file's"};
  std::set<std::string> places;
  try {
    const Json file = detail::readJson(document.text());
    for (std::size_t variant = 0; variant < set.variants.size(); ++variant)
      for (const std::string& pointer : reached(set.knobs[knob].knob, file, variant)) {
        Result<std::string> place = writtenAt(document, variant, pointer);
        if (!place.ok()) return place.error();
        places.insert(std::move(place).value());
      }
  } catch (const detail::ParseFailure& failure) {
    return errorOf(failure);
  }
  Result<std::string> text = document.text();
  for (const std::string& place : places)
    text = thenEdited(text, [&](const Document& now) { return now.set(place, std::to_string(value)); });
  return text;
}

Result<std::string> withKnob(const Document& document, std::size_t variant, const Knob& knob, std::int64_t value) {
  std::vector<ScenarioEdit> missing;
  try {
    const auto there = reached(knob, detail::readJson(document.text()), variant);
    for (const std::string& pointer : knob.pointers)
      if (std::find(there.begin(), there.end(), pointer) == there.end())
        missing.push_back({ScenarioEdit::Kind::Set, pointer, std::to_string(value)});
  } catch (const detail::ParseFailure& failure) {
    return errorOf(failure);
  }
  const std::string written = jsonOf(knob).dump();
  return thenEdited(withEdits(document, variant, missing), [&](const Document& text) {
    return text.contains("/knobs") ? text.insert("/knobs/-", written)
                                   : text.set("/knobs", "[" + written + "]", {"knobs", "variants"});
  });
}

Result<std::string> withKnobChanged(const Document& document, std::size_t place, const Knob& knob) {
  const Json written = jsonOf(knob);
  const std::string pointer = pointerTo("/knobs", std::to_string(place));
  Result<std::string> text = document.text();
  for (const std::string& name : document.namesIn(pointer))
    if (!written.contains(name))
      text = thenEdited(text, [&](const Document& now) { return now.remove(pointerTo(pointer, name)); });
  for (auto member = written.begin(); member != written.end(); ++member) {
    const std::string at = pointerTo(pointer, member.key());
    const std::string json = member.value().dump();
    if (document.textAt(at) != json) text = thenEdited(text, [&](const Document& now) { return now.set(at, json); });
  }
  return text;
}

}  // namespace roundscope

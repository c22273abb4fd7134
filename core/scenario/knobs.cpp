// A knob is turned where its number is written, so that file, window and command line say the same.
#include "core/scenario/knobs.h"

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "core/scenario/document.h"
#include "core/scenario/scenario.h"
#include "core/scenario/scenario_places.h"
#include "core/scenario/variants.h"

namespace roundscope {
namespace {

using Json = nlohmann::ordered_json;

/// One edit after the other; the first that fails is the last.
class Edits {
 public:
  explicit Edits(const Document& document) : m_text(document.text()) {}

  template <class Edit>
  void apply(Edit&& edit) {
    if (m_text.ok()) m_text = std::forward<Edit>(edit)(Document(m_text.value()));
  }
  void set(const std::string& pointer, const std::string& json) {
    apply([&](const Document& text) { return text.set(pointer, json); });
  }
  [[nodiscard]] const Result<std::string>& text() const { return m_text; }

 private:
  Result<std::string> m_text;
};

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

/// Whether there is something at the pointer of a variant.
bool holds(const Document& document, std::size_t variant, const std::string& pointer) {
  try {
    const Json file = detail::readJson(document.text());
    const Json scenario = detail::patchedScenario(file, detail::variantIn(file, variant));
    return detail::lookUp(scenario, pointer).value != nullptr;
  } catch (const detail::ParseFailure&) {
    return false;
  }
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
  for (std::size_t variant = 0; variant < set.variants.size(); ++variant)
    for (const std::string& pointer : set.knobs[knob].knob.pointers) {
      if (!holds(document, variant, pointer)) continue;
      Result<std::string> place = writtenAt(document, variant, pointer);
      if (!place.ok()) return place.error();
      places.insert(std::move(place).value());
    }
  Edits edits(document);
  for (const std::string& place : places) edits.set(place, std::to_string(value));
  return edits.text();
}

Result<std::string> withKnob(const Document& document, std::size_t variant, const Knob& knob, std::int64_t value) {
  Edits edits(document);
  for (const std::string& pointer : knob.pointers)
    if (!holds(document, variant, pointer))
      edits.apply([&](const Document& text) {
        return withEdits(text, variant, {{ScenarioEdit::Kind::Set, pointer, std::to_string(value)}});
      });
  const std::string written = jsonOf(knob).dump();
  if (document.contains("/knobs"))
    edits.apply([&](const Document& text) { return text.insert("/knobs/-", written); });
  else
    edits.apply([&](const Document& text) { return text.set("/knobs", "[" + written + "]", {"knobs", "variants"}); });
  return edits.text();
}

Result<std::string> withKnobChanged(const Document& document, std::size_t place, const Knob& knob) {
  const Json written = jsonOf(knob);
  const std::string pointer = pointerTo("/knobs", std::to_string(place));
  Edits edits(document);
  for (const std::string& name : document.namesIn(pointer))
    if (!written.contains(name))
      edits.apply([&](const Document& text) { return text.remove(pointerTo(pointer, name)); });
  for (const auto& [name, value] : written.items()) {
    const std::string json = value.dump();
    const std::string member = pointerTo(pointer, name);
    if (document.textAt(member) != json) edits.set(member, json);
  }
  return edits.text();
}

}  // namespace roundscope

// Numbers of a scenario that whoever looks at its run turns, instead of editing the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace roundscope {

class Document;
struct Override;
struct ScenarioSet;

/// A number that may be turned, and how far.
struct Knob {
  std::string label;                  ///< for people
  std::string unit{};                 ///< stands behind the number; may be empty
  std::vector<std::string> pointers;  ///< into the scenario with a variant's patch applied; all get the same value
  std::int64_t minimum = 0;
  std::int64_t maximum = 0;
  std::int64_t step = 1;
  bool operator==(const Knob&) const = default;
};

/// A knob of a scenario file.
struct PinnedKnob {
  Knob knob;
  std::int64_t value = 0;  ///< of the first variant that has such a number
  bool operator==(const PinnedKnob&) const = default;
};

/// The changes that give a knob a value.
[[nodiscard]] std::vector<Override> overridesOf(const Knob& knob, std::int64_t value);

/// The file with one of its knobs at another value: written wherever a variant takes the number from.
/// Errors: there is no such knob, or the text is no JSON.
[[nodiscard]] Result<std::string> withKnobAt(const Document& document, const ScenarioSet& set, std::size_t knob,
                                             std::int64_t value);

/// The file with one more knob. Where this variant has nothing at a pointer, `value` is written there: a number that
/// the file left as it is without saying.
[[nodiscard]] Result<std::string> withKnob(const Document& document, std::size_t variant, const Knob& knob,
                                           std::int64_t value);

/// The file with another knob in the place of this one; its comments stay.
[[nodiscard]] Result<std::string> withKnobChanged(const Document& document, std::size_t place, const Knob& knob);

}  // namespace roundscope

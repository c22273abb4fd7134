// Private to core/scenario and core/lesson: knobs, which lessons and scenario files write alike.
#pragma once

#include <cstdint>
#include <vector>

#include "core/scenario/knobs.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Reads a knob as {"label", "set", "minimum", "maximum"}.
Knob readKnob(const Node& node);

/// Reads the file's `knobs`. No two may have the same label.
std::vector<Knob> readKnobs(const Node& list);

/// What a knob stands at: the whole number that its pointers lead to; `of` is the knob's place. Throws where there is
/// no such number. Where they lead to several the first counts, unless they `agree` by rule.
std::int64_t knobStart(const Knob& knob, const Node& of, const Json& scenario, bool agree);

/// Whether any of a knob's pointers leads anywhere.
bool reaches(const Knob& knob, const Json& scenario);

/// Overrides may name a knob by its label in place of a pointer (PatchedDocument knows where it leads). Those of no
/// such knob, or of a value that the knob does not have, are left out and noted, each failure with the override's
/// pointer.
std::vector<Override> rightOnes(const std::vector<Override>& overrides, const std::vector<Knob>& knobs,
                                ParseFailures& failures);

}  // namespace roundscope::detail

// From the parts of a scenario back to where its text speaks of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/scenario.h"

namespace roundscope {

// Pointers into one variant's scenario, all patches applied.
[[nodiscard]] std::string pointerOf(SubnetId subnet);
[[nodiscard]] std::string pointerOf(CanisterId canister);
/// Of a method, or of the timer or heartbeat whose body it is.
[[nodiscard]] std::string pointerOf(MethodRef method, const Scenario& scenario);
/// Of a step, by its number in the method's list. The reply of a method without steps is written nowhere.
[[nodiscard]] std::string pointerOfStep(MethodRef method, std::size_t step, const Scenario& scenario);

/// A change of one variant's scenario.
struct ScenarioEdit {
  enum class Kind : std::uint8_t { Set, Insert, Remove };
  Kind kind = Kind::Set;
  std::string pointer;  ///< into the variant's scenario, all patches applied; of Insert: an element's place in a list
  std::string json{};   ///< of Set and Insert
  bool operator==(const ScenarioEdit&) const = default;
};

/// Where in the file the value at the pointer of a variant is written: in its patch, in its parent's or in the base.
/// Of a value that is nowhere yet: where it would be. `variant` means nothing in a file without variants.
/// Errors: the text is no JSON, or a patch does not fit.
[[nodiscard]] Result<std::string> writtenAt(const Document& document, std::size_t variant, const std::string& pointer);

/// The text after some edits of a variant, each made where the value is written: what the base says changes for all.
[[nodiscard]] Result<std::string> withEdits(const Document& document, std::size_t variant,
                                            const std::vector<ScenarioEdit>& edits);

/// The text with one more variant: of this one, behind it and its others, and different by some edits. A file without
/// variants gets two, the first as the file is.
struct WhatIfText {
  std::string text;
  std::string variant;  ///< the new one's name: `name`, with a number where that is taken
};
[[nodiscard]] Result<WhatIfText> withWhatIf(const Document& document, std::size_t variant, const std::string& name,
                                            const std::vector<ScenarioEdit>& edits);

}  // namespace roundscope

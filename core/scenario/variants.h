// Private to core/scenario and core/lesson: what a file's variants and the command line's overrides make of its base,
// and back from a place in the result to where it was written.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/json_document.h"
#include "core/scenario/json_patch.h"
#include "core/scenario/parse.h"

namespace roundscope::detail {

/// The variant that this one is `of`, by number: one that stands before it. Absent where it is of none, or names none.
std::optional<std::size_t> parentOf(const Json& variants, std::size_t variant);

/// A scenario as JSON, with one variant's patch and all overrides applied.
class PatchedDocument {
 public:
  /// `variant` is a number into the file's `variants`, absent for a file that has none. What a variant is one `of` is
  /// applied before it. Throws ParseFailure, at its place in the file, where an operation of a patch does not fit.
  PatchedDocument(const Json& file, std::optional<std::size_t> variant);

  /// One of a knob, by its label, must be right (parse_knobs.h). Throws ParseFailure, whose pointer is the override's.
  void apply(const Override& change);

  [[nodiscard]] const Json& json() const { return m_changed ? *m_changed : *m_file; }
  /// The pointer into the file that wrote what `failure` is about.
  [[nodiscard]] std::string placeInFile(const ParseFailure& failure) const;
  /// Whether an override wrote it.
  [[nodiscard]] bool isOverridden(const ParseFailure& failure) const;

 private:
  /// A patch that was applied.
  struct Layer {
    std::size_t variant;
    std::optional<AppliedPatch> operations;  ///< of a patch that is a list
    std::optional<Json> base;                ///< what another one merged into, where it is not the file
  };
  void applyPatch(std::size_t variant);
  Json& changing();
  void applyKnob(const Override& change);

  const Json* m_file;
  std::optional<std::size_t> m_variant;
  std::optional<Json> m_changed;          ///< absent: it is the file as it stands, of which large ones need no copy
  std::vector<Layer> m_layers;            ///< in the order in which they were applied
  std::vector<std::string> m_overridden;  ///< the outermost pointers that overrides wrote
};

/// The same number where the file has such a variant; absent where it has none.
std::optional<std::size_t> variantIn(const Json& file, std::size_t variant);
std::optional<std::size_t> variantNamed(const Json& file, const std::string& name);

/// A variant of a file, with the overrides applied; of one without variants the scenario itself. Throws ParseFailure.
Json patchedScenario(const Json& file, std::optional<std::size_t> variant, const std::vector<Override>& overrides = {});

}  // namespace roundscope::detail

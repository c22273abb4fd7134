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

/// A scenario as JSON, with one variant's patch and all overrides applied.
class PatchedDocument {
 public:
  /// `variant` is a number into the file's `variants`, absent for a file that has none. Throws ParseFailure, at its
  /// place in the file, where an operation of the patch does not fit.
  PatchedDocument(const Json& file, std::optional<std::size_t> variant);

  /// Throws ParseFailure, whose pointer is the override's.
  void apply(const Override& change);

  [[nodiscard]] const Json& json() const { return m_json; }
  /// The pointer into the file that wrote what `failure` is about.
  [[nodiscard]] std::string placeInFile(const ParseFailure& failure) const;
  /// Whether an override wrote it.
  [[nodiscard]] bool isOverridden(const ParseFailure& failure) const;

 private:
  const Json* m_file;
  std::optional<std::size_t> m_variant;
  Json m_json;
  std::optional<AppliedPatch> m_applied;  ///< of a variant whose patch is a list
  std::vector<std::string> m_overridden;  ///< the outermost pointers that overrides wrote
};

}  // namespace roundscope::detail

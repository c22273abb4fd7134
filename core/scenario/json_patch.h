// Private to core/scenario: a variant's patch as a list of operations on single values.
#pragma once

#include <string>
#include <vector>

#include "core/scenario/choices.h"
#include "core/scenario/object_reader.h"

namespace roundscope::detail {

/// Fields of the file as a whole, which no variant can change.
bool belongsToFile(std::string_view field);

/// Checks the form of a JSON Patch; whether it fits the scenario shows when it is applied.
void checkOperations(const Node& patch);

/// A JSON Patch after it was applied, which knows the way back to what it wrote. Source: RFC 6902.
class AppliedPatch {
 public:
  /// Applies a patch whose form is right. Throws ParseFailure at the operation, in the file, that does not fit.
  AppliedPatch(const Node& patch, Json& document);

  /// The pointer into the file of what `failure`, which is about the patched document, is about.
  [[nodiscard]] std::string placeInFile(const ParseFailure& failure) const;

 private:
  using Tokens = std::vector<std::string>;
  struct Step {
    ChangeKind operation;
    Tokens path;
    Tokens from{};               ///< of a move or a copy
    Tokens taken{};              ///< what a move or a removal took away
    bool inserted = false;       ///< into a list, whose later elements moved on
    bool takenFromList = false;  ///< its later elements moved up
  };
  void apply(const Node& node, Json& document);

  std::string m_pointer;  ///< of the patch
  std::vector<Step> m_steps;
  std::size_t m_copied = 0;  ///< values that moves and copies wrote
};

}  // namespace roundscope::detail

// Private to core/scenario and core/lesson: gathers what is wrong with a document, so that its author is told all of
// it at once.
#pragma once

#include <string>
#include <vector>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// What is wrong with one document, in the order found, each thing once.
class ParseFailures {
 public:
  /// Thrown when there are so many that the rest is not worth reading.
  struct TooMany {};

  void note(ParseFailure failure);
  [[nodiscard]] bool empty() const { return m_noted.empty(); }
  [[nodiscard]] std::size_t size() const { return m_noted.size(); }

  /// Those that do not merely follow from another: a name is not unknown where what declares it could not be read, and
  /// a field is not missing that is there with a slip in its name.
  [[nodiscard]] std::vector<ParseFailure> causes() const;

 private:
  std::vector<ParseFailure> m_noted;
};

}  // namespace roundscope::detail

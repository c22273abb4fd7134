// Private to core/scenario: what is wrong with a file, in the words of its author: files, lines and arguments.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// The errors of one file. What several variants share is kept once.
class FileErrors {
 public:
  /// What is written in the file at `pointer`. Where the failure knows its line already, the text may be no JSON.
  void inFile(const ParseFailure& failure, std::string pointer);
  /// What an argument of the command line wrote.
  void inOverride(const ParseFailure& failure);

  [[nodiscard]] bool empty() const { return m_found.empty(); }
  /// The first in the file with the others after it; those of arguments come last. There must be one.
  [[nodiscard]] Error inOrder(std::string_view text, const std::string& fileName) const;

 private:
  struct Found {
    ErrorKind kind;
    std::string pointer;
    std::string what;
    std::string expected;
    std::size_t line;
  };
  void add(Found found);

  std::vector<Found> m_found;
  std::set<std::pair<std::string, std::string>> m_known;  ///< where and what
};

}  // namespace roundscope::detail

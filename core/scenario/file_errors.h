// Private to core/scenario: what is wrong with a file, in the words of its author: files, lines and arguments.
#pragma once

#include <map>
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
  /// `variant`: in which it was found, where it may be wrong in this one only; else empty.
  void inFile(const ParseFailure& failure, std::string pointer, const std::string& variant = "");
  /// What an argument of the command line wrote.
  void inOverride(const ParseFailure& failure);

  [[nodiscard]] bool empty() const { return m_found.empty(); }
  /// The first in the file with the others after it; those of arguments come last. There must be one.
  /// What is wrong in some of the file's `variantCount` variants only names them.
  [[nodiscard]] Error inOrder(std::string_view text, const std::string& fileName, std::size_t variantCount = 0) const;

 private:
  struct Found {
    ErrorKind kind;
    std::string pointer;
    std::string what;
    std::string expected;
    std::size_t line;
    std::vector<std::string> variants{};  ///< empty: the file itself is wrong there
  };
  void add(Found found);

  std::vector<Found> m_found;
  std::map<std::pair<std::string, std::string>, std::size_t> m_known;  ///< where and what, and which it is
};

}  // namespace roundscope::detail

// Where a command writes, and in which format.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"

namespace roundscope::app {

struct Output {
  std::string path;    ///< "-": standard output; empty: nowhere
  std::string format;  ///< an ending without its dot, in place of the path's own

  /// What chooses the format by its ending.
  [[nodiscard]] std::string named() const { return format.empty() ? path : path + '.' + format; }
  [[nodiscard]] bool isStandardOutput() const { return path == "-"; }
  /// Standard output has no ending.
  [[nodiscard]] std::optional<Error> lacksFormat(const std::string& option) const {
    if (!isStandardOutput() || !format.empty()) return std::nullopt;
    return Error{ErrorKind::Usage, option, "standard output has no ending that says how", "--format beside it"};
  }
};

}  // namespace roundscope::app

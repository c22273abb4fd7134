// Text within a Markdown document, which stays the text that it is.
#pragma once

#include <string>
#include <string_view>

namespace roundscope {

/// On one line, with everything escaped that GitHub's Markdown would take for markup, HTML or the edge of a cell.
[[nodiscard]] std::string markdownText(std::string_view text);

}  // namespace roundscope

// Text for terminals: names from a scenario may hold what a terminal takes for a command.
#pragma once

#include <string>
#include <string_view>

namespace roundscope {

/// The text with its control characters written out, as "\x1b" or "\u202e", but for line ends and tabs: those of ASCII,
/// U+0080 to U+009F, the marks that turn the direction of writing, and bytes that are no UTF-8.
[[nodiscard]] std::string visibleText(std::string_view text);
/// The same with line ends and tabs written out, too: a title or a name that has its place in a line.
[[nodiscard]] std::string visibleLine(std::string_view text);

/// Whether all of it is UTF-8.
[[nodiscard]] bool isUtf8(std::string_view text);

}  // namespace roundscope

// The order of teaching, as the lessons' folder says it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundscope {

/// The names of lessons in the order of the text: one a line. Empty lines and those that begin with # say nothing.
[[nodiscard]] std::vector<std::string> parseLessonOrder(std::string_view text);

}  // namespace roundscope

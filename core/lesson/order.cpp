// See order.h.
#include "core/lesson/order.h"

#include <algorithm>

namespace roundscope {

std::vector<std::string> parseLessonOrder(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(kBlank), line.size()));
    line = line.substr(0, line.find_last_not_of(kBlank) + 1);
    if (!line.empty() && line.front() != '#') names.emplace_back(line);
  }
  return names;
}

}  // namespace roundscope

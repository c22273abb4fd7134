// Numbers in words.
#include "core/base/words.h"

namespace roundscope::detail {

std::string groupDigits(std::string digits) {
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace roundscope::detail

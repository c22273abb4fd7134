// Private to core/scenario: what every reader of JSON, strict or loose, has in common.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace roundscope::detail {

inline constexpr std::size_t kMaxJsonDepth = 64;            ///< of lists and objects in one another
inline constexpr std::size_t kMaxJsonElements = 10'000;     ///< of a list
inline constexpr std::size_t kMaxJsonMessages = 1'000'000;  ///< of a list of users' messages

/// How many values a text may have. Each costs some fifty bytes of memory, however few it is written with: large files
/// may so have one for every five of their own, which leaves room for whatever is written to be read.
[[nodiscard]] constexpr std::size_t mostJsonValues(std::size_t bytesOfText) {
  constexpr std::size_t kAlways = 100'000;
  constexpr std::size_t kEver = 10'000'000;
  return std::min(std::max(kAlways, bytesOfText / 5), kEver);
}

inline constexpr std::string_view kJsonSpace = " \t\r\n";  ///< Source: RFC 8259, section 2

}  // namespace roundscope::detail

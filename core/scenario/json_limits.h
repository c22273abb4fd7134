// Private to core/scenario: what every reader of JSON, strict or loose, has in common.
#pragma once

#include <cstddef>
#include <string_view>

namespace roundscope::detail {

inline constexpr std::size_t kMaxJsonDepth = 64;           ///< of lists and objects in one another
inline constexpr std::size_t kMaxJsonElements = 1'000'000;  ///< of a list; no list of a scenario may be longer
inline constexpr std::string_view kJsonSpace = " \t\r\n";  ///< Source: RFC 8259, section 2

}  // namespace roundscope::detail

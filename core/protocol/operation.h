// What can be done to a canister from outside, as its controllers do it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace roundscope {

/// Source: protocol.md section 4 (interface specification: stop_canister, start_canister, uninstall_code,
/// deposit_cycles).
enum class OperationKind : std::uint8_t { Stop, Start, Uninstall, TopUp };

/// "stop", as scenario files and traces have it.
[[nodiscard]] constexpr std::string_view nameOf(OperationKind kind) {
  constexpr std::array<std::string_view, 4> names = {"stop", "start", "uninstall", "top_up"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace roundscope

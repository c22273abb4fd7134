// Why a call is not performed, as a table: everything that says or counts such a reason reads its row.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/protocol/rules.h"

namespace roundscope {

/// Why `call_perform` returned an error. Canister code sees the same number for all of them;
/// the trace tells them apart. Source: protocol.md section 3, in the order checked.
/// Simplified: Rust's own check of the cycles (`InsufficientLiquidCycleBalance`), which runs before all of these,
/// counts as Cycles in their place in the order.
enum class NotPerformedReason : std::uint8_t {
  Memory,
  Callbacks,
  Cycles,
  Slots,
  Count,  ///< no reason: how many there are
};
inline constexpr auto kNotPerformedReasonCount = static_cast<std::size_t>(NotPerformedReason::Count);

/// One reason in full.
struct NotPerformed {
  NotPerformedReason reason;
  std::string_view name;         ///< what falls short, as lists and counts call it
  RuleId rule;                   ///< its parameter is the limit that is reached
  std::string_view explanation;  ///< a sentence with places for names: {Call}, {caller}, {callee}, {subnet} (the
                                 ///< caller's), {limit} (the rule's parameter), {reservation}, {prepaid}
};

[[nodiscard]] const NotPerformed& rowOf(NotPerformedReason reason);
[[nodiscard]] inline std::string_view nameOf(NotPerformedReason reason) { return rowOf(reason).name; }

}  // namespace roundscope

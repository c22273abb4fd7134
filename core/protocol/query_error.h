// Why a query gave no reply, as a table.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/protocol/rules.h"

namespace roundscope {

/// Why a query gave no reply. Source: protocol.md section 9. (A composite query that is called as an update is no
/// query: that call is rejected with RejectReason::CompositeAsUpdate.)
enum class QueryError : std::uint8_t {
  None,
  OtherSubnet,          ///< not evaluated: the subnet does not have the canister
  CalleeIsUpdate,       ///< not evaluated: the method is an update
  TooDeep,              ///< ends the whole graph
  GraphInstructions,    ///< ends the whole graph
  WallTime,             ///< ends the whole graph
  MessageInstructions,  ///< one message of it used more than it may
  Failed,               ///< it rejected, trapped or gave no answer, or its canister is not there or not running
  Count,                ///< no error: how many there are
};
inline constexpr auto kQueryErrorCount = static_cast<std::size_t>(QueryError::Count);

/// One error in full.
struct QueryErrorRow {
  QueryError error;
  RuleId rule;
  std::string_view words;        ///< what went wrong; empty for None
  std::string_view explanation;  ///< a sentence with places for names: {canister}, {subnet}, {depth}, {limit} (the
                                 ///< rule's parameter), {perCall}, {end} (when it ended)
};

[[nodiscard]] const QueryErrorRow& rowOf(QueryError error);
[[nodiscard]] inline std::string_view nameOf(QueryError error) { return rowOf(error).words; }

}  // namespace roundscope

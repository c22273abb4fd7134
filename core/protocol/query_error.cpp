// The table of errors of queries.
#include "core/protocol/query_error.h"

#include <array>

#include "core/base/check.h"

namespace roundscope {
namespace {

constexpr std::array<QueryErrorRow, kQueryErrorCount> kQueryErrorRows = {{
    {QueryError::None, RuleId::QueryEvaluation, "",
     "The query on {canister} ended after {end}; what it changed is discarded."},
    {QueryError::OtherSubnet, RuleId::QueryOtherSubnet, "the callee is on another subnet",
     "The query call to {canister} failed: {canister} is on another subnet, {subnet}."},
    {QueryError::CalleeIsUpdate, RuleId::QueryCalleeIsUpdate, "the callee's method is an update",
     "The query call to {canister} failed: the method called is an update."},
    {QueryError::TooDeep, RuleId::QueryDepth, "the call graph is too deep",
     "The query call to {canister} failed: at depth {depth} it goes deeper than {subnet} allows, {limit}."},
    {QueryError::GraphInstructions, RuleId::QueryGraphInstructions, "the call graph used too many instructions",
     "The query on {canister} failed: its call graph used up {limit}, {perCall} of them per call."},
    {QueryError::WallTime, RuleId::QueryWallTime, "the evaluation took too long",
     "The query on {canister} failed: its call graph took more than {limit}."},
    {QueryError::MessageInstructions, RuleId::QueryMessageInstructions, "one query used too many instructions",
     "The query on {canister} failed: it used more than the {limit} of one query."},
    {QueryError::Failed, RuleId::QueryFailed, "it failed",
     "The query on {canister} gave no reply; its caller's code may go on."},
}};

constexpr bool queryErrorRowsInOrder() {
  for (std::size_t i = 0; i < kQueryErrorRows.size(); ++i)
    if (kQueryErrorRows[i].error != static_cast<QueryError>(i) || kQueryErrorRows[i].explanation.empty()) return false;
  return true;
}
static_assert(queryErrorRowsInOrder(), "every error has its row, where its number says");

}  // namespace

const QueryErrorRow& rowOf(QueryError error) {
  RS_CHECK(error < QueryError::Count);
  return kQueryErrorRows[static_cast<std::size_t>(error)];
}

}  // namespace roundscope

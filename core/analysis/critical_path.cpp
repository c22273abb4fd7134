// Walks backwards from an answer: to the callback that gave it, to the callee's answer behind that, and so on.
#include "core/analysis/critical_path.h"

#include <algorithm>

namespace roundscope {

std::vector<CallId> criticalPath(const CallTable& table, ContextId context) {
  std::vector<CallId> path;
  // Calls whose own dispatch is still to be explained. A call's stretch consists of what happened at the callee
  // until it answered, then of what made its caller send it.
  std::vector<CallId> open;
  if (table.contexts()[context.value].answeredAfter != kNoCall)
    open.push_back(table.contexts()[context.value].answeredAfter);
  while (!open.empty()) {
    const CallId id = open.back();
    open.pop_back();
    path.push_back(id);
    const CallSpan& span = table.call(id);
    if (span.dispatchedAfter != kNoCall) open.push_back(span.dispatchedAfter);
    // Where the caller's side gave the answer, nobody waited for the callee any longer.
    if (span.servedBy != kNoContext && !isGivenAtCaller(span.reason)) {
      const CallId inner = table.contexts()[span.servedBy.value].answeredAfter;
      if (inner != kNoCall) open.push_back(inner);
    }
  }
  std::sort(path.begin(), path.end());
  return path;
}

std::optional<ContextId> lastAnsweredIngress(const CallTable& table) {
  std::optional<ContextId> last;
  Moment when;
  for (std::uint32_t i = 0; i < table.contexts().size(); ++i) {
    const ContextRow& row = table.contexts()[i];
    if (row.kind != ExecutionKind::Ingress || !row.answered.happened()) continue;
    if (!last || when < row.answered) {
      last = ContextId{i};
      when = row.answered;
    }
  }
  return last;
}

}  // namespace roundscope

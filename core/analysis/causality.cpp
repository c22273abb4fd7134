// Causes are noted by the table; effects follow the message that made them. See causality.h.
#include "core/analysis/causality.h"

#include <algorithm>

namespace roundscope {

namespace {

/// Appends the calls of a context that one of its messages, started at `moment` by the callback of `trigger`, made.
void addMade(const CallTable& table, Moment moment, ContextId context, CallId trigger, std::size_t most,
             std::vector<CallId>& made) {
  const auto& calls = table.calls();
  for (std::uint64_t next = table.firstCallOfMessage(moment); next < calls.size() && made.size() < most; ++next) {
    if (calls[next].context != context || calls[next].dispatchedAfter != trigger) return;
    made.push_back(CallId{static_cast<std::uint32_t>(next)});
  }
}

}  // namespace

std::optional<CallId> causeOf(const CallTable& table, CallId call) {
  const CallSpan& span = table.call(call);
  if (span.dispatchedAfter != kNoCall) return span.dispatchedAfter;
  if (span.context.value >= table.contexts().size()) return std::nullopt;
  const CallId served = table.contexts()[span.context.value].call;
  return served == kNoCall ? std::nullopt : std::optional(served);
}

std::vector<CallId> effectsOf(const CallTable& table, CallId call, std::size_t most) {
  const CallSpan& span = table.call(call);
  std::vector<CallId> made;
  if (span.servedBy != kNoContext) addMade(table, span.at(CallPoint::Started), span.servedBy, kNoCall, most, made);
  if (span.at(CallPoint::Completed).happened())
    addMade(table, span.at(CallPoint::Completed), span.context, call, most, made);
  return made;
}

std::vector<CallId> causalChain(const CallTable& table, CallId call, std::size_t most) {
  std::vector<CallId> chain{call};
  for (auto cause = causeOf(table, call); cause && chain.size() <= most; cause = causeOf(table, *cause))
    chain.push_back(*cause);
  const std::size_t first = chain.size();
  std::vector<CallId> open{call};
  for (std::size_t i = 0; i < open.size() && chain.size() - first < most; ++i)
    for (const CallId effect : effectsOf(table, open[i], most - (chain.size() - first))) {
      open.push_back(effect);
      chain.push_back(effect);
    }
  std::sort(chain.begin(), chain.end());
  return chain;
}

}  // namespace roundscope

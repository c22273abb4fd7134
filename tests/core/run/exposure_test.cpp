// Commit points, messages in between and half-done state, found again from the calls that each message left open.
#include "core/run/exposure.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

struct Found {
  std::vector<std::int64_t> commits, cameBetween;
  std::vector<std::pair<std::int64_t, std::int64_t>> halfDone;  ///< from, to
};

/// How many calls of a context are open just after an event of the trace.
std::size_t openAfter(const AnyRun& any, ContextId context, std::uint64_t event) {
  std::size_t open = 0;
  for (const CallSpan& call : any.outcome.table.calls()) {
    if (call.context != context || call.outcome == CallOutcome::NotPerformed) continue;
    const Moment end = call.at(CallPoint::Completed);
    if (any.run().indexOf(call.at(CallPoint::Performed)) > event) continue;
    if (!end.happened() || any.run().indexOf(end) > event) ++open;
  }
  return open;
}

std::map<CanisterId, Found> search(const AnyRun& any) {
  std::map<CanisterId, Found> found;
  std::map<CanisterId, std::set<ContextId>> awaiting;
  std::map<ContextId, std::int64_t> halfDoneSince;
  std::map<CanisterId, bool> changed;
  const auto hasVariables = [&](CanisterId id) { return !any.run().scenario().canister(id).variables.empty(); };
  for (std::uint64_t i = 0; i < any.events.size(); ++i) {
    const auto& [event, us, subnet, inQuery] = any.events[i];
    if (inQuery) continue;
    if (const auto* e = std::get_if<VariableChanged>(&event)) changed[e->canister] = true;
    if (const auto* e = std::get_if<LockChanged>(&event)) changed[e->canister] = true;
    if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
      changed[e->canister] = false;
      const bool callback = e->kind == ExecutionKind::ReplyCallback || e->kind == ExecutionKind::RejectCallback;
      if (!callback && hasVariables(e->canister) && !awaiting[e->canister].empty())
        found[e->canister].cameBetween.push_back(us);
    }
    if (const auto* e = std::get_if<CanisterOperated>(&event); e != nullptr && e->kind == OperationKind::Uninstall) {
      awaiting[e->canister].clear();
      for (auto since = halfDoneSince.begin(); since != halfDoneSince.end();) {
        const bool its = any.outcome.table.contexts()[since->first.value].canister == e->canister;
        if (its) found[e->canister].halfDone.emplace_back(since->second, us);
        since = its ? halfDoneSince.erase(since) : std::next(since);
      }
    }
    const auto* e = std::get_if<ExecutionFinished>(&event);
    if (e == nullptr) continue;
    if (openAfter(any, e->context, i) == 0) {
      awaiting[e->canister].erase(e->context);
      if (const auto since = halfDoneSince.find(e->context); since != halfDoneSince.end()) {
        found[e->canister].halfDone.emplace_back(since->second, us);
        halfDoneSince.erase(since);
      }
      continue;
    }
    awaiting[e->canister].insert(e->context);
    if (hasVariables(e->canister)) found[e->canister].commits.push_back(us);
    if (changed[e->canister] && e->result == ExecutionResult::Finished) halfDoneSince.try_emplace(e->context, us);
  }
  for (const auto& [context, since] : halfDoneSince)
    found[any.outcome.table.contexts()[context.value].canister].halfDone.emplace_back(since, INT64_MAX);
  return found;
}

std::vector<std::int64_t> momentsOf(const TimeList& times) {
  std::vector<std::int64_t> moments;
  for (std::uint32_t i = 0; i < times.size(); ++i) moments.push_back(times.at(i));
  return moments;
}

TEST(Exposure, IsWhereAMessageLeavesCallsOpen) {
  std::size_t marks = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    // The search looks at every call for every message.
    if (any.outcome.table.calls().size() > 3'000) continue;
    std::map<CanisterId, Found> found = search(any);
    for (std::uint16_t c = 0; c < any.run().scenario().canisters.size(); ++c) {
      const CanisterExposure& exposure = any.run().exposure().of(CanisterId{c});
      const Found& expected = found[CanisterId{c}];
      ASSERT_EQ(momentsOf(exposure.commits), expected.commits);
      ASSERT_EQ(momentsOf(exposure.cameBetween), expected.cameBetween);
      for (const std::int64_t us : any.moments) {
        std::int32_t halfDone = 0;
        for (const auto& [from, to] : expected.halfDone) halfDone += from <= us && us < to ? 1 : 0;
        ASSERT_EQ(exposure.halfDone.valueAt(static_cast<double>(us)), halfDone) << us;
        marks += static_cast<std::size_t>(halfDone);
      }
      marks += expected.commits.size() + expected.cameBetween.size();
    }
  }
  EXPECT_GT(marks, 0u);
}

}  // namespace
}  // namespace roundscope::test

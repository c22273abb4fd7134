// When callees await calls of their own, against the events one by one.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/run/call_phases.h"
#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

/// `b.serve` awaits a call to another subnet before it replies to `a`; `b.ping` replies at once.
Outcome askThrough(const std::string& steps) {
  return runText(R"({"roundscope": 1, "title": "Through", "subnets": [{"id": "s"}, {"id": "t"}],
    "canisters": [
      {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.serve"}}, {"reply": {}}]}}},
      {"id": "b", "subnet": "s", "methods": {"serve": {"steps": [)" +
                 steps + R"(]}}},
      {"id": "c", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})");
}

PhaseSpans phasesOf(const Outcome& outcome, CallId call) {
  return phasesOf(outcome.table, outcome.table.call(call), seconds(1'000).us,
                  [&](const Moment& moment) { return outcome.table.drawnAt(moment); });
}

std::string namesOf(const PhaseSpans& spans) {
  std::string names;
  for (const PhaseSpan& span : spans) names += std::string(names.empty() ? "" : ", ") + std::string(nameOf(span.phase));
  return names;
}

TEST(Awaiting, ACalleeThatCallsAwaitsFromTheEndOfItsFirstMessageToItsCallback) {
  const Outcome outcome = askThrough(R"({"call": {"to": "c.ping"}}, {"reply": {}})");
  const CallSpan& call = outcome.table.call(CallId{0});
  const Suspension suspension = outcome.table.suspensionOf(call);
  ASSERT_TRUE(suspension.from.happened());
  const auto end = std::get<ExecutionFinished>(outcome.trace.event(outcome.run->indexOf(suspension.from)));
  EXPECT_EQ(end.context, call.servedBy);
  EXPECT_EQ(suspension.until, outcome.table.call(CallId{1}).at(CallPoint::Completed));
  EXPECT_EQ(namesOf(phasesOf(outcome, CallId{0})),
            "caller's output queue, callee's input queue, executing, awaiting, executing, response travelling, waiting "
            "for the callback");
}

TEST(Awaiting, ACalleeThatAnswersInItsFirstMessageNeverAwaits) {
  for (const char* const steps : {R"({"reply": {}})", R"({"trap": "no"})", R"({"work": 1000})"}) {
    const Outcome outcome = askThrough(steps);
    EXPECT_FALSE(outcome.table.suspensionOf(outcome.table.call(CallId{0})).from.happened()) << steps;
    EXPECT_EQ(namesOf(phasesOf(outcome, CallId{0})).find("awaiting"), std::string::npos) << steps;
  }
}

TEST(Awaiting, ASlowCalleeDoesNotExecuteWhileItWaits) {
  const Outcome outcome = askThrough(R"({"delay_ms": 5000}, {"reply": {}})");
  std::map<Phase, std::int64_t> lengths;
  for (const PhaseSpan& span : phasesOf(outcome, CallId{0})) lengths[span.phase] += span.endUs - span.startUs;
  EXPECT_GE(lengths[Phase::Awaiting], seconds(4).us);
  EXPECT_LT(lengths[Phase::Executing], seconds(1).us);
  // The call to the network itself, whose answer makes it slow, is awaited, and does not travel for five seconds.
  lengths.clear();
  for (const PhaseSpan& span : phasesOf(outcome, CallId{1})) lengths[span.phase] += span.endUs - span.startUs;
  EXPECT_GE(lengths[Phase::Awaiting], seconds(4).us);
  EXPECT_EQ(lengths[Phase::Outbound], 0);
}

TEST(Awaiting, PhasesLeaveNoGapInAnyRun) {
  std::size_t awaiting = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    for (std::uint32_t id = 0; id < any.outcome.table.calls().size(); ++id) {
      const PhaseSpans spans = phasesOf(any.outcome, CallId{id});
      for (std::size_t i = 0; i < spans.count; ++i) {
        ASSERT_LT(spans.spans[i].startUs, spans.spans[i].endUs);
        if (i > 0) {
          ASSERT_EQ(spans.spans[i].startUs, spans.spans[i - 1].endUs);
          ASSERT_NE(spans.spans[i].phase, spans.spans[i - 1].phase);
        }
        if (spans.spans[i].phase == Phase::Awaiting) ++awaiting;
      }
    }
  }
  EXPECT_GT(awaiting, 100u);
}

/// When the number of each caller's calls changes whose callees await calls of their own: the message that ran last for
/// them has ended, and they have no answer. Taken in the trace's order, as all that is told of a call.
std::map<CanisterId, std::vector<std::pair<std::int64_t, std::int64_t>>> changesOf(const AnyRun& any) {
  std::map<ContextId, CallId> contexts;  ///< that serve a call
  std::map<CallId, bool> waits;          ///< those without an answer that have come to their callee
  std::set<CallId> answered;             ///< a request may come to its callee after that
  std::map<CanisterId, std::vector<std::pair<std::int64_t, std::int64_t>>> changes;
  const auto set = [&](CallId call, bool waiting, std::int64_t us) {
    const auto found = waits.find(call);
    if (found == waits.end() || found->second == waiting) return;
    found->second = waiting;
    changes[any.outcome.table.call(call).caller].emplace_back(us, waiting ? 1 : -1);
  };
  const auto answer = [&](CallId call, std::int64_t us) {
    set(call, false, us);
    waits.erase(call);
    answered.insert(call);
  };
  for (const auto& [event, us, subnet, inQuery] : any.events) {
    if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
      if (servesCall(e->kind)) contexts[e->context] = e->call;
      if (servesCall(e->kind) && !answered.contains(e->call)) waits.try_emplace(e->call, false);
      if (isCallback(e->kind) && contexts.contains(e->context)) set(contexts[e->context], false, us);
      if (isCallback(e->kind)) answer(e->call, us);
    }
    if (const auto* e = std::get_if<ExecutionFinished>(&event); e != nullptr && contexts.contains(e->context))
      if (!servesCall(e->kind) || e->result != ExecutionResult::Trapped) set(contexts[e->context], true, us);
    if (const auto* e = std::get_if<AnswerAwaited>(&event)) {
      waits.try_emplace(e->call, false);
      set(e->call, true, us);
    }
    if (const auto* e = std::get_if<ResponseCreated>(&event)) answer(e->call, us);
    if (const auto* e = std::get_if<MessageDropped>(&event); e != nullptr && endsCall(*e)) answer(e->call, us);
  }
  return changes;
}

TEST(Awaiting, TheNumberOfCallsWhoseCalleesAwaitIsThatOfTheEventsBefore) {
  std::int64_t most = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    auto changes = changesOf(any);
    for (const std::int64_t us : any.moments)
      for (std::uint16_t c = 0; c < any.run().scenario().canisters.size(); ++c) {
        std::int64_t expected = 0;
        for (const auto& [at, change] : changes[CanisterId{c}]) expected += at <= us ? change : 0;
        const CanisterOutcomes& calls = any.run().outcomes().of(CanisterId{c});
        const auto moment = static_cast<double>(us);
        const std::int64_t told = std::int64_t{calls.suspended.countUntil(moment)} - calls.resumed.countUntil(moment);
        ASSERT_EQ(told, expected) << us << " canister " << c;
        most = std::max(most, told);
      }
  }
  EXPECT_GT(most, 2);
}

TEST(Iterations, AreThoseThatTheTraceCounts) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const roundscope::Run& run = any.run();
    std::optional<std::uint32_t> iteration;
    std::uint64_t number = 0;
    run.trace().forEach([&](std::uint64_t, const Event& event) {
      if (std::holds_alternative<RoundStarted>(event)) iteration.reset();
      if (const auto* began = std::get_if<IterationStarted>(&event)) iteration = began->iteration;
      const Moment moment = run.momentOf(number++);
      ASSERT_EQ(run.calls().iterationAt(moment), run.isInQuery(moment) ? std::nullopt : iteration) << number;
    });
  }
}

}  // namespace
}  // namespace roundscope::test

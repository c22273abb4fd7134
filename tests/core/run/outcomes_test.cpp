// How calls went, counted again from the raw events.
#include "core/run/outcomes.h"

#include <gmock/gmock.h>

#include <map>

#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

struct Recount {
  std::map<CanisterId, OutcomeCounts> calls;
  OutcomeCounts toItself;
};

/// How the calls stand when all events drawn at or before `us` have happened.
Recount recount(const AnyRun& any, std::int64_t us) {
  struct Call {
    CanisterId caller;
    bool own = false;
    CallOutcome outcome = CallOutcome::InFlight;
  };
  std::map<CallId, Call> calls;
  for (const PlacedEvent& placed : any.events) {
    if (placed.us > us) continue;
    if (const auto* e = std::get_if<CallPerformed>(&placed.event)) calls[e->call] = {e->caller, e->attempt == 0};
    if (const auto* e = std::get_if<CallNotPerformed>(&placed.event))
      calls[e->call] = {e->caller, e->attempt == 0, CallOutcome::NotPerformed};
    const auto end = [&](CallId call, bool replied) {
      const CallOutcome told = any.outcome.table.call(call).outcome;
      EXPECT_EQ(told == CallOutcome::Replied, replied);
      calls.at(call).outcome = told;
    };
    if (const auto* e = std::get_if<ExecutionStarted>(&placed.event)) {
      if (e->kind == ExecutionKind::ReplyCallback) end(e->call, true);
      if (e->kind == ExecutionKind::RejectCallback) end(e->call, false);
    }
    if (const auto* e = std::get_if<ResponseCreated>(&placed.event))
      if (endsWithoutCallback(e->reason)) end(e->call, false);
    // A reply may come to nothing, because its caller was uninstalled.
    if (const auto* e = std::get_if<MessageDropped>(&placed.event))
      if (endsCall(*e)) calls.at(e->call).outcome = any.outcome.table.call(e->call).outcome;
  }
  Recount counts;
  for (const auto& [id, call] : calls) {
    OutcomeCounts& of = call.own ? counts.toItself : counts.calls[call.caller];
    ++of.attempted;
    ++of.by[static_cast<std::size_t>(call.outcome)];
  }
  return counts;
}

TEST(Outcomes, AreAtAnyMomentThoseOfTheEventsBefore) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const Outcomes& outcomes = any.run().outcomes();
    for (const std::int64_t us : any.moments) {
      const Recount expected = recount(any, us);
      OutcomeCounts all;
      for (std::uint16_t c = 0; c < any.run().scenario().canisters.size(); ++c) {
        const auto found = expected.calls.find(CanisterId{c});
        const OutcomeCounts own = found == expected.calls.end() ? OutcomeCounts{} : found->second;
        ASSERT_EQ(outcomes.of(CanisterId{c}).countsUntil(static_cast<double>(us)), own) << us << " canister " << c;
        all += own;
      }
      ASSERT_EQ(outcomes.countsUntil(static_cast<double>(us)), all) << us;
      ASSERT_EQ(outcomes.toItselfUntil(static_cast<double>(us)), expected.toItself) << us;
    }
  }
}

TEST(Outcomes, SomeRunsHoldMessagesToItselfAndEveryWayToFail) {
  OutcomeCounts all;
  OutcomeCounts own;
  for (const AnyRun& any : allRuns()) {
    all += any.run().outcomes().countsUntil(1e18);
    own += any.run().outcomes().toItselfUntil(1e18);
  }
  EXPECT_GT(own.attempted, 0u);
  for (std::size_t i = 1; i < kOutcomeCount; ++i) EXPECT_GT(all.by[i], 0u) << i;
}

TEST(Outcomes, ReasonsOfFailureAddUpToTheFailures) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const Outcomes& outcomes = any.run().outcomes();
    const OutcomeCounts counts = outcomes.countsUntil(1e18);
    std::map<NotPerformedReason, std::uint64_t> refused;
    for (const PlacedEvent& placed : any.events)
      if (const auto* e = std::get_if<CallNotPerformed>(&placed.event); e && e->attempt > 0) ++refused[e->reason];
    std::uint64_t notPerformed = 0;
    for (std::size_t i = 0; i < kNotPerformedReasonCount; ++i) {
      const auto reason = static_cast<NotPerformedReason>(i);
      EXPECT_EQ(outcomes.reasons().of(reason), refused[reason]) << i;
      notPerformed += outcomes.reasons().of(reason);
    }
    EXPECT_EQ(notPerformed, counts.of(CallOutcome::NotPerformed));
    std::uint64_t rejected = 0;
    for (const std::uint64_t count : outcomes.reasons().rejected) rejected += count;
    EXPECT_EQ(rejected, counts.failed() - counts.of(CallOutcome::NotPerformed));
    EXPECT_EQ(outcomes.reasons().of(RejectReason::None), 0u);
  }
}

/// For each call: the points that it came to, in the trace's order, as far as its answer if that is a failure.
std::map<CallId, std::vector<std::pair<CallPoint, std::int64_t>>> livesOf(const AnyRun& any) {
  std::map<CallId, std::vector<std::pair<CallPoint, std::int64_t>>> lives;
  std::map<CallId, bool> over;
  const auto come = [&](CallId call, CallPoint point, std::int64_t us) {
    if (!over[call]) lives[call].emplace_back(point, us);
  };
  for (const auto& [event, us, subnet, inQuery] : any.events) {
    if (const auto* e = std::get_if<CallPerformed>(&event)) come(e->call, CallPoint::Performed, us);
    if (const auto* e = std::get_if<RequestRouted>(&event)) come(e->call, CallPoint::RequestRouted, us);
    if (const auto* e = std::get_if<AnswerAwaited>(&event))
      come(e->call, CallPoint::Started, us);  // and awaits at once
    if (const auto* e = std::get_if<RequestInducted>(&event)) come(e->call, CallPoint::RequestInducted, us);
    if (const auto* e = std::get_if<ResponseRouted>(&event)) come(e->call, CallPoint::ResponseRouted, us);
    if (const auto* e = std::get_if<ResponseInducted>(&event)) come(e->call, CallPoint::ResponseInducted, us);
    if (const auto* e = std::get_if<ResponseCreated>(&event)) {
      const bool failure = e->code != RejectCode::None;
      come(e->call, failure ? CallPoint::Completed : CallPoint::Answered, us);
      over[e->call] = over[e->call] || failure;
    }
    if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
      if (servesCall(e->kind)) come(e->call, CallPoint::Started, us);
      if (e->kind == ExecutionKind::ReplyCallback) come(e->call, CallPoint::Completed, us);
    }
    if (const auto* e = std::get_if<MessageDropped>(&event))
      if (endsCall(*e)) come(e->call, CallPoint::Completed, us);
  }
  return lives;
}

TEST(Outcomes, APointIsReachedWithItsEventOrWithOneThatSkipsIt) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    std::vector<std::array<std::vector<std::int64_t>, kCallPointCount>> expected(any.run().scenario().canisters.size());
    for (const auto& [call, life] : livesOf(any))
      for (std::size_t point = 0; point < kCallPointCount; ++point) {
        const auto first = std::find_if(life.begin(), life.end(), [point](const auto& come) {
          return static_cast<std::size_t>(come.first) >= point;
        });
        if (first != life.end()) expected[any.run().call(call).caller.value][point].push_back(first->second);
      }
    for (std::uint16_t c = 0; c < expected.size(); ++c) {
      const CanisterOutcomes& calls = any.run().outcomes().of(CanisterId{c});
      for (const std::int64_t us : any.moments)
        for (std::size_t point = 0; point < kCallPointCount; ++point) {
          const auto& moments = expected[c][point];
          const auto count = static_cast<std::size_t>(
              std::count_if(moments.begin(), moments.end(), [us](std::int64_t moment) { return moment <= us; }));
          const std::vector<double> asked{static_cast<double>(us)};
          ASSERT_EQ(
              point < calls.reached.size() ? calls.reached[point].countUntil(asked[0]) : calls.leftUntil(asked)[0],
              count)
              << point << " at " << us;
        }
    }
  }
}

TEST(Outcomes, CountRetriesAndCompensationsByTheirEvents) {
  std::uint64_t allRetried = 0;
  std::uint64_t allCompensated = 0;
  for (const AnyRun& any : allRuns()) {
    std::uint64_t retried = 0;
    std::uint64_t compensated = 0;
    for (const PlacedEvent& placed : any.events) {
      if (const auto* e = std::get_if<CallPerformed>(&placed.event)) {
        retried += e->attempt > 1 ? 1 : 0;
        compensated += e->compensation;
      }
      if (const auto* e = std::get_if<CallNotPerformed>(&placed.event)) retried += e->attempt > 1 ? 1 : 0;
    }
    EXPECT_EQ(any.run().outcomes().retried(), retried) << any.name;
    EXPECT_EQ(any.run().outcomes().compensated(), compensated) << any.name;
    allRetried += retried;
    allCompensated += compensated;
  }
  EXPECT_GT(allRetried, 0u);
  EXPECT_GT(allCompensated, 0u);
}

TEST(Outcomes, FindTheNextAttemptAndTheNextFailureOfACallThatWasPerformed) {
  std::size_t found = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const CallTable& table = any.outcome.table;
    for (const std::int64_t us : any.moments) {
      std::optional<std::int64_t> attempt;
      std::map<CanisterId, std::int64_t> failure;
      for (const CallSpan& call : table.calls()) {
        const std::int64_t begun = table.drawnAt(call.at(CallPoint::Performed)).us;
        if (begun >= us && (!attempt || begun < *attempt)) attempt = begun;
        if (!call.failed() || !call.at(CallPoint::Completed).happened()) continue;
        const std::int64_t ended = table.drawnAt(call.at(CallPoint::Completed)).us;
        if (ended > us && (!failure.contains(call.caller) || ended < failure[call.caller]))
          failure[call.caller] = ended;
      }
      ASSERT_EQ(any.run().outcomes().attemptFrom(static_cast<double>(us)), attempt) << us;
      for (std::uint16_t c = 0; c < any.run().scenario().canisters.size(); ++c) {
        const auto expected = failure.find(CanisterId{c});
        ASSERT_EQ(any.run().outcomes().of(CanisterId{c}).failedAfter(static_cast<double>(us)),
                  expected == failure.end() ? std::nullopt : std::optional(expected->second))
            << us << " canister " << c;
      }
      found += failure.size();
    }
  }
  EXPECT_GT(found, 0u);
}

TEST(CallTimes, AreInOrderOfTimeAndNumberHoweverTheyCome) {
  Random random(7);
  CallTimes times;
  std::vector<CallAt> expected;
  for (std::uint32_t i = 0; i < 3'000; ++i) {
    const CallAt entry{i / 3 + static_cast<std::int64_t>(random.between(0, 9)), CallId{i * 7 % 3'001}};
    times.add(entry.us, entry.call);
    expected.push_back(entry);
  }
  std::sort(expected.begin(), expected.end());
  std::vector<CallAt> forward;
  for (auto next = times.after({-1, CallId{0}}); next; next = times.after(*next)) forward.push_back(*next);
  EXPECT_EQ(forward, expected);
  std::vector<CallAt> back;
  for (auto last = times.before({1'000'000, CallId{0}}); last; last = times.before(*last)) back.push_back(*last);
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(back, expected);
}

}  // namespace
}  // namespace roundscope::test

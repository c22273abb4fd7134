// Every invariant of the events can be seen failing, by itself. Source: protocol.md section 12.
#include "core/analysis/trace_invariants.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/base/check.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using Events = EventList;
struct Forgery {
  const char* name;
  TraceInvariant broken;
  void (*forge)(Events&, Scenario&);
};

/// The first event of type `E` that `matches`; ends the test where there is none.
template <class E, class Matches>
Events::iterator first(Events& events, Matches&& matches) {
  const auto found = std::find_if(events.begin(), events.end(), [&](const Event& event) {
    const auto* e = std::get_if<E>(&event);
    return e != nullptr && matches(*e);
  });
  RS_CHECK(found != events.end());
  return found;
}
constexpr auto any = [](const auto&) { return true; };

void repeat(Events& events, Events::iterator which) {
  const Event copy = *which;
  events.insert(which, copy);
}

const Forgery kForgeries[] = {
    {"ACallIsAttemptedTwice", TraceInvariant::CallNumbers,
     [](Events& e, Scenario&) { repeat(e, first<CallPerformed>(e, any)); }},
    {"ACallIsAnsweredTwice", TraceInvariant::OneOutcome,
     [](Events& e, Scenario&) { repeat(e, first<ResponseCreated>(e, any)); }},
    {"AUserIsAnsweredTwice", TraceInvariant::OneOutcome,
     [](Events& e, Scenario&) { repeat(e, first<IngressCompleted>(e, any)); }},
    {"ACallNeverEnds", TraceInvariant::OneOutcome,
     [](Events& e, Scenario&) {
       e.erase(first<ExecutionStarted>(e, [](const auto& s) { return s.kind == ExecutionKind::ReplyCallback; }));
     }},
    {"MoreAreInFlightThanTheLimit", TraceInvariant::SlotLimit,
     [](Events&, Scenario& scenario) { scenario.subnets[0].limits.queue_capacity = 1; }},
    {"RequestsOvertakeEachOther", TraceInvariant::RequestOrder,
     [](Events& events, Scenario&) {
       for (Event& event : events) {
         if (auto* start = std::get_if<ExecutionStarted>(&event); start && start->kind == ExecutionKind::Request)
           start->call.value = 1 - start->call.value;
         if (auto* response = std::get_if<ResponseCreated>(&event)) response->call.value = 1 - response->call.value;
       }
     }},
    {"AResponseAnswersNoRequest", TraceInvariant::ResponseOfRequest,
     [](Events& e, Scenario&) {
       e.push_back(ResponseCreated{CallId{7}, RejectCode::None, RejectReason::None});
     }},
    {"ACallbackHasNoResponse", TraceInvariant::ResponseOfRequest,
     [](Events& e, Scenario&) { e.erase(first<ResponseCreated>(e, any)); }},
    {"ACallbackRunsTwice", TraceInvariant::CallbackOnce,
     [](Events& e, Scenario&) {
       repeat(e, first<ExecutionStarted>(e, [](const auto& s) { return s.kind == ExecutionKind::ReplyCallback; }));
     }},
    {"ACanisterWithoutCodeRuns", TraceInvariant::RunsWhereItMay,
     [](Events& e, Scenario&) {
       e.insert(first<RequestInducted>(e, any), CanisterOperated{Wide(0), CanisterId{1}, OperationKind::Uninstall, 1});
     }},
    {"ACanisterStartsAMessageThoughItWasToldToStop", TraceInvariant::RunsWhereItMay,
     [](Events& e, Scenario&) {
       e.insert(first<RequestInducted>(e, any), CanisterOperated{Wide(0), CanisterId{1}, OperationKind::Stop, 1});
     }},
    {"ACallbackIsDroppedThoughItsCallerHasCode", TraceInvariant::RunsWhereItMay,
     [](Events& e, Scenario&) {
       *first<ExecutionStarted>(e, [](const auto& s) { return s.kind == ExecutionKind::ReplyCallback; }) =
           MessageDropped{CallId{0}, MessagePlace::CallerInput, 1, 0};
     }},
    {"ACallThatIsAnsweredFromOutsideIsServed", TraceInvariant::ResponseOfRequest,
     [](Events& e, Scenario&) {
       e.insert(first<RequestRouted>(e, any), AnswerAwaited{Wide(5), CallId{0}});
     }},
    {"ATrapKeepsItsCalls", TraceInvariant::TrapUndoes,
     [](Events& e, Scenario&) {
       std::get<ExecutionFinished>(*first<ExecutionFinished>(e, any)).result = ExecutionResult::Trapped;
     }},
};

class TraceInvariantsTest : public testing::TestWithParam<Forgery> {};

TEST_P(TraceInvariantsTest, FailWhen) {
  const Outcome run = runText(twoSubnets(pingSteps(2, kParallel)));
  ASSERT_THAT(brokenInvariants(run.trace), testing::IsEmpty());
  Scenario scenario = run.trace.scenario();
  Events events;
  run.trace.forEach([&](std::uint64_t, const Event& event) { events.push_back(event); });
  GetParam().forge(events, scenario);
  TraceInvariants invariants(scenario);
  for (const Event& event : events) invariants.add(event);
  invariants.finish(true);
  ASSERT_FALSE(invariants.breaches().empty());
  for (const TraceBreach& breach : invariants.breaches()) EXPECT_EQ(breach.invariant, GetParam().broken) << breach.text;
}

INSTANTIATE_TEST_SUITE_P(Forgeries, TraceInvariantsTest, testing::ValuesIn(kForgeries),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace roundscope::test

// A trace is a list of events; what is asked of it does not depend on the batches in which they came.
#include "core/trace/trace.h"

#include <gmock/gmock.h>

#include <vector>

#include "core/trace/event_names.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

std::shared_ptr<const Scenario> anyScenario() {
  return std::make_shared<const Scenario>(scenarioOf(twoSubnets(R"({"reply": {}})")));
}

/// Events that are told apart by their numbers: `IterationStarted` from `first` on.
RoundBatch numbered(std::uint32_t first, std::uint32_t count) {
  RoundBatch batch;
  for (std::uint32_t i = 0; i < count; ++i) batch.events.push_back(IterationStarted{first + i});
  return batch;
}
std::uint32_t numberOf(const Event& event) { return std::get<IterationStarted>(event).iteration; }

/// Ten events in batches of 3, 0, 1 and 6.
Trace tenEvents() {
  Trace trace(anyScenario());
  std::uint32_t first = 0;
  for (const std::uint32_t count : {3U, 0U, 1U, 6U}) {
    trace.append(numbered(first, count));
    first += count;
  }
  return trace;
}

TEST(Trace, FindsEachEventByItsNumber) {
  const Trace trace = tenEvents();
  ASSERT_EQ(trace.eventCount(), 10U);
  for (std::uint32_t i = 0; i < 10; ++i) EXPECT_EQ(numberOf(trace.event(i)), i);
  EXPECT_DEATH(static_cast<void>(trace.event(10)), "internal error");
}

TEST(Trace, VisitsAnyStretchInOrder) {
  const Trace trace = tenEvents();
  for (std::uint32_t first = 0; first <= 10; ++first)
    for (std::uint32_t last = first; last <= 10; ++last) {
      std::vector<std::uint32_t> visited;
      trace.forEachIn(first, last, [&](const Event& event) { visited.push_back(numberOf(event)); });
      ASSERT_EQ(visited.size(), last - first);
      for (std::uint32_t i = 0; i < visited.size(); ++i) ASSERT_EQ(visited[i], first + i);
    }
  std::uint64_t next = 0;
  trace.forEach([&](std::uint64_t index, const Event& event) {
    EXPECT_EQ(index, next++);
    EXPECT_EQ(numberOf(event), index);
  });
  EXPECT_EQ(next, 10U);
}

TEST(Trace, AddsBatchesUpAndEndsWithTheLast) {
  Trace trace(anyScenario());
  RoundBatch first = numbered(0, 2);
  first.instants = 3;
  first.simulatedUntil = Time{30};
  first.texts = {"no", "never"};
  trace.append(first);
  EXPECT_FALSE(trace.finished());
  RoundBatch second = numbered(2, 1);
  second.instants = 4;
  second.simulatedUntil = Time{70};
  second.texts = {"perhaps"};
  second.finished = true;
  second.cutOff = CutOff::MaxEvents;
  trace.append(second);
  EXPECT_EQ(trace.instantCount(), 7U);
  EXPECT_EQ(trace.simulatedUntil(), Time{70});
  EXPECT_TRUE(trace.finished());
  EXPECT_EQ(trace.cutOff(), CutOff::MaxEvents);
  EXPECT_EQ(trace.text(TextId{0}), "no");
  EXPECT_EQ(trace.text(TextId{2}), "perhaps") << "ids go on from batch to batch";
  EXPECT_EQ(trace.text(kNoText), "");
  EXPECT_DEATH(static_cast<void>(trace.text(TextId{3})), "internal error");
  EXPECT_DEATH(trace.append(RoundBatch{}), "internal error") << "nothing comes after the end";
}

TEST(CutOff, HasTheNameOfTheLimitInAScenarioFile) {
  EXPECT_EQ(nameOf(CutOff::None), "");
  EXPECT_EQ(nameOf(CutOff::MaxRounds), "max_rounds");
  EXPECT_EQ(nameOf(CutOff::MaxEvents), "max_events");
}

std::string printOf(const std::vector<Event>& events) {
  Fingerprint print;
  for (const Event& event : events) print.add(event);
  EXPECT_EQ(print.count(), events.size());
  return print.text();
}

TEST(Fingerprint, TellsKindsFieldsAndOrderApart) {
  const Event routed = RequestRouted{CallId{1}};
  const Event inducted = RequestInducted{CallId{1}};
  const Event other = RequestRouted{CallId{2}};
  EXPECT_EQ(printOf({}).size(), 16U);
  EXPECT_EQ(printOf({routed, inducted}), printOf({routed, inducted}));
  EXPECT_NE(printOf({routed}), printOf({}));
  EXPECT_NE(printOf({routed}), printOf({inducted})) << "other kind, same field";
  EXPECT_NE(printOf({routed}), printOf({other}));
  EXPECT_NE(printOf({routed, other}), printOf({other, routed}));
  EXPECT_NE(printOf({routed}), printOf({routed, routed}));
  EXPECT_NE(printOf({BalanceChanged{Wide{1}, Wide{0}, CanisterId{0}}}),
            printOf({BalanceChanged{Wide{1}, Wide{std::uint64_t{1} << 63}, CanisterId{0}}}))
      << "to the last bit of a field";
  EXPECT_NE(printOf({BalanceChanged{Wide{1}, Wide{0}, CanisterId{0}}}),
            printOf({BalanceChanged{Wide{1}, Wide{0}, CanisterId{1}}}))
      << "to the last field of the longest event";
}

TEST(Fingerprint, CountsNoWords) {
  const ResponseCreated answer{CallId{1}, RejectCode::CanisterReject, RejectReason::ExplicitReject, 0, TextId{0}};
  ResponseCreated reworded = answer;
  reworded.text = TextId{5};
  EXPECT_EQ(printOf({answer}), printOf({reworded}));
}

TEST(Wide, Keeps64Bits) {
  for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{0xffffffff}, std::uint64_t{1} << 32, UINT64_MAX})
    EXPECT_EQ(Wide{value}.value(), value);
}

/// What an event reads like. The canisters are `caller` with `go` and `callee` with `ping`.
struct Told {
  Event event;
  const char* text;
};
void PrintTo(const Told& told, std::ostream* out) { *out << told.text; }

class EventText : public testing::TestWithParam<Told> {};
TEST_P(EventText, SaysWhatHappened) { EXPECT_EQ(eventText(GetParam().event, *anyScenario()), GetParam().text); }

constexpr CanisterId kCaller{0};
constexpr CanisterId kCallee{1};
const CallPerformed kPerformed{CallId{7}, ContextId{2}, kCaller, kCallee, MethodId{0}, 3, 0, 1, 0};
CallPerformed performed(std::uint16_t timeout, std::uint8_t attempt, std::uint8_t compensation) {
  CallPerformed event = kPerformed;
  event.timeoutSeconds = timeout;
  event.attempt = attempt;
  event.compensation = compensation;
  return event;
}
INSTANTIATE_TEST_SUITE_P(
    Events, EventText,
    testing::Values(
        Told{RoundStarted{Wide{1}, 4, SubnetId{1}}, "app-2 round 4"},
        Told{IngressCompleted{IngressId{3}, 5, 6, IngressOutcome::Replied, RejectCode::None, RejectReason::None},
             "ingress 3 completed: reply (5 calls replied, 6 failed)"},
        Told{ExecutionFinished{Wide{9}, ContextId{1}, kCallee, 2, 4, ExecutionKind::Request, ExecutionResult::Trapped},
             "callee traps in request at step 2 after 9 instructions, 4 calls undone"},
        Told{performed(0, 1, 0), "caller performs call 7 to callee.ping from context 2 at step 3"},
        Told{performed(30, 2, 0),
             "caller performs call 7 to callee.ping from context 2 at step 3, waits 30 s, attempt 2"},
        Told{performed(0, 1, 1), "caller performs call 7 to callee.ping from context 2 at step 3, compensating"},
        Told{performed(0, 0, 0), "caller performs call 7 to callee.ping from context 2 at step 3, a message to itself"},
        Told{ResponseCreated{CallId{7}, RejectCode::None, RejectReason::None}, "call 7 is answered: reply"},
        Told{MessageDropped{CallId{7}, MessagePlace::Arrival, 1, 0}, "response of call 7 is dropped at arrival: late"},
        Told{MessageDropped{CallId{7}, MessagePlace::CalleeInput, 0, 1},
             "request of call 7 is dropped at the callee's input queue: memory"},
        Told{MessageDropped{CallId{7}, MessagePlace::CalleeInput, 0, 0},
             "request of call 7 is dropped at the callee's input queue: deadline"},
        Told{QueryStarted{Wide{8}, kNoCall, kCallee, MethodId{0}, 0}, "query callee.ping starts at depth 0 at 8 us"},
        Told{QueryFinished{Wide{8}, CallId{7}, kCallee, QueryError::None, RejectCode::None, 1},
             "query on callee of call 7 at depth 1 ends at 8 us: reply"}));

TEST(TraceText, HasALineForEachEventWithItsPlace) {
  const Outcome run = runText(twoSubnets(R"({"reply": {}})"), {{"/ingress/0/at_ms", "1500"}});
  const std::string text = traceText(run.trace);
  EXPECT_EQ(static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')), run.trace.eventCount());
  EXPECT_THAT(text, testing::StartsWith("2.000000 app-1 r2 | app-1 round 2\n"));
}

TEST(EventNames, AreThoseOfTheTypesInTheirOrder) {
  EXPECT_EQ(typeNameOf(RoundStarted{}), "round_started");
  EXPECT_EQ(typeNameOf(CallNotPerformed{}), "call_not_performed");
  EXPECT_EQ(typeNameOf(QueryFinished{}), "query_finished");
}

}  // namespace
}  // namespace roundscope::test

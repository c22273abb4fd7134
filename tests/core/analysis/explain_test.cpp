// "Why?": exact sentences for what matters most. tests/core/analysis/explain_all_test.cpp asks of every event.
#include "core/analysis/explain.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

const std::string kOneCall = pingSteps(1);
const std::string kTwoThousand = pingSteps(2000, kParallel);

Explanation why(const Outcome& run, std::uint32_t call) { return explainCall(*run.run, CallId{call}); }

/// The explanation of the first event of this type for which `holds`.
template <class E, class Holds>
Explanation whyFirst(const Outcome& run, Holds holds) {
  for (std::uint64_t i = 0; i < run.trace.eventCount(); ++i)
    if (const auto event = run.trace.eventAs<E>(i))
      if (holds(*event)) return explainEvent(*run.run, i);
  ADD_FAILURE() << "no such event";
  return {};
}
template <class E>
Explanation whyFirst(const Outcome& run) {
  return whyFirst<E>(run, [](const E&) { return true; });
}

TEST(ExplainNotPerformed, SaysThatAllSlotsWereTaken) {
  const Explanation e = why(runText(oneSubnet(kTwoThousand)), 500);
  EXPECT_EQ(e.sentence, "Call 500 was not performed: all 500 slots from caller to callee were taken.");
  EXPECT_EQ(e.parameter, "limits.queue_capacity = 500 (on app-1)");
  EXPECT_THAT(e.source, testing::HasSubstr("protocol.md section 3"));
  EXPECT_EQ(e.simplification, "");
}

TEST(ExplainNotPerformed, TakesTheCapacityOfTheCallersSubnet) {
  const Explanation e = why(runText(oneSubnet(kTwoThousand), {{"/limits/queue_capacity", "50"}}), 50);
  EXPECT_EQ(e.sentence, "Call 50 was not performed: all 50 slots from caller to callee were taken.");
  EXPECT_EQ(e.parameter, "limits.queue_capacity = 50 (on app-1)");
}

TEST(ExplainNotPerformed, TellsTheFourReasonsApart) {
  const auto first = [](std::vector<Override> overrides) {
    return whyFirst<CallNotPerformed>(runText(oneSubnet(kTwoThousand), std::move(overrides)));
  };
  const Explanation memory = first({{"/limits/guaranteed_memory_bytes", "4194304"}});
  EXPECT_EQ(memory.sentence,
            "Call 0 was not performed: its thread's share of the 4 MiB for guaranteed responses on app-1 had no room "
            "for another 2 MiB.");
  EXPECT_EQ(memory.parameter, "limits.guaranteed_memory_bytes = 4194304 (on app-1)");
  const Explanation callbacks = first({{"/limits/callbacks_per_subnet", "10"}});
  EXPECT_EQ(callbacks.sentence,
            "Call 50 was not performed: app-1 had none of its 10 callbacks left when the iteration began, and caller "
            "had used up its own.");
  EXPECT_EQ(callbacks.parameter, "limits.callbacks_per_subnet = 10 (on app-1)");
  const Explanation cycles = first({{"/canisters/0/cycles", "2000000000000"}});
  EXPECT_EQ(cycles.sentence,
            "Call 46 was not performed: caller had fewer liquid cycles than the 42,102,152,000 to put aside, the fee "
            "and any attached.");
  EXPECT_EQ(cycles.parameter, "canister.cycles = 2000000000000 (caller)");
  EXPECT_THAT(cycles.rule, testing::HasSubstr("freezing"));
}

TEST(ExplainNotPerformed, NamesWhatTheSimulatorPutsAsideForACall) {
  // The callee never ends within this run's rounds, so the call is still open.
  const Outcome run = runText(
      twoSubnets(kOneCall, R"("ping": {"steps": [{"work": 39000000000}, {"reply": {}}]})", R"("max_rounds": 5,)"),
      {{"/subnets/0/nodes", "34"}});
  const std::uint64_t reserved = run.all<BalanceChanged>().front().reserved.value();
  EXPECT_GT(reserved, 0U);
  const Outcome poor =
      runText(twoSubnets(kOneCall), {{"/subnets/0/nodes", "34"}, {"/canisters/0/cycles", "104700000000"}});
  std::string digits;
  for (const char c : whyFirst<CallNotPerformed>(poor).sentence.substr(std::string_view("Call 0").size()))
    if (c >= '0' && c <= '9') digits += c;
  EXPECT_EQ(digits, fmt::to_string(reserved));
}

TEST(ExplainNotPerformed, SaysThatAnImmediateRetryFindsNothingFreed) {
  const Outcome run = runText(oneSubnet(
      pingSteps(501, R"("order": "parallel", "on_failure": {"retry": {"via": "immediate", "attempts": 4}})")));
  EXPECT_EQ(why(run, 502).sentence,
            "Call 502 was not performed: attempt 3 came in the same message, where no slot is freed.");
}

std::string rejectSentence(const char* methods, std::vector<Override> overrides = {}) {
  return why(runText(twoSubnets(kOneCall, methods), std::move(overrides)), 0).sentence;
}

TEST(ExplainRejects, SaysWhatTheCalleeDid) {
  EXPECT_EQ(rejectSentence(R"("ping": {"steps": [{"reject": "no coins"}]})"), "callee rejected call 0 (\"no coins\").");
  EXPECT_EQ(rejectSentence(R"("ping": {"steps": [{"trap": "boom"}]})"),
            "callee trapped (\"boom\") before it had answered call 0, so the network rejected it with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {"steps": [{"work": 1}]})"),
            "callee ended its work for call 0 without an answer, so the network rejected it with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {"kind": "missing"})"),
            "callee has no method ping, so call 0 was rejected with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {"kind": "composite_query"})"),
            "callee.ping is a composite query; called as an update, call 0 was rejected with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {"steps": [{"work": 40000000001}, {"reply": {}}]})"),
            "callee used up the 40,000,000,000 instructions of one message and trapped, so call 0 got code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {"steps": [{"require": {"variable": "x", "at_least": 1}}, {"reply": {}}]})"),
            "callee rejected call 0 (\"requirement not met\").");
}

TEST(ExplainRejects, SaysWhoHoldsTheLock) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "bank.pay", "count": 2, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "bank", "subnet": "t", "methods": {"pay": {"steps": [{"lock": "busy"}, {"call": {"to": "far.ping"}}, {"unlock": "busy"}, {"reply": {}}]}}},
    {"id": "far", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})");
  EXPECT_EQ(why(run, 1).sentence, "bank rejected call 1 (\"busy is held by another call\").");
  EXPECT_EQ(whyFirst<LockChanged>(run).sentence,
            "bank took lock busy: until it is released, others that need it are rejected.");
  EXPECT_EQ(whyFirst<LockChanged>(run, [](const LockChanged& e) { return e.taken == 0; }).sentence,
            "bank released lock busy: the next message that needs it can take it.");
}

TEST(ExplainRejects, SaysWhyARequestWasRefusedOnArrival) {
  EXPECT_EQ(rejectSentence(R"("ping": {})", {{"/canisters/1/status", "\"absent\""}}),
            "There is no canister callee on app-2, so call 0 was rejected on arrival with code 3.");
  EXPECT_EQ(rejectSentence(R"("ping": {})", {{"/canisters/1/status", "\"stopped\""}}),
            "callee is stopped, so call 0 was rejected on arrival with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {})", {{"/canisters/1/status", "\"stopping\""}}),
            "callee is stopping, so call 0 was rejected on arrival with code 5.");
  EXPECT_EQ(rejectSentence(R"("ping": {})", {{"/canisters/1/cycles", "1000"}}),
            "callee had too few cycles for call 0, so it was rejected with code 2.");
  const Outcome run = runText(twoSubnets(kOneCall), {{"/canisters/1/status", "\"stopped\""}});
  EXPECT_EQ(why(run, 0).parameter, "canister.status = stopped (callee)");
  EXPECT_EQ(whyFirst<ResponseRouted>(run).sentence,
            "The reject of call 0 goes back to app-1 as a signal, so it costs the return trip.");
}

Outcome fullInputQueue() {
  return runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "limits": {"queue_capacity": 5}, "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
      {"call": {"to": "c.slow", "count": 5, "order": "parallel", "wait": {"bounded_s": 3}}},
      {"call": {"to": "c.slow", "count": 5, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "t", "methods": {"slow": {"steps": [{"work": 39000000000}, {"reply": {}}]}}}],
    "ingress": [{"to": "a.go"}]})");
}

TEST(ExplainRejects, SaysThatTheInputQueueWasFull) {
  const Outcome run = fullInputQueue();
  const Explanation e =
      whyFirst<ResponseCreated>(run, [](const ResponseCreated& r) { return r.reason == RejectReason::InputQueueFull; });
  EXPECT_THAT(
      e.sentence,
      testing::MatchesRegex("c's queues had no free slot for call [0-9], so it was rejected on arrival with code 2."));
  EXPECT_EQ(e.parameter, "limits.queue_capacity = 5 (on t)");
}

TEST(ExplainExpiry, SaysWhatIsKnownAfterTheDeadline) {
  const Outcome run =
      runText(twoSubnets(pingSteps(1, R"("wait": {"bounded_s": 3})"),
                         R"("ping": {"steps": [{"add": {"x": 1}}, {"work": 20000000000}, {"reply": {}}]})"));
  const Explanation e = why(run, 0);
  EXPECT_EQ(e.sentence, "caller's wait of 3 s for call 0 ended with code 6; callee may or may not have acted.");
  EXPECT_EQ(e.parameter, "wait.bounded_s = 3 (call 0)");
  EXPECT_EQ(
      whyFirst<ResponseCreated>(run, [](const ResponseCreated& r) { return r.code == RejectCode::None; }).sentence,
      "callee answered call 0 too late: caller had its reject already.");
  EXPECT_EQ(whyFirst<MessageDropped>(run).sentence,
            "The response of call 0 came too late and was dropped: caller had its reject already.");
}

TEST(ExplainExpiry, SaysThatAnUnsentRequestWasNeverSeen) {
  const Outcome bounded = runText(twoSubnets(pingSteps(20, R"("order": "parallel", "wait": {"bounded_s": 2})")),
                                  {{"/limits/stream_messages", "1"}});
  const auto timedOut = [](const ResponseCreated& r) { return r.reason == RejectReason::RequestTimedOut; };
  EXPECT_THAT(whyFirst<ResponseCreated>(bounded, timedOut).sentence,
              testing::MatchesRegex("Call [0-9]+ got code 2: its 2 s passed in caller's output queue, so callee never "
                                    "saw it."));
  EXPECT_THAT(whyFirst<MessageDropped>(bounded).sentence,
              testing::MatchesRegex("The request of call [0-9]+ expired in caller's output queue: its 2 s passed "
                                    "before it was sent."));
  const Outcome unbounded = runText(twoSubnets(pingSteps(30, kParallel)),
                                    {{"/limits/stream_messages", "1"}, {"/limits/request_expiry_s", "10"}});
  const Explanation e = whyFirst<ResponseCreated>(unbounded, timedOut);
  EXPECT_THAT(e.sentence, testing::MatchesRegex("Call [0-9]+ got code 2: after 10 s in caller's output queue it "
                                                "expired, so callee never saw it."));
  EXPECT_EQ(e.parameter, "limits.request_expiry_s = 10 (on app-1)");
}

TEST(ExplainExpiry, SaysWhereADeliveredMessageExpired) {
  const Outcome run = fullInputQueue();
  EXPECT_THAT(
      whyFirst<MessageDropped>(run, [](const MessageDropped& d) { return d.place == MessagePlace::CalleeInput; })
          .sentence,
      testing::MatchesRegex("The request of call [0-9] expired in c's input queue: its 3 s passed before it "
                            "started."));
}

TEST(ExplainExpiry, SaysThatTheCalleeHasActedWhenItsResponseExpired) {
  const Outcome run = runText(twoSubnets(pingSteps(12, R"("order": "parallel", "wait": {"bounded_s": 3})")),
                              {{"/subnets/1/limits", R"({"stream_messages": 1})"}});
  const Explanation e =
      whyFirst<MessageDropped>(run, [](const MessageDropped& d) { return d.place == MessagePlace::CalleeOutput; });
  EXPECT_THAT(e.sentence, testing::MatchesRegex("The response of call [0-9]+ expired in callee's output queue: callee "
                                                "has acted, caller gets code 6."));
  EXPECT_THAT(e.parameter, testing::MatchesRegex("wait.bounded_s = 3 \\(call [0-9]+\\)"));
}

TEST(ExplainMemory, SaysThatTheLargestBestEffortMessageWasDropped) {
  const Outcome run =
      runText(twoSubnets(pingSteps(4, R"("order": "parallel", "payload_bytes": 1048576, "wait": {"bounded_s": 20})")),
              {{"/limits/stream_messages", "1"}, {"/limits/best_effort_memory_bytes", "2097152"}});
  const Explanation drop = whyFirst<MessageDropped>(run, [](const MessageDropped& d) { return d.shed != 0; });
  EXPECT_THAT(drop.sentence, testing::MatchesRegex("Best-effort messages on app-1 were over 2 MiB, so the largest, the "
                                                   "request of call [0-9], was dropped."));
  EXPECT_EQ(drop.parameter, "limits.best_effort_memory_bytes = 2097152 (on app-1)");
  EXPECT_THAT(
      whyFirst<ResponseCreated>(run, [](const ResponseCreated& r) { return r.reason == RejectReason::RequestTimedOut; })
          .sentence,
      testing::MatchesRegex("Call [0-9] got code 2: best-effort messages on app-1 were over 2 MiB, so it was never "
                            "sent."));
}

TEST(ExplainTraps, SayWhatIsUndoneAndWhatStays) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 1}}, {"call": {"to": "callee.ping"}}, {"set": {"y": 1}},
         {"call": {"to": "callee.ping", "await": false, "label": "lost"}}, {"trap": "boom"}, {"await": "lost"})"));
  const auto trapped = [](const ExecutionFinished& e) { return e.result == ExecutionResult::Trapped; };
  EXPECT_EQ(
      whyFirst<ExecutionFinished>(run, trapped).sentence,
      "caller trapped (\"boom\"): this message's state changes and 1 call are undone; what earlier messages committed "
      "stays.");
  EXPECT_EQ(whyFirst<ExecutionFinished>(run).sentence,
            "caller suspends at an await, a commit point: its state changes and 1 call are kept, whatever happens "
            "later.");
  EXPECT_EQ(whyFirst<ExecutionStarted>(run, [](const ExecutionStarted& e) { return e.kind == ExecutionKind::Cleanup; })
                .sentence,
            "caller's callback for call 0 trapped, so its cleanup callback runs.");
  EXPECT_EQ(whyFirst<IngressCompleted>(run).sentence,
            "caller trapped (\"boom\") before it had answered the user's message, so the network rejected it with "
            "code 5.");
}

TEST(ExplainSlices, SayHowMuchIsLeft) {
  const Outcome run = runText(oneSubnet(kOneCall, R"("ping": {"steps": [{"work": 10000000000}, {"reply": {}}]})"));
  const Explanation e = whyFirst<ExecutionPaused>(run);
  EXPECT_EQ(e.sentence,
            "callee's message used its slice of 2,000,000,000 instructions and goes on next round; 8,000,100,000 are "
            "left.");
  EXPECT_EQ(e.parameter, "limits.slice_instructions = 2000000000 (on app-1)");
  EXPECT_EQ(why(run, 0).sentence,
            "callee replied to call 0 after 5 rounds of app-1, 5 of them executing at callee slice by slice.");
}

TEST(ExplainSlices, SayWhyAPausedMessageStartsAgain) {
  std::string canisters;
  std::string ingress;
  for (int i = 0; i < 6; ++i) {
    canisters += fmt::format(
        R"({}{{"id": "c{}", "subnet": "s", "methods": {{"go": {{"steps": [{{"work": 5000000000}}, {{"reply": {{}}}}]}}}}}})",
        i ? "," : "", i);
    ingress += fmt::format(R"({}{{"to": "c{}.go"}})", i ? "," : "", i);
  }
  const Outcome run = runText(fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "s", "limits": {{"scheduler_threads": 8}}}}], "canisters": [{}], "ingress": [{}]}})",
      canisters, ingress));
  EXPECT_THAT(whyFirst<ExecutionPaused>(run, [](const ExecutionPaused& e) { return e.aborted != 0; }).sentence,
              testing::MatchesRegex("s keeps at most 4 messages paused, so c[0-9]'s starts again from the beginning."));
}

TEST(ExplainTasks, SayWhenTimersAndHeartbeatsRun) {
  const Outcome timer = runText(oneSubnet(pingSteps(
      501, R"("order": "parallel", "on_failure": {"retry": {"via": "timer", "after_ms": 2000, "attempts": 2}})")));
  EXPECT_EQ(whyFirst<TimerSet>(timer).sentence,
            "caller set its global timer for 2 s; it fires in a later round, the first at or after that.");
  EXPECT_EQ(whyFirst<ExecutionStarted>(timer, [](const ExecutionStarted& e) { return e.kind == ExecutionKind::Timer; })
                .sentence,
            "caller's global timer is due, and it is the turn of tasks before inputs.");
  EXPECT_EQ(whyFirst<CallPerformed>(timer, [](const CallPerformed& e) { return e.attempt > 1; }).sentence,
            "caller tried again with call 502 to callee.ping: it holds a slot, with it 1 of 500 slots are taken.");
  const Outcome heartbeat = runText(oneSubnet(pingSteps(
      501, R"("order": "parallel", "on_failure": {"retry": {"via": "heartbeat", "after_ms": 0, "attempts": 3}})")));
  const Explanation e = whyFirst<ExecutionStarted>(
      heartbeat, [](const ExecutionStarted& s) { return s.kind == ExecutionKind::Heartbeat; });
  EXPECT_EQ(e.sentence, "caller's heartbeat runs to repeat failed calls, now that slots may be free.");
  EXPECT_THAT(e.simplification, testing::HasSubstr("A heartbeat that only repeats failed calls runs only while some "));
}

TEST(ExplainRounds, SayWhereTheTimeWent) {
  EXPECT_EQ(why(runText(oneSubnet(kOneCall)), 0).sentence,
            "callee replied to call 0 within one round: on app-1 each message is visible in the next iteration.");
  const Explanation cross = why(runText(twoSubnets(kOneCall)), 0);
  EXPECT_EQ(cross.sentence, "callee replied to call 0 after 2 rounds of app-1, 1 of them travelling to app-2.");
  EXPECT_EQ(cross.parameter, "subnet.xnet_delay_rounds = 1 (on app-2)");
}

TEST(ExplainRounds, SayThatAFullStreamKeptARequestBack) {
  const Outcome run = runText(twoSubnets(pingSteps(3, kParallel)), {{"/limits/stream_messages", "1"}});
  const Explanation e = whyFirst<RequestRouted>(run, [](const RequestRouted& r) { return r.call.value == 2; });
  EXPECT_EQ(e.sentence,
            "The request of call 2 waited 4 rounds in caller's output queue: the stream to app-2 was full.");
  EXPECT_EQ(e.parameter, "limits.stream_messages = 1 (on app-1)");
}

TEST(ExplainRounds, TellAStreamFullOfBytesFromOneFullOfMessages) {
  const Outcome run = runText(twoSubnets(pingSteps(3, R"("order": "parallel", "payload_bytes": 1000)")),
                              {{"/limits/stream_bytes", "1500"}});
  EXPECT_EQ(whyFirst<RequestRouted>(run, [](const RequestRouted& r) { return r.call.value == 2; }).parameter,
            "limits.stream_bytes = 1500 (on app-1)");
  EXPECT_EQ(why(run, 2).parameter, "limits.stream_bytes = 1500 (on app-1)");
  const Outcome system = runText(twoSubnets(pingSteps(300, kParallel)), {{"/subnets/1/kind", "\"system\""}});
  EXPECT_EQ(whyFirst<RequestRouted>(system, [](const RequestRouted& r) { return r.call.value == 299; }).parameter,
            "limits.system_stream_messages = 200 (on app-1)");
}

TEST(ExplainRounds, SayThatABlockCouldNotCarryAMessage) {
  const Outcome run = runText(twoSubnets(pingSteps(8, R"("order": "parallel", "payload_bytes": 1048576)")));
  const Explanation e = whyFirst<RequestInducted>(run, [](const RequestInducted& r) { return r.call.value == 7; });
  EXPECT_EQ(e.sentence, "The request of call 7 reached callee after 2 rounds: earlier blocks of app-2 were full.");
  EXPECT_EQ(e.parameter, "limits.xnet_bytes_per_block = 4194304 (on app-2)");
}

TEST(ExplainRounds, SayThatAMessageLeftOverGoesThroughTheLoopbackStream) {
  const Outcome run = runText(oneSubnet(kTwoThousand), {{"/canisters/1/status", "\"stopped\""}});
  EXPECT_EQ(whyFirst<RequestRouted>(run).sentence,
            "The request of call 0 was left over in app-1's round and arrives at the start of the next.");
}

TEST(ExplainRounds, SayWhatACallInFlightWaitsFor) {
  const Outcome run = runText(
      twoSubnets(kOneCall, R"("ping": {"steps": [{"work": 39000000000}, {"reply": {}}]})", R"("max_rounds": 5,)"));
  EXPECT_EQ(why(run, 0).sentence, "callee has started call 0 and not answered yet; caller waits as long as it takes.");
}

/// `map.go`, a composite query, calls the query `bucket.long`.
Outcome longQuery(std::vector<Override> overrides) {
  return runText(R"({"roundscope": 1, "subnets": [{"id": "app-1"}], "canisters": [
    {"id": "map", "subnet": "app-1", "methods": {"go": {"kind": "composite_query", "steps": [
      {"call": {"to": "bucket.long"}}, {"reply": {}}]}}},
    {"id": "bucket", "subnet": "app-1", "methods": {"long": {"kind": "query", "instructions": 6000000000}}}],
    "ingress": [{"to": "map.go"}]})",
                 std::move(overrides));
}

TEST(ExplainQueries, SayTheLimitOfAQueryAndNotThatOfAnUpdate) {
  const Outcome run = longQuery({{"/limits/query_message_instructions", "1000000000"}});
  const Explanation trapped =
      whyFirst<ExecutionFinished>(run, [](const ExecutionFinished& e) { return e.result == ExecutionResult::Trapped; });
  EXPECT_EQ(trapped.sentence,
            "bucket used up the 1,000,000,000 instructions of one query and trapped: its state changes are undone.");
  const Explanation rejected = why(run, 0);
  EXPECT_EQ(rejected.sentence,
            "bucket used up the 1,000,000,000 instructions of one query and trapped, so call 0 got code 5.");
  for (const Explanation& e : {trapped, rejected}) {
    EXPECT_EQ(e.parameter, "limits.query_message_instructions = 1000000000 (on app-1)");
    EXPECT_EQ(e.section, 9);
  }
}

TEST(ExplainQueries, SayThatTheWholeCallGraphHadNoInstructionsLeft) {
  const Outcome run = longQuery({});
  const auto first = [](const ResponseCreated& e) { return e.reason == RejectReason::InstructionLimit; };
  const Explanation rejected = whyFirst<ResponseCreated>(run, first);
  EXPECT_EQ(rejected.sentence,
            "bucket used up what was left of the 5,000,000,000 instructions of the whole call graph and trapped, so "
            "call 0 got code 5.");
  EXPECT_EQ(rejected.parameter, "limits.query_graph_instructions = 5000000000 (on app-1)");
  const Explanation finished =
      whyFirst<QueryFinished>(run, [](const QueryFinished& e) { return e.error == QueryError::MessageInstructions; });
  EXPECT_EQ(finished.parameter, rejected.parameter);
}

/// `map.go`, a composite query, calls the query `bucket.get`.
Outcome shortQuery() {
  return runText(R"({"roundscope": 1, "subnets": [{"id": "app-1"}], "canisters": [
    {"id": "map", "subnet": "app-1", "methods": {"go": {"kind": "composite_query", "steps": [
      {"call": {"to": "bucket.get"}}, {"reply": {}}]}}},
    {"id": "bucket", "subnet": "app-1", "methods": {"get": {"kind": "query", "instructions": 1000}}}],
    "ingress": [{"to": "map.go"}]})");
}

TEST(ExplainQueries, SpeakOfNoBlockNoQueueNoSlotAndNoCommit) {
  const Outcome run = shortQuery();
  EXPECT_EQ(whyFirst<IngressInducted>(run, [](const auto&) { return true; }).sentence,
            "The user's query to map.go, sent at 0 s, goes to one node; no block has it.");
  EXPECT_EQ(whyFirst<ExecutionStarted>(run, [](const auto&) { return true; }).sentence,
            "The node runs map.go on map's latest state; it waits for no round.");
  EXPECT_EQ(whyFirst<CallPerformed>(run, [](const auto&) { return true; }).sentence,
            "map calls bucket.get: the node evaluates it next, and nothing is sent.");
  EXPECT_EQ(whyFirst<ExecutionFinished>(run, [](const auto& e) { return e.canister == CanisterId{1}; }).sentence,
            "bucket's code ran for 1,000 instructions; whatever it changed is discarded.");
  EXPECT_EQ(whyFirst<ExecutionStarted>(run, [](const auto& e) { return isCallback(e.kind); }).sentence,
            "map goes on with the reply of call 0, within the same evaluation.");
  EXPECT_EQ(whyFirst<IngressCompleted>(run, [](const auto&) { return true; }).sentence,
            "map.go replied to its user: 1 of its calls succeeded, 0 failed; one node's answer, not certified.");
}

TEST(ExplainUsers, SayWhatABlockCouldNotCarry) {
  const Outcome run = runText(oneSubnet(kOneCall), {{"/ingress", R"([{"to": "caller.poke", "count": 3}])"},
                                                    {"/limits/ingress_messages_per_block", "2"}});
  const Explanation e = whyFirst<IngressInducted>(run, [](const IngressInducted& i) { return i.ingress.value == 2; });
  EXPECT_EQ(e.sentence, "The user's message to caller.poke waited 1 s: a block carries at most 2 messages.");
  EXPECT_EQ(e.parameter, "limits.ingress_messages_per_block = 2 (on app-1)");
}

TEST(ExplainUsers, TellABlockFullOfBytesFromOneFullOfMessages) {
  const Outcome run =
      runText(oneSubnet(kOneCall), {{"/ingress", R"([{"to": "caller.poke", "count": 3, "payload_bytes": 1048576}])"},
                                    {"/limits/ingress_bytes_per_block", "2097152"}});
  const Explanation e = whyFirst<IngressInducted>(run, [](const IngressInducted& i) { return i.ingress.value == 2; });
  EXPECT_EQ(e.sentence, "The user's message to caller.poke waited 1 s: a block carries at most 2 MiB from users.");
  EXPECT_EQ(e.parameter, "limits.ingress_bytes_per_block = 2097152 (on app-1)");
}

TEST(ExplainCycles, SayWhatWasAcceptedAndWhatGoesBack) {
  const Outcome accepted = runText(twoSubnets(R"({"call": {"to": "callee.ping", "cycles": 1000000}}, {"reply": {}})",
                                              R"("ping": {"accept": 300000})"));
  EXPECT_EQ(whyFirst<ResponseCreated>(accepted).sentence,
            "callee replied to call 0; of its 1,000,000 cycles it accepted 300,000, and the rest comes back.");
  const Outcome expired = runText(
      twoSubnets(R"({"call": {"to": "callee.ping", "cycles": 1000000, "wait": {"bounded_s": 1}}}, {"reply": {}})",
                 R"("ping": {}, "hold": {"steps": [{"work": 12000000000}, {"reply": {}}]})"),
      {{"/ingress", R"([{"to": "caller.go"}, {"to": "callee.hold"}])"}});
  EXPECT_EQ(whyFirst<MessageDropped>(expired).sentence,
            "The request of call 0 expired in callee's input queue; its 1,000,000 cycles go back to caller.");
}

TEST(ExplainStopping, NamesWhenTheCanisterWasTold) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})",
                        R"("ping": {}, "hold": {"instructions": 9000000000})"),
              {{"/operations", R"([{"at_ms": 3000, "stop": "callee"}, {"at_ms": 60500, "start": "callee"}])"},
               {"/ingress", R"([{"at_ms": 1000, "to": "caller.go"}, {"at_ms": 1000, "to": "callee.hold"}])"}});
  const Explanation e = whyFirst<ResponseCreated>(run);
  EXPECT_EQ(e.sentence, "callee was told to stop while call 0 waited for its turn, so it was rejected with code 5.");
  EXPECT_EQ(e.parameter, "operations = stop at 3 s, start at 60.5 s (callee)");
}

}  // namespace
}  // namespace roundscope::test

// What it costs. Source: protocol.md section 11.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr std::uint64_t kInitial = 100'000'000'000'000;
constexpr std::uint64_t kPing = 5'000'000 + 100'000;  ///< a message of 100,000 instructions

/// A canister's liquid cycles at the end.
std::uint64_t balance(const Outcome& run, std::uint16_t canister) {
  std::uint64_t last = kInitial;
  for (const BalanceChanged& e : run.all<BalanceChanged>())
    if (e.canister.value == canister) last = e.balance.value();
  return last;
}
std::uint64_t spent(const Outcome& run, std::uint16_t canister) { return kInitial - balance(run, canister); }

TEST(Fees, OfAUsersMessageAreBaseAndBytes) {
  const Outcome run =
      runText(oneSubnet(R"({"reply": {}})"), {{"/ingress", R"([{"to": "caller.go", "payload_bytes": 1000}])"}});
  EXPECT_EQ(spent(run, 0), 1'200'000U + 1'000U * 2'000U + kPing);
}

TEST(Fees, OfACallArePaidByTheCallerForRequestAndResponse) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping", "payload_bytes": 300}}, {"reply": {}})",
                                        R"("ping": {"steps": [{"reply": {"payload_bytes": 700}}]})"));
  EXPECT_EQ(spent(run, 0), 1'200'000U + 2 * kPing + 260'000U + 1'000U * 1'000U);
  EXPECT_EQ(spent(run, 1), kPing) << "the callee pays for its own execution alone";
}

TEST(Fees, OfExecutionAreFiveMillionAndOneForEachInstruction) {
  const Outcome run = runText(oneSubnet(R"({"work": 1234567}, {"reply": {}})"));
  EXPECT_EQ(spent(run, 0), 1'200'000U + kPing + 1'234'567U);
}

TEST(Fees, GrowWithTheNodesOfTheSubnet) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/subnets/0/nodes", "26"}});
  EXPECT_EQ(spent(run, 0), 2 * (1'200'000U + kPing));
}

TEST(Fees, AreNoneOnASystemSubnet) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"), {{"/subnets/0/kind", "\"system\""}});
  EXPECT_EQ(run.summary.calls.replied, 1U);
  EXPECT_EQ(spent(run, 0), 0U);
  EXPECT_EQ(spent(run, 1), 0U);
}

TEST(Fees, OfAMessageThatTrapsArePaid) {
  const Outcome run = runText(oneSubnet(R"({"work": 500}, {"trap": "boom"})"));
  EXPECT_EQ(spent(run, 0), 1'200'000U + kPing + 500U);
}

TEST(Fees, OfACallThatIsNotPerformedAreNone) {
  const char* steps = R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}})";
  const Outcome one = runText(oneSubnet(steps), {{"/limits/queue_capacity", "1"}});
  EXPECT_EQ(one.summary.calls.notPerformed, 2U);
  EXPECT_EQ(spent(one, 0), 1'200'000U + 2 * kPing + 260'000U);
}

TEST(Prepayment, IsTheLongestCallbackAndTheLargestResponse) {
  // 40e9 instructions and 5e6, and 2 MiB at 1,000 a byte.
  const std::uint64_t each = 40'005'000'000 + 2'097'152'000;
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 7, "order": "parallel"}}, {"reply": {}})"));
  EXPECT_EQ(run.all<BalanceChanged>().front().reserved.value(), 7 * each);
  EXPECT_EQ(run.all<BalanceChanged>().back().reserved.value(), 0U);
}

TEST(Prepayment, IsGivenBackAfterTheCallback) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 7, "order": "parallel"}}, {"reply": {}})"));
  EXPECT_EQ(spent(run, 0), 1'200'000U + kPing + 7 * (kPing + 260'000U));
}

std::uint64_t performed(int calls, const char* cycles, std::vector<Override> more = {}) {
  more.push_back({"/canisters/0/cycles", cycles});
  const Outcome run = runText(
      oneSubnet(fmt::format(
          R"({{"call": {{"to": "callee.ping", "count": {}, "order": "parallel"}}}}, {{"reply": {{}}}})", calls)),
      std::move(more));
  for (const CallNotPerformed& e : run.all<CallNotPerformed>()) EXPECT_EQ(e.reason, NotPerformedReason::Cycles);
  return run.summary.calls.performed;
}

TEST(Prepayment, BindsBeforeTheSlotsDo) {
  EXPECT_EQ(performed(500, "21100000000000"), 500U) << "about 21e12 for all slots";
  EXPECT_LT(performed(500, "20900000000000"), 500U);
}

TEST(Prepayment, OfTwoTrillionIsFortySixCallsAtTodaysPrice) { EXPECT_EQ(performed(500, "2000000000000"), 46U); }

TEST(Prepayment, OfTwoTrillionWasAboutAHundredAndTenAtTheOlderPrice) {
  EXPECT_EQ(performed(500, "2000000000000", {{"/limits/cycles_per_instruction", "0.4"}}), 109U);
}

/// What the caller has less than without cycles attached, when every call attaches 1,000,000.
std::int64_t lostByCaller(const char* calleeMethods, std::vector<Override> overrides = {}) {
  const auto left = [&](const char* cycles) {
    return static_cast<std::int64_t>(balance(
        runText(
            twoSubnets(
                fmt::format(
                    R"({{"call": {{"to": "callee.ping", "cycles": {}, "wait": {{"bounded_s": 3}}}}}}, {{"reply": {{}}}})",
                    cycles),
                calleeMethods),
            overrides),
        0));
  };
  return left("0") - left("1000000");
}

TEST(AttachedCycles, AreAcceptedAsTheCalleesCodeSays) {
  EXPECT_EQ(lostByCaller(R"("ping": {})"), 0) << "none by default: they come back with the reply";
  EXPECT_EQ(lostByCaller(R"("ping": {"accept": 300000})"), 300'000);
  EXPECT_EQ(lostByCaller(R"("ping": {"accept": 5000000})"), 1'000'000) << "not more than there are";
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping", "cycles": 1000000}}, {"reply": {}})",
                                         R"("ping": {"accept": 300000})"));
  EXPECT_EQ(spent(run, 1) + 300'000, kPing) << "the callee has them";
}

TEST(AttachedCycles, ThatWereAcceptedStayWithACalleeThatRejectsButNotWithOneThatTraps) {
  EXPECT_EQ(lostByCaller(R"("ping": {"accept": 300000, "steps": [{"reject": "no"}]})"), 300'000);
  EXPECT_EQ(lostByCaller(R"("ping": {"accept": 300000, "steps": [{"trap": "no"}]})"), 0);
}

TEST(AttachedCycles, ThatWereAcceptedPayForCallsOfTheSameMessage) {
  const auto calls = [](const char* accept) {
    return runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
        {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.ask", "cycles": 50000000000}}, {"reply": {}}]}}},
        {"id": "b", "subnet": "s", "cycles": 41000000000, "methods": {"ask": {"accept": )" +
                       std::string(accept) +
                       R"(, "steps": [{"call": {"to": "a.ping"}}, {"reply": {}}]}}}],
        "ingress": [{"to": "a.go"}]})",
                   {{"/canisters/0/methods/ping", "{}"}})
        .summary.calls.performed;
  };
  EXPECT_EQ(calls("0"), 1U);
  EXPECT_EQ(calls("50000000000"), 2U);
}

TEST(AttachedCycles, ComeBackWithARejectHoweverItIsMade) {
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"reject": "no"}]})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"trap": "no"}]})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {"kind": "missing"})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {})", {{"/canisters/1/status", "\"absent\""}}), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {})", {{"/canisters/1/cycles", "1000"}}), 0) << "the callee cannot pay";
}

TEST(AttachedCycles, ComeBackWhenTheRequestExpiredBeforeItWasSentAndAfter) {
  // A stream of one message: the second call waits in the output queue until its deadline.
  const auto left = [](const char* cycles) {
    const Outcome run = runText(
        twoSubnets(fmt::format(
            R"({{"call": {{"to": "callee.ping", "count": 2, "order": "parallel", "cycles": {}, "wait": {{"bounded_s": 1}}}}}}, {{"reply": {{}}}})",
            cycles)),
        {{"/limits/stream_messages", "1"}, {"/subnets/1/block_interval_ms", "10000"}, {"/subnets/1/phase_ms", "9000"}});
    EXPECT_EQ(run.table.calls()[1].reason, RejectReason::RequestTimedOut);
    EXPECT_EQ(run.table.calls()[0].reason, RejectReason::DeadlineExpired);
    return static_cast<std::int64_t>(balance(run, 0));
  };
  EXPECT_EQ(left("0") - left("1000000"), 0) << "the first call's as a refund, the second's with its reject";
}

TEST(AttachedCycles, OfBestEffortMessagesThatAreDroppedAreRefunded) {
  // Late, in the callee's input queue, in its output queue, and shed in the caller's input queue.
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"work": 20000000000}, {"reject": "late"}]})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {}, "hold": {"steps": [{"work": 20000000000}, {"reply": {}}]})",
                         {{"/ingress", R"([{"to": "caller.go"}, {"to": "callee.hold"}])"}}),
            0);
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"reply": {"payload_bytes": 500}}]})",
                         {{"/limits/best_effort_memory_bytes", "400"}}),
            0);
}

TEST(AttachedCycles, OfARefundTakeTheWayBackThatMessagesTake) {
  const Outcome run = runText(
      twoSubnets(R"({"call": {"to": "callee.ping", "cycles": 1000000, "wait": {"bounded_s": 1}}}, {"reply": {}})",
                 R"("ping": {}, "hold": {"steps": [{"work": 12000000000}, {"reply": {}}]})"),
      {{"/ingress", R"([{"to": "caller.go"}, {"to": "callee.hold"}])"}});
  // The request expires at the callee in the round at 2 s; what it carried is in the caller's balance at 3 s.
  std::int64_t second = -1;
  Time now;
  std::uint64_t before = kInitial;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event))
      now = Time{static_cast<std::int64_t>(round->timeUs.value())};
    const auto* e = std::get_if<BalanceChanged>(&event);
    if (e == nullptr || e->canister.value != 0) return;
    if (e->balance.value() == before + 1'000'000) second = now.wholeSeconds();
    before = e->balance.value();
  });
  EXPECT_EQ(second, 3);
}

TEST(SetAside, BeforeAMessageRunsIsItsOwnExecutionAtTheMaximum) {
  // One call needs 42,102,412,000; what the message itself may cost is not available to it.
  const auto performedWith = [](std::uint64_t cycles) {
    return runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"),
                   {{"/canisters/0/cycles", std::to_string(cycles)}})
        .summary.calls.performed;
  };
  const std::uint64_t enough = 1'200'000 + 40'005'000'000 + 42'102'412'000;
  EXPECT_EQ(performedWith(enough), 1U);
  EXPECT_EQ(performedWith(enough - 1), 0U);
}

TEST(SetAside, IsNothingForACallback) {
  // The first call is made by a message, the second by its callback, whose execution was prepaid.
  const std::uint64_t twoCalls = 1'200'000 + kPing + 2 * std::uint64_t{42'102'412'000};
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 2}}, {"reply": {}})"),
                              {{"/canisters/0/cycles", std::to_string(twoCalls)}});
  EXPECT_EQ(run.summary.calls.performed, 2U);
}

TEST(FreezingThreshold, ProtectsCyclesFromCallsMessagesAndUsers) {
  const auto run = [](std::uint64_t cycles, std::uint64_t frozen) {
    return runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"),
                   {{"/canisters/0/cycles", std::to_string(cycles)},
                    {"/canisters/0/freezing_threshold_cycles", std::to_string(frozen)}});
  };
  const std::uint64_t enough = 1'200'000 + 40'005'000'000 + 42'102'412'000;
  EXPECT_EQ(run(enough + 7, 7).summary.calls.performed, 1U);
  EXPECT_EQ(run(enough + 7, 8).summary.calls.notPerformed, 1U);
  // Too few for the message itself.
  const Outcome noMessage = run(1'200'000 + 40'005'000'000, 1);
  EXPECT_EQ(noMessage.all<IngressCompleted>().front().reason, RejectReason::OutOfCycles);
  EXPECT_EQ(noMessage.events<ExecutionStarted>(), 0U);
  // Too few for the user's message: it is refused and costs nothing.
  const Outcome noInduction = run(1'200'000, 1);
  EXPECT_EQ(noInduction.all<IngressCompleted>().front().reason, RejectReason::OutOfCycles);
  EXPECT_EQ(noInduction.events<BalanceChanged>(), 0U);
}

TEST(Induction, OfAUsersMessageThatTheCanisterCannotPayIsRefusedAndCostsNothing) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/canisters/0/cycles", "1199999"}});
  EXPECT_EQ(run.all<IngressCompleted>().front().reason, RejectReason::OutOfCycles);
  EXPECT_EQ(codeOf(RejectReason::OutOfCycles), RejectCode::SysTransient);
  EXPECT_EQ(run.events<BalanceChanged>(), 0U);
}

TEST(Refusals, CostTheFeeOfAMessageWithoutInstructions) {
  const char* call = R"({"call": {"to": "callee.ask"}}, {"reply": {}})";
  EXPECT_EQ(spent(runText(oneSubnet(call, R"("ask": {"kind": "composite_query"})")), 1), 5'000'000U);
  EXPECT_EQ(spent(runText(oneSubnet(call, R"("ask": {"kind": "missing"})")), 1), 5'000'000U);
}

TEST(Induction, OfAUsersMessageIsPaidAfterThePausedMessageThatIsUnderWay) {
  // What the paused message has set aside and spent on calls is not there for the second user's message.
  const Outcome run = runText(
      oneSubnet(
          R"({"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"work": 6000000000}, {"await": "p"}, {"reply": {}})"),
      {{"/canisters/0/cycles", "82108612000"},
       {"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "caller.poke"}])"}});
  EXPECT_EQ(run.summary.calls.replied, 1U);
  EXPECT_EQ(run.all<IngressCompleted>().front().reason, RejectReason::OutOfCycles);
  for (const BalanceChanged& e : run.all<BalanceChanged>())
    EXPECT_LE(e.balance.value(), e.canister.value == 0 ? 82'108'612'000U : kInitial);
}

}  // namespace
}  // namespace roundscope::test

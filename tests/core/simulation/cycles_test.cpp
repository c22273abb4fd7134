// What it costs. Source: protocol.md section 11.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr std::uint64_t kInitial = 100'000'000'000'000'000;
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

TEST(Prepayment, OfTwoTrillionIsFortySevenCallsAtTodaysPrice) { EXPECT_EQ(performed(500, "2000000000000"), 47U); }

TEST(Prepayment, OfTwoTrillionWasAboutAHundredAndTenAtTheOlderPrice) {
  EXPECT_EQ(performed(500, "2000000000000", {{"/limits/cycles_per_instruction", "0.4"}}), 110U);
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

TEST(AttachedCycles, GoToTheCalleeThatReplies) { EXPECT_EQ(lostByCaller(R"("ping": {})"), 1'000'000); }

TEST(AttachedCycles, ComeBackWithARejectHoweverItIsMade) {
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"reject": "no"}]})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"trap": "no"}]})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {"kind": "missing"})"), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {})", {{"/canisters/1/status", "\"absent\""}}), 0);
  EXPECT_EQ(lostByCaller(R"("ping": {})", {{"/canisters/1/cycles", "1000"}}), 0) << "the callee cannot pay";
}

TEST(AttachedCycles, ComeBackWhenTheRequestExpiredBeforeItWasSent) {
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
  EXPECT_EQ(left("0") - left("1000000"), 1'000'000) << "the first call's are lost, the second's are not";
}

TEST(AttachedCycles, CanBeLostAfterSysUnknown) {
  EXPECT_EQ(lostByCaller(R"("ping": {"steps": [{"work": 20000000000}, {"reject": "late"}]})"), 1'000'000);
}

TEST(Induction, OfAUsersMessageIsPaidAfterThePausedMessageThatIsUnderWay) {
  // The paused message has spent all but the fee on calls; the second user's message must not take it away before.
  const Outcome run = runText(
      oneSubnet(
          R"({"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"work": 6000000000}, {"await": "p"}, {"reply": {}})"),
      {{"/canisters/0/cycles", "42103612000"},
       {"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "caller.poke"}])"}});
  EXPECT_EQ(run.summary.calls.replied, 1U);
  for (const BalanceChanged& e : run.all<BalanceChanged>())
    EXPECT_LE(e.balance.value(), e.canister.value == 0 ? 42'103'612'000U : kInitial);
}

}  // namespace
}  // namespace roundscope::test

// Every arithmetic of core/simulation, core/network and core/canister that could wrap for numbers that a file may
// hold, with the argument why it does not, or the test below that shows it.
//
// What a file may hold: limit_fields.h, ranges.h, parse_*.cpp. 64 bits hold 9.2e18 with a sign, 1.8e19 without.
//
// | what                                   | at most                                   | why, or test              |
// |----------------------------------------|-------------------------------------------|---------------------------|
// | a round's time: phase + interval × n   | 1e12 + 4e18 µs + one interval (1e12)      | refused: overflow_test    |
// | a user's message: at + every × count   | 1e15 + 1e12 × 1e6 = 1.0e18 µs             | overflow_test             |
// |   + ingress_latency_ms                 | + 1e12 µs                                 | "                         |
// | a timer: now + every_ms                | 4e18 + 1e15 µs                            | argument                  |
// | a delay: now + delay_ms                | 4e18 + 1e15 µs                            | argument                  |
// | a retry: now + wait                    | 4e18 + 1e12 µs                            | ARetrysWait…              |
// |   wait × backoff_percent               | 1e9 ms × 1e4 = 1e13, then / 100, capped   | "                         |
// | a deadline, whole seconds              | 4e12 + 65,535, 64 bits                    | ADeadline…                |
// | a request's expiry, whole seconds      | 4e12 + 1e9                                | argument                  |
// | a query's time: instructions / speed   | 1e12 × 1e6 = 1e18 µs                      | TheTimeOfAQuery…          |
// | execution fee                          | (1e9 + 1e12 × 1e6 / 1e3) × 1000 / 13      | TheGreatestFees…          |
// |                                        | 1.0e18 before / 13: 7.7e16 cycles         | "                         |
// | response fee                           | 1e9 × 1e6 × 1000 = 1e18 before / 13       | "                         |
// | call, ingress fee                      | (1e9 + 1e7 × 1e6) × 1000 = 1.1e16         | "                         |
// | prepayment, longest + frozen           | 1.6e17; 1.8e17                            | "                         |
// | cost of a call, cyclesSpent + cost     | spent ≤ what is there: 1.01e19 + 2.6e17   | argument: checked before  |
// | balances, minted, burned, refunds      | initial 1e19 + top-ups 1e17, only moved   | refused: overflow_test    |
// | balance − cost, context − accepted     | never below 0: `whyNotPerformed`, `min`   | brokenInvariants, Cycles  |
// | ingressDebit + fee                     | never more than the balance               | argument: checked before  |
// | instructions of a message              | 1e3 steps × 1e12 each; stops at the end   | AMessagesInstructions…    |
// | heap delta of a message, of a round    | stops at the end of 64 bits               | AMessagesInstructions…    |
// | a thread's budget − used − overhead    | ±(1e12 + 1e3 steps) as the limit cuts off | argument                  |
// | overhead × resident canisters          | 1e9 × 1e7 = 1e16                          | TheOverheadOf…            |
// | a query's instructions left            | 1e12 − (1e12 + 1e12), looked at each time | argument                  |
// | reservations: calls × bytes            | 1e9 callbacks × 1e9 = 1e18                | refused: overflow_test    |
// | guaranteed memory of a subnet          | 2 × 1e18 + 1e9 × 2 MiB                    | argument                  |
// |   += response − reservation            | added before it is taken: no wrap        | MemoryForAResponse…       |
// | best-effort memory, bytes of a stream  | live messages 1e9 × 10 MiB = 1e16         | argument                  |
// | slots of a queue, open calls, contexts | live messages, that memory bounds         | argument                  |
// | numbers of calls, contexts (32 bits)   | an event each; 4.3e9 need 1.7e11 bytes    | argument: the budget      |
// |   moved on when a message resumes      | wraps on purpose: a difference, added     | argument                  |
// | arrivals, runs of a method (32 bits)   | an event each, as above                   | argument                  |
// | attempts (8 bits)                      | 255, by the reader                        | argument                  |
// | rounds charged, instants               | 1e9, max_rounds                           | argument                  |
// | threads × long messages                | 1e3 × 1e3                                 | argument                  |
// | variables: add, times                  | stop at the ends of 64 bits               | AVariable…                |
// | variables and locks, methods (16 bits) | 65,535; 10,000 fields of an object, twice | reader_limits_test        |
// | steps of a method (16 bits)            | 1,000                                     | argument: by the reader   |
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <limits>

#include "core/base/saturating.h"
#include "core/canister/scripted/programs.h"
#include "core/network/state.h"
#include "core/protocol/backoff.h"
#include "core/protocol/fees.h"
#include "core/protocol/limit_fields.h"
#include "core/protocol/query_model.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

__extension__ typedef unsigned __int128 Exact;

TEST(Arithmetic, StopsAtTheEndsOfItsType) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(saturatingSum<std::int64_t>(most, 1), most);
  EXPECT_EQ(saturatingSum<std::int64_t>(least, -1), least);
  EXPECT_EQ(saturatingSum<std::int64_t>(most, -1), most - 1);
  EXPECT_EQ(saturatingSum(std::numeric_limits<std::uint64_t>::max(), std::uint64_t{1}),
            std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(saturatingProduct<std::int64_t>(most, 2), most);
  EXPECT_EQ(saturatingProduct<std::int64_t>(most, -2), least);
  EXPECT_EQ(saturatingProduct<std::int64_t>(least, -2), most);
  EXPECT_EQ(saturatingProduct<std::int64_t>(-3, 4), -12);
}

TEST(Arithmetic, AVariableStaysAtTheEndOfWhatItCanHold) {
  const Outcome run =
      runText(oneSubnet(R"({"add": {"x": {"variable": "x", "times": 9007199254740991}}},
                   {"add": {"x": {"variable": "x", "times": 9007199254740991}}}, {"add": {"x": 1}},
                   {"add": {"y": {"variable": "y", "times": 9007199254740991}}},
                   {"add": {"y": {"variable": "y", "times": 9007199254740991}}}, {"reply": {}})"),
              {{"/canisters/0/variables/x", "9007199254740991"}, {"/canisters/0/variables/y", "-9007199254740991"}});
  EXPECT_EQ(run.variable("caller", "x"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(run.variable("caller", "y"), std::numeric_limits<std::int64_t>::min());
}

TEST(Arithmetic, AMessagesInstructionsAndHeapAreCountedAtTheirGreatest) {
  std::string steps;
  for (int i = 0; i < 900; ++i)
    steps += R"({"work": {"instructions": 1000000000000, "heap_delta_bytes": 1000000000000}}, )";
  const Outcome run = runText(oneSubnet(steps + R"({"reply": {}})"));
  EXPECT_EQ(run.summary.users.replied, 0U);
  EXPECT_EQ(run.all<IngressCompleted>().at(0).reason, RejectReason::InstructionLimit);
}

TEST(Arithmetic, ADeadlineIsKeptBeyondWhat32BitsCount) {
  // Five thousand million seconds from the start; a block takes 10,000 s, the answer a few of them.
  const Outcome run =
      runText(twoSubnets(R"({"delay_ms": 1000000000000}, {"delay_ms": 1000000000000}, {"delay_ms": 1000000000000},
                    {"delay_ms": 1000000000000}, {"delay_ms": 1000000000000},
                    {"call": {"to": "callee.ping", "wait": {"bounded_s": 60000}}}, {"reply": {}})"),
              {{"/block_interval_ms", "10000000"}, {"/limits/best_effort_timeout_cap_s", "65535"}});
  ASSERT_EQ(run.summary.calls.replied, 1U);
  EXPECT_GT(run.table.rounds().back().time.wholeSeconds(), std::int64_t{5'000'000'000});
}

TEST(Arithmetic, ARetrysWaitIsCappedBeforeItCouldWrap) {
  const Retry retry{
      .via = RetryVia::Timer, .after = milliseconds(1'000'000'000), .backoffPercent = 10'000, .attempts = 255};
  EXPECT_EQ(waitAfter(retry, 1), milliseconds(1'000'000'000));
  EXPECT_EQ(waitAfter(retry, 254), milliseconds(1'000'000'000));
  EXPECT_TRUE(reachesLongestWait(retry));
}

TEST(Arithmetic, TheTimeOfAQueryIsExactAtItsGreatest) {
  Limits limits;
  limits.query_instructions_per_second = 1;
  EXPECT_EQ(queryExecutionTime(limits, 1'000'000'000'000).us, 1'000'000'000'000'000'000);
  limits.query_instructions_per_second = 1'000'000'000'000;
  EXPECT_EQ(queryExecutionTime(limits, 999'999'999'999).us, 999'999);
}

TEST(Arithmetic, TheGreatestFeesAreExact) {
  Limits limits;
  for (const LimitField& field : kLimitFields) limits.*field.member = field.max;
  const Tariff tariff{limits, SubnetKind::Application, 1'000};
  const Exact instructions = Exact{limits.message_instructions} * limits.cycles_per_instruction_thousandths / 1'000;
  const Exact execution = (limits.cycles_per_message + instructions) * 1'000 / 13;
  const Exact response = Exact{limits.response_bytes_max} * limits.cycles_per_call_byte * 1'000 / 13;
  EXPECT_TRUE(longestExecutionFee(tariff) == execution);
  EXPECT_TRUE(responseFee(tariff, limits.response_bytes_max) == response);
  EXPECT_TRUE(prepayment(tariff) == execution + response);
  EXPECT_TRUE(callFee(tariff, 10'485'760) ==
              (limits.cycles_per_call + Exact{10'485'760} * limits.cycles_per_call_byte) * 1'000 / 13);
  EXPECT_TRUE(ingressFee(tariff, kMaxPayloadBytes) ==
              (limits.cycles_per_ingress + Exact{kMaxPayloadBytes} * limits.cycles_per_ingress_byte) * 1'000 / 13);
  EXPECT_TRUE(execution + response + 100'000'000'000'000'000U < Exact{std::numeric_limits<std::uint64_t>::max()});
}

TEST(Arithmetic, TheOverheadOfAsManyResidentsAsMayBeEndsTheRound) {
  const Outcome run = runText(
      oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"),
      {{"/limits/overhead_per_resident_canister", "1000000000"}, {"/subnets/0/resident_canisters", "10000000"}});
  EXPECT_EQ(run.summary.users.replied, 1U);
  EXPECT_GT(run.events<IterationStarted>(), 1U);
  for (const IterationStarted& e : run.all<IterationStarted>()) EXPECT_EQ(e.iteration, 0U);
}

TEST(Arithmetic, MemoryForAResponseIsRightThoughTheDifferenceToItsReservationWraps) {
  // A large response takes the place of no reservation, and a small one that of the largest.
  for (const char* const reservation : {"0", "1000000000"}) {
    const auto scenario = std::make_shared<const Scenario>(scenarioOf(
        twoSubnets(R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}})",
                   R"("ping": {"steps": [{"reply": {"payload_bytes": 1000000}}]})"),
        {{"/limits/guaranteed_reservation_bytes", reservation}, {"/limits/guaranteed_memory_bytes", "20000000000"}}));
    Simulator simulator(scenario, scriptedPrograms());
    EventList events;
    while (!simulator.finished()) {
      simulator.step(events);
      EXPECT_THAT(simulator.broken(), testing::IsEmpty());
    }
    for (const SubnetState& subnet : simulator.state().subnets) EXPECT_EQ(subnet.traffic.guaranteedMemory(), 0U);
  }
}

TEST(Arithmetic, CyclesAsManyAsMayBeComeTogetherInOneCanister) {
  std::string canisters =
      R"({"id": "z", "subnet": "s", "cycles": 0, "methods": {"take": {"accept": 100000000000000000}}})";
  std::string users;
  for (int i = 0; i < 100; ++i) {
    canisters +=
        fmt::format(R"(, {{"id": "c{}", "subnet": "s", "cycles": 100000000000000000, "methods": {{"go": {{"steps":
      [{{"call": {{"to": "z.take", "cycles": 99000000000000000}}}}, {{"reply": {{}}}}]}}}}}})",
                    i);
    users += fmt::format(R"({}{{"to": "c{}.go"}})", i == 0 ? "" : ", ", i);
  }
  const Outcome run = runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}], "limits": {"cycles_per_call": 0, "cycles_per_call_byte": 0,
      "cycles_per_message": 0, "cycles_per_instruction": 0, "cycles_per_ingress": 0, "cycles_per_ingress_byte": 0},
      "canisters": [)" +
      canisters + R"(], "ingress": [)" + users + "]}");
  std::uint64_t last = 0;
  for (const BalanceChanged& e : run.all<BalanceChanged>())
    if (e.canister.value == 0) last = e.balance.value();
  EXPECT_EQ(last, 9'900'000'000'000'000'000U);
}

}  // namespace
}  // namespace roundscope::test

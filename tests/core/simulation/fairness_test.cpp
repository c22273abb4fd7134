// Busy canisters take turns, whatever their ids and wherever they stand in a file.
// Source: protocol.md section 2 (round_schedule.rs).
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <map>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

/// Of each canister, the rounds in which it started a message of this kind.
std::map<std::string, std::vector<std::uint32_t>> roundsOf(const Outcome& run, ExecutionKind kind) {
  std::map<std::string, std::vector<std::uint32_t>> rounds;
  std::uint32_t now = 0;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event)) now = round->round;
    const auto* start = std::get_if<ExecutionStarted>(&event);
    if (start != nullptr && start->kind == kind) rounds[run.run->name(start->canister)].push_back(now);
  });
  return rounds;
}

/// `count` canisters whose heartbeats want a turn every round for a minute, each of so many instructions.
std::string heartbeats(int count, std::uint64_t instructions, int threads, bool reversed = false) {
  std::vector<std::string> canisters;
  for (int i = 0; i < count; ++i)
    canisters.push_back(fmt::format(
        R"({{"id": "h{:02}", "subnet": "s", "methods": {{"go": {{}}}}, "heartbeat": {{"instructions": {}}}}})", i,
        instructions));
  if (reversed) std::reverse(canisters.begin(), canisters.end());
  return fmt::format(
      R"({{"roundscope": 1, "limits": {{"scheduler_threads": {}}}, "subnets": [{{"id": "s"}}], "canisters": [{}],
          "ingress": [{{"at_ms": 60000, "to": "h00.go"}}]}})",
      threads, fmt::join(canisters, ", "));
}

std::uint32_t longestGap(const Outcome& run) {
  std::uint32_t longest = 0;
  for (const auto& [name, rounds] : roundsOf(run, ExecutionKind::Heartbeat)) {
    std::uint32_t last = 0;
    for (const std::uint32_t round : rounds) longest = std::max(longest, round + 1 - std::exchange(last, round + 1));
  }
  return longest;
}

TEST(Fairness, LetsNobodyWaitLongerThanItTakesAllOthers) {
  // With the overheads of 10,000,000 each, a thread has room for this many: the last one may pass the budget.
  const auto roomFor = [](std::uint64_t perThread) { return 2'000'000'000 / perThread - 5'000'000; };
  EXPECT_EQ(longestGap(runText(heartbeats(20, roomFor(10), 1))), 2U) << "20 canisters, 10 a round";
  EXPECT_EQ(longestGap(runText(heartbeats(20, roomFor(5), 2))), 2U) << "the same on two threads";
  EXPECT_EQ(longestGap(runText(heartbeats(21, roomFor(10), 1))), 3U);
  EXPECT_EQ(longestGap(runText(heartbeats(7, roomFor(3), 1))), 3U);
  EXPECT_EQ(longestGap(runText(heartbeats(10, roomFor(10), 1))), 1U) << "everybody, every round";
}

TEST(Fairness, GivesNobodyMoreTurnsThanOthers) {
  const Outcome run = runText(heartbeats(20, 195'000'000, 1));
  for (const auto& [name, rounds] : roundsOf(run, ExecutionKind::Heartbeat)) {
    EXPECT_GE(rounds.size(), 30U) << name;
    EXPECT_LE(rounds.size(), 31U) << name;
  }
}

TEST(Fairness, SavesUpNoTurnsForWhoWasIdle) {
  // For 40 rounds `a` does nothing; then it has so much to do that it uses up every round in which it stands first.
  const Outcome run =
      runText(heartbeats(8, 495'000'000, 1),
              {{"/canisters/7", R"({"id": "a", "subnet": "s", "methods": {"go": {"instructions": 495000000}}})"},
               {"/ingress", R"([{"at_ms": 40000, "to": "a.go", "count": 60}])"}});
  EXPECT_THAT(roundsOf(run, ExecutionKind::Ingress).at("a"), Contains(41U)) << "it stands first soon";
  EXPECT_LE(longestGap(run), 4U);
}

/// Long and short messages, calls and chance: what each canister did in which round.
std::string mixed(bool reversed) {
  std::vector<std::string> canisters;
  for (int i = 0; i < 9; ++i)
    canisters.push_back(fmt::format(
        R"({{"id": "{}{}", "subnet": "s", "heartbeat": {{"instructions": {}}}, "methods": {{"ping": {{"steps": [
             {{"trap": "no", "when": {{"chance": "1/3"}}}}, {{"work": 90000000}}, {{"reply": {{}}}}]}},
             "go": {{"steps": [{{"call": {{"to": "{}{}.ping", "count": 3}}}}, {{"work": {}}}, {{"reply": {{}}}}]}}}}}})",
        "zyx"[i % 3], i, 150'000'000 + i * 40'000'000, "zyx"[(i + 1) % 9 % 3], (i + 1) % 9,
        i % 4 == 1 ? 7'000'000'000 : 300'000'000));
  if (reversed) std::reverse(canisters.begin(), canisters.end());
  std::vector<std::string> ingress;
  for (int i = 0; i < 9; ++i)
    ingress.push_back(fmt::format(R"({{"to": "{}{}.go", "count": 2, "every_ms": 3000}})", "zyx"[i % 3], i));
  return fmt::format(
      R"({{"roundscope": 1, "limits": {{"scheduler_threads": 2, "paused_messages": 1}}, "subnets": [{{"id": "s"}}],
          "canisters": [{}], "ingress": [{}]}})",
      fmt::join(canisters, ", "), fmt::join(ingress, ", "));
}

TEST(Fairness, DoesNotDependOnTheOrderOfTheFile) {
  const Outcome forward = runText(heartbeats(20, 195'000'000, 1));
  const Outcome reversed = runText(heartbeats(20, 195'000'000, 1, true));
  EXPECT_EQ(roundsOf(forward, ExecutionKind::Heartbeat), roundsOf(reversed, ExecutionKind::Heartbeat));

  const Outcome mixedForward = runText(mixed(false));
  const Outcome mixedReversed = runText(mixed(true));
  for (const ExecutionKind kind : {ExecutionKind::Ingress, ExecutionKind::Request, ExecutionKind::ReplyCallback,
                                   ExecutionKind::RejectCallback, ExecutionKind::Heartbeat}) {
    EXPECT_THAT(roundsOf(mixedForward, kind), Not(IsEmpty()));
    EXPECT_EQ(roundsOf(mixedForward, kind), roundsOf(mixedReversed, kind)) << nameOf(kind);
  }
  for (std::size_t i = 0; i < mixedForward.summary.ingress.size(); ++i) {
    EXPECT_EQ(mixedForward.summary.ingress[i].rounds, mixedReversed.summary.ingress[i].rounds) << i;
    EXPECT_EQ(mixedForward.summary.ingress[i].outcome, mixedReversed.summary.ingress[i].outcome) << i;
  }
}

TEST(Fairness, GivesALongMessageAThreadOfItsOwn) {
  // Seven busy canisters leave nothing of either thread.
  const Outcome run =
      runText(heartbeats(8, 900'000'000, 2),
              {{"/canisters/7",
                R"({"id": "z", "subnet": "s", "methods": {"go": {"steps": [{"work": 19000000000}, {"reply": {}}]}}})"},
               {"/ingress", R"([{"at_ms": 4000, "to": "z.go"}, {"at_ms": 20000, "to": "z.go"}])"}});
  ASSERT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.summary.ingress[0].rounds, 10U) << "ten slices, one a round";
  EXPECT_LE(longestGap(run), 4U) << "the other thread has room for three of seven";
}

}  // namespace
}  // namespace roundscope::test

// Slack: what a call may slip before a user's answer comes later, checked against letting each call slip.
#include "core/analysis/slack.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "core/analysis/critical_path.h"
#include "core/base/random.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// `front.go` of these steps; `far.ping` answers at once, `far.relay` asks `end.ping`, `far.twice` asks twice, each on
/// a subnet of its own.
std::string threeSubnets(const std::string& steps) {
  return fmt::format(
      R"({{"roundscope": 1, "title": "Slack", "subnets": [{{"id": "s1"}}, {{"id": "s2"}}, {{"id": "s3"}}],
    "canisters": [
      {{"id": "front", "subnet": "s1", "methods": {{"go": {{"steps": [{}]}}}}}},
      {{"id": "far", "subnet": "s2", "methods": {{"ping": {{}},
        "relay": {{"steps": [{{"call": {{"to": "end.ping"}}}}, {{"reply": {{}}}}]}},
        "twice": {{"steps": [{{"call": {{"to": "end.ping", "count": 2}}}}, {{"reply": {{}}}}]}}}}}},
      {{"id": "end", "subnet": "s3", "methods": {{"ping": {{}}}}}}], "ingress": [{{"to": "front.go"}}]}})",
      steps);
}

std::string call(const std::string& to, int count, const std::string& order) {
  return fmt::format(R"({{"call": {{"to": "{}", "count": {}, "order": {}}}}})", to, count, order);
}

const std::string kReplies = R"({"reply": {}})";
const std::string kParallel = R"("parallel")";
const std::string kSequential = R"("sequential")";

std::vector<std::optional<std::uint32_t>> slackIn(const Outcome& run) {
  const auto root = lastAnsweredIngress(run.table);
  EXPECT_TRUE(root.has_value());
  return slackOf(run.table, root.value_or(ContextId{0}));
}

std::int64_t roundTime(const CallTable& table, const Moment& moment) { return table.rounds()[moment.round].time.us; }

/// Brute force: by how much the root's answer comes later when the callback of `late` comes `byUs` later. Follows the
/// delay forward through everything that waits for it, until nothing changes any more.
std::int64_t answerDelayUs(const CallTable& table, ContextId root, CallId late, std::int64_t byUs) {
  const auto& calls = table.calls();
  std::vector<std::int64_t> made(calls.size());
  std::vector<std::int64_t> done(calls.size());
  std::vector<std::int64_t> answer(table.contexts().size());
  done[late.value] = byUs;
  const auto raise = [](std::int64_t& value, std::int64_t to) {
    const bool higher = to > value;
    if (higher) value = to;
    return higher;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const CallSpan& span = calls[i];
      changed |= raise(done[i], made[i]);
      if (span.servedBy != kNoContext) changed |= raise(done[i], answer[span.servedBy.value]);
      const Moment& completed = span.at(CallPoint::Completed);
      const Moment& answered = table.contexts()[span.context.value].answered;
      if (!completed.happened()) continue;
      if (answered.happened() && completed <= answered)
        changed |=
            raise(answer[span.context.value], done[i] - (roundTime(table, answered) - roundTime(table, completed)));
      for (std::size_t k = i + 1; k < calls.size(); ++k) {
        if (calls[k].dispatchedAfter == CallId{static_cast<std::uint32_t>(i)}) changed |= raise(made[k], done[i]);
        if (calls[k].context != span.context || calls[k].step <= span.step) continue;
        const auto first = std::find_if(calls.begin(), calls.end(), [&](const CallSpan& other) {
          return other.context == span.context && other.step == calls[k].step;
        });
        const Moment& begun = first->at(CallPoint::Performed);
        if (completed < begun)
          changed |= raise(made[k], done[i] - (roundTime(table, begun) - roundTime(table, completed)));
      }
    }
  }
  return answer[root.value];
}

TEST(Slack, IsNoneForCallsThatFollowEachOther) {
  const Outcome run = runText(threeSubnets(call("far.ping", 4, kSequential) + "," + kReplies));
  EXPECT_THAT(slackIn(run), testing::Each(testing::Optional(0u)));
}

TEST(Slack, OfAQuickCallIsAsLongAsItsNeighbourTakes) {
  const Outcome run = runText(
      threeSubnets(R"({"call": {"to": ["far.ping", "far.relay"], "count": 2, "order": "parallel"}}, {"reply": {}})"));
  const auto slack = slackIn(run);
  ASSERT_EQ(slack.size(), 3u);
  const auto roundsOf = [&](std::size_t id) { return run.table.calls()[id].at(CallPoint::Completed).round; };
  const std::int64_t apart = run.table.rounds()[roundsOf(1)].time.us - run.table.rounds()[roundsOf(0)].time.us;
  ASSERT_GT(apart, 0);
  EXPECT_EQ(slack[0], static_cast<std::uint32_t>(apart / run.table.rounds()[0].interval.us));
  EXPECT_EQ(slack[1], 0u) << "the answer waits for the relay";
  EXPECT_EQ(slack[2], 0u) << "the relay waits for the call it makes";
}

TEST(Slack, IsAbsentForCallsThatTheAnswerDoesNotWaitFor) {
  const Outcome run =
      runText(threeSubnets(call("far.ping", 1, kSequential) + "," + kReplies + "," + call("far.ping", 2, kSequential)));
  const auto slack = slackIn(run);
  ASSERT_EQ(slack.size(), 3u);
  EXPECT_EQ(slack[0], 0u);
  EXPECT_EQ(slack[1], std::nullopt);
  EXPECT_EQ(slack[2], std::nullopt);
}

TEST(Slack, IsLeftEmptyWhenAskedToStop) {
  const Outcome run = runText(threeSubnets(call("far.ping", 3, kSequential) + "," + kReplies));
  const auto root = lastAnsweredIngress(run.table);
  ASSERT_TRUE(root.has_value());
  std::stop_source stop;
  EXPECT_EQ(slackOf(run.table, *root, stop.get_token()).size(), 3u);
  stop.request_stop();
  EXPECT_TRUE(slackOf(run.table, *root, stop.get_token()).empty());
}

class RandomSlack : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomSlack, IsTheMostThatACallMaySlipWithoutALaterAnswer) {
  Random random(Random::mix(GetParam() + 1));
  std::string steps;
  const std::uint64_t stepCount = random.between(1, 4);
  for (std::uint64_t i = 0; i < stepCount; ++i) {
    static constexpr const char* kTo[] = {R"("far.ping")", R"("far.relay")", R"(["far.twice", "far.ping"])",
                                          R"(["end.ping", "far.relay", "far.ping"])"};
    static constexpr const char* kOrders[] = {R"("parallel")", R"("sequential")", R"({"window": 2})"};
    steps += fmt::format(R"({{"call": {{"to": {}, "count": {}, "order": {}}}}},)", kTo[random.between(0, 3)],
                         random.between(1, 5), kOrders[random.between(0, 2)]);
  }
  const Outcome run = runText(threeSubnets(steps + kReplies));
  const auto root = lastAnsweredIngress(run.table);
  ASSERT_TRUE(root.has_value());
  const auto slack = slackOf(run.table, *root);
  ASSERT_EQ(slack.size(), run.table.calls().size());
  for (std::uint32_t i = 0; i < slack.size(); ++i) {
    ASSERT_TRUE(slack[i].has_value()) << "every call of these runs is waited for";
    const CallSpan& span = run.table.calls()[i];
    const std::int64_t interval = run.table.rounds()[span.at(CallPoint::Performed).round].interval.us;
    const std::int64_t may = *slack[i] * interval;
    EXPECT_LE(answerDelayUs(run.table, *root, CallId{i}, may), 0) << "call " << i;
    EXPECT_GT(answerDelayUs(run.table, *root, CallId{i}, may + interval), 0) << "call " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSlack, testing::Range<std::uint64_t>(0, 40));

}  // namespace
}  // namespace roundscope::test

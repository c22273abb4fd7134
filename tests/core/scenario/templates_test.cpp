// The scenarios of resources/templates: each is a good start, and comes to what it says of itself.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/lesson/order.h"
#include "core/scenario/warnings.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

const std::string kFolder = ROUNDSCOPE_SOURCE_DIR "/resources/templates/";

std::vector<std::string> templateIds() { return parseLessonOrder(readFile(kFolder + "order.txt")); }
std::string templateText(const std::string& id) { return readFile(kFolder + id + ".roundscope.json"); }

Outcome runTemplate(const std::string& id, const std::string& variant = "") {
  for (const Scenario& scenario : parsed(templateText(id)).variants)
    if (variant.empty() || scenario.variant == variant) return runScenario(scenario);
  ADD_FAILURE() << id << " has no variant " << variant;
  return runScenario(parsed(templateText(id)).variants.front());
}

TEST(Templates, AreThoseThatTheWindowAndTheCommandLinePromise) {
  EXPECT_THAT(templateIds(), testing::ElementsAre("ping", "fan-out", "aggregator", "saga", "queue-worker", "heartbeat",
                                                  "composite-map"));
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".json") files.push_back(entry.path().stem().stem().string());
  EXPECT_THAT(templateIds(), testing::UnorderedElementsAreArray(files));
}

class EachTemplate : public ::testing::TestWithParam<std::string> {};

TEST_P(EachTemplate, IsRightWithoutAWarning) {
  EXPECT_EQ(warningsOf(parsed(templateText(GetParam())), GetParam()), std::nullopt);
}

TEST_P(EachTemplate, SaysWhatItIsAndExplainsItself) {
  const std::string text = templateText(GetParam());
  const ScenarioSet set = parsed(text);
  EXPECT_FALSE(set.title.empty());
  EXPECT_LE(set.title.size(), 20U) << "a name in a menu";
  EXPECT_FALSE(set.description.empty());
  EXPECT_LE(set.description.size(), 220U) << "a remark beside it";
  EXPECT_EQ(text.rfind("// ", 0), 0U) << "the first line says what it is about";
  EXPECT_GE(std::count(text.begin(), text.end(), '\n'), 20) << "there is something to start from";
  std::size_t remarks = 0;
  for (std::size_t at = text.find("// "); at != std::string::npos; at = text.find("// ", at + 1)) ++remarks;
  EXPECT_GE(remarks, 3U);
}

TEST_P(EachTemplate, RunsToItsEndInEveryVariant) {
  for (const Scenario& scenario : parsed(templateText(GetParam())).variants) {
    const Outcome run = runScenario(scenario);
    EXPECT_EQ(run.summary.cutOff, CutOff::None) << scenario.variant;
    EXPECT_GT(run.summary.calls.attempted, 0U) << scenario.variant;
    EXPECT_LE(run.summary.rounds, 100U) << scenario.variant << ": small enough to step through";
  }
}

INSTANTIATE_TEST_SUITE_P(All, EachTemplate, ::testing::ValuesIn(templateIds()), [](const auto& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

/// The numbers of each variant of each template, and what its variables hold at the end.
std::string numbersOfAll() {
  std::string text;
  for (const std::string& id : templateIds()) {
    text += "# " + id + "\n";
    for (const Scenario& scenario : parsed(templateText(id)).variants) {
      const Outcome run = runScenario(scenario);
      const CallCounts& calls = run.summary.calls;
      text += fmt::format(
          "{}: {} rounds; {} calls: {} not performed, {} replied, {} rejected, {} trapped, {} expired, {} retried; "
          "{} of {} users replied;",
          scenario.variant.empty() ? id : scenario.variant, run.summary.rounds, calls.attempted, calls.notPerformed,
          calls.replied, calls.rejected, calls.trapped, calls.expired, calls.retried, run.summary.users.replied,
          run.summary.users.sent);
      for (const Canister& canister : scenario.canisters)
        for (const Variable& variable : canister.variables)
          text += fmt::format(" {}.{} = {}", canister.id, variable.name, run.variable(canister.id, variable.name));
      text += '\n';
    }
  }
  return text;
}

TEST(Templates, ComeToTheNumbersOfTheGoldenFile) {
  const std::string path = ROUNDSCOPE_SOURCE_DIR "/tests/golden/templates.txt";
  const std::string text = numbersOfAll();
  if (std::getenv("ROUNDSCOPE_UPDATE_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  EXPECT_EQ(text, readFile(path)) << "ROUNDSCOPE_UPDATE_GOLDEN=1 rewrites it";
}

TEST(Templates, ThePingIsFasterOnTheSameSubnet) {
  EXPECT_LT(runTemplate("ping", "The same subnet").summary.rounds,
            runTemplate("ping", "Another subnet").summary.rounds);
}

TEST(Templates, TheFanOutIsFasterTheMoreIsSentAtOnceAndLosesNothing) {
  const Outcome one = runTemplate("fan-out", "One by one");
  const Outcome ten = runTemplate("fan-out", "Ten at once");
  const Outcome all = runTemplate("fan-out", "All at once");
  EXPECT_GT(one.summary.rounds, ten.summary.rounds);
  EXPECT_GT(ten.summary.rounds, all.summary.rounds);
  EXPECT_EQ(ten.pair("caller", "worker").peakInFlight, 10U);
  for (const Outcome* run : {&one, &ten, &all}) EXPECT_EQ(run->variable("caller", "done"), 40);
}

TEST(Templates, TheAggregatorAnswersSoonerWhereItDoesNotWaitForTheSlowService) {
  const Outcome bounded = runTemplate("aggregator", "At most 5 seconds");
  const Outcome patient = runTemplate("aggregator", "However long it takes");
  ASSERT_TRUE(bounded.summary.endToEnd && patient.summary.endToEnd);
  EXPECT_LT(*bounded.summary.endToEnd, *patient.summary.endToEnd);
  EXPECT_EQ(bounded.variable("portal", "answers") + bounded.variable("portal", "failures"), 4);
  EXPECT_EQ(patient.variable("portal", "answers"), bounded.variable("portal", "answers") + 1);
}

TEST(Templates, TheSagaTakesTheFlightBackWhereThereIsNoRoom) {
  EXPECT_EQ(runTemplate("saga", "A room is free").variable("airline", "seats_sold"), 1);
  const Outcome full = runTemplate("saga", "The hotel is full");
  EXPECT_EQ(full.variable("airline", "seats_sold"), 0);
  EXPECT_EQ(full.variable("agency", "undone"), 1);
  EXPECT_EQ(full.summary.users.rejected, 1U);
}

TEST(Templates, TheQueueWorkerDoesEveryJobOnceAlthoughOneFailsAtFirst) {
  const Outcome run = runTemplate("queue-worker");
  EXPECT_EQ(run.variable("queue", "done"), 6);
  EXPECT_EQ(run.variable("queue", "waiting"), 0);
  EXPECT_EQ(run.variable("printer", "printed"), 6);
  EXPECT_EQ(run.summary.calls.rejected, 1U);
  EXPECT_EQ(run.pair("queue", "printer").peakInFlight, 1U) << "one at a time";
}

TEST(Templates, TheHeartbeatLooksAsOftenAsTheTimerAndBurnsMore) {
  const Outcome heartbeat = runTemplate("heartbeat", "Heartbeat");
  const Outcome timer = runTemplate("heartbeat", "Timer");
  EXPECT_GT(heartbeat.variable("watcher", "beats"), 4 * heartbeat.variable("watcher", "looks"));
  EXPECT_GE(timer.variable("watcher", "looks"), heartbeat.variable("watcher", "looks"));
  EXPECT_GT(heartbeat.summary.cyclesBurned, timer.summary.cyclesBurned);
}

TEST(Templates, TheCompositeMapReadsInNoRoundAsAQuery) {
  EXPECT_EQ(runTemplate("composite-map", "Composite query").summary.rounds, 0U);
  EXPECT_GT(runTemplate("composite-map", "Update").summary.rounds, 0U);
}

}  // namespace
}  // namespace roundscope::test

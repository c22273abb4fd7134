// What canisters say of their rejects and traps is in the trace itself.
#include <gmock/gmock.h>

#include "core/simulation/simulator.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

/// Two rejects alike, another, a trap, a lock that is held and a check that fails: what is said of each call.
std::string talkative(std::string_view reject) {
  return twoSubnets(
      R"({"call": {"to": ["callee.no", "callee.no", "callee.never", "callee.trap", "callee.check", "callee.plain"]}},
         {"call": {"to": "callee.no", "count": 1}}, {"reply": {}})",
      R"("no": {"steps": [{"reject": ")" + std::string(reject) + R"("}]}, "never": {"steps": [{"reject": "never"}]},
         "trap": {"steps": [{"trap": "out of luck"}]}, "plain": {"steps": [{"reject": {}}]},
         "check": {"steps": [{"require": {"variable": "x", "at_least": 1, "else": "too few"}}]})");
}

std::vector<std::string> textsOf(const Trace& trace) {
  std::vector<std::string> texts;
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* answer = std::get_if<ResponseCreated>(&event)) texts.emplace_back(trace.text(answer->text));
  });
  return texts;
}

TEST(TextsOfATrace, AreWhatTheCanistersSaidThemselves) {
  const Outcome run = runText(talkative("no"), {{"/canisters/0/methods/go/steps/0/call/count", "6"}});
  EXPECT_THAT(textsOf(run.trace), ElementsAre("no", "no", "never", "out of luck", "too few", "", "no"));
}

TEST(TextsOfATrace, StandInItOnceEach) {
  const Outcome run = runText(talkative("no"), {{"/canisters/0/methods/go/steps/0/call/count", "6"}});
  std::vector<std::string> stored;
  run.trace.forEachBatch(
      [&](const RoundBatch& batch) { stored.insert(stored.end(), batch.texts.begin(), batch.texts.end()); });
  EXPECT_THAT(stored, ElementsAre("no", "never", "out of luck", "too few"));
}

TEST(TextsOfATrace, AreTheSameHoweverItIsBatched) {
  const auto scenario = std::make_shared<const Scenario>(
      scenarioOf(talkative("no"), {{"/canisters/0/methods/go/steps/0/call/count", "6"}}));
  Simulator simulator(scenario);
  Trace stepped(scenario);
  while (!simulator.finished()) stepped.append(simulator.stepBatch(0));
  EXPECT_GT(batchesOf(stepped).size(), 3U);
  EXPECT_EQ(textsOf(stepped), textsOf(simulate(scenario)));
}

TEST(TextsOfATrace, DoNotMakeItAnotherRun) {
  const Outcome run = runText(talkative("no"));
  const Outcome reworded = runText(talkative("not today"));
  EXPECT_NE(textsOf(run.trace), textsOf(reworded.trace));
  EXPECT_EQ(fingerprint(run.trace), fingerprint(reworded.trace));
}

/// A held lock is the canister's own reject, in the words that the programs shown beside a run use.
TEST(TextsOfATrace, SayWhoHoldsALock) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {
      "go": {"steps": [{"lock": "door"}, {"call": {"to": "b.ping"}}, {"unlock": "door"}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}, {"to": "a.go"}]})");
  std::vector<std::string> texts;
  for (const IngressCompleted& completed : run.all<IngressCompleted>())
    texts.emplace_back(run.trace.text(completed.text));
  EXPECT_THAT(texts, testing::UnorderedElementsAre("", "door is held by another call"));
}

}  // namespace
}  // namespace roundscope::test

// The session: what it asks of the worker, what it drops, and where the cursor goes.
#include "ui/session/session.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/simulator.h"
#include "tests/support/scenarios.h"
#include "ui/session/playback_clock.h"

namespace roundscope::ui {
namespace {

constexpr int kGenerousMs = 60'000;  // only a hang is as long

template <class Condition>
[[nodiscard]] bool comesTrue(Condition condition) {
  return QTest::qWaitFor(condition, kGenerousMs);
}

/// Lets every answer that is on its way arrive.
void letAnswersArrive() { QTest::qWait(100); }

std::vector<std::string> fingerprintsOf(const Session& session) {
  std::vector<std::string> fingerprints;
  for (const auto& run : session.runs()) fingerprints.push_back(fingerprint(run->trace()));
  return fingerprints;
}

std::vector<std::string> fingerprintsWithoutWindow(const ScenarioSet& set) {
  std::vector<std::string> fingerprints;
  for (const Scenario& scenario : set.variants)
    fingerprints.push_back(fingerprint(simulate(std::make_shared<const Scenario>(scenario))));
  return fingerprints;
}

/// Every instant at which a round of any variant had events, and the end.
std::vector<Time> stopsOf(const Session& session) {
  std::vector<Time> stops;
  for (const auto& run : session.runs())
    for (const RoundRow& row : run->calls().rounds()) stops.push_back(row.time);
  stops.push_back(session.end());
  std::sort(stops.begin(), stops.end());
  stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
  return stops;
}

std::size_t knownRounds(const Session& session) {
  std::size_t rounds = 0;
  for (const auto& run : session.runs()) rounds += run->calls().rounds().size();
  return rounds;
}

TEST(SessionTest, ReadsAheadToTheEndAndStaysAtTheStart) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  EXPECT_EQ(session.cursor(), Time{});
  EXPECT_FALSE(session.playing());
  EXPECT_GT(session.end(), Time{} + seconds(20));
  EXPECT_EQ(session.simulatedUntil(), session.end());
}

TEST(SessionTest, StoppedWithinALongInstantGoesOnLaterAndLosesNothing) {
  const auto set = std::make_shared<const ScenarioSet>(test::parsed(R"({"roundscope": 1, "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [
        {"call": {"to": "b.ping", "count": 3}}, {"call": {"to": "b.ping", "count": 400000, "order": "parallel"}}]}}},
      {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}], "limits": {"queue_capacity": 1000000000, "callbacks_per_subnet": 1000000000}})"));
  Session session;
  session.open(set);
  QTest::qWait(20);
  session.cancel();
  ASSERT_TRUE(comesTrue([&] { return !session.simulating(); }));
  session.setReadAhead(true);
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  EXPECT_EQ(fingerprintsOf(session), fingerprintsWithoutWindow(*set));
}

TEST(SessionTest, EndsARunAtItsBudgetAndSaysSo) {
  Session session;
  session.setBudget({.memoryBytes = 2 * 10'000'000});
  session.open(std::make_shared<const ScenarioSet>(test::parsed(R"({"roundscope": 1, "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [
        {"call": {"to": "b.ping", "count": 20000000, "order": "parallel"}}]}}},
      {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}], "limits": {"queue_capacity": 1000000000, "callbacks_per_subnet": 1000000000}})")));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  EXPECT_EQ(session.runs().front()->trace().cutOff(), CutOff::MemoryBudget);
}

TEST(SessionTest, PlayedFastAndSteppedRoundByRoundGiveTheFingerprintOfARunWithoutAWindow) {
  const auto set = test::sequentialAndParallelPings(90);
  const auto expected = fingerprintsWithoutWindow(*set);

  Session played;
  played.setSpeed(1'000);
  played.open(set);
  played.play();
  ASSERT_TRUE(comesTrue([&] { return played.finished() && !played.playing(); }));
  EXPECT_EQ(played.cursor(), played.end());
  EXPECT_EQ(fingerprintsOf(played), expected);

  Session stepped;
  stepped.setReadAhead(false);
  stepped.open(set);
  while (!stepped.finished() || stepped.cursor() < stepped.end()) {
    QSignalSpy moved(&stepped, &Session::cursorChanged);
    stepped.stepForward();
    ASSERT_TRUE(comesTrue([&] { return !moved.isEmpty() || stepped.finished(); }));
  }
  EXPECT_EQ(fingerprintsOf(stepped), expected);
}

TEST(SessionTest, TheFingerprintIsWorkedOutMeanwhile) {
  Session session;
  session.open(test::sequentialAndParallelPings(10));
  session.setReadAhead(false);
  for (int i = 0; i < 3; ++i) session.stepForward();
  ASSERT_TRUE(comesTrue([&] { return session.runs()[0]->trace().eventCount() > 0; }));
  EXPECT_EQ(session.runs()[0]->fingerprint(), fingerprint(session.runs()[0]->trace()));
  session.toEnd();
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  for (const auto& run : session.runs()) {
    EXPECT_TRUE(run->knowsFingerprint());
    EXPECT_EQ(run->fingerprint(), fingerprint(run->trace()));
  }
}

TEST(SessionTest, PlayedFastWithoutReadingAheadItWaitsForTheRoundsItNeeds) {
  const auto set = test::sequentialAndParallelPings(30);
  Session session;
  session.setReadAhead(false);
  session.setSpeed(1'000);
  session.open(set);
  session.play();
  ASSERT_TRUE(comesTrue([&] { return session.finished() && !session.playing(); }));
  EXPECT_EQ(session.cursor(), session.end());
  EXPECT_EQ(fingerprintsOf(session), fingerprintsWithoutWindow(*set));
}

TEST(SessionTest, WithoutReadingAheadNothingIsSimulatedBeforeItIsAskedFor) {
  Session session;
  session.setReadAhead(false);
  session.open(test::sequentialAndParallelPings(90));
  letAnswersArrive();
  EXPECT_EQ(knownRounds(session), 0u);
  EXPECT_FALSE(session.simulating());

  session.stepForward();
  ASSERT_TRUE(comesTrue([&] { return session.cursor() > Time{}; }));
  letAnswersArrive();
  const std::size_t afterOneStep = knownRounds(session);
  EXPECT_GT(afterOneStep, 0u);
  EXPECT_LE(afterOneStep, 8u) << "one step needs a round or two of each variant's two subnets";
  EXPECT_FALSE(session.simulating());
}

TEST(SessionTest, StepsStopAtEveryInstantWithEventsOfAnyVariantAndAtTheEnd) {
  Session session;
  session.open(test::sequentialAndParallelPings(5));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  const auto stops = stopsOf(session);
  ASSERT_GT(stops.size(), 5u);
  std::vector<Time> forward = {session.cursor()};
  while (session.cursor() < session.end()) {
    session.stepForward();
    ASSERT_GT(session.cursor(), forward.back());
    forward.push_back(session.cursor());
  }
  std::vector<Time> backward = {session.cursor()};
  while (session.cursor() > Time{}) {
    session.stepBack();
    ASSERT_LT(session.cursor(), backward.back());
    backward.push_back(session.cursor());
  }
  std::reverse(backward.begin(), backward.end());
  EXPECT_EQ(forward, stops);
  EXPECT_EQ(backward, stops);
}

TEST(SessionTest, StepsMissNoInstantOfAVariantThatIsNotSimulatedSoFar) {
  auto set = std::make_shared<ScenarioSet>();
  set->variants = {test::pingExperiment(5, test::kParallel, "With a gap"), test::pingExperiment(5, "", "Without")};
  Ingress late = set->variants[0].ingress.front();
  late.at = Time{} + seconds(20);
  set->variants[0].ingress.push_back(late);
  Session known;
  known.open(set);
  ASSERT_TRUE(comesTrue([&] { return known.finished(); }));
  const auto stops = stopsOf(known);

  Session session;
  session.setReadAhead(false);
  session.open(set);
  std::vector<Time> stepped = {session.cursor()};
  while (stepped.size() < stops.size()) {
    session.stepForward();
    ASSERT_TRUE(comesTrue([&] { return session.cursor() > stepped.back(); }));
    stepped.push_back(session.cursor());
  }
  EXPECT_EQ(stepped, stops);
}

TEST(SessionTest, StepsAskedForWhileTheWorkerIsBusyAreAllMade) {
  const auto set = test::sequentialAndParallelPings(20);
  Session known;
  known.open(set);
  ASSERT_TRUE(comesTrue([&] { return known.finished(); }));
  for (int i = 0; i < 6; ++i) known.stepForward();

  Session session;
  session.setReadAhead(false);
  session.open(set);
  for (int i = 0; i < 6; ++i) session.stepForward();
  EXPECT_TRUE(comesTrue([&] { return session.cursor() == known.cursor(); }));
}

TEST(SessionTest, AfterAPauseAtMostOneMoreBatchArrives) {
  Session session;
  session.setReadAhead(false);
  session.setSpeed(1'000);
  session.open(test::sequentialAndParallelPings(2'000));
  session.play();
  ASSERT_TRUE(comesTrue([&] { return knownRounds(session) > 20; }));
  session.pause();
  QSignalSpy batches(&session, &Session::grew);
  const Time cursor = session.cursor();
  EXPECT_TRUE(comesTrue([&] { return !session.simulating(); })) << "the answer under way comes, and no request follows";
  letAnswersArrive();
  EXPECT_LE(batches.count(), 1);
  EXPECT_EQ(session.cursor(), cursor);
  EXPECT_FALSE(session.finished());
  EXPECT_FALSE(session.simulating());
}

TEST(SessionTest, CancelStopsReadingAheadAndKeepsWhatIsKnown) {
  Session session;
  session.open(test::sequentialAndParallelPings(20'000));
  ASSERT_TRUE(comesTrue([&] { return knownRounds(session) > 20; }));
  ASSERT_FALSE(session.finished());
  session.cancel();
  const std::size_t known = knownRounds(session);
  QSignalSpy batches(&session, &Session::grew);
  EXPECT_TRUE(comesTrue([&] { return !session.simulating(); })) << "the answer under way comes, and no request follows";
  letAnswersArrive();
  EXPECT_LE(batches.count(), 1);
  EXPECT_GE(knownRounds(session), known);
  EXPECT_FALSE(session.finished());
  EXPECT_FALSE(session.simulating());

  session.setReadAhead(true);
  EXPECT_TRUE(comesTrue([&] { return session.finished(); }));
}

TEST(SessionTest, AnswersForAnEarlierScenarioAreDropped) {
  const auto second = test::sequentialAndParallelPings(7);
  Session session;
  session.open(test::sequentialAndParallelPings(20'000));
  ASSERT_TRUE(comesTrue([&] { return knownRounds(session) > 0; }));
  ASSERT_TRUE(session.simulating());
  session.open(second);
  EXPECT_EQ(knownRounds(session), 0u);
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  letAnswersArrive();
  EXPECT_EQ(fingerprintsOf(session), fingerprintsWithoutWindow(*second));
}

TEST(SessionTest, OpeningAnotherScenarioGoesBackToTheStartPausedWithNothingSelected) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.toEnd();
  session.selectCall(CallRef{0, CallId{3}});
  session.play();
  session.open(test::sequentialAndParallelPings(5));
  EXPECT_EQ(session.cursor(), Time{});
  EXPECT_FALSE(session.playing());
  EXPECT_FALSE(session.selectedCall().has_value());
}

TEST(SessionTest, ToTheEndSimulatesWhatIsMissing) {
  Session session;
  session.setReadAhead(false);
  session.open(test::sequentialAndParallelPings(50));
  session.toEnd();
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  EXPECT_EQ(session.cursor(), session.end());
}

TEST(SessionTest, PlayingAndGoingToTheEndNeverMoveTheCursorBack) {
  for (const bool plays : {false, true}) {
    Session session;
    session.setReadAhead(false);
    session.setSpeed(1'000);
    std::vector<Time> cursors;
    QObject::connect(&session, &Session::cursorChanged, &session, [&] { cursors.push_back(session.cursor()); });
    // The first answer makes one variant longer than the other.
    const auto once = std::make_shared<bool>(false);
    QObject::connect(&session, &Session::grew, &session, [&, once] {
      if (std::exchange(*once, true)) return;
      ASSERT_GT(session.end(), session.simulatedUntil());
      session.setCursor(session.end());
      plays ? session.play() : session.toEnd();
    });
    // The other variant's first round takes the worker longer than the clock takes to tick.
    session.open(test::sequentialAndParallelPings(1'000'000));
    session.stepForward();
    ASSERT_TRUE(comesTrue([&] { return session.runs()[1]->trace().eventCount() > 0; }));
    EXPECT_TRUE(std::is_sorted(cursors.begin(), cursors.end()));
  }
}

TEST(SessionTest, TheCursorStaysWithinTheRun) {
  Session session;
  session.open(test::sequentialAndParallelPings(5));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.setCursor(session.end() + seconds(100));
  EXPECT_EQ(session.cursor(), session.end());
  session.setCursor(Time{-5});
  EXPECT_EQ(session.cursor(), Time{});
}

TEST(SessionTest, PlayingAtTheEndBeginsAgain) {
  Session session;
  session.open(test::sequentialAndParallelPings(5));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.toEnd();
  session.play();
  EXPECT_TRUE(session.playing());
  EXPECT_LT(session.cursor(), session.end());
}

TEST(SessionTest, SpeedIsKeptWithinItsBounds) {
  Session session;
  session.setSpeed(1e9);
  EXPECT_EQ(session.speed(), 1'000);
  session.setSpeed(0);
  EXPECT_EQ(session.speed(), 0.25);
}

TEST(SessionTest, ASessionThatGoesAwayWhileItSimulatesLetsGoOfTheScenario) {
  for (int i = 0; i < 20; ++i) {
    auto set = test::sequentialAndParallelPings(5'000);
    const std::weak_ptr<const ScenarioSet> held = set;
    {
      Session session;
      session.open(std::move(set));
      EXPECT_FALSE(held.expired());
      EXPECT_FALSE(session.finished());
    }
    EXPECT_TRUE(held.expired()) << "the worker goes with its session";
  }
}

TEST(SessionTest, PlaysToAMomentAtASpeedOfItsOwnAndStopsExactlyThere) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.setSpeed(4);
  auto* clock = session.findChild<PlaybackClock*>();
  const Time until = Time{2'345'678};
  session.playTo(until, 100);
  EXPECT_TRUE(session.playing());
  EXPECT_EQ(clock->speedNow(), 100);
  EXPECT_EQ(session.speed(), 4);
  emit clock->ticked(2);
  EXPECT_EQ(session.cursor(), Time{} + seconds(2));
  EXPECT_TRUE(session.playing());
  emit clock->ticked(2);
  EXPECT_EQ(session.cursor(), until);
  EXPECT_FALSE(session.playing());
  EXPECT_EQ(clock->speedNow(), 4);
}

TEST(SessionTest, PlaysOnBeyondAMomentOnceThatIsReached) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  auto* clock = session.findChild<PlaybackClock*>();
  session.playTo(Time{} + seconds(2), 100);
  session.pause();
  session.play();
  emit clock->ticked(5);
  EXPECT_EQ(session.cursor(), Time{} + seconds(5));
  EXPECT_TRUE(session.playing());
}

TEST(SessionTest, ASpeedChosenOnTheWayHoldsAtOnce) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.playTo(Time{} + seconds(20), 100);
  session.setSpeed(2);
  EXPECT_EQ(session.findChild<PlaybackClock*>()->speedNow(), 2);
}

TEST(SessionTest, DoesNotPlayToAMomentThatIsPast) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.setCursor(Time{} + seconds(3));
  session.playTo(Time{} + seconds(2), 100);
  EXPECT_FALSE(session.playing());
  EXPECT_EQ(session.cursor(), Time{} + seconds(3));
}

/// A call fails, then the user's message that made it; another user's message traps at once.
std::shared_ptr<const ScenarioSet> failingUsers() {
  return std::make_shared<const ScenarioSet>(test::parsed(R"({
    "roundscope": 1, "title": "Failures", "subnets": [{"id": "s"}],
    "canisters": [
      {"id": "a", "subnet": "s", "methods": {
        "go": {"steps": [{"call": {"to": "b.fail", "on_failure": "throw"}}, {"reply": {}}]},
        "trap": {"steps": [{"trap": "no"}]}}},
      {"id": "b", "subnet": "s", "methods": {"fail": {"steps": [{"reject": "no"}]}}}],
    "ingress": [{"to": "a.go"}, {"at_ms": 5000, "to": "a.trap"}]})"));
}

TEST(SessionTest, StepsThroughFailuresStopAtUsersMessagesToo) {
  Session session;
  session.open(failingUsers());
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  const auto atUser = [&] {
    const auto event = session.selectedEvent();
    return event && std::holds_alternative<IngressCompleted>(session.runs()[0]->trace().event(event->event));
  };
  std::vector<Time> stops;
  ASSERT_TRUE(session.toNextFailure());
  EXPECT_TRUE(session.selectedCall().has_value()) << "the call comes first";
  stops.push_back(session.cursor());
  ASSERT_TRUE(session.toNextFailure());
  EXPECT_TRUE(atUser());
  stops.push_back(session.cursor());
  ASSERT_TRUE(session.toNextFailure());
  EXPECT_TRUE(atUser());
  stops.push_back(session.cursor());
  EXPECT_FALSE(session.toNextFailure());
  EXPECT_TRUE(std::is_sorted(stops.begin(), stops.end()));
  EXPECT_GE(session.cursor(), Time{} + seconds(5));
  for (std::size_t i = 2; i-- > 0;) {
    ASSERT_TRUE(session.toPreviousFailure());
    EXPECT_EQ(session.cursor(), stops[i]);
  }
  EXPECT_FALSE(session.toPreviousFailure());
}

TEST(SessionTest, FailuresOfAVariantThatIsNotShownAreNotStoppedAt) {
  Session session;
  session.open(test::sequentialAndParallelPings(600));
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  ASSERT_TRUE(session.toNextFailure()) << "100 of the parallel calls find no slot";
  EXPECT_EQ(session.selectedCall()->variant, 1u);
  session.selectCall(std::nullopt);
  session.changeView([](ViewState& view) { view.foldedVariants = {1}; });
  EXPECT_FALSE(session.toNextFailure());
}

TEST(SessionTest, PlayingUntilAFailureStopsAtAUsersMessage) {
  Session session;
  session.open(failingUsers());
  ASSERT_TRUE(comesTrue([&] { return session.finished(); }));
  session.setCursor(Time{} + seconds(4));
  session.setSpeed(1'000);
  session.playUntil(StopAt::Failure);
  ASSERT_TRUE(comesTrue([&] { return !session.playing(); }));
  EXPECT_GE(session.cursor(), Time{} + seconds(5));
  EXPECT_LT(session.cursor(), session.end());
}

}  // namespace
}  // namespace roundscope::ui

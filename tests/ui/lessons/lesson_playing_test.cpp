// What moves by itself in a lesson. Nothing here waits for a clock: the tests tick it.
#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "core/run/rounds.h"
#include "tests/ui/lessons/lesson_fixture.h"
#include "ui/session/playback_clock.h"

namespace roundscope::ui {
namespace {

class LessonPlaying : public LessonFixture {
 protected:
  LessonPlaying() { qputenv("ROUNDSCOPE_REDUCED_MOTION", "0"); }
  ~LessonPlaying() override { qputenv("ROUNDSCOPE_REDUCED_MOTION", "1"); }

  [[nodiscard]] PlaybackClock& clock() { return *session().findChild<PlaybackClock*>(); }
  [[nodiscard]] double rounds(Time from, Time to) {
    return static_cast<double>((to - from).us) / static_cast<double>(session().roundInterval().us);
  }
  void press(Qt::Key key) { QTest::keyClick(&window, key); }
};

TEST_F(LessonPlaying, TheAnswerIsPlayedToInAFewSeconds) {
  open("in-flight-limit");
  const Time asked = session().cursor();
  const Time answer = player().resolved()->reveal->cursor;
  press(Qt::Key_PageDown);
  ASSERT_TRUE(player().revealing());
  EXPECT_TRUE(session().playing());
  EXPECT_LT(session().cursor(), answer);
  EXPECT_GE(session().cursor(), asked);
  EXPECT_TRUE(session().viewState().hideFuture);
  EXPECT_TRUE(named<QLabel>("What the answer shows")->isHidden());
  EXPECT_FALSE(player().isAway());
  emit clock().ticked(1'000);
  EXPECT_EQ(session().cursor(), answer);
  EXPECT_TRUE(player().revealed());
  EXPECT_FALSE(session().playing());
  EXPECT_FALSE(session().viewState().hideFuture);
  EXPECT_FALSE(named<QLabel>("What the answer shows")->isHidden());
  EXPECT_FALSE(player().revealing());
  EXPECT_FALSE(player().isAway()) << "the answer's own place is no other place";
}

TEST_F(LessonPlaying, AtASpeedThatSuitsTheWayAndLeavesTheViewersOwn) {
  session().setSpeed(7);
  for (const char* lesson : {"sequential-calls", "in-flight-limit"}) {  // a way of many rounds, and one within a round
    open(lesson);
    while (!player().asks()) player().next();
    const double way = rounds(session().cursor(), player().resolved()->reveal->cursor);
    press(Qt::Key_PageDown);
    EXPECT_GE(way / clock().speedNow(), 3) << lesson;
    EXPECT_LE(way / clock().speedNow(), 4) << lesson;
    EXPECT_EQ(session().speed(), 7);
  }
}

TEST_F(LessonPlaying, TheNextKeyOnTheWayShowsTheAnswerAtOnce) {
  open("in-flight-limit");
  press(Qt::Key_PageDown);
  press(Qt::Key_PageDown);
  EXPECT_TRUE(player().revealed());
  EXPECT_EQ(player().step(), 0U);
  EXPECT_FALSE(session().playing());
  EXPECT_EQ(session().cursor(), player().resolved()->reveal->cursor);
}

TEST_F(LessonPlaying, WithReducedMotionTheAnswerIsThereAtOnce) {
  qputenv("ROUNDSCOPE_REDUCED_MOTION", "1");
  open("in-flight-limit");
  press(Qt::Key_PageDown);
  EXPECT_TRUE(player().revealed());
  EXPECT_FALSE(session().playing());
}

TEST_F(LessonPlaying, AnAnswerCanBePausedOnTheWayAndGoneOnTo) {
  open("in-flight-limit");
  press(Qt::Key_PageDown);
  press(Qt::Key_Space);
  EXPECT_FALSE(session().playing());
  EXPECT_FALSE(player().revealed());
  EXPECT_TRUE(player().isAway());
  press(Qt::Key_Space);
  EXPECT_TRUE(session().playing());
  emit clock().ticked(1'000);
  EXPECT_TRUE(player().revealed());
}

TEST_F(LessonPlaying, PageUpOnTheWayAsksAgain) {
  open("in-flight-limit");
  press(Qt::Key_PageDown);
  press(Qt::Key_PageUp);
  EXPECT_TRUE(player().asks());
  EXPECT_FALSE(player().revealing());
  EXPECT_FALSE(session().playing());
  EXPECT_EQ(session().cursor(), player().resolved()->view.cursor);
}

TEST_F(LessonPlaying, ATypedAnswerIsJudgedWhereThePlayingEnds) {
  open("in-flight-limit");
  player().giveAnswer(player().resolved()->question->answer);
  EXPECT_TRUE(player().revealing());
  EXPECT_FALSE(named<QPushButton>("Give the answer")->isEnabled());
  emit clock().ticked(1'000);
  EXPECT_TRUE(player().answeredRight());
}

TEST_F(LessonPlaying, SpacePlaysTheStepsVariantsToTheirEndAndNoFurther) {
  session().setSpeed(7);
  open("sequential-calls");
  ASSERT_EQ(player().resolved()->view.shown, std::vector<std::size_t>{0});
  const Time end = endOfRounds(*session().runs()[0]);
  ASSERT_LT(end, session().end());
  press(Qt::Key_Space);
  EXPECT_TRUE(session().playing());
  EXPECT_NEAR(rounds(Time{}, end) / clock().speedNow(), 8, 1e-6);
  emit clock().ticked(1'000);
  EXPECT_EQ(session().cursor(), end);
  EXPECT_FALSE(session().playing());
  EXPECT_EQ(session().speed(), 7);
}

TEST_F(LessonPlaying, SpaceAtTheirEndBeginsAgain) {
  open("sequential-calls");
  session().setCursor(endOfRounds(*session().runs()[0]));
  press(Qt::Key_Space);
  EXPECT_TRUE(session().playing());
  EXPECT_EQ(session().cursor(), Time{});
}

}  // namespace
}  // namespace roundscope::ui

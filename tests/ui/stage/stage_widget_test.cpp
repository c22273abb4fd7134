// The stage as its user meets it: steps, clicks and keys over a real session.
#include "ui/stage/stage_widget.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMouseEvent>
#include <QTest>

#include "core/run/message_places.h"
#include "core/run/moment_state.h"
#include "core/run/rounds.h"
#include "tests/support/scenarios.h"

namespace roundscope::ui {
namespace {

/// Thirty calls at once from one subnet to another.
class StageUser : public testing::Test {
 protected:
  void SetUp() override {
    qputenv("ROUNDSCOPE_REDUCED_MOTION", "1");
    auto set = std::make_shared<ScenarioSet>();
    set->id = "pings";
    set->title = "Pings across subnets";
    set->variants = {test::pingExperiment(30, test::kParallel, "Parallel")};
    session.open(set);
    const QDeadlineTimer patience(60'000);
    while (!session.finished() && !patience.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    ASSERT_TRUE(session.finished());
    stage.resize(1100, 560);
    stage.show();
  }
  void TearDown() override { qputenv("ROUNDSCOPE_REDUCED_MOTION", "1"); }

  [[nodiscard]] const roundscope::Run& run() const { return *session.runs().front(); }
  /// When the first request is between the subnets.
  [[nodiscard]] Time inFlight() const {
    const RoundRow& sent = run().calls().rounds()[run().call(CallId{0}).at(CallPoint::RequestRouted).round];
    return sent.time + Duration{(sent.drawnSpan.us + sent.interval.us) / 2};
  }
  [[nodiscard]] std::optional<StageHit> messagesAt(Station station) {
    for (const StageHit& hit : stage.scene().hits)
      if (const auto* messages = std::get_if<MessagesHit>(&hit.what))
        if (messages->station == station) return hit;
    return std::nullopt;
  }
  void click(QPointF at) {
    QMouseEvent press(QEvent::MouseButtonPress, at, stage.mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&stage, &press);
    QMouseEvent release(QEvent::MouseButtonRelease, at, stage.mapToGlobal(at), Qt::LeftButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(&stage, &release);
  }

  Session session;
  StageWidget stage{session};
};

TEST_F(StageUser, AClickOnABundleSelectsACallThatIsInIt) {
  session.setCursor(inFlight());
  const auto bundle = messagesAt(Station::Outbound);
  ASSERT_TRUE(bundle.has_value());
  EXPECT_EQ(std::get<MessagesHit>(bundle->what).messages.total(), 30);
  click(bundle->rect.center());
  ASSERT_TRUE(session.selectedCall().has_value());
  EXPECT_EQ(placesOf(run(), session.selectedCall()->call, inFlight()).request, Station::Outbound);
  // Where nothing lies nothing is selected.
  click({1, 1});
  EXPECT_FALSE(session.selectedCall().has_value());
}

TEST_F(StageUser, TheSelectedCallIsRinged) {
  session.setCursor(inFlight());
  const auto named = [&] {
    for (const Layer& layer : stage.scene().scene.layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* text = std::get_if<TextShape>(&shape);
            text != nullptr && text->text == QStringLiteral("call 3"))
          return true;
    return false;
  };
  EXPECT_FALSE(named());
  session.selectCall(CallRef{0, CallId{3}});
  EXPECT_TRUE(named());
}

TEST_F(StageUser, KeysGoFromPlaceToPlaceAndChoose) {
  session.setCursor(inFlight());
  QStringList said;
  for (std::size_t i = 0; i < stage.scene().hits.size(); ++i) {
    QTest::keyClick(&stage, Qt::Key_Down);
    said << stage.accessibleDescription();
  }
  EXPECT_TRUE(said.contains(QStringLiteral("Canister caller on subnet app-1"))) << said.join(u'\n').toStdString();
  const QString bundle = QStringLiteral("30 requests, caller → callee: on the way to the callee");
  ASSERT_TRUE(said.contains(bundle)) << said.join(u'\n').toStdString();
  while (stage.accessibleDescription() != bundle) QTest::keyClick(&stage, Qt::Key_Up);
  QTest::keyClick(&stage, Qt::Key_Return);
  EXPECT_TRUE(session.selectedCall().has_value());
}

TEST_F(StageUser, AStepIsShownTheShortWayAndAJumpAtOnce) {
  qputenv("ROUNDSCOPE_REDUCED_MOTION", "0");
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&stage));
  session.stepForward();
  const Time target = session.cursor();
  ASSERT_GT(target, Time{});
  EXPECT_EQ(stage.shownTime(), Time{}) << "the way begins where the cursor was";
  bool between = false;
  const QDeadlineTimer patience(60'000);
  while (stage.shownTime() != target && !patience.hasExpired()) {
    QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    between = between || (stage.shownTime() > Time{} && stage.shownTime() < target);
  }
  EXPECT_TRUE(between);
  EXPECT_EQ(stage.shownTime(), target);
  session.setCursor(session.end());
  session.setCursor(Time{});
  EXPECT_EQ(stage.shownTime(), Time{});
}

TEST_F(StageUser, WithReducedMotionAStepIsShownAtOnce) {
  session.stepForward();
  EXPECT_EQ(stage.shownTime(), session.cursor());
}

TEST_F(StageUser, TheLineOfTimeSeeks) {
  stage.setScrubber(true);
  std::optional<StageHit> line;
  for (const StageHit& hit : stage.scene().hits)
    if (std::holds_alternative<ScrubberHit>(hit.what)) line = hit;
  ASSERT_TRUE(line.has_value());
  click({line->rect.center().x(), line->rect.bottom() - 8});
  EXPECT_NEAR(static_cast<double>(session.cursor().us), static_cast<double>(endOfRounds(run()).us) / 2,
              static_cast<double>(endOfRounds(run()).us) * 0.02);
}

}  // namespace
}  // namespace roundscope::ui

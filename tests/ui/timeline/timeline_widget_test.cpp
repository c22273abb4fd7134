// The timeline as its user meets it: wheel, drags, clicks and double clicks, over a real session.
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <memory>

#include "tests/support/scenarios.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/plot/in_flight_chart.h"
#include "ui/session/session.h"
#include "ui/timeline/calls_at.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

/// Ten calls one by one over thirty at once, in a timeline of 900 × 500 pixels.
class TimelineUser : public testing::Test {
 protected:
  void SetUp() override {
    auto set = std::make_shared<ScenarioSet>();
    set->id = "pings";
    set->title = "Pings across subnets";
    set->variants = {test::pingExperiment(10, "", "Sequential"), test::pingExperiment(30, test::kParallel, "Parallel")};
    session.open(set);
    const QDeadlineTimer patience(60'000);
    while (!session.finished() && !patience.hasExpired()) QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    ASSERT_TRUE(session.finished());
    QCoreApplication::processEvents();
    timeline.resize(900, 500);
    timeline.show();
  }

  void send(QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::LeftButton) {
    const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button);
    QMouseEvent event(type, at, timeline.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : button, held,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(&timeline, &event);
  }
  void drag(QPointF from, QPointF to) {
    send(QEvent::MouseButtonPress, from);
    send(QEvent::MouseMove, (from + to) / 2);
    send(QEvent::MouseMove, to);
    send(QEvent::MouseButtonRelease, to);
  }
  void click(QPointF at) {
    send(QEvent::MouseButtonPress, at);
    send(QEvent::MouseButtonRelease, at);
  }
  void wheel(QPointF at, int notches, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, timeline.mapToGlobal(at), {}, {0, notches * 120}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&timeline, &event);
  }
  QRectF rectOf(const auto& isWanted) {
    for (const HitArea& area : timeline.scene().hits)
      if (isWanted(area.hit)) return area.rect;
    ADD_FAILURE() << "nothing of that kind is shown";
    return {};
  }
  /// Of the first place of that kind.
  template <class Kind>
  QRectF hitRect() {
    return rectOf([](const Hit& hit) { return std::holds_alternative<Kind>(hit); });
  }
  /// Of the first place of that kind in a variant.
  template <class Kind>
  QRectF hitRect(std::size_t variant) {
    return rectOf([&](const Hit& hit) {
      const auto* found = std::get_if<Kind>(&hit);
      return found != nullptr && found->lane.variant == variant;
    });
  }

  Session session;
  TimelineWidget timeline{session};
};

TEST_F(TimelineUser, SeesTheWholeRunAtFirst) {
  EXPECT_EQ(timeline.axis().startUs, 0);
  EXPECT_EQ(timeline.axis().endUs(), static_cast<double>(timeline.index().endUs()));
}

TEST_F(TimelineUser, SeeksByDraggingInTheRuler) {
  const QRectF ruler = hitRect<RulerHit>();
  const double x = ruler.left() + ruler.width() / 2;
  drag({ruler.left() + 5, ruler.center().y()}, {x, ruler.center().y()});
  EXPECT_EQ(session.cursor(), timeAt(timeline.axis(), x));
}

TEST_F(TimelineUser, SeeksOverTheWholeRunInTheOverviewHoweverFarZoomedIn) {
  wheel({500, 250}, 12, Qt::ControlModifier);
  const QRectF overview = hitRect<OverviewHit>();
  drag(overview.center(), {overview.right(), overview.center().y()});
  EXPECT_EQ(session.cursor(), session.end());
}

TEST_F(TimelineUser, ZoomsAtThePointer) {
  const double before = usAt(timeline.axis(), 600);
  const double span = timeline.axis().spanUs;
  wheel({600, 250}, 3, Qt::ControlModifier);
  EXPECT_LT(timeline.axis().spanUs, span);
  EXPECT_NEAR(usAt(timeline.axis(), 600), before, 1);
}

TEST_F(TimelineUser, PansByDraggingTheBody) {
  timeline.zoomIn();
  const QRectF body = timeline.scene().body;
  const double start = timeline.axis().startUs;
  const Time cursor = session.cursor();
  drag({600, body.bottom() - 10}, {500, body.bottom() - 10});
  EXPECT_NEAR(timeline.axis().startUs, start + timeline.axis().spanUs * 100 / timeline.axis().widthPx, 1);
  EXPECT_EQ(session.cursor(), cursor);
}

TEST_F(TimelineUser, SelectsTheCallThatIsClickedAndFitsIt) {
  const QRectF bar = hitRect<CallHit>();
  click(bar.center());
  ASSERT_TRUE(session.selectedCall().has_value());
  EXPECT_EQ(session.selectedCall()->variant, 0u);
  timeline.fitSelection();
  EXPECT_LT(timeline.axis().spanUs, static_cast<double>(session.end().us) / 3);
  timeline.fitSelection();
  EXPECT_EQ(timeline.axis().endUs(), static_cast<double>(timeline.index().endUs()));
}

TEST_F(TimelineUser, OpensABatchRowAndScrollsItsCalls) {
  const double closed = timeline.scene().contentHeight;
  click(hitRect<BatchHit>(1).center());
  EXPECT_GT(timeline.scene().contentHeight, closed);
  const QRectF toggle = hitRect<BatchHit>(1);
  wheel({500, 250}, -1, Qt::NoModifier);
  ASSERT_GT(timeline.scene().contentHeight, timeline.scene().body.height()) << "there must be something to scroll";
  EXPECT_LT(hitRect<LaneHit>(0).bottom(), toggle.bottom());
  timeline.toggleLane({1, 0});
  EXPECT_EQ(timeline.scene().contentHeight, closed);
}

TEST_F(TimelineUser, CollapsesACanisterByAClickOnItsNameAndOpensItAgain) {
  const double full = hitRect<LaneHit>(1).height();
  click(hitRect<LaneNameHit>(1).center());
  EXPECT_LT(hitRect<LaneHit>(1).height(), full);
  click(hitRect<LaneNameHit>(1).center());
  EXPECT_EQ(hitRect<LaneHit>(1).height(), full);
}

TEST_F(TimelineUser, CollapsesAllAndOpensAll) {
  const double full = hitRect<LaneHit>(1).height();
  timeline.collapseAll();
  EXPECT_LT(hitRect<LaneHit>(1).height(), full);
  timeline.collapseAll();
  EXPECT_EQ(hitRect<LaneHit>(1).height(), full);
}

TEST_F(TimelineUser, SeesAllOfARunWhoseIdleTimeIsCollapsed) {
  session.changeView([](ViewState& view) { view.collapseIdle = true; });
  EXPECT_NEAR(timeline.axis().lastUs(), static_cast<double>(timeline.index().endUs()), 1);
  session.changeView([](ViewState& view) { view.collapseIdle = false; });
  EXPECT_EQ(timeline.axis().endUs(), static_cast<double>(timeline.index().endUs()));
}

TEST_F(TimelineUser, SeesWhatDecidesTheEndOnceItIsWorkedOut) {
  const auto known = [&](std::size_t variant) { return timeline.index().variants()[variant].knowsPath(); };
  EXPECT_FALSE(known(0));
  session.changeView([](ViewState& view) { view.showCriticalPath = true; });
  ASSERT_TRUE(QTest::qWaitFor([&] { return known(0) && known(1); }, 60'000));
  EXPECT_EQ(timeline.index().variants()[0].path().critical.size(), 10u);  // one after the other
  EXPECT_EQ(timeline.index().variants()[1].path().critical.size(), 1u);   // all at once
}

TEST_F(TimelineUser, SeesNoPathOfARunThatIsShownNoMore) {
  session.changeView([](ViewState& view) { view.showCriticalPath = true; });
  auto set = std::make_shared<ScenarioSet>();
  set->variants = {test::pingExperiment(30, test::kParallel, "Parallel")};
  session.open(set);  // while the paths are worked out
  ASSERT_TRUE(QTest::qWaitFor(
      [&] { return timeline.index().variants().size() == 1 && timeline.index().variants()[0].knowsPath(); }, 60'000));
  EXPECT_EQ(timeline.index().variants()[0].path().critical.size(), 1u);
}

TEST_F(TimelineUser, SeesTheMarkersOfTheSession) {
  const auto xs = [&] {
    std::vector<double> found;
    for (const Layer& layer : timeline.scene().layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* line = std::get_if<LineShape>(&shape);
            line != nullptr && line->paint.role == Role::Marker && layer.name == std::string("markers"))
          found.push_back(line->line.x1());
    return found;
  };
  const double first = xOf(timeline.axis(), Time{1'000'000});
  const double second = xOf(timeline.axis(), Time{3'000'000});
  session.setCursor(Time{1'000'000});
  session.setMarker();
  session.setCursor(Time{3'000'000});
  session.setMarker();
  EXPECT_EQ(xs(), (std::vector{first, second}));
  session.setMarker();
  EXPECT_EQ(xs(), (std::vector{first}));
}

TEST_F(TimelineUser, KeepsTheCursorInViewWhenItMoves) {
  wheel({150, 250}, 15, Qt::ControlModifier);
  session.setCursor(session.end());
  EXPECT_GE(timeline.axis().endUs(), static_cast<double>(session.end().us) - 1);
  session.setCursor(Time{});
  EXPECT_EQ(timeline.axis().startUs, 0);
}

TEST_F(TimelineUser, SeesTheChartLineUp) {
  InFlightChart chart(session, timeline.frame());
  chart.resize(900, 120);
  const QSignalSpy changes(&timeline.frame(), &TimeFrame::changed);
  timeline.zoomIn();
  EXPECT_EQ(changes.count(), 1);
  EXPECT_FALSE(chart.grab().isNull());
}

TEST_F(TimelineUser, SelectsTheCallsOfAMomentOneAfterTheOther) {
  session.setCursor(Time{1'000'000});
  const std::vector<CallRef> calls = callsAt(timeline.index(), session.cursor());
  ASSERT_GT(calls.size(), 2u);
  for (const CallRef& call : calls) {
    ASSERT_TRUE(timeline.selectNeighbour(1));
    EXPECT_EQ(session.selectedCall(), call);
  }
  timeline.selectNeighbour(1);
  EXPECT_EQ(session.selectedCall(), calls.front());
  timeline.selectNeighbour(-1);
  EXPECT_EQ(session.selectedCall(), calls.back());
  EXPECT_EQ(timeline.selectedLane(), (LaneKey{calls.back().variant, 0}));
}

TEST_F(TimelineUser, FindsNoCallToSelectAfterTheEnd) {
  session.setCursor(session.end());
  EXPECT_FALSE(timeline.selectNeighbour(1));
  EXPECT_FALSE(timeline.selectedLane().has_value());
}

}  // namespace
}  // namespace roundscope::ui

// The chart on the screen and in pictures: one chart.
#include "ui/plot/in_flight_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <qcustomplot.h>

#include <QPainter>
#include <QTest>
#include <algorithm>
#include <cstdlib>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/drawing/painter.h"
#include "ui/lessons/lesson_library.h"
#include "ui/plot/curve_names.h"
#include "ui/plot/in_flight_plot.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/plot/in_flight_series.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {
namespace {

struct Seen {
  const char* lesson;
  QSize size;
  ThemeKind theme;
  bool hideFuture;
};

class InFlightChartTest : public ::testing::TestWithParam<Seen> {
 protected:
  InFlightChartTest() {
    auto set = loadLesson(QLatin1String(GetParam().lesson));
    EXPECT_TRUE(set.ok());
    session.open(std::make_shared<const ScenarioSet>(std::move(set).value()));
    EXPECT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
    timeline.resize(GetParam().size.width(), 400);
    timeline.setTheme(Theme{GetParam().theme});
    session.changeView([](ViewState& view) { view.hideFuture = GetParam().hideFuture; });
    session.setCursor(Time{session.end().us / 2});
    chart.resize(GetParam().size);
    chart.show();
    timeline.show();
  }

  [[nodiscard]] InFlightView view() const {
    return {timeline.axis(),
            timeline.theme(),
            timeline.basePt(),
            session.cursor(),
            session.viewState().hideFuture || session.viewState().answerHidden,
            session.viewState().answerHidden,
            session.viewState().foldedVariants};
  }
  [[nodiscard]] InFlightScene scene() const {
    return buildInFlightScene(timeline.index(), view(), QSizeF(chart.size()), FontTextMeasure(timeline.basePt()));
  }
  /// As a picture of the chart alone would show it.
  [[nodiscard]] QImage picture() const {
    QImage image(chart.size(), QImage::Format_RGB32);
    image.fill(timeline.theme().color(Role::Background));
    QPainter painter(&image);
    const InFlightScene drawn = scene();
    paintScene(painter, drawn.scene, timeline.theme(), timeline.basePt());
    paintScene(painter, buildInFlightCursor(drawn, view()), timeline.theme(), timeline.basePt());
    return image;
  }
  [[nodiscard]] QImage screen() {
    QCoreApplication::processEvents();  // which draws the plot anew where that is due
    return chart.grab().toImage().convertToFormat(QImage::Format_RGB32);
  }

  Session session;
  TimelineWidget timeline{session};
  InFlightChart chart{session, timeline.frame()};
};

/// The greatest difference of any pixel in red, green or blue.
int mostDifferent(const QImage& a, const QImage& b) {
  int most = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) {
      const QColor p = a.pixelColor(x, y);
      const QColor q = b.pixelColor(x, y);
      most =
          std::max({most, std::abs(p.red() - q.red()), std::abs(p.green() - q.green()), std::abs(p.blue() - q.blue())});
    }
  return most;
}

TEST_P(InFlightChartTest, ShowsOnScreenWhatPicturesDraw) {
  constexpr int kRounding = 3;  // of half-transparent colours, which the screen mixes in two steps
  const QImage shown = screen();
  const QImage drawn = picture();
  ASSERT_EQ(shown.size(), drawn.size());
  EXPECT_LE(mostDifferent(shown, drawn), kRounding);
  QImage blank(drawn.size(), QImage::Format_RGB32);
  blank.fill(drawn.pixel(1, drawn.height() - 2));
  EXPECT_GT(mostDifferent(drawn, blank), 100) << "there is something to compare";
}

TEST_P(InFlightChartTest, MovesTheCursorOnScreenAsInPictures) {
  const QImage before = screen();
  session.setCursor(Time{session.end().us / 4});
  const QImage after = screen();
  EXPECT_GT(mostDifferent(before, after), 50);
  EXPECT_LE(mostDifferent(after, picture()), 3);
}

TEST_P(InFlightChartTest, NamesEveryCurveAndTheCap) {
  const auto curves = inFlightSeries(timeline.index(), {});
  ASSERT_FALSE(curves.empty());
  QStringList texts;
  for (const Layer& layer : scene().scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* words = std::get_if<TextShape>(&shape)) texts << words->text;
  for (const InFlightSeries& curve : curves) EXPECT_TRUE(texts.contains(curve.name)) << curve.name.toStdString();
  EXPECT_TRUE(texts.contains(capText(heightsOf(timeline.index(), curves, view()))));
}

TEST_P(InFlightChartTest, HasAxesThatSayTheMomentAndTheValueOfAPixel) {
  auto* plot = chart.findChild<QCustomPlot*>();
  ASSERT_NE(plot, nullptr);
  const InFlightScene drawn = scene();
  const TimeAxis& axis = timeline.axis();
  for (const double share : {0.0, 0.3, 1.0}) {
    const double us = axis.startUs + share * axis.spanUs;
    EXPECT_NEAR(plot->xAxis->coordToPixel(us), axis.leftPx + share * axis.widthPx, 1);
    EXPECT_NEAR(plot->yAxis->coordToPixel(share * drawn.topValue), drawn.plot.bottom() - share * drawn.plot.height(),
                1);
  }
  EXPECT_FALSE(screen().isNull()) << "ticks are set when it is drawn";
  EXPECT_THAT(plot->yAxis->tickVector(), ::testing::ElementsAreArray(drawn.valueTicks));
}

TEST_P(InFlightChartTest, KeepsRoomForItsCurvesBelowTheirNames) {
  chart.resize(GetParam().size.width(), chart.minimumSizeHint().height());
  QCoreApplication::processEvents();
  EXPECT_GE(scene().plot.height(), 50);
}

TEST_P(InFlightChartTest, WhileALessonAsksTellsNeitherTheLimitNorWhatIsToCome) {
  session.changeView([](ViewState& view) { view.answerHidden = true; });
  session.setCursor(Time{seconds(1).us});
  const InFlightScene drawn = scene();
  double highest = 1;
  for (const InFlightSeries& curve : inFlightSeries(timeline.index(), {}))
    highest = std::max<double>(highest, curve.pair->curve.peakUntil(1e6).value);
  EXPECT_LE(drawn.topValue, highest * 1.2) << "the scale is that of what is known";
  for (const Layer& layer : drawn.scene.layers)
    for (const Shape& shape : layer.shapes) {
      const auto* words = std::get_if<TextShape>(&shape);
      EXPECT_TRUE(words == nullptr || !words->text.contains(QLatin1String("limit"))) << words->text.toStdString();
      const auto* line = std::get_if<LineShape>(&shape);
      EXPECT_TRUE(line == nullptr || line->paint.role != Role::Limit);
    }
  EXPECT_EQ(timeline.axis().lastUs(), neutralEndUs(timeline.scale(), session.cursor()));
}

INSTANTIATE_TEST_SUITE_P(Lessons, InFlightChartTest,
                         ::testing::Values(Seen{"in-flight-limit", {660, 150}, ThemeKind::Light, false},
                                           Seen{"retry-later", {660, 170}, ThemeKind::Dark, false},
                                           Seen{"same-or-cross-subnet", {680, 150}, ThemeKind::Light, false},
                                           Seen{"which-approach", {1200, 220}, ThemeKind::Print, true}));

TEST(CurveNames, StandOnNoLineOfALimit) {
  const std::vector<QPointF> low{{0, 60}, {200, 60}}, lower{{0, 90}, {200, 90}};
  CurveNameRoom room{.plot = {0, 20, 200, 80}, .top = 4, .lineHeight = 12, .firstRight = 200};
  const auto free = placeCurveNames({low, lower}, {50, 50}, room);
  ASSERT_TRUE(free[0] && free[1]);
  EXPECT_EQ(free[0]->y(), 46) << "right above the curve";
  room.limits = {50};
  const auto kept = placeCurveNames({low, lower}, {50, 50}, room);
  ASSERT_TRUE(kept[0] && kept[1]);
  EXPECT_EQ(kept[0]->y(), 4) << "above the plot, as the limit's line goes through its place";
  EXPECT_EQ(kept[1], free[1]);
}

QString lastWarning;

TEST(InFlightChartWithoutRoom, DrawsNothingAndComplainsOfNothing) {
  QWidget around;
  around.resize(300, 200);
  InFlightPlot plot(&around);
  lastWarning.clear();
  const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& message) {
    if (!message.contains(QLatin1String("This plugin does not support"))) lastWarning = message;
  });
  plot.resize(300, 0);
  around.show();
  QCoreApplication::processEvents();
  plot.replot();
  plot.resize(300, 150);
  QCoreApplication::processEvents();
  qInstallMessageHandler(before);
  EXPECT_EQ(lastWarning.toStdString(), "");
}

TEST(InFlightHeights, TellTheLimitOfEveryVariant) {
  const auto capOf = [](const std::string& other) {
    Session session;
    session.open(std::make_shared<const ScenarioSet>(test::parsed(test::twoSubnets(
        test::pingSteps(5, R"("order": "parallel")"), R"("ping": {})",
        R"("limits": {"queue_capacity": 9}, "variants": [{"name": "A"}, {"name": "B", "patch": {"limits": {"queue_capacity": )" +
            other + R"(}}}],)"))));
    EXPECT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
    TimelineWidget timeline{session};
    timeline.resize(600, 400);
    InFlightView view;
    view.axis = timeline.axis();
    const InFlightHeights heights = heightsOf(timeline.index(), inFlightSeries(timeline.index(), {}), view);
    return capText(heights).toStdString();
  };
  EXPECT_EQ(capOf("9"), "limit 9");
  EXPECT_EQ(capOf("3"), "limits 3 and 9");
}

}  // namespace
}  // namespace roundscope::ui

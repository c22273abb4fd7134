// Notes point at what they are about, and cover no text.
#include "ui/picture/notes.h"

#include <gtest/gtest.h>

#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/picture/drawn_picture.h"

namespace roundscope::ui {
namespace {

using picture_test::pictureOf;
using timeline_test::parallelRun;
using timeline_test::sequentialRun;

Figure noted(const std::vector<std::string>& notes) {
  Figure figure;
  for (const std::string& text : notes) {
    const Result<FigureNote> note = parseNote(text, "note");
    EXPECT_TRUE(note.ok()) << text;
    if (note.ok()) figure.notes.push_back(note.value());
  }
  return figure;
}

const Layer* notesOf(const Picture& picture) {
  for (const Layer& layer : picture.scene.layers)
    if (std::string_view(layer.name) == "notes") return &layer;
  return nullptr;
}

/// Where the arrows of the notes end, in their order.
std::vector<QPointF> pointsOf(const Picture& picture) {
  std::vector<QPointF> points;
  const Layer* layer = notesOf(picture);
  for (std::size_t i = 0; layer != nullptr && i < layer->shapes.size(); ++i)
    if (const auto* line = std::get_if<LineShape>(&layer->shapes[i])) points.push_back(line->line.p2());
  return points;
}

/// The hit area of a call.
QRectF barOf(const Picture& picture, std::uint32_t call, std::size_t variant = 0) {
  for (const HitArea& area : picture.scene.hits)
    if (const auto* hit = std::get_if<CallHit>(&area.hit); hit && hit->call == CallRef{variant, CallId{call}})
      return area.rect;
  return {};
}

TEST(Notes, PointAtTheBarOfTheCallThatTheyName) {
  const auto run = sequentialRun(5);
  const Picture picture = pictureOf(PictureSource({run.get()}), noted({"call 3: the fourth", "call 0: the first"}));
  EXPECT_EQ(picture.remarks, QStringList());
  const std::vector<QPointF> points = pointsOf(picture);
  ASSERT_EQ(points.size(), 2U);
  ASSERT_FALSE(barOf(picture, 3).isEmpty());
  EXPECT_TRUE(barOf(picture, 3).contains(points[0]));
  EXPECT_TRUE(barOf(picture, 0).contains(points[1]));
}

TEST(Notes, CoverNoTextAndLieOnThePage) {
  const auto run = sequentialRun(8);
  const auto all = parallelRun(8);
  const Picture picture =
      pictureOf(PictureSource({run.get(), all.get()}),
                noted({"call 3: one that is longer than the others and takes several lines of its own", "call 4: four",
                       "call 5: five", "round 3: here", "end: over", "last reply: back", "canister caller: it calls"}));
  EXPECT_EQ(picture.remarks, QStringList());
  std::vector<QRectF> texts;
  for (const Layer& layer : picture.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back(text->box);
  const Layer* layer = notesOf(picture);
  ASSERT_NE(layer, nullptr);
  int boxes = 0;
  for (const Shape& shape : layer->shapes) {
    const auto* box = std::get_if<RectShape>(&shape);
    if (box == nullptr) continue;
    ++boxes;
    EXPECT_TRUE(QRectF(QPointF(), picture.size).contains(box->rect));
    for (const QRectF& text : texts)
      EXPECT_TRUE(box->rect.contains(text) || !box->rect.adjusted(1, 1, -1, -1).intersects(text));
  }
  EXPECT_EQ(boxes, 7);
}

TEST(Notes, FindRefusalsByWhatTheyAre) {
  const auto run = parallelRun(30, 20);
  const Picture picture =
      pictureOf(PictureSource({run.get()}), noted({"first refusal: the limit", "last refusal: again"}));
  EXPECT_EQ(picture.remarks, QStringList());
  const std::vector<QPointF> points = pointsOf(picture);
  ASSERT_EQ(points.size(), 2U);
  EXPECT_LE(points[0].x(), points[1].x());
}

TEST(Notes, TellNothingThatIsHiddenStill) {
  const auto run = sequentialRun(5);
  Figure figure = noted({"call 0: the first", "last reply: the end"});
  figure.cursorUs = 1'500'000;
  figure.hideFuture = true;
  const Picture picture = pictureOf(PictureSource({run.get()}), figure);
  EXPECT_EQ(picture.remarks, QStringList());
  EXPECT_EQ(pointsOf(picture).size(), 1U);
}

TEST(Notes, SayWhichOfThemHaveNoPlace) {
  const auto run = sequentialRun(5);
  Figure figure = noted({"call 99: missing", "first refusal: none", "call 4: later"});
  figure.rounds = {0, 2};
  const Picture picture = pictureOf(PictureSource({run.get()}), figure);
  ASSERT_EQ(picture.remarks.size(), 3);
  EXPECT_EQ(picture.remarks[0], "The note “missing” has no place: no run that is shown has “call 99”.");
  EXPECT_EQ(picture.remarks[1], "The note “none” has no place: no run that is shown has “first refusal”.");
  EXPECT_EQ(picture.remarks[2], "The note “later” has no place: “call 4” is not in the picture.");
  EXPECT_EQ(notesOf(picture), nullptr);
}

TEST(Notes, AboutNothingThatTheRunsHaveAreErrors) {
  const auto run = sequentialRun(5);
  const auto other = parallelRun(5);
  const PictureSource source({run.get(), other.get()});
  const auto wrong = [&](const std::string& note) {
    const auto error = wrongNote(source, noted({"end: over", note}));
    return error ? error->text() : "";
  };
  EXPECT_EQ(wrong("call 99: missing"),
            "note \"missing\": no run that is shown has \"call 99\", expected a call from 0 to 4");
  EXPECT_EQ(wrong("round 11: late"),
            "note \"late\": no run that is shown has \"round 11\", expected a round from 0 to 10");
  EXPECT_NE(wrong("first refusal: none"), "");
  EXPECT_EQ(wrong("call 4: the last"), "");
  EXPECT_EQ(wrong("round 10: the last"), "");
  EXPECT_EQ(wrong("call 99 in Elsewhere: a variant that is not shown"), "");
}

TEST(Notes, CoverNothingWhereThereIsFreeRoom) {
  const auto run = sequentialRun(5);
  const auto all = parallelRun(5);
  const PictureSource source({run.get(), all.get()});
  for (const double heightMm : {0.0, 60.0}) {
    Figure figure = noted({"call 2: the third of them", "last reply: all are back", "call 4: the last"});
    figure.density = FigureDensity::Compact;
    figure.fontPt = 7;
    figure.widthMm = 120;
    if (heightMm > 0) figure.heightMm = heightMm;
    const Picture picture = pictureOf(source, figure);
    const Layer* layer = notesOf(picture);
    ASSERT_NE(layer, nullptr);
    EXPECT_GE(std::count_if(layer->shapes.begin(), layer->shapes.end(),
                            [](const Shape& shape) { return std::holds_alternative<RectShape>(shape); }),
              3);
    for (const Shape& shape : layer->shapes)
      if (const auto* box = std::get_if<RectShape>(&shape))
        for (const Layer& drawn : picture.scene.layers) {
          if (QLatin1String(drawn.name) != "calls" && QLatin1String(drawn.name) != "executions") continue;
          for (const Shape& each : drawn.shapes)
            if (const auto* bar = std::get_if<RectShape>(&each)) {
              EXPECT_FALSE(bar->rect.intersects(box->rect));
            }
        }
  }
}

}  // namespace
}  // namespace roundscope::ui

// Notes point at what they are about, and cover no text.
#include "ui/picture/notes.h"

#include <gtest/gtest.h>

#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"

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
  EXPECT_EQ(picture.remarks[0], "The note “missing” has no place: no run has “call 99”.");
  EXPECT_EQ(picture.remarks[1], "The note “none” has no place: no run has “first refusal”.");
  EXPECT_EQ(picture.remarks[2], "The note “later” has no place: “call 4” is not in the picture.");
  EXPECT_EQ(notesOf(picture), nullptr);
}

}  // namespace
}  // namespace roundscope::ui

// The stage shows what the run tells: every message once, at its place, whatever the way by which the moment was
// reached.
#include "ui/stage/stage_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/run/moment_state.h"
#include "core/run/rounds.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "ui/stage/stage_layout.h"

namespace roundscope::ui {
namespace {

constexpr QSizeF kSize(1200, 640);
constexpr double kPt = 9;

StageScene stageAt(const roundscope::Run& run, Time time, QSizeF size = kSize) {
  return buildStage({&run}, StageView{.cursor = time}, size, FontTextMeasure(kPt));
}

QString wordsOf(const Scene& scene) {
  QString texts;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts += text->text + u'\n';
  return texts;
}

using Place = std::tuple<std::uint16_t, std::uint16_t, Station>;

std::map<Place, StationCount> drawn(const StageScene& stage) {
  std::map<Place, StationCount> counts;
  for (const StageHit& hit : stage.hits)
    if (const auto* messages = std::get_if<MessagesHit>(&hit.what)) {
      StationCount& count = counts[{messages->pair.caller.value, messages->pair.callee.value, messages->station}];
      count.plain += messages->messages.plain;
      count.marked += messages->messages.marked;
    }
  return counts;
}

/// What the run says, without what a canister's runtime serves itself: no desk tells of that.
std::map<Place, StationCount> known(const roundscope::Run& run, Time time) {
  std::map<Place, StationCount> counts;
  const MomentState state = stateAt(run, time);
  for (std::size_t p = 0; p < state.messages.size(); ++p)
    for (const Station station : kStations) {
      const CanisterPair pair = run.whereabouts().pairs()[p];
      if (pair.caller == pair.callee && station == Station::Serving) continue;
      if (state.messages[p][station].total() > 0)
        counts[{pair.caller.value, pair.callee.value, station}] = state.messages[p][station];
    }
  return counts;
}

std::vector<Time> momentsOf(const roundscope::Run& run) {
  std::vector<Time> moments;
  const Time end = endOfRounds(run);
  for (Time time; time <= end; time = time + Duration{std::max<std::int64_t>(1, end.us / 23)}) moments.push_back(time);
  return moments;
}

TEST(StageScene, DrawsEveryMessageOnceAtItsPlace) {
  std::int64_t messages = 0;
  for (std::uint64_t seed = 0; seed < 60 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const test::Outcome outcome = test::runText(test::generatedScenario(seed));
    const roundscope::Run& run = *outcome.run;
    // A desk has room for a line for each of its callers.
    const QSizeF size(1600, 500.0 * static_cast<double>(run.scenario().canisters.size()));
    for (const Time time : momentsOf(run)) {
      const auto expected = known(run, time);
      for (const auto& [place, count] : expected) messages += count.total();
      EXPECT_EQ(drawn(stageAt(run, time, size)), expected) << time.us;
    }
  }
  EXPECT_GT(messages, 500);
}

TEST(StageScene, IsTheSameForwardsAndBackwards) {
  const test::Outcome outcome = test::runLesson("parallel-calls", "Parallel");
  const roundscope::Run& run = *outcome.run;
  std::vector<Time> moments = momentsOf(run);
  std::vector<QString> forwards;
  for (const Time time : moments) forwards.push_back(sceneText(stageAt(run, time).scene));
  EXPECT_NE(forwards.front(), forwards[forwards.size() / 2]);
  for (std::size_t i = moments.size(); i-- > 0;)
    EXPECT_EQ(sceneText(stageAt(run, moments[i]).scene), forwards[i]) << moments[i].us;
}

TEST(StageScene, TellsSlotsAgainstTheirLimitAndCallsThatFoundNone) {
  const test::Outcome outcome = test::runLesson("in-flight-limit", "Parallel");
  const Time end = endOfRounds(*outcome.run);
  bool full = false;
  for (Time time; time < end; time = time + Duration{end.us / 200}) {
    const QString texts = wordsOf(stageAt(*outcome.run, time).scene);
    full = full || texts.contains(QStringLiteral("500 / 500"));
  }
  EXPECT_TRUE(full);
  EXPECT_TRUE(wordsOf(stageAt(*outcome.run, end).scene).contains(QStringLiteral("1,500 never sent")));
}

TEST(StageScene, NoBarOfSlotsLiesOverWords) {
  const test::Outcome outcome = test::runLesson("in-flight-limit", "Parallel");
  std::size_t seen = 0;
  for (const Time time : momentsOf(*outcome.run)) {
    const StageScene stage = stageAt(*outcome.run, time);
    std::vector<QRectF> words, bars;
    for (const Layer& layer : stage.scene.layers)
      for (const Shape& shape : layer.shapes) {
        if (const auto* text = std::get_if<TextShape>(&shape); text != nullptr && text->text.startsWith(u"slots"))
          words.push_back(text->box);
        if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->fill.role == Role::Divider)
          bars.push_back(rect->rect);
      }
    for (const QRectF& bar : bars)
      for (const QRectF& line : words) EXPECT_FALSE(bar.intersects(line)) << time.us;
    seen += std::min(bars.size(), words.size());
  }
  EXPECT_GT(seen, 10U);
}

TEST(StageScene, KeepsItsWordsApartAndInside) {
  for (const char* lesson : {"in-flight-limit", "reentrancy", "callee-trust", "cycles"}) {
    const test::Outcome outcome = test::runLesson(lesson);
    for (const QSizeF size : {QSizeF(1200, 640), QSizeF(760, 420)})
      for (const Time time : momentsOf(*outcome.run)) {
        SCOPED_TRACE(std::string(lesson) + " " + std::to_string(time.us) + " " + std::to_string(size.width()));
        const StageView view{.cursor = time, .scrubber = true};
        const StageScene stage = buildStage({outcome.run.get()}, view, size, FontTextMeasure(kPt));
        std::vector<TextShape> words;
        for (const Layer& layer : stage.scene.layers)
          for (const Shape& shape : layer.shapes) {
            if (const auto* text = std::get_if<TextShape>(&shape)) words.push_back(*text);
            const auto* rect = std::get_if<RectShape>(&shape);
            EXPECT_TRUE(rect == nullptr || QRectF(QPointF(0, 0), size).adjusted(-1, -1, 1, 1).contains(rect->rect));
          }
        ASSERT_FALSE(words.empty());
        for (std::size_t i = 0; i < words.size(); ++i) {
          EXPECT_TRUE(QRectF(QPointF(0, 0), size).contains(words[i].box)) << words[i].text.toStdString();
          for (std::size_t j = 0; j < i; ++j)
            EXPECT_FALSE(words[i].box.adjusted(1, 2, -1, -2).intersects(words[j].box.adjusted(1, 2, -1, -2)))
                << words[i].text.toStdString() << " over " << words[j].text.toStdString();
        }
        if (testing::Test::HasFailure()) return;
      }
  }
}

TEST(StageScene, TheWordsOfTheLineBelowStandOnIt) {
  const test::Outcome outcome = test::runLesson("in-flight-limit");
  const StageView view{.cursor = Time{} + seconds(2), .scrubber = true};
  const StageScene stage = buildStage({outcome.run.get()}, view, kSize, FontTextMeasure(kPt));
  const auto line = std::find_if(stage.hits.begin(), stage.hits.end(),
                                 [](const StageHit& hit) { return std::holds_alternative<ScrubberHit>(hit.what); });
  ASSERT_NE(line, stage.hits.end());
  std::size_t found = 0;
  for (const Layer& layer : stage.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape); text != nullptr && text->text == u"calls in flight") {
        ++found;
        EXPECT_GT(text->box.left(), line->rect.left());
        EXPECT_LT(text->box.right(), line->rect.center().x());
      }
  EXPECT_EQ(found, 1U);
}

TEST(StageScene, KeepsTheLimitToItselfWhileALessonAsks) {
  const test::Outcome outcome = test::runLesson("in-flight-limit", "Parallel");
  // Some calls have been made, and all of them have found a slot.
  StageView view{.cursor = outcome.run->calls().drawnAt(outcome.run->call(CallId{123}).at(CallPoint::Performed))};
  ASSERT_TRUE(wordsOf(buildStage({outcome.run.get()}, view, kSize, FontTextMeasure(kPt)).scene)
                  .contains(QStringLiteral("/ 500")));
  view.shared.answerHidden = true;
  view.scrubber = true;
  EXPECT_FALSE(wordsOf(buildStage({outcome.run.get()}, view, kSize, FontTextMeasure(kPt)).scene)
                   .contains(QStringLiteral("500")));
}

TEST(StageScene, ShowsVariantsSideBySideInLockStep) {
  const test::Outcome first = test::runLesson("parallel-calls", "Sequential");
  const test::Outcome second = test::runLesson("parallel-calls", "Parallel");
  const std::vector<const roundscope::Run*> runs{first.run.get(), second.run.get()};
  StageView view{.cursor = Time{1'500'000}};
  const StageScene both = buildStage(runs, view, kSize, FontTextMeasure(kPt));
  EXPECT_EQ(both.variantsShown, 2U);
  double leftEnd = 0, rightStart = kSize.width();
  for (const StageHit& hit : both.hits) {
    if (hit.variant == 0) leftEnd = std::max(leftEnd, hit.rect.right());
    if (hit.variant == 1) rightStart = std::min(rightStart, hit.rect.left());
  }
  EXPECT_LT(leftEnd, rightStart);
  view.shared.foldedVariants = {0};
  EXPECT_EQ(buildStage(runs, view, kSize, FontTextMeasure(kPt)).variantsShown, 1U);
}

TEST(StageScene, CostsNoMoreShapesForMoreCalls) {
  const auto shapesOf = [](int calls) {
    const test::Outcome outcome = test::runText(test::twoSubnets(test::pingSteps(calls, test::kParallel)));
    std::size_t most = 0;
    for (const Time time : momentsOf(*outcome.run)) {
      std::size_t shapes = 0;
      for (const Layer& layer : stageAt(*outcome.run, time).scene.layers) shapes += layer.shapes.size();
      most = std::max(most, shapes);
    }
    return most;
  };
  EXPECT_LT(shapesOf(450), shapesOf(20) + 60);
}

TEST(StageLayout, GivesEveryCanisterADeskInItsRoomAndNoDeskOverlapsAnother) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const test::Outcome outcome = test::runText(test::generatedScenario(seed));
    const Scenario& scenario = outcome.run->scenario();
    const StageLayout layout = layOutStage(*outcome.run, QRectF(0, 0, 1200, 900), FontTextMeasure(kPt));
    std::size_t present = 0;
    for (const Canister& canister : scenario.canisters) present += canister.status != CanisterStatus::Nowhere ? 1U : 0U;
    EXPECT_EQ(layout.desks.size(), present);
    for (const DeskLayout& desk : layout.desks) {
      const SubnetId subnet = scenario.canister(desk.canister).subnet;
      const auto room = std::find_if(layout.rooms.begin(), layout.rooms.end(),
                                     [&](const RoomLayout& each) { return each.subnet == subnet; });
      ASSERT_NE(room, layout.rooms.end());
      EXPECT_TRUE(room->rect.contains(desk.rect));
      for (const DeskLayout& other : layout.desks)
        EXPECT_TRUE(other.canister == desk.canister || !other.rect.intersects(desk.rect));
    }
  }
}

TEST(StageLayout, AWayLeadsFromOneDesksOutputToTheOthersInput) {
  const test::Outcome outcome = test::runText(test::twoSubnets(test::pingSteps(1)));
  const StageLayout layout = layOutStage(*outcome.run, QRectF(0, 0, 900, 500), FontTextMeasure(kPt));
  const DeskLayout& caller = *layout.desk(CanisterId{0});
  const DeskLayout& callee = *layout.desk(CanisterId{1});
  const auto way = wayBetween(caller, callee);
  EXPECT_EQ(pointOn(way, 0), caller.port(caller.outputQueue()));
  EXPECT_EQ(pointOn(way, 1), callee.port(callee.inputQueue()));
  EXPECT_LT(pointOn(way, 0.25).x(), pointOn(way, 0.75).x());
  // What goes right passes above what comes back.
  EXPECT_LT(pointOn(way, 0.5).y(), pointOn(wayBetween(callee, caller), 0.5).y());
}

}  // namespace
}  // namespace roundscope::ui

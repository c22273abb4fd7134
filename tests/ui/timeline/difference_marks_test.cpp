// Marks of calls that differ from the variant that a what-if was made of: at the right calls, only as far as both runs
// have shown, and nothing where there is no parent.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <QTest>
#include <map>

#include "tests/support/scenarios.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/waiting.h"
#include "ui/session/parent_comparison.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

const std::string kAsParallel =
    R"({"op": "add", "path": "/canisters/0/methods/go/steps/0/call/order", "value": "parallel"})";
const std::string kSlow =
    R"({"op": "add", "path": "/canisters/1/methods/ping/steps", "value": [{"delay_ms": 3000}, {"reply": {}}]})";
const std::string kFewSlots = R"({"op": "add", "path": "/limits", "value": {"queue_capacity": 3}})";

/// "Sequential" with so many calls, and "Changed" by a patch, which is of it or not.
class Differing {
 public:
  Differing(int calls, const std::string& change, bool isOf = true, const char* fields = "") {
    const std::string variants = fmt::format(R"("variants": [{{"name": "Before"}},
      {{"name": "Changed", {} "patch": [{}]}}],)",
                                             isOf ? R"("of": "Before",)" : "", change);
    session.open(std::make_shared<ScenarioSet>(
        test::parsed(test::twoSubnets(test::pingSteps(calls, fields), R"("ping": {})", variants))));
    EXPECT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
    const auto compared = [&] { return !isOf || comparison.differencesOf(1) != nullptr; };
    EXPECT_TRUE(QTest::qWaitFor(compared, kGenerousMs));
    timeline.resize(1280, 720);
    timeline.show();
    session.toStart();
  }

  /// How often each mark stands on the bars of a variant, by call: only those of comparisons.
  std::map<std::uint32_t, std::vector<Mark>> marksOn(std::size_t variant) {
    std::map<std::uint32_t, std::vector<Mark>> found;
    for (const Layer& layer : timeline.scene().layers) {
      if (QLatin1String(layer.name) == QLatin1String("legend")) continue;
      for (const Shape& shape : layer.shapes) {
        const auto* icon = std::get_if<IconShape>(&shape);
        if (icon == nullptr || icon->mark < Mark::Later) continue;
        const auto hit = hitAt(timeline.scene(), icon->box.center());
        const auto* call = hit ? std::get_if<CallHit>(&*hit) : nullptr;
        if (call == nullptr)
          ADD_FAILURE() << "a mark that lies on no bar";
        else if (call->call.variant == variant)
          found[call->call.call.value].push_back(icon->mark);
      }
    }
    return found;
  }
  bool tells(const QString& words) {
    for (const QString& text : texts(timeline.scene()))
      if (text.contains(words)) return true;
    return false;
  }
  std::size_t edges() {
    return countOf(timeline.scene(), "calls", Role::Differs) + countOf(timeline.scene(), "marks", Role::Differs);
  }

  Session session;
  ParentComparison& comparison = ParentComparison::of(session);
  TimelineWidget timeline{session};
};

TEST(DifferenceMarks, StandOnTheBarsOfTheCallsThatDiffer) {
  Differing shown(4, kAsParallel);
  const std::map<std::uint32_t, std::vector<Mark>> expected{
      {1, {Mark::Earlier}}, {2, {Mark::Earlier}}, {3, {Mark::Earlier}}};
  EXPECT_EQ(shown.marksOn(1), expected);
  EXPECT_TRUE(shown.marksOn(0).empty());
  EXPECT_EQ(shown.comparison.differencesOf(0), nullptr) << "it is of none";
  EXPECT_TRUE(shown.tells(QStringLiteral("against Before: 3 calls end 2 to 6 rounds earlier")));
}

TEST(DifferenceMarks, TheLegendExplainsThoseThatAreDrawn) {
  Differing shown(4, kAsParallel);
  EXPECT_TRUE(shown.tells(QStringLiteral("ends earlier")));
  EXPECT_FALSE(shown.tells(QStringLiteral("ends later")));
  EXPECT_FALSE(shown.tells(QStringLiteral("ends otherwise")));
}

TEST(DifferenceMarks, AreNotThereForAVariantOfNone) {
  Differing shown(4, kAsParallel, false);
  EXPECT_TRUE(shown.marksOn(1).empty());
  EXPECT_FALSE(shown.tells(QStringLiteral("against")));
  EXPECT_FALSE(shown.tells(QStringLiteral("ends earlier")));
}

TEST(DifferenceMarks, AreNotThereWhileALessonAsks) {
  Differing shown(4, kAsParallel);
  shown.session.toEnd();
  shown.session.changeView([](ViewState& view) { view.answerHidden = true; });
  EXPECT_TRUE(shown.marksOn(1).empty());
  EXPECT_FALSE(shown.tells(QStringLiteral("against")));
}

TEST(DifferenceMarks, ComeWithTheHiddenFutureOnceBothCallsHaveEnded) {
  Differing shown(4, kAsParallel);
  shown.session.changeView([](ViewState& view) { view.hideFuture = true; });
  const roundscope::Run& before = *shown.session.runs()[0];
  shown.session.setCursor(before.calls().drawnAt(before.call(CallId{2}).end()));
  const std::map<std::uint32_t, std::vector<Mark>> expected{{1, {Mark::Earlier}}, {2, {Mark::Earlier}}};
  EXPECT_EQ(shown.marksOn(1), expected);
  EXPECT_FALSE(shown.tells(QStringLiteral("against"))) << "the fourth call is still to come";
  shown.session.toEnd();
  EXPECT_TRUE(shown.tells(QStringLiteral("against Before")));
}

TEST(DifferenceMarks, TellNothingOfAParentThatALessonHasNotComeTo) {
  Differing shown(4, kAsParallel);
  shown.session.changeView([](ViewState& view) {
    view.foldedVariants = {0};
    view.foldedTellNothing = true;
  });
  EXPECT_TRUE(shown.marksOn(1).empty());
  EXPECT_FALSE(shown.tells(QStringLiteral("against")));
}

TEST(DifferenceMarks, OfABatchAreCounted) {
  Differing shown(30, kSlow, true, R"("order": "parallel")");
  EXPECT_TRUE(shown.tells(QStringLiteral("30 replied · 30 differ")));
  EXPECT_TRUE(shown.tells(QStringLiteral("against Before: 30 calls end 3 rounds later")));
}

TEST(DifferenceMarks, OfCallsThatWereNotPerformedLieOverTheirMark) {
  Differing shown(5, kFewSlots, true, R"("order": "parallel")");
  EXPECT_TRUE(shown.tells(QStringLiteral("2 calls are not performed, not replied")));
  std::size_t refused = 0;
  for (const Layer& layer : shown.timeline.scene().layers)
    if (QLatin1String(layer.name) == QLatin1String("marks"))
      for (const Shape& shape : layer.shapes) {
        const auto* icon = std::get_if<IconShape>(&shape);
        refused += icon != nullptr && icon->mark == Mark::NotPerformed ? 1 : 0;
      }
  EXPECT_GT(refused, 0U);
  EXPECT_EQ(shown.edges(), refused) << "one over each mark of refused calls";
}

TEST(DifferenceMarks, OfBarsWithoutRoomAreTheirUpperEdge) {
  Differing shown(4, kAsParallel);
  shown.timeline.showRange({0, 4e9});
  EXPECT_TRUE(shown.marksOn(1).empty());
  EXPECT_GT(shown.edges(), 0U);
  EXPECT_TRUE(shown.tells(QStringLiteral("differs from its parent")));
}

}  // namespace
}  // namespace roundscope::ui

// What the inspector tells of the selected call follows the moment and the run.
#include "ui/panels/inspector_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTest>
#include <optional>

#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/panels/call_view.h"

namespace roundscope::ui {
namespace {

QString fieldOf(const QWidget& panel, const char* name) {
  for (const QLabel* label : panel.findChildren<QLabel*>())
    if (label->accessibleName() == QLatin1String(name)) return label->text();
  return {};
}

QStringList allTexts(const QWidget& panel) {
  QStringList all;
  for (const QLabel* label : panel.findChildren<QLabel*>()) all << label->text();
  return all;
}

TEST(InspectorTest, OverlapsGrowWithTheCursorWhileTheFutureIsHidden) {
  Session session;
  session.open(test::sequentialAndParallelPings(20));
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
  session.changeView([](ViewState& view) { view.hideFuture = true; });
  InspectorPanel panel(&session, nullptr);
  session.selectCall(CallRef{1, CallId{0}});
  const CallTable& table = session.runs()[1]->calls();
  session.setCursor(table.drawnAt(table.call(CallId{4}).at(CallPoint::Performed)));
  EXPECT_EQ(fieldOf(panel, "Overlaps"), QStringLiteral("4 other calls"));
  session.setCursor(table.drawnAt(table.call(CallId{9}).at(CallPoint::Performed)));
  EXPECT_EQ(fieldOf(panel, "Overlaps"), QStringLiteral("9 other calls"));
}

TEST(InspectorTest, ACallViewThatForgotTellsOfARunAtTheSamePlaceInMemory) {
  const auto failing = [](const char* step) {
    return test::runText(test::twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})",
                                          std::string(R"("ping": {"steps": [{")") + step + R"(": {}}]})"));
  };
  const test::Outcome replied = failing("reply");
  const test::Outcome rejected = failing("reject");
  ASSERT_EQ(replied.trace.eventCount(), rejected.trace.eventCount());
  std::optional<roundscope::Run> run;
  const auto open = [&](const test::Outcome& outcome) -> const roundscope::Run& {
    run.emplace(outcome.trace.scenarioPtr());
    outcome.trace.forEachBatch([&](const RoundBatch& batch) { run->append(batch); });
    return *run;
  };
  const Time end = Time{} + seconds(100);
  CallView view(nullptr);
  view.show(open(replied), CallId{0}, end, std::nullopt);
  view.forget();
  view.show(open(rejected), CallId{0}, end, std::nullopt);
  CallView fresh(nullptr);
  fresh.show(*run, CallId{0}, end, std::nullopt);
  EXPECT_EQ(allTexts(view), allTexts(fresh));
}

/// Three calls, and two in a what-if of it, all at once.
struct WhatIf {
  WhatIf() {
    session.open(std::make_shared<ScenarioSet>(
        test::parsed(test::twoSubnets(test::pingSteps(3), R"("ping": {})",
                                      R"("variants": [{"name": "Three"}, {"name": "Two", "of": "Three", "patch": [
          {"op": "add", "path": "/canisters/0/methods/go/steps/0/call/order", "value": "parallel"},
          {"op": "replace", "path": "/canisters/0/methods/go/steps/0/call/count", "value": 2}]}],)"))));
    ParentComparison& comparison = ParentComparison::of(session);
    EXPECT_TRUE(QTest::qWaitFor([&] { return comparison.differencesOf(1) != nullptr; }, kGenerousMs));
  }
  QString compared() const { return fieldOf(panel, "Compared"); }

  Session session;
  InspectorPanel panel{&session, nullptr};
};

TEST(InspectorTest, TellsWhatBecameOfTheCallInTheParentAndInAWhatIf) {
  WhatIf shown;
  shown.session.selectCall(CallRef{1, CallId{1}});
  EXPECT_TRUE(shown.compared().contains(QStringLiteral("In Three: replied, 2 rounds later")));
  shown.session.selectCall(CallRef{0, CallId{1}});
  EXPECT_TRUE(shown.compared().contains(QStringLiteral("In Two: replied, 2 rounds earlier")));
  shown.session.selectCall(CallRef{0, CallId{0}});
  EXPECT_TRUE(shown.compared().contains(QStringLiteral("In Two: replied, in the same round")));
  shown.session.selectCall(CallRef{0, CallId{2}});
  EXPECT_EQ(shown.compared(), QStringLiteral("Not in Two"));
}

TEST(InspectorTest, AClickOnTheCounterpartSelectsItAndUnfoldsItsVariant) {
  WhatIf shown;
  shown.session.changeView([](ViewState& view) { view.foldedVariants = {0}; });
  shown.session.selectCall(CallRef{1, CallId{1}});
  for (QLabel* label : shown.panel.findChildren<QLabel*>())
    if (label->accessibleName() == QLatin1String("Compared")) emit label->linkActivated(QStringLiteral("0"));
  EXPECT_EQ(shown.session.selectedCall(), (CallRef{0, CallId{1}}));
  EXPECT_TRUE(shown.session.viewState().foldedVariants.empty());
}

TEST(InspectorTest, TellsOfNoCounterpartWhileALessonAsksOrTheFutureHidesIt) {
  WhatIf shown;
  shown.session.toStart();
  shown.session.selectCall(CallRef{1, CallId{1}});
  ASSERT_FALSE(shown.compared().isEmpty());
  shown.session.changeView([](ViewState& view) { view.answerHidden = true; });
  EXPECT_TRUE(shown.compared().isEmpty());
  shown.session.changeView([](ViewState& view) {
    view.answerHidden = false;
    view.hideFuture = true;
  });
  const roundscope::Run& here = *shown.session.runs()[1];
  shown.session.setCursor(here.calls().drawnAt(here.call(CallId{1}).end()));
  EXPECT_TRUE(shown.compared().isEmpty()) << "its counterpart is still in flight";
  shown.session.toEnd();
  EXPECT_FALSE(shown.compared().isEmpty());
}

}  // namespace
}  // namespace roundscope::ui

// What the inspector tells of the selected call follows the moment and the run.
#include "ui/panels/inspector_panel.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTest>
#include <optional>

#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "ui/panels/call_view.h"

namespace roundscope::ui {
namespace {

constexpr int kGenerousMs = 60'000;  // only a hang is as long

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
  session.open(sequentialAndParallelPings(20));
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
    for (const auto& batch : outcome.trace.batches()) run->append(batch);
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

}  // namespace
}  // namespace roundscope::ui

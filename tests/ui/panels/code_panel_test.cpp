// The program beside its run: lines light up where the run stands, and lead to their events.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <algorithm>

#include "core/scenario/parse.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_player.h"
#include "ui/models/code_model.h"
#include "ui/panels/code_panel.h"

namespace roundscope::ui {
namespace {

class CodeTest : public testing::Test {
 protected:
  void SetUp() override {
    session.open(test::sequentialAndParallelPings(5));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
    model.show(0, CanisterId{0});
  }
  [[nodiscard]] int rowOf(LineRole role) const {
    const auto& lines = model.lines();
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const CodeLine& line) { return line.role == role; });
    return found == lines.end() ? -1 : static_cast<int>(found - lines.begin());
  }
  [[nodiscard]] int litAt(int row) const { return model.data(model.index(row), CodeModel::LitRole).toInt(); }

  Session session;
  CodeModel model{&session, nullptr};
  QAbstractItemModelTester tester{&model};
};

TEST_F(CodeTest, LightsTheLineThatAwaitsWhileACallIsInFlight) {
  const CallTable& table = session.runs()[0]->calls();
  session.setCursor(table.drawnAt(table.calls()[0].at(CallPoint::Started)));
  ASSERT_GE(model.litRow(), 0);
  EXPECT_EQ(litAt(model.litRow()), 1);
  const LineRole role = model.lines()[static_cast<std::size_t>(model.litRow())].role;
  EXPECT_TRUE(role == LineRole::Await || role == LineRole::Dispatch);
}

TEST_F(CodeTest, LightsNoLineAfterTheEnd) {
  session.toEnd();
  EXPECT_EQ(model.litRow(), -1);
}

TEST_F(CodeTest, ADispatchingLineLeadsToOneCallAfterTheOther) {
  const int row = rowOf(LineRole::Dispatch);
  ASSERT_GE(row, 0);
  std::uint32_t expected = 0;
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(model.goToEventOf(row));
    ASSERT_TRUE(session.selectedCall().has_value());
    EXPECT_EQ(session.selectedCall()->call, CallId{expected++});
  }
  ASSERT_TRUE(model.goToEventOf(row));
  EXPECT_EQ(session.selectedCall()->call, CallId{0});
}

TEST_F(CodeTest, ALineOutsideOfMethodsLeadsNowhere) {
  EXPECT_FALSE(model.goToEventOf(0));
  EXPECT_FALSE(model.goToEventOf(-1));
}

TEST_F(CodeTest, ThePanelFollowsTheSelectedCallToItsVariant) {
  CodePanel panel(&session, nullptr);
  panel.showVariant(0);
  session.selectCall(CallRef{1, CallId{0}});
  const auto* shown = panel.findChild<CodeModel*>();
  ASSERT_NE(shown, nullptr);
  EXPECT_EQ(shown->variant(), 1u);
  EXPECT_EQ(panel.findChild<QComboBox*>()->currentText(), QStringLiteral("caller"));
}

TEST_F(CodeTest, ALineThatIsLongerThanThePanelIsWideGoesOnBelowAndNothingScrollsSideways) {
  CodePanel panel(&session, nullptr);
  panel.resize(900, 500);
  panel.show();
  panel.showVariant(1);
  const auto* lines = panel.findChild<QListView*>();
  const auto heightOf = [&](int row) { return lines->visualRect(lines->model()->index(row, 0)).height(); };
  int longest = 0;
  const auto lengthOf = [&](int row) { return lines->model()->index(row, 0).data().toString().size(); };
  for (int row = 0; row < lines->model()->rowCount(); ++row)
    if (lengthOf(row) > lengthOf(longest)) longest = row;
  const int wide = heightOf(longest);
  panel.resize(200, 500);
  EXPECT_TRUE(QTest::qWaitFor([&] { return heightOf(longest) > wide; })) << heightOf(longest);
  EXPECT_FALSE(lines->horizontalScrollBar()->isVisible());
  for (int row = 0; row < lines->model()->rowCount(); ++row)
    EXPECT_LE(lines->visualRect(lines->model()->index(row, 0)).right(), lines->viewport()->width()) << row;
}

TEST(CodePanelTest, ListsTheCanistersOfTheVariantThatIsShown) {
  const auto set = parseScenario(R"({
    "roundscope": 1, "title": "Others", "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.ping"}}]}}},
                  {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}],
    "variants": [{"name": "First"}, {"name": "Second", "patch": {
      "canisters": [{"id": "x", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "y.ping"}}]}}},
                    {"id": "y", "subnet": "s", "methods": {"ping": {}}}],
      "ingress": [{"to": "x.go"}]}}]})",
                                 {.fileName = "others"});
  Session session;
  session.open(std::make_shared<const ScenarioSet>(set.value()));
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
  CodePanel panel(&session, nullptr);
  const auto* canisters = panel.findChild<QComboBox*>();
  const auto* shown = panel.findChild<CodeModel*>();
  session.selectCall(CallRef{1, CallId{0}});
  EXPECT_EQ(canisters->currentText(), QStringLiteral("x"));
  EXPECT_EQ(shown->canister(), CanisterId{0});
  EXPECT_EQ(canisters->count(), 2);
  panel.showVariant(0);
  EXPECT_EQ(canisters->currentText(), QStringLiteral("a"));
}

TEST_F(CodeTest, ThePanelRunsTheLanguageThatItShows) {
  LessonPlayer& player = LessonPlayer::of(session);
  QObject::connect(&player, &LessonPlayer::scenarioWanted, &session, &Session::open);
  CodePanel panel(&session, nullptr);
  panel.showVariant(1);
  const auto* shown = panel.findChild<CodeModel*>();
  QComboBox* language = nullptr;
  for (QComboBox* box : panel.findChildren<QComboBox*>())
    if (box->accessibleName() == QStringLiteral("Language")) language = box;
  ASSERT_NE(language, nullptr);
  EXPECT_EQ(language->currentText(), QStringLiteral("Motoko"));
  const auto choose = [&](int index) {
    language->setCurrentIndex(index);
    emit language->activated(index);
  };
  choose(1);
  EXPECT_EQ(session.runs()[1]->scenario().canisters[0].language, Language::Rust);
  EXPECT_EQ(session.runs()[1]->scenario().canisters[1].language, Language::Motoko) << "of the canister shown only";
  EXPECT_EQ(session.runs()[0]->scenario().canisters[0].language, Language::Motoko) << "of the variant shown only";
  EXPECT_EQ(shown->variant(), 1u);
  EXPECT_EQ(shown->lines(), rustCode(session.runs()[1]->scenario(), CanisterId{0}).lines);
  choose(0);
  EXPECT_EQ(session.runs()[1]->scenario().canisters[0].language, Language::Motoko);
  EXPECT_EQ(language->currentText(), QStringLiteral("Motoko"));
}

TEST(CodePanelTest, KeepsTheLanguageWhereTheScenarioCannotBeRunInTheOther) {
  Session session;
  // A future that is awaited twice, which Rust does not know.
  session.open(std::make_shared<const ScenarioSet>(test::parsed(test::oneSubnet(
      R"({"call": {"to": "callee.ping", "await": false, "label": "b"}}, {"await": "b"}, {"await": "b"}, {"reply": {}})"))));
  LessonPlayer& player = LessonPlayer::of(session);
  QObject::connect(&player, &LessonPlayer::scenarioWanted, &session, &Session::open);
  QString error;
  QObject::connect(&player, &LessonPlayer::failed, &player,
                   [&](const Error& failed) { error = QString::fromStdString(failed.what); });
  CodePanel panel(&session, nullptr);
  for (QComboBox* box : panel.findChildren<QComboBox*>()) {
    if (box->accessibleName() != QStringLiteral("Language")) continue;
    box->setCurrentIndex(1);
    emit box->activated(1);
    EXPECT_EQ(box->currentText(), QStringLiteral("Motoko"));
  }
  EXPECT_TRUE(error.contains(QStringLiteral("awaited twice"))) << error.toStdString();
}

TEST(CodePanelTest, OffersNoLanguageWhereNothingRuns) {
  Session session;
  CodePanel panel(&session, nullptr);
  const auto combos = panel.findChildren<QComboBox*>();
  QComboBox* languages = combos.back();
  ASSERT_EQ(languages->accessibleName(), "Language");
  session.open(test::sequentialAndParallelPings(3));
  EXPECT_TRUE(languages->isEnabled());
  session.close();
  EXPECT_FALSE(languages->isEnabled());
  emit languages->activated(1);
  EXPECT_TRUE(session.runs().empty()) << "and nothing is asked of what is not there";
}

}  // namespace
}  // namespace roundscope::ui

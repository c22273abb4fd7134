// The rows of the scenario's tree: they read as the run's own words, and stay the same rows through edits.
#include "ui/models/scenario_rows.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <functional>

#include "core/scenario/numbers.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario_places.h"
#include "tests/support/scenarios.h"
#include "ui/editor/form_fields.h"
#include "ui/editor/row_edits.h"
#include "ui/models/scenario_tree_model.h"
#include "ui/models/step_lines.h"
#include "ui/models/step_words.h"

namespace roundscope::ui {
namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// What lessons leave out because it is so anyway.
const char* const kWrittenOut = R"({
  "roundscope": 1,
  "subnets": [{"id": "s"}],
  "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [
    {"call": {"to": "a.other", "count": 3, "forget": false}},
    {"call": {"to": "a.other", "await": true, "order": "sequential", "wait": "unbounded"}},
    {"call": {"to": "a.other", "count": 1, "order": "parallel"}},
    {"reply": {}}
  ]}, "other": {}}}]
})";

std::vector<std::string> allTexts() {
  std::vector<std::string> texts{kWrittenOut};
  for (const std::string& lesson : test::lessonIds()) texts.push_back(test::lessonText(lesson));
  texts.push_back(test::readFile(ROUNDSCOPE_SOURCE_DIR "/tests/core/code/features.roundscope.json"));
  return texts;
}

TEST(StepLines, SayOfTheTextWhatStepWordsSayOfTheRun) {
  std::size_t steps = 0;
  for (const std::string& text : allTexts()) {
    const auto set = parseScenario(text, {});
    ASSERT_TRUE(set.ok()) << set.error().text();
    for (const Scenario& scenario : set.value().variants) {
      for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c)
        for (std::uint16_t m = 0; m < scenario.canisters[c].methods.size(); ++m) {
          const MethodRef method{CanisterId{c}, MethodId{m}};
          const auto& listed = scenario.method(method).steps;
          for (std::size_t s = 0; s < listed.size(); ++s) {
            const std::string pointer = pointerOfStep(method, s, scenario);
            const auto written = valueAt(set.value(), scenario.variant, pointer);
            if (!written) continue;  // the reply of a method without steps is written nowhere
            QString words = stepWords(listed[s], scenario, method);
            while (words.startsWith(QChar(0x2003))) words.remove(0, 1);
            EXPECT_EQ(stepLine(Document(*written), "").toStdString(), words.toStdString()) << pointer;
            ++steps;
          }
        }
    }
  }
  EXPECT_GT(steps, 100U);
}

const char* const kTownInRows = R"({
  "roundscope": 1,
  "subnets": [{"id": "app-1"}],
  "canisters": [
    {"id": "bank", "subnet": "app-1", "methods": {"pay": {"steps": [
      {"work": 5},
      {"call": {"to": "ledger.book", "on_reject": [{"trap": ""}]}},
      {"if": {"replied": "x", "at_least": 1, "then": [{"reply": {}}], "else": [{"reject": "no"}]}}
    ]}}},
    {"id": "ledger", "subnet": "app-1", "methods": {"book": {}}}
  ]
})";

QStringList textsUnder(const QAbstractItemModel& model, const QModelIndex& index) {
  QStringList texts;
  for (int i = 0; i < model.rowCount(index); ++i) texts << model.index(i, 0, index).data().toString();
  return texts;
}

TEST(ScenarioTreeModel, HasARowForEveryPartAlsoWhileItCannotBeRun) {
  ScenarioTreeModel model(nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  model.show(Document(kTownInRows));  // no calls are named x
  const QStringList sections = textsUnder(model, {});
  EXPECT_TRUE(sections.startsWith(QStringLiteral("Network")));
  EXPECT_TRUE(sections.contains(QStringLiteral("Operations"))) << "to add one";
  const QModelIndex pay = model.indexOf("/canisters/0/methods/pay");
  EXPECT_EQ(textsUnder(model, pay), QStringList({"work 5 instructions", "call ledger.book", "if replies to x ≥ 1"}));
  EXPECT_EQ(textsUnder(model, model.index(1, 0, pay)), QStringList({"on reject"}));
  EXPECT_EQ(textsUnder(model, model.index(2, 0, pay)), QStringList({"reply", "else"}));
  EXPECT_EQ(model.row(model.indexOf("/canisters/0/methods/pay/steps/2/if/else/0/reject")).pointer,
            "/canisters/0/methods/pay/steps/2/if/else/0");
}

TEST(ScenarioTreeModel, KeepsRowsThroughEditsAndTextThatIsNoJson) {
  ScenarioTreeModel model(nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  Document document(kTownInRows);
  model.show(document);
  const QPersistentModelIndex ledger = model.indexOf("/canisters/1");
  const QPersistentModelIndex call = model.indexOf("/canisters/0/methods/pay/steps/1");
  document = Document(document.insert("/canisters/0", R"({"id": "first", "subnet": "app-1"})").value());
  model.follow(document);
  EXPECT_EQ(ledger.data().toString(), "ledger on app-1");
  EXPECT_EQ(model.row(ledger).pointer, "/canisters/2");
  EXPECT_EQ(model.row(call).pointer, "/canisters/1/methods/pay/steps/1");
  document = Document(document.remove("/canisters/1/methods/pay/steps/0").value());
  model.follow(document);
  EXPECT_EQ(model.row(call).pointer, "/canisters/1/methods/pay/steps/0");
  EXPECT_EQ(call.data().toString(), "call ledger.book");
  document = Document(document.rename("/canisters/1/methods/pay", "settle").value());
  model.follow(document);
  EXPECT_EQ(call.parent().data().toString(), "settle");
  model.follow(Document("{"));
  EXPECT_EQ(call.data().toString(), "call ledger.book");
}

TEST(ScenarioTreeModel, AsksForAMoveWhereTheElementStandsAfterwards) {
  ScenarioTreeModel model(nullptr);
  model.show(Document(kTownInRows));
  std::string to;
  QObject::connect(&model, &ScenarioTreeModel::moveWanted,
                   [&](const std::string&, const std::string& place) { to = place; });
  const QModelIndex pay = model.indexOf("/canisters/0/methods/pay");
  const std::unique_ptr<QMimeData> first(model.mimeData({model.index(0, 0, pay)}));
  model.dropMimeData(first.get(), Qt::MoveAction, 2, 0, pay);
  EXPECT_EQ(to, "/canisters/0/methods/pay/steps/1") << "between the others, which have closed up";
  model.dropMimeData(first.get(), Qt::MoveAction, -1, -1, model.index(2, 0, pay));
  EXPECT_EQ(to, "/canisters/0/methods/pay/steps/1/if/then/1") << "into the if, which is one further up by then";
  EXPECT_FALSE(model.canDropMimeData(first.get(), Qt::MoveAction, 0, 0, model.indexOf("/subnets")));
  EXPECT_TRUE(Document(kTownInRows).move("/canisters/0/methods/pay/steps/0", to).ok());
}

TEST(RowAdditions, ANewCallGoesToAnotherCanisterAndComesBeforeTheReply) {
  const Document document(R"({"roundscope": 1, "subnets": [{"id": "a"}],
    "canisters": [{"id": "p", "subnet": "a", "methods": {"go": {"steps": [{"add": {"n": 1}}, {"reply": {}}]}}},
      {"id": "q", "subnet": "a", "methods": {"ping": {}}}]})");
  const SchemaGuide guide(document.text());
  ScenarioRow row;
  row.pointer = "/canisters/0/methods/go";
  row.list = row.pointer + "/steps";
  row.elements = 2;
  std::optional<RowAddition> call;
  for (const RowAddition& addition : additionsAt(document, guide, row))
    if (addition.label == QStringLiteral("call") && addition.holder == row.list) call = addition;
  ASSERT_TRUE(call);
  EXPECT_EQ(call->number, 1U);
  const auto added = withAddition(document, guide, *call);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(Document(added.value().text).stringAt("/canisters/0/methods/go/steps/1/call/to"), "q.ping");
}

/// A list that is written as an object has elements that are called otherwise than 0, 1, 2.
TEST(RowEdits, AreRefusedAndNoMoreWhereAListIsNone) {
  const Document document(R"({"roundscope": 1, "subnets": [{"id": "s"}],
    "canisters": {"first": {"id": "a", "subnet": "s"}, "99999999999999999999999": {"id": "b"}},
    "variants": {"one": {"patch": {"seed": 2}}}, "expect": {"x": "1 == 1"}})");
  const SchemaGuide guide(document.text());
  ScenarioTreeModel model(nullptr);
  model.show(document);
  std::size_t rows = 0;
  const std::function<void(const QModelIndex&)> tryAll = [&](const QModelIndex& index) {
    if (index.isValid()) {
      const ScenarioRow& row = model.row(index);
      ++rows;
      static_cast<void>(additionsAt(document, guide, row));
      static_cast<void>(withoutRow(document, guide, row));
      for (const int by : {-1, 1}) static_cast<void>(withShift(document, row, by));
      static_cast<void>(formFields(document, guide, row.pointer));
    }
    for (int i = 0; i < model.rowCount(index); ++i) tryAll(model.index(i, 0, index));
  };
  tryAll({});
  EXPECT_GT(rows, 5U);
  const ScenarioRow& first = model.row(model.indexOf("/canisters/first"));
  EXPECT_FALSE(withShift(document, first, 1).ok());
}

}  // namespace
}  // namespace roundscope::ui

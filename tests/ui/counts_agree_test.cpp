// One truth: whoever tells the counts of a run tells the same, and they are those of the raw events.
#include <gtest/gtest.h>

#include <QAbstractItemModel>
#include <QLabel>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "core/analysis/summary.h"
#include "core/export/comparison.h"
#include "core/export/summary_json.h"
#include "core/export/trace_formats.h"
#include "core/scenario/parse.h"
#include "tests/support/generated_scenario.h"
#include "tests/ui/recount.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_library.h"
#include "ui/models/state_model.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/state_panel.h"
#include "ui/picture/picture.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

/// "22 calls: 9 replied, 13 not performed" as numbers.
Counts countsIn(const QString& text) {
  Counts counts;
  const QRegularExpression pattern(
      QStringLiteral("([0-9,]+) (calls?|replied|rejected|trapped|expired|dropped|not performed|in flight)"));
  for (auto each = pattern.globalMatch(text); each.hasNext();) {
    const auto match = each.next();
    QString name = match.captured(2).replace(QLatin1Char(' '), QLatin1Char('_'));
    if (name.startsWith(QStringLiteral("call"))) name = QStringLiteral("attempted");
    counts.try_emplace(name.toStdString(), match.captured(1).remove(QLatin1Char(',')).toULongLong());
  }
  return counts;
}

void expectSame(const Counts& told, const Counts& counted, const std::string& who) {
  for (const auto& [name, number] : counted) {
    if (name == "to_itself") continue;  // told apart, or not at all
    const auto found = told.find(name);
    EXPECT_EQ(found == told.end() ? 0 : found->second, number) << who << ": " << name;
  }
}

std::uint64_t numberIn(const QVariant& text) {
  return text.toString().section(QLatin1Char(' '), 0, 0).remove(QLatin1Char(',')).toULongLong();
}

/// What `run --json` prints.
void expectInJson(const Run& run, const RunSummary& summary, const Recount& recount) {
  const nlohmann::json json = nlohmann::json::parse(summaryJson({&run.scenario(), &summary}));
  for (const auto& [what, number] : recount.callsInAll()) EXPECT_EQ(json["calls"][what], number) << "json: " << what;
  for (const auto& [what, number] : recount.usersInAll()) EXPECT_EQ(json["users"][what], number) << "users: " << what;
  std::uint64_t reasons = 0;
  for (const auto& each : json["failures"]) reasons += each["calls"].get<std::uint64_t>();
  const Counts counted = recount.callsInAll();
  EXPECT_EQ(reasons, counted.at("attempted") - counted.at("replied") - counted.at("in_flight")) << "reasons";
  for (const PairSummary& pair : summary.pairs) {
    EXPECT_EQ(pair.peakInFlight, recount.peak(pair.caller, pair.callee));
    EXPECT_EQ(pair.notPerformed, recount.notPerformed(pair.caller, pair.callee));
  }
}

/// The table of `compare`.
void expectInComparison(const Run& run, const RunSummary& summary, const Recount& recount) {
  ComparisonTable table = compared({{&run.scenario(), &summary, &run}});
  table.variants[0].name = "plain";  // without a comma, which would end a cell
  const std::string csv = comparisonCsv(table);
  const QStringList titles = QString::fromStdString(csv).section(QLatin1Char('\n'), 0, 0).split(QLatin1Char(','));
  const QStringList cells = QString::fromStdString(csv).section(QLatin1Char('\n'), 1, 1).split(QLatin1Char(','));
  std::size_t columns = 0;
  for (const auto& [what, number] : recount.callsInAll()) {
    const auto column = titles.indexOf(QStringLiteral("calls.") + QString::fromStdString(what));
    if (column < 0) continue;  // the table has no column for it
    ASSERT_LT(column, cells.size());
    EXPECT_EQ(cells[column].toULongLong(), number) << "compare: " << what;
    ++columns;
  }
  EXPECT_GE(columns, 8U);
}

/// A picture's description, and the heading in picture and window.
void expectInPicture(const Run& run, const Recount& recount) {
  const PictureSource source({&run});
  expectSame(countsIn(layOutPicture(source, {}).value().description), recount.callsAt(source.index->endUs()),
             "picture");
  for (const std::int64_t us : {source.index->endUs(), source.index->endUs() / 2})
    expectSame(countsIn(outcomeText(run.outcomes().countsUntil(static_cast<double>(us)))), recount.callsAt(us),
               "heading");
}

/// Calls as slices, and the counters of calls in flight.
void expectInChromeTrace(const Run& run, const Recount& recount) {
  const auto format = traceFormatOf("x.perfetto.json", "test");
  ASSERT_TRUE(format.ok());
  std::string chrome;
  ASSERT_TRUE(format.value()->write({"test", {&run}}, [&](std::string_view piece) {
    chrome += piece;
    return true;
  }));
  Counts slices;
  std::map<std::string, std::uint64_t> last;
  std::map<std::string, std::uint64_t> greatest;
  const nlohmann::json written = nlohmann::json::parse(chrome);
  for (const auto& event : written["traceEvents"]) {
    if (event.value("ph", "") == "C") {
      const auto name = event["name"].get<std::string>();
      last[name] = event["args"]["calls"].get<std::uint64_t>();
      greatest[name] = std::max(greatest[name], last[name]);
    }
    if (event.value("cat", "") != "call" || !event.contains("args") || !event["args"].contains("outcome")) continue;
    std::string outcome = event["args"]["outcome"].get<std::string>();
    std::replace(outcome.begin(), outcome.end(), ' ', '_');
    ++slices[outcome];
    ++slices["attempted"];
  }
  constexpr std::int64_t kAfterAll = std::numeric_limits<std::int64_t>::max();
  expectSame(slices, recount.callsAt(kAfterAll), "Chrome trace");
  for (const auto& entry : run.inFlight().pairs()) {
    const PairInFlight& pair = entry.second;
    const std::string name = "in flight: " + run.name(pair.caller) + " to " + run.name(pair.callee);
    EXPECT_EQ(last[name], recount.inFlight(pair.caller, pair.callee, kAfterAll, true)) << name;
    // Calls of queries have a clock of their own, on which others may be in flight than in the order of the trace.
    const bool oneClock = std::none_of(recount.calls().begin(), recount.calls().end(), [&](const RecountedCall& call) {
      return call.inQuery && call.caller == pair.caller && call.callee == pair.callee;
    });
    EXPECT_EQ(greatest[name], oneClock ? recount.peak(pair.caller, pair.callee) : greatest[name]) << name;
  }
}

/// The window's panels at the session's cursor, read as the viewer reads them.
class Panels {
 public:
  Panels() : m_inspector(&m_session, nullptr), m_state(&m_session, nullptr) {}

  /// Simulates all variants.
  void open(ScenarioSet set) {
    m_session.open(std::make_shared<const ScenarioSet>(std::move(set)));
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_session.finished(); }, kGenerousMs));
  }
  [[nodiscard]] const Session& session() const { return m_session; }

  void expectAgreed(std::size_t variant, const Recount& recount) {
    for (const Time cursor : {m_session.end(), Time{m_session.end().us / 2}, Time{m_session.end().us / 5}}) {
      m_session.selectCall(std::nullopt);
      m_session.setCursor(cursor);
      SCOPED_TRACE("cursor " + std::to_string(cursor.us));
      expectRun(static_cast<int>(variant), recount.callsAt(cursor.us));
      expectPairs(variant, recount, cursor.us);
    }
    const std::size_t calls = recount.calls().size();
    for (std::size_t call = 0; call < calls; call += std::max<std::size_t>(1, calls / 3))
      expectCall(variant, call, recount);
  }

 private:
  /// The inspector's page of the whole run.
  void expectRun(int variant, const Counts& counted) const {
    const QList<QTableView*> tables = m_inspector.findChildren<QTableView*>();
    const auto table = std::find_if(tables.begin(), tables.end(), [](const QTableView* each) {
      return each->accessibleName() == QStringLiteral("Calls at the cursor");
    });
    ASSERT_NE(table, tables.end());
    const QAbstractItemModel& model = *(*table)->model();
    const std::uint64_t failed =
        counted.at("rejected") + counted.at("trapped") + counted.at("expired") + counted.at("dropped");
    const std::map<QString, std::uint64_t> rows{{QStringLiteral("In flight"), counted.at("in_flight")},
                                                {QStringLiteral("Replied"), counted.at("replied")},
                                                {QStringLiteral("Failed"), failed},
                                                {QStringLiteral("Not performed"), counted.at("not_performed")}};
    ASSERT_EQ(model.rowCount(), static_cast<int>(rows.size()));
    for (int row = 0; row < model.rowCount(); ++row) {
      const QString name = model.headerData(row, Qt::Vertical).toString();
      EXPECT_EQ(numberIn(model.index(row, variant).data()), rows.at(name)) << "inspector: " << name.toStdString();
    }
  }

  /// The slots of each pair, which stand in the panel of the state.
  void expectPairs(std::size_t variant, const Recount& recount, std::int64_t us) {
    const Scenario& scenario = m_session.runs()[variant]->scenario();
    auto* model = qobject_cast<StateModel*>(m_state.findChild<QTableView*>()->model());
    model->showVariant(variant);
    for (const Canister& caller : scenario.canisters)
      for (const Canister& callee : scenario.canisters) {
        const QString name = QString::fromStdString(caller.id + " \u2192 " + callee.id);
        const QModelIndexList rows = model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        const CanisterId from = idOf(scenario, caller);
        const CanisterId to = idOf(scenario, callee);
        const std::uint64_t counted = recount.inFlight(from, to, us, false);
        if (rows.empty()) {
          EXPECT_TRUE(from == to || counted == 0) << name.toStdString();
          continue;
        }
        EXPECT_EQ(numberIn(rows.first().siblingAtColumn(StateModel::Value).data()), counted) << name.toStdString();
      }
  }

  static CanisterId idOf(const Scenario& scenario, const Canister& canister) {
    return CanisterId{static_cast<std::uint16_t>(&canister - scenario.canisters.data())};
  }

  /// The inspector's page of one call: how it ended, and what overlaps it.
  void expectCall(std::size_t variant, std::size_t call, const Recount& recount) {
    m_session.selectCall(CallRef{variant, CallId{static_cast<std::uint32_t>(call)}});
    std::map<QString, QString> fields;
    for (const QLabel* label : m_inspector.findChildren<QLabel*>()) fields[label->accessibleName()] = label->text();
    EXPECT_EQ(numberIn(fields[QStringLiteral("Overlaps")]), recount.overlaps(call)) << "call " << call;
    std::string outcome = recount.calls()[call].outcome;
    std::replace(outcome.begin(), outcome.end(), '_', ' ');
    EXPECT_EQ(fields[QStringLiteral("Outcome")].toStdString(), outcome) << "call " << call;
  }

  Session m_session;
  InspectorPanel m_inspector;
  StatePanel m_state;
};

void expectAgreed(Panels& panels, std::size_t variant) {
  const Run& run = *panels.session().runs()[variant];
  SCOPED_TRACE(run.scenario().variant);
  const RunSummary summary = summarise(run);
  const Recount recount(run);
  expectInJson(run, summary, recount);
  expectInComparison(run, summary, recount);
  expectInPicture(run, recount);
  expectInChromeTrace(run, recount);
  panels.expectAgreed(variant, recount);
}

TEST(CountsAgree, InEveryLesson) {
  ASSERT_GE(lessons().size(), 15);
  Panels panels;
  for (const LessonInfo& lesson : lessons()) {
    SCOPED_TRACE(lesson.id.toStdString());
    auto set = loadLesson(lesson.id);
    ASSERT_TRUE(set.ok());
    panels.open(std::move(set).value());
    for (std::size_t v = 0; v < panels.session().runs().size(); ++v) expectAgreed(panels, v);
  }
}

TEST(CountsAgree, InAThousandGeneratedScenarios) {
  Panels panels;
  for (std::uint64_t seed = 0; seed < 1'000 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    auto set = parseScenario(test::generatedScenario(seed), {});
    ASSERT_TRUE(set.ok());
    set.value().variants.resize(1);
    panels.open(std::move(set).value());
    expectAgreed(panels, 0);
  }
}

}  // namespace
}  // namespace roundscope::ui

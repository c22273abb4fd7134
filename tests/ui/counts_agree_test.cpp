// One truth: whoever tells the counts of a run tells the same, and they are those of the raw events.
#include <gtest/gtest.h>

#include <QRegularExpression>
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "core/analysis/simulate_run.h"
#include "core/analysis/summary.h"
#include "core/export/comparison.h"
#include "core/export/summary_json.h"
#include "core/export/trace_formats.h"
#include "core/scenario/parse.h"
#include "tests/support/generated_scenario.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/picture.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

/// The scenario's calls by how they ended, counted from events alone. `compare` has the same columns.
std::map<std::string, std::uint64_t> recount(const Trace& trace) {
  std::map<std::uint32_t, std::string> calls;
  std::map<std::uint32_t, RejectReason> answered;
  std::map<std::string, std::uint64_t> counts{{"attempted", 0}, {"not_performed", 0}, {"replied", 0},
                                              {"rejected", 0},  {"trapped", 0},       {"expired", 0},
                                              {"dropped", 0},   {"to_itself", 0},     {"in_flight", 0}};
  const auto outcomeOf = [](RejectReason reason) -> std::string {
    if (reason == RejectReason::None) return "replied";
    return std::string(nameOf(rowOf(reason).outcome));
  };
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* e = std::get_if<CallNotPerformed>(&event))
      if (e->attempt > 0) calls[e->call.value] = "not_performed";
    if (const auto* e = std::get_if<CallPerformed>(&event)) {
      if (e->attempt == 0) ++counts["to_itself"];
      if (e->attempt > 0) calls[e->call.value] = "in_flight";
    }
    if (const auto* e = std::get_if<ResponseCreated>(&event)) {
      const auto [known, first] = answered.try_emplace(e->call.value, e->reason);
      // The caller's own subnet overrules an answer that had not arrived, never the other way round.
      if (!first && isGivenAtCaller(e->reason)) known->second = e->reason;
      if (endsWithoutCallback(e->reason) && calls.contains(e->call.value)) calls[e->call.value] = outcomeOf(e->reason);
    }
    if (const auto* e = std::get_if<ExecutionStarted>(&event))
      if (isCallback(e->kind) && calls.contains(e->call.value))
        calls[e->call.value] = outcomeOf(answered[e->call.value]);
  });
  for (const auto& [call, outcome] : calls) ++counts[outcome];
  counts["attempted"] = calls.size();
  return counts;
}

/// "22 calls: 9 replied, 13 not performed" as numbers.
std::map<std::string, std::uint64_t> countsIn(const QString& text) {
  std::map<std::string, std::uint64_t> counts;
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

void expectSame(const std::map<std::string, std::uint64_t>& told, const std::map<std::string, std::uint64_t>& counted,
                const std::string& who) {
  for (const auto& [name, number] : counted) {
    if (name == "to_itself") continue;  // told apart, or not at all
    const auto found = told.find(name);
    EXPECT_EQ(found == told.end() ? 0 : found->second, number) << who << ": " << name;
  }
}

void check(const std::shared_ptr<const Scenario>& scenario, const std::string& name) {
  SCOPED_TRACE(name);
  const auto run = simulateRun(scenario);
  const auto counted = recount(run->trace());
  const RunSummary summary = summarise(*run);
  const SummedUpRun summedUp{scenario.get(), &summary};

  const nlohmann::json json = nlohmann::json::parse(summaryJson(summedUp));
  for (const auto& [what, number] : counted) EXPECT_EQ(json["calls"][what], number) << "run --json: " << what;
  std::uint64_t reasons = 0;
  for (const auto& each : json["failures"]) reasons += each["calls"].get<std::uint64_t>();
  EXPECT_EQ(reasons, counted.at("attempted") - counted.at("replied") - counted.at("in_flight")) << "reasons";

  Scenario plain = *scenario;
  plain.variant = "plain";  // without a comma, which would end a cell
  const std::string csv = comparisonCsv({{&plain, &summary}});
  const QStringList titles = QString::fromStdString(csv).section(QLatin1Char('\n'), 0, 0).split(QLatin1Char(','));
  const QStringList cells = QString::fromStdString(csv).section(QLatin1Char('\n'), 1, 1).split(QLatin1Char(','));
  std::size_t columns = 0;
  for (const auto& [what, number] : counted) {
    const auto column = titles.indexOf(QString::fromStdString(what));
    if (column < 0) continue;  // the table has no column for it
    ASSERT_LT(column, cells.size());
    EXPECT_EQ(cells[column].toULongLong(), number) << "compare: " << what;
    ++columns;
  }
  EXPECT_GE(columns, 8U);

  const PictureSource source({run.get()});
  expectSame(countsIn(layOutPicture(source, {}).description), counted, "picture");
  const OutcomeCounts heading = run->outcomes().countsUntil(static_cast<double>(source.index->endUs()));
  expectSame(countsIn(outcomeText(heading)), counted, "heading");

  const auto format = traceFormatOf("x.perfetto.json", "test");
  ASSERT_TRUE(format.ok());
  std::string chrome;
  ASSERT_TRUE(format.value()->write({"test", {run.get()}}, [&](std::string_view piece) {
    chrome += piece;
    return true;
  }));
  std::map<std::string, std::uint64_t> slices;
  const nlohmann::json written = nlohmann::json::parse(chrome);
  for (const auto& event : written["traceEvents"]) {
    if (event.value("cat", "") != "call" || !event.contains("args") || !event["args"].contains("outcome")) continue;
    std::string outcome = event["args"]["outcome"].get<std::string>();
    std::replace(outcome.begin(), outcome.end(), ' ', '_');
    ++slices[outcome];
    ++slices["attempted"];
  }
  expectSame(slices, counted, "Chrome trace");
}

TEST(CountsAgree, InEveryLesson) {
  ASSERT_GE(lessons().size(), 15);
  for (const LessonInfo& lesson : lessons()) {
    const auto set = loadLesson(lesson.id);
    ASSERT_TRUE(set.ok()) << lesson.id.toStdString();
    for (const Scenario& variant : set.value().variants)
      check(std::make_shared<const Scenario>(variant), variant.id + " " + variant.variant);
  }
}

TEST(CountsAgree, InAThousandGeneratedScenarios) {
  for (std::uint64_t seed = 0; seed < 1'000 && !testing::Test::HasFailure(); ++seed) {
    const auto set = parseScenario(test::generatedScenario(seed), {});
    ASSERT_TRUE(set.ok()) << seed;
    check(std::make_shared<const Scenario>(set.value().variants.front()), "seed " + std::to_string(seed));
  }
}

}  // namespace
}  // namespace roundscope::ui

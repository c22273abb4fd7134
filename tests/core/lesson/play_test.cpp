// Every lesson, from the first step to the last, as a viewer plays it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "core/base/time.h"
#include "core/run/event_order.h"
#include "tests/core/lesson/lesson_runs.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

class Lessons : public ::testing::TestWithParam<std::string> {};

std::size_t wordsIn(const std::string& text) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != ' ' && (i == 0 || text[i - 1] == ' ')) ++words;
  return words;
}

/// What every text that a viewer reads must keep to, whatever the knobs.
void expectReadable(const std::string& text, const std::string& where) {
  EXPECT_FALSE(text.empty()) << where;
  EXPECT_LE(wordsIn(text), kMaxLessonWords) << where << ": " << text;
  EXPECT_EQ(text.find_first_of("{}|"), std::string::npos) << where << ": " << text;
  EXPECT_EQ(text.find("  "), std::string::npos) << where << ": " << text;
  EXPECT_NE(text.front(), ' ') << where;
  EXPECT_NE(text.back(), ' ') << where;
}

void expectPlayable(const ResolvedView& view, const PlayedLesson& played, const std::string& where) {
  expectReadable(view.text, where);
  ASSERT_LT(view.variant, played.outcomes().size()) << where;
  const Outcome& run = played.outcomes()[view.variant];
  EXPECT_GE(view.cursor, Time{}) << where;
  EXPECT_LE(view.cursor, Time{} + run.summary.duration) << where;
  const auto* call = std::get_if<CallId>(&view.highlight);
  EXPECT_TRUE(call == nullptr || call->value < run.table.calls().size()) << where;
  const auto* event = std::get_if<EventIndex>(&view.highlight);
  EXPECT_TRUE(event == nullptr || event->value < run.trace.eventCount()) << where;
}

void expectAllPlayable(const PlayedLesson& played, const std::string& knobs) {
  for (std::size_t i = 0; i < played.lesson().steps.size(); ++i) {
    const std::string where = fmt::format("{} step {} with {}", played.lesson().id, i + 1, knobs);
    const auto resolved = played.resolve(i);
    ASSERT_TRUE(resolved.ok()) << where << ": " << resolved.error().text();
    const ResolvedStep& step = resolved.value();
    expectPlayable(step.view, played, where);
    if (step.reveal) expectPlayable(*step.reveal, played, where + " reveal");
    if (!step.question) continue;
    expectReadable(step.question->ask, where);
    expectReadable(step.question->answerText, where);
    const std::set<std::string> different(step.question->choices.begin(), step.question->choices.end());
    EXPECT_EQ(different.size(), step.question->choices.size()) << where;
  }
  const auto verdict = played.verdict();
  ASSERT_TRUE(verdict.ok()) << knobs << ": " << verdict.error().text();
  if (verdict.value()) expectReadable(verdict.value()->text, knobs);
}

std::string describe(const Highlight& highlight, const Outcome& run) {
  const Scenario& scenario = run.trace.scenario();
  return std::visit(
      Overloaded{
          [](std::monostate) { return std::string("nothing"); },
          [&](CallId call) {
            return fmt::format("call {} to {}", call.value, nameOf(run.table.call(call).callee, scenario));
          },
          [&](EventIndex event) { return "event: " + eventText(run.trace.event(event.value), scenario); },
          [&](CanisterId canister) { return "canister " + scenario.canister(canister).id; },
          [&](const CanisterPair& pair) {
            return fmt::format("{} to {}", scenario.canister(pair.caller).id, scenario.canister(pair.callee).id);
          },
      },
      highlight);
}

std::string describe(const ResolvedView& view, const PlayedLesson& played) {
  const Outcome& run = played.outcomes()[view.variant];
  return fmt::format("  {}\n  [{} at {:.6f} s, {}]\n", view.text, run.trace.scenario().variant, view.cursor.seconds(),
                     describe(view.highlight, run));
}

std::string describe(const ResolvedVerdict& verdict) {
  std::string text = fmt::format("\n## Verdict\n  {}\n", verdict.text);
  for (const VerdictRow& row : verdict.rows) {
    text += fmt::format("    {}:", row.variant);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      text += fmt::format("{} {} {} ({:.0f} %)", i == 0 ? "" : ",", verdict.columns[i], row.cells[i].text,
                          100 * row.cells[i].share);
    text += "\n";
  }
  return text;
}

/// The whole lesson as the viewer reads it.
std::string script(const PlayedLesson& played) {
  std::string text = fmt::format("# {}\n{}\n", played.lesson().title, played.lesson().goal);
  for (std::size_t i = 0; i < played.lesson().steps.size(); ++i) {
    const ResolvedStep step = played.step(i);
    text += fmt::format("\n## {}. {}\n{}", i + 1, step.title, describe(step.view, played));
    if (!step.question || !step.reveal) continue;
    text += "  ? " + step.question->ask + "\n";
    for (const std::string& choice : step.question->choices) text += "    - " + choice + "\n";
    text += "  = " + step.question->answerText + "\n" + describe(*step.reveal, played);
  }
  const auto verdict = played.verdict();
  if (verdict.ok() && verdict.value()) text += describe(*verdict.value());
  return text;
}

/// Each variant's run: all events of a small one, of a large one the counts.
std::string runsText(const PlayedLesson& played) {
  constexpr std::uint64_t kMostEvents = 120;
  std::string text;
  for (const Outcome& run : played.outcomes()) {
    const CallCounts& calls = run.summary.calls;
    text += fmt::format(
        "# {}\nfingerprint {}, {} rounds, {} events\n{} calls attempted: {} not performed, {} replied, {} rejected, {} "
        "trapped, {} expired, {} dropped; {} retried, {} compensating, {} to itself\n",
        run.trace.scenario().variant, run.summary.fingerprint, run.summary.rounds, run.trace.eventCount(),
        calls.attempted, calls.notPerformed, calls.replied, calls.rejected, calls.trapped, calls.expired, calls.dropped,
        calls.retried, calls.compensated, calls.toItself);
    if (run.trace.eventCount() <= kMostEvents) text += traceText(run.trace);
    text += "\n";
  }
  return text;
}

/// Holds `text` against tests/golden/lessons/NAME, or writes it there.
void expectGolden(const std::string& name, const std::string& text) {
  const std::string path = fmt::format("{}/tests/golden/lessons/{}", ROUNDSCOPE_SOURCE_DIR, name);
  if (std::getenv("ROUNDSCOPE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  EXPECT_EQ(text, readFile(path)) << "ROUNDSCOPE_UPDATE_GOLDEN=1 rewrites it";
}

TEST_P(Lessons, endWithAVerdictOfTheirOwn) {
  const PlayedLesson played(GetParam());
  const auto verdict = played.verdict();
  ASSERT_TRUE(verdict.ok()) << verdict.error().text();
  ASSERT_TRUE(verdict.value()) << "every lesson comes to something";
  // Rows that are all alike compare nothing.
  const auto& rows = verdict.value()->rows;
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(), [&](const VerdictRow& row) { return row.cells != rows[0].cells; }));
}

TEST_P(Lessons, playFromTheFirstStepToTheLast) { expectAllPlayable(PlayedLesson(GetParam()), "the knobs as they are"); }

TEST_P(Lessons, readAsTheReviewedTextDoes) {
  expectGolden(GetParam() + ".script.txt", script(PlayedLesson(GetParam())));
}

TEST_P(Lessons, runAsTheReviewedTraceDoes) { expectGolden(GetParam() + ".txt", runsText(PlayedLesson(GetParam()))); }

TEST_P(Lessons, showWhatTheyNameFirstWhileTheKnobsStandAsWritten) {
  // Alternatives are for turned knobs: as written, each first choice of a moment or a highlight must exist.
  const PlayedLesson played(GetParam());
  Lesson strict = played.lesson();
  const auto keepFirst = [](LessonView& view) {
    view.at.resize(1, view.at.front());
    if (view.highlight.size() > 1) view.highlight.resize(1, view.highlight.front());
  };
  for (LessonStep& step : strict.steps) {
    keepFirst(step.view);
    if (step.reveal) keepFirst(*step.reveal);
  }
  for (std::size_t i = 0; i < strict.steps.size(); ++i) {
    const auto resolved = played.resolve(strict, i);
    EXPECT_TRUE(resolved.ok()) << resolved.error().text();
  }
}

/// Both ends of a knob, its start, and some values between.
std::vector<std::int64_t> positionsOf(const Knob& knob, std::int64_t start) {
  const std::int64_t steps = (knob.maximum - knob.minimum) / knob.step;
  std::set<std::int64_t> chosen = {0, 1, steps / 4, steps / 2, steps - 1, steps};
  std::vector<std::int64_t> values;
  for (const std::int64_t step : chosen)
    if (step >= 0) values.push_back(knob.minimum + step * knob.step);
  values.push_back(start);
  return values;
}

TEST_P(Lessons, stayPlayableWhereverTheKnobsAreTurned) {
  const PlayedLesson asWritten(GetParam());
  const auto starts = knobStarts(asWritten.lesson(), asWritten.scenarioText());
  ASSERT_TRUE(starts.ok()) << starts.error().text();
  const auto& knobs = asWritten.lesson().knobs;
  const auto play = [&](const std::vector<std::int64_t>& values) {
    std::string where = "knobs";
    for (std::size_t i = 0; i < knobs.size(); ++i) where += fmt::format(" {}={}", knobs[i].label, values[i]);
    expectAllPlayable(PlayedLesson(GetParam(), values), where);
  };
  for (const std::int64_t first : positionsOf(knobs[0], starts.value()[0])) {
    if (knobs.size() == 1) {
      play({first});
      continue;
    }
    for (const std::int64_t second : positionsOf(knobs[1], starts.value()[1])) play({first, second});
  }
}

INSTANTIATE_TEST_SUITE_P(All, Lessons, ::testing::ValuesIn(lessonIds()), [](const auto& id) {
  std::string name = id.param;
  for (char& c : name)
    if (c == '-') c = '_';
  return name;
});

}  // namespace
}  // namespace roundscope::test

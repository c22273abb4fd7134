// A lesson's step in the light of its runs: texts with their numbers, where the cursor goes, the right answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/analysis/summary.h"
#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/run/run.h"
#include "core/scenario/parse.h"

namespace roundscope {

/// A variant's finished run and what it came to. Borrows both.
struct LessonVariant {
  const Run& run;
  const RunSummary& summary;
};

/// All variants of the lesson's scenario, in the order of the file.
struct LessonRuns {
  std::vector<LessonVariant> variants;
  std::string_view scenarioText;    ///< the scenario's file
  std::vector<Override> overrides;  ///< with which it was run: the knobs
};

/// An event by its number in the trace.
struct EventIndex {
  std::uint64_t value = 0;
  bool operator==(const EventIndex&) const = default;
};
/// Nothing, or what is lit up.
using Highlight = std::variant<std::monostate, CallId, EventIndex, CanisterId, CanisterPair>;

struct ResolvedView {
  std::string text;
  LessonShow show = LessonShow::Timeline;
  std::size_t variant = 0;         ///< index into LessonRuns::variants
  std::vector<std::size_t> shown;  ///< the variants that the text compares: its own, and others it names; ascending
  Time cursor;                     ///< as events are drawn: what stands at this time has happened
  Highlight highlight;
  bool operator==(const ResolvedView&) const = default;
};

struct ResolvedQuestion {
  std::string ask;
  double answer = 0;  ///< of a number
  double tolerance = 0;
  std::string unit;
  std::string answerText;            ///< the right number with its unit, or the right choice
  std::vector<std::string> choices;  ///< empty for a number
  std::size_t rightChoice = 0;       ///< of a choice
  bool operator==(const ResolvedQuestion&) const = default;

  [[nodiscard]] bool isChoice() const { return !choices.empty(); }
};

struct ResolvedStep {
  std::string title;
  ResolvedView view;
  std::optional<ResolvedQuestion> question;
  std::optional<ResolvedView> reveal;  ///< present exactly with a question
  bool operator==(const ResolvedStep&) const = default;
};

/// A number of one run beside those of the others.
struct VerdictCell {
  std::string text;  ///< "—" where the run has no such number
  double share = 0;  ///< of the greatest in its column, from 0 to 1
  bool operator==(const VerdictCell&) const = default;
};

struct VerdictRow {
  std::string variant;
  std::vector<VerdictCell> cells;  ///< one a column
  bool operator==(const VerdictRow&) const = default;
};

struct ResolvedVerdict {
  std::string text;
  std::vector<std::string> columns;
  std::vector<VerdictRow> rows;
  std::vector<std::size_t> shown;  ///< the rows' variants, as indices into LessonRuns::variants; ascending
  bool operator==(const ResolvedVerdict&) const = default;
};

/// A whole lesson, with its numbers filled in.
struct ResolvedLesson {
  std::string goal;
  std::vector<ResolvedStep> steps;
  std::optional<ResolvedVerdict> verdict;
  bool operator==(const ResolvedLesson&) const = default;
};

/// Fills in what the lesson comes to; absent where it has no verdict. The runs must be finished.
/// Errors: those of resolveStep.
Result<std::optional<ResolvedVerdict>> resolveVerdict(const Lesson& lesson, const LessonRuns& runs);

/// Fills in a step. `step` must be below the number of steps; the runs must be finished.
/// Errors: what the step names and the runs do not have, with the nearest name that they have.
Result<ResolvedStep> resolveStep(const Lesson& lesson, std::size_t step, const LessonRuns& runs);

/// Fills in every step, and the verdict. The runs must be finished.
/// Errors: those of resolveStep.
Result<ResolvedLesson> resolveLesson(const Lesson& lesson, const LessonRuns& runs);

}  // namespace roundscope

// A lesson as written: what is told, where the cursor stands, what is asked. Holds no numbers of any run; resolve.h
// fills them in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson_text.h"
#include "core/run/call_table.h"
#include "core/scenario/knobs.h"
#include "core/trace/event.h"

namespace roundscope {

/// Events that are alike.
struct EventPattern {
  std::size_t type = 0;  ///< index into Event
  std::string canister;  ///< where it happens; empty: anywhere
  std::string method;    ///< "canister.method" that it is about; empty: any
  std::string name;      ///< of the variable or lock; empty: any
  std::optional<ExecutionKind> kind;
  bool operator==(const EventPattern&) const = default;
};

/// Calls that are alike.
struct CallPattern {
  std::string caller;                  ///< a canister's id; empty: any
  std::string callee;                  ///< "canister.method"; empty: any
  std::optional<CallOutcome> outcome;  ///< absent: any
  std::optional<std::uint8_t> attempt;
  std::optional<bool> compensation;
  bool operator==(const CallPattern&) const = default;
};

/// The first such thing is number 1; -1 is the last.
using Nth = std::int64_t;

struct AtRound {
  std::uint32_t round = 0;
  bool operator==(const AtRound&) const = default;
};
struct AtEnd {
  bool operator==(const AtEnd&) const = default;
};
struct AtEvent {
  EventPattern filter;
  Nth nth = 1;
  bool operator==(const AtEvent&) const = default;
};
struct AtCall {
  CallPattern filter;
  Nth nth = 1;
  CallPoint point = CallPoint::Performed;
  bool operator==(const AtCall&) const = default;
};
/// Where "run until" stops first.
enum class Until : std::uint8_t { Failure, Limit, Reply };
struct AtUntil {
  Until what = Until::Failure;
  bool operator==(const AtUntil&) const = default;
};

/// A moment of a run, as a lesson names it.
using LessonMoment = std::variant<AtRound, AtEnd, AtEvent, AtCall, AtUntil>;

struct PairNames {
  std::string caller;
  std::string callee;
  bool operator==(const PairNames&) const = default;
};
struct CanisterName {
  std::string canister;
  bool operator==(const CanisterName&) const = default;
};
/// What a step lights up.
using Selector = std::variant<AtCall, AtEvent, CanisterName, PairNames>;

/// A place in the lesson's file, for errors.
template <class T>
struct Placed {
  T value;
  std::string pointer;
  bool operator==(const Placed&) const = default;
};

/// Which views of the run are shown.
enum class LessonShow : std::uint8_t { Timeline, Stage, Both };

/// What is shown, and what is told about it.
struct LessonView {
  LessonText text;
  LessonShow show = LessonShow::Timeline;   ///< a reveal's is its step's, unless it says another
  std::string variant;                      ///< whose run is looked at; empty: the step's
  std::vector<Placed<LessonMoment>> at;     ///< the first of these that exists is where the cursor goes
  std::vector<Placed<Selector>> highlight;  ///< the first that exists; may be empty
  std::string pointer;
  bool operator==(const LessonView&) const = default;
};

struct LessonChoice {
  LessonText text;
  Expression condition;  ///< of all choices of a question, exactly one holds
  bool operator==(const LessonChoice&) const = default;
};

/// Asked before the reveal. Either a number or a choice.
struct LessonQuestion {
  LessonText ask;
  std::optional<Expression> answer;   ///< of a number
  double tolerance = 0;               ///< how far off a number may be
  std::string unit;                   ///< stands behind the number; may be empty
  std::string unitOfOne;              ///< stands behind the number 1
  std::vector<LessonChoice> choices;  ///< empty for a number
  std::string pointer;
  bool operator==(const LessonQuestion&) const = default;
};

struct LessonStep {
  std::string title;
  LessonView view;
  std::optional<LessonQuestion> question;
  std::optional<LessonView> reveal;  ///< present exactly with a question
  bool operator==(const LessonStep&) const = default;
};

/// A number of each run, for comparing them.
struct VerdictColumn {
  std::string title;
  Expression value;
  bool operator==(const VerdictColumn&) const = default;
};

/// What the lesson comes to: told at its end, beside a table of the runs.
struct LessonVerdict {
  LessonText text;
  std::string variant;            ///< whose numbers the text means where it names no variant
  std::vector<std::string> rows;  ///< variants, in the order in which they are compared
  std::vector<VerdictColumn> columns;
  std::string pointer;
  bool operator==(const LessonVerdict&) const = default;
};

/// A moment that expressions and steps refer to by name.
struct NamedMoment {
  std::string name;
  Placed<LessonMoment> moment;
  bool operator==(const NamedMoment&) const = default;
};

struct Lesson {
  std::string id;  ///< the folder's name
  std::string title;
  std::string goal;
  std::vector<NamedMoment> moments;
  std::vector<Knob> knobs;
  std::vector<LessonStep> steps;
  std::optional<LessonVerdict> verdict;
  std::string fileName;
  std::string sourceText;  ///< for the lines of errors
  bool operator==(const Lesson&) const = default;
};

/// Longest text of a step or reveal, in words.
inline constexpr std::size_t kMaxLessonWords = 60;

/// And of its verdict, which stands beside a table.
inline constexpr std::size_t kMaxVerdictWords = 36;

/// Parses a lesson.json. Variants, canisters and methods are looked up later, in the runs.
/// Errors: all that is wrong, each as `FILE:LINE: /json/pointer`, what, expected what.
Result<Lesson> parseLesson(std::string_view text, std::string fileName);

/// The published JSON Schema of lesson files.
std::string_view lessonSchema();

}  // namespace roundscope

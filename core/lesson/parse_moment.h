// Private to core/lesson: moments and selectors of a lesson file.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/scenario/fields.h"
#include "core/scenario/object_reader.h"

namespace roundscope::detail {

namespace lesson_fields {
inline constexpr auto lesson = names("$schema", "lesson", "title", "goal", "moments", "knobs", "steps", "verdict");
inline constexpr auto step = names("title", "text", "variant", "at", "highlight", "show", "question", "reveal");
inline constexpr auto reveal = names("text", "variant", "at", "highlight", "show");
inline constexpr auto part = names("if", "text", "else");
inline constexpr auto question = names("ask", "kind", "answer", "tolerance", "unit", "choices");
inline constexpr auto choice = names("text", "if");
inline constexpr auto verdict = names("text", "variant", "rows", "columns");
inline constexpr auto column = names("title", "value");
inline constexpr auto moment =
    names("round", "end", "until", "event", "call", "nth", "point", "canister", "method", "name", "kind");
inline constexpr auto call = names("caller", "callee", "outcome", "attempt", "compensation");
inline constexpr auto selector = names("event", "call", "nth", "canister", "method", "name", "kind", "pair", "point");
}  // namespace lesson_fields

/// An object of the file, by the name of its definition in the schema.
inline constexpr auto kLessonObjects = std::to_array<ObjectFields>({
    {"lesson", lesson_fields::lesson},
    {"knob", fields::knob},
    {"step", lesson_fields::step},
    {"reveal", lesson_fields::reveal},
    {"part", lesson_fields::part},
    {"question", lesson_fields::question},
    {"choice", lesson_fields::choice},
    {"verdict", lesson_fields::verdict},
    {"column", lesson_fields::column},
    {"moment", lesson_fields::moment},
    {"call", lesson_fields::call},
    {"selector", lesson_fields::selector},
});

/// The words that stand for one of several things.
inline constexpr auto kPoints = std::to_array<Choice<CallPoint>>({
    {"performed", CallPoint::Performed},
    {"request_routed", CallPoint::RequestRouted},
    {"request_inducted", CallPoint::RequestInducted},
    {"started", CallPoint::Started},
    {"answered", CallPoint::Answered},
    {"response_routed", CallPoint::ResponseRouted},
    {"response_inducted", CallPoint::ResponseInducted},
    {"completed", CallPoint::Completed},
});
static_assert(kPoints.size() == kCallPointCount);
consteval std::array<Choice<CallOutcome>, kOutcomeCount> outcomeChoices() {
  std::array<Choice<CallOutcome>, kOutcomeCount> choices{};
  for (std::size_t i = 0; i < kOutcomeCount; ++i) choices[i] = {kOutcomes[i].field, kOutcomes[i].outcome};
  return choices;
}
inline constexpr auto kOutcomeChoices = outcomeChoices();
inline constexpr auto kExecutionKinds = std::to_array<Choice<ExecutionKind>>({
    {"ingress", ExecutionKind::Ingress},
    {"request", ExecutionKind::Request},
    {"reply_callback", ExecutionKind::ReplyCallback},
    {"reject_callback", ExecutionKind::RejectCallback},
    {"cleanup", ExecutionKind::Cleanup},
    {"timer", ExecutionKind::Timer},
    {"heartbeat", ExecutionKind::Heartbeat},
    {"self_message", ExecutionKind::SelfMessage},
});
static_assert(kExecutionKinds.size() == static_cast<std::size_t>(ExecutionKind::SelfMessage) + 1);
inline constexpr auto kUntils =
    std::to_array<Choice<Until>>({{"failure", Until::Failure}, {"limit", Until::Limit}, {"reply", Until::Reply}});
inline constexpr auto kShows = std::to_array<Choice<LessonShow>>(
    {{"timeline", LessonShow::Timeline}, {"stage", LessonShow::Stage}, {"both", LessonShow::Both}});

/// An object, the name of one of `moments`, or a list of such, of which the first that exists counts.
std::vector<Placed<LessonMoment>> readMoments(const Node& node, const std::vector<NamedMoment>& moments);
/// One moment, written out.
LessonMoment readMoment(const Node& node);
/// The same for what is lit up.
std::vector<Placed<Selector>> readSelectors(const Node& node, const std::vector<NamedMoment>& moments);

}  // namespace roundscope::detail

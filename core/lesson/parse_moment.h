// Private to core/lesson: moments and selectors of a lesson file.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/lesson/lesson.h"
#include "core/scenario/object_reader.h"

namespace roundscope::detail {

namespace lesson_fields {
inline constexpr std::array<std::string_view, 6> lesson = {"lesson", "title", "goal", "moments", "knobs", "steps"};
inline constexpr std::array<std::string_view, 6> knob = {"label", "unit", "set", "minimum", "maximum", "step"};
inline constexpr std::array<std::string_view, 7> step = {"title",     "text",     "variant", "at",
                                                         "highlight", "question", "reveal"};
inline constexpr std::array<std::string_view, 4> reveal = {"text", "variant", "at", "highlight"};
inline constexpr std::array<std::string_view, 3> part = {"if", "text", "else"};
inline constexpr std::array<std::string_view, 6> question = {"ask", "kind", "answer", "tolerance", "unit", "choices"};
inline constexpr std::array<std::string_view, 2> choice = {"text", "if"};
inline constexpr std::array<std::string_view, 11> moment = {"round", "end",      "until",  "event", "call", "nth",
                                                            "point", "canister", "method", "name",  "kind"};
inline constexpr std::array<std::string_view, 5> call = {"caller", "callee", "outcome", "attempt", "compensation"};
inline constexpr std::array<std::string_view, 9> selector = {"event", "call", "nth",  "canister", "method",
                                                             "name",  "kind", "pair", "point"};
}  // namespace lesson_fields

/// An object of the file, by the name of its definition in the schema.
inline constexpr std::array<ObjectFields, 10> kLessonObjects = {{
    {"lesson", lesson_fields::lesson},
    {"knob", lesson_fields::knob},
    {"step", lesson_fields::step},
    {"reveal", lesson_fields::reveal},
    {"part", lesson_fields::part},
    {"question", lesson_fields::question},
    {"choice", lesson_fields::choice},
    {"moment", lesson_fields::moment},
    {"call", lesson_fields::call},
    {"selector", lesson_fields::selector},
}};

/// An object, the name of one of `moments`, or a list of such, of which the first that exists counts.
std::vector<Placed<LessonMoment>> readMoments(const Node& node, const std::vector<NamedMoment>& moments);
/// One moment, written out.
LessonMoment readMoment(const Node& node);
/// The same for what is lit up.
std::vector<Placed<Selector>> readSelectors(const Node& node, const std::vector<NamedMoment>& moments);

}  // namespace roundscope::detail

// A text is a lesson's of no moments. See fill_text.h.
#include "core/lesson/fill_text.h"

#include "core/lesson/facts.h"

namespace roundscope {

Result<std::string> filledIn(std::string_view text, const LessonRuns& runs, const std::string& where,
                             std::size_t variant) {
  if (text.find('{') == std::string_view::npos) return std::string(text);
  try {
    const LessonText pieces{{std::nullopt, detail::parsePieces(text, where), {}}};
    Lesson lesson;
    lesson.sourceText = "{}";  // errors look their lines up in it
    Result<std::string> filled = detail::Facts(lesson, runs).fill(pieces, variant);
    if (!filled.ok()) return Error{ErrorKind::Scenario, where, filled.error().what, filled.error().expected};
    return filled;
  } catch (const detail::ParseFailure& failure) {
    return Error{ErrorKind::Scenario, where, failure.what, failure.expected};
  }
}

}  // namespace roundscope

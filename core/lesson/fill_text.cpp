// A text is a lesson's of no moments. See fill_text.h.
#include "core/lesson/fill_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/lesson/facts.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/run_numbers.h"

namespace roundscope {

namespace {

using detail::ParseFailure;

const Scenario& variantNamed(const ScenarioSet& set, const std::string& name, const std::string& pointer) {
  for (const Scenario& scenario : set.variants)
    if (name.empty() || scenario.variant == name) return scenario;
  throw ParseFailure{pointer, "unknown variant \"" + name + "\"", "one of the file's"};
}

/// Throws ParseFailure.
void checkQuotes(const std::string& words, const std::string& pointer, const ScenarioSet& set,
                 const std::string& variant) {
  for (const TextPiece& piece : detail::parsePieces(words, pointer))
    for (Fact fact : piece.number ? piece.number->facts : std::vector<Fact>()) {
      const Scenario& scenario = variantNamed(set, fact.variant.empty() ? variant : fact.variant, pointer);
      fact.variant.clear();
      if (detail::isNamedByScenario(fact)) detail::numberNamed(fact, scenario, pointer);
    }
}

}  // namespace

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

std::optional<Error> wrongQuotesOf(const ScenarioSet& set, const std::string& fileName) {
  std::vector<Error> wrong;
  const auto check = [&](const std::string& words, const std::string& pointer, const std::string& variant) {
    if (words.find('{') == std::string::npos) return;
    try {
      checkQuotes(words, pointer, set, variant);
    } catch (const ParseFailure& failure) {
      wrong.push_back({ErrorKind::Scenario,
                       fmt::format("{}:{}: {}", fileName, detail::lineOf(set.sourceText, pointer), pointer),
                       failure.what, failure.expected});
    }
  };
  for (std::size_t i = 0; i < set.figures.size(); ++i) {
    const Figure& figure = set.figures[i];
    const std::string at = fmt::format("/figures/{}", i);
    const std::string first = figure.variants.empty() ? "" : figure.variants.front();
    check(figure.title.value_or(""), at + "/title", first);
    check(figure.caption, at + "/caption", first);
    for (std::size_t k = 0; k < figure.notes.size(); ++k)
      check(figure.notes[k].text, fmt::format("{}/notes/{}/text", at, k),
            figure.notes[k].at.variant.empty() ? first : figure.notes[k].at.variant);
  }
  if (wrong.empty()) return std::nullopt;
  Error all = std::move(wrong.front());
  all.others.assign(wrong.begin() + 1, wrong.end());
  return all;
}

}  // namespace roundscope

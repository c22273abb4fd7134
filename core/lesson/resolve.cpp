// Steps, views and questions in the light of runs.
#include "core/lesson/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/words.h"
#include "core/lesson/facts.h"
#include "core/lesson/find_moment.h"
#include "core/scenario/object_reader.h"

namespace roundscope {
namespace {

using namespace detail;

/// Resolves one step; holds what has been looked up.
class StepResolver {
 public:
  StepResolver(const Lesson& lesson, const LessonRuns& runs) : m_runs(runs), m_facts(lesson, runs) {}

  Result<ResolvedStep> resolve(const LessonStep& step) {
    ResolvedStep resolved;
    resolved.title = step.title;
    auto view = resolveView(step.view);
    if (!view) return view.error();
    resolved.view = std::move(view).value();
    if (!step.question || !step.reveal) return resolved;
    auto question = resolveQuestion(*step.question, resolved.view.variant);
    if (!question) return question.error();
    resolved.question = std::move(question).value();
    auto reveal = resolveView(*step.reveal);
    if (!reveal) return reveal.error();
    resolved.reveal = std::move(reveal).value();
    return resolved;
  }

 private:
  Result<ResolvedView> resolveView(const LessonView& view) {
    ResolvedView resolved;
    const auto variant = m_facts.variantNamed(view.variant, view.pointer + "/variant");
    if (!variant) return variant.error();
    resolved.variant = variant.value();
    resolved.show = view.show;
    auto text = m_facts.fill(view.text, resolved.variant);
    if (!text) return text.error();
    resolved.text = std::move(text).value();
    auto shown = variantsIn(view.text, resolved.variant, view.pointer);
    if (!shown) return shown.error();
    resolved.shown = std::move(shown).value();
    const auto cursor = cursorOf(view, m_runs.variants[resolved.variant].run);
    if (!cursor) return cursor.error();
    resolved.cursor = cursor.value();
    auto highlight = highlightOf(view, m_runs.variants[resolved.variant].run);
    if (!highlight) return highlight.error();
    resolved.highlight = highlight.value();
    return resolved;
  }

  /// The variants whose numbers a text names, and its own.
  [[nodiscard]] Result<std::vector<std::size_t>> variantsIn(const LessonText& text, std::size_t own,
                                                            const std::string& pointer) const {
    std::set<std::size_t> found{own};
    std::vector<const Expression*> expressions;
    for (const TextPart& part : text) {
      if (part.condition) expressions.push_back(&*part.condition);
      for (const auto* pieces : {&part.pieces, &part.otherwise})
        for (const TextPiece& piece : *pieces)
          if (piece.number) expressions.push_back(&*piece.number);
    }
    for (const Expression* expression : expressions)
      for (const Fact& fact : expression->facts) {
        if (fact.variant.empty()) continue;
        const auto named = m_facts.variantNamed(fact.variant, pointer);
        if (!named) return named.error();
        found.insert(named.value());
      }
    return std::vector<std::size_t>(found.begin(), found.end());
  }

  [[nodiscard]] Result<Time> cursorOf(const LessonView& view, const Run& run) const {
    for (const Placed<LessonMoment>& at : view.at) {
      if (const auto unknown = unknownName(at.value, run.scenario()))
        return m_facts.error(at.pointer, unknown->what, unknown->expected);
      if (const auto found = findMoment(at.value, run)) return found->time;
    }
    return m_facts.error(view.at.back().pointer, "this moment does not happen", "a moment of the variant's run");
  }

  [[nodiscard]] Result<Highlight> highlightOf(const LessonView& view, const Run& run) const {
    for (const Placed<Selector>& selector : view.highlight) {
      if (const auto unknown = unknownName(selector.value, run.scenario()))
        return m_facts.error(selector.pointer, unknown->what, unknown->expected);
      if (const Highlight found = select(selector.value, run.scenario(), run);
          !std::holds_alternative<std::monostate>(found))
        return found;
    }
    if (view.highlight.empty()) return Highlight{};
    return m_facts.error(view.highlight.back().pointer, "the variant's run has no such thing to light up",
                         "something that it has; a list names what to take instead");
  }

  [[nodiscard]] static Highlight select(const Selector& selector, const Scenario& scenario, const Run& run) {
    if (const auto* canister = std::get_if<CanisterName>(&selector))
      return *canisterNamed(canister->canister, scenario);
    if (const auto* pair = std::get_if<PairNames>(&selector))
      return CanisterPair{*canisterNamed(pair->caller, scenario), *canisterNamed(pair->callee, scenario)};
    if (const auto* call = std::get_if<AtCall>(&selector)) {
      const auto found = findMoment(*call, run);
      return found ? Highlight{*found->call} : Highlight{};
    }
    const auto found = findMoment(std::get<AtEvent>(selector), run);
    return found ? Highlight{*found->event} : Highlight{};
  }

  Result<ResolvedQuestion> resolveQuestion(const LessonQuestion& question, std::size_t variant) {
    ResolvedQuestion resolved;
    auto ask = m_facts.fill(question.ask, variant);
    if (!ask) return ask.error();
    resolved.ask = std::move(ask).value();
    if (!question.answer) return resolveChoices(question, variant, std::move(resolved));
    const auto answer = m_facts.evaluate(*question.answer, variant);
    if (!answer) return answer.error();
    resolved.answer = answer.value();
    resolved.tolerance = question.tolerance;
    resolved.unit = question.unit;
    const std::string& unit = resolved.answer == 1 ? question.unitOfOne : question.unit;
    resolved.answerText = numberText(resolved.answer) + (unit.empty() ? "" : " " + unit);
    return resolved;
  }

  Result<ResolvedQuestion> resolveChoices(const LessonQuestion& question, std::size_t variant,
                                          ResolvedQuestion resolved) {
    std::size_t right = 0;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
      const auto holds = m_facts.evaluate(question.choices[i].condition, variant);
      if (!holds) return holds.error();
      auto text = m_facts.fill(question.choices[i].text, variant);
      if (!text) return text.error();
      if (holds.value() != 0) {
        ++right;
        resolved.rightChoice = i;
        resolved.answerText = text.value();
      }
      resolved.choices.push_back(std::move(text).value());
    }
    if (right != 1)
      return m_facts.error(question.pointer + "/choices", fmt::format("{} choices are right", right), "exactly one");
    return resolved;
  }

  const LessonRuns& m_runs;
  Facts m_facts;
};

/// The numbers of a column, one a row.
using Column = std::vector<std::optional<double>>;

double greatest(const Column& column) {
  double most = 0;
  for (const std::optional<double>& number : column) most = std::max(most, std::abs(number.value_or(0)));
  return most;
}

void addColumn(const Column& column, std::vector<VerdictRow>& rows) {
  const double most = greatest(column);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!column[i])
      rows[i].cells.push_back({"—", 0});
    else
      rows[i].cells.push_back({numberText(*column[i]), most > 0 ? std::abs(*column[i]) / most : 0});
  }
}

Result<ResolvedVerdict> fillVerdict(const LessonVerdict& verdict, Facts& facts) {
  ResolvedVerdict resolved;
  const auto own = facts.variantNamed(verdict.variant, verdict.pointer + "/variant");
  if (!own) return own.error();
  auto text = facts.fill(verdict.text, own.value());
  if (!text) return text.error();
  resolved.text = std::move(text).value();
  std::vector<std::size_t> variants;
  for (std::size_t i = 0; i < verdict.rows.size(); ++i) {
    const auto variant = facts.variantNamed(verdict.rows[i], fmt::format("{}/rows/{}", verdict.pointer, i));
    if (!variant) return variant.error();
    variants.push_back(variant.value());
    resolved.rows.push_back({verdict.rows[i], {}});
  }
  resolved.shown = variants;
  std::sort(resolved.shown.begin(), resolved.shown.end());
  for (const VerdictColumn& column : verdict.columns) {
    resolved.columns.push_back(column.title);
    Column numbers;
    for (const std::size_t variant : variants) {
      const auto number = facts.evaluateIfAny(column.value, variant);
      if (!number) return number.error();
      numbers.push_back(number.value());
    }
    addColumn(numbers, resolved.rows);
  }
  return resolved;
}

}  // namespace

Result<std::optional<ResolvedVerdict>> resolveVerdict(const Lesson& lesson, const LessonRuns& runs) {
  if (!lesson.verdict) return std::optional<ResolvedVerdict>();
  Facts facts(lesson, runs);
  auto filled = fillVerdict(*lesson.verdict, facts);
  if (!filled) return filled.error();
  return std::optional(std::move(filled).value());
}

Result<ResolvedStep> resolveStep(const Lesson& lesson, std::size_t step, const LessonRuns& runs) {
  return StepResolver(lesson, runs).resolve(lesson.steps[step]);
}

Result<ResolvedLesson> resolveLesson(const Lesson& lesson, const LessonRuns& runs) {
  ResolvedLesson whole{lesson.goal, {}, {}};
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) {
    Result<ResolvedStep> step = resolveStep(lesson, i, runs);
    if (!step) return step.error();
    whole.steps.push_back(std::move(step).value());
  }
  Result<std::optional<ResolvedVerdict>> verdict = resolveVerdict(lesson, runs);
  if (!verdict) return verdict.error();
  whole.verdict = std::move(verdict).value();
  return whole;
}

}  // namespace roundscope

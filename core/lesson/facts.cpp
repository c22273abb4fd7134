// Expressions over the numbers of runs.
#include "core/lesson/facts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/run_values.h"
#include "core/base/check.h"
#include "core/base/words.h"
#include "core/export/summary_json.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/run_numbers.h"
#include "core/scenario/variants.h"
#include "core/trace/event_names.h"

namespace roundscope::detail {
namespace {

Result<std::optional<double>> orNone(const Result<double>& number) {
  if (!number) return number.error();
  return std::optional(number.value());
}

}  // namespace

bool isNamedByScenario(const Fact& fact) {
  switch (fact.kind) {
    case FactKind::Limit:
    case FactKind::Name:
    case FactKind::Variable:
    case FactKind::Pair:
    case FactKind::Message:
      return true;
    case FactKind::Value:
      return fact.arguments.size() != 2;  // else at a moment
    case FactKind::Run:
    case FactKind::Scenario:
    case FactKind::Count:
    case FactKind::Round:
    case FactKind::Seconds:
    case FactKind::InFlight:
      break;
  }
  return false;
}

Result<double> Facts::evaluate(const Expression& expression, std::size_t variant) {
  const auto number = evaluateIfAny(expression, variant, false);
  if (!number) return number.error();
  return *number.value();
}

Result<std::optional<double>> Facts::evaluateIfAny(const Expression& expression, std::size_t variant) {
  return evaluateIfAny(expression, variant, true);
}

Result<std::optional<double>> Facts::evaluateIfAny(const Expression& expression, std::size_t variant,
                                                   bool noneIsAllowed) {
  std::vector<std::optional<double>> numbers;
  for (const Fact& each : expression.facts) {
    const auto number = fact(each, variant, expression.pointer);
    if (!number) return number.error();
    if (!number.value() && !noneIsAllowed)
      return error(expression.pointer, fmt::format("this run has no {}", each.text), "a number of the run");
    numbers.push_back(number.value());
  }
  const std::optional<double> value = valueOf(expression, numbers);
  const bool allThere = std::all_of(numbers.begin(), numbers.end(), [](const auto& n) { return n.has_value(); });
  if (!value && allThere) return error(expression.pointer, "divides by zero", "a divisor that is never 0");
  return value;
}

Result<std::string> Facts::fill(const LessonText& text, std::size_t variant) {
  std::string filled;
  for (const TextPart& part : text) {
    bool holds = true;
    if (part.condition) {
      const auto condition = evaluate(*part.condition, variant);
      if (!condition) return condition.error();
      holds = condition.value() != 0;
    }
    auto words = fill(holds ? part.pieces : part.otherwise, variant);
    if (!words) return words.error();
    // Parts are sentences, or parts of them that bring their own comma.
    const bool joins = !filled.empty() && !words.value().empty() && words.value().front() != ',' &&
                       words.value().front() != '.' && words.value().front() != ';' && words.value().front() != ':';
    filled += joins ? " " + words.value() : words.value();
  }
  return filled;
}

Result<std::string> Facts::fill(const std::vector<TextPiece>& pieces, std::size_t variant) {
  std::string filled;
  for (const TextPiece& piece : pieces) {
    filled += piece.literal;
    if (!piece.number) continue;
    const auto number = evaluate(*piece.number, variant);
    if (!number) return number.error();
    const std::string& word = number.value() == 1 ? piece.one : piece.many;
    if (!piece.wordAlone) filled += numberText(number.value());
    if (!piece.wordAlone && !word.empty()) filled += ' ';
    filled += word;
  }
  return filled;
}

Result<std::size_t> Facts::variantNamed(const std::string& name, const std::string& pointer) const {
  std::vector<std::string> known;
  for (std::size_t i = 0; i < m_runs.variants.size(); ++i) {
    known.push_back(m_runs.variants[i].run.scenario().variant);
    if (known.back() == name) return i;
  }
  return error(pointer, fmt::format("unknown variant {}", shown(Json(name))), expectedName(name, known, "one of"));
}

Error Facts::error(const std::string& pointer, std::string what, std::string expected) const {
  return {ErrorKind::Scenario,
          fmt::format("{}:{}: {}", m_lesson.fileName, lineOf(m_lesson.sourceText, pointer), pointer), std::move(what),
          std::move(expected)};
}

Result<std::optional<double>> Facts::fact(const Fact& fact, std::size_t variant, const std::string& pointer) {
  if (!fact.variant.empty()) {
    const auto named = variantNamed(fact.variant, pointer);
    if (!named) return named.error();
    variant = named.value();
  }
  const Run& run = m_runs.variants[variant].run;
  if (isNamedByScenario(fact)) {
    const auto number = numberOf(fact, run, pointer);
    if (!number) return number.error();
    return valueOf(number.value(), run.scenario(), m_runs.variants[variant].summary);
  }
  if (fact.kind == FactKind::Run) return numberAt(runJson(variant), fact.arguments[0], pointer);
  if (fact.kind == FactKind::Scenario) return numberAt(scenarioJson(variant), fact.arguments[0], pointer);
  if (fact.kind == FactKind::Count) return orNone(count(fact.arguments[0], run, pointer));
  return orNone(atMoment(fact, run, pointer));
}

Result<RunNumber> Facts::numberOf(Fact fact, const Run& run, const std::string& pointer) const {
  fact.variant.clear();  // the run is already that one's
  try {
    return numberNamed(fact, run.scenario(), pointer);
  } catch (const ParseFailure& failure) {
    return error(pointer, failure.what, failure.expected);
  }
}

Result<double> Facts::atMoment(const Fact& fact, const Run& run, const std::string& pointer) const {
  if (fact.kind == FactKind::InFlight)
    if (const auto unknown = unknownName(Selector{PairNames{fact.arguments[0], fact.arguments[1]}}, run.scenario()))
      return error(pointer, unknown->what, unknown->expected);
  const auto found = moment(fact.arguments.back(), run, pointer);
  if (!found) return found.error();
  const Time time = found.value().time;
  if (fact.kind == FactKind::Seconds) return time.seconds();
  if (fact.kind == FactKind::Round) {
    if (!found.value().place) return time.milliseconds() / run.scenario().subnets.front().blockInterval.milliseconds();
    return static_cast<double>(run.calls().rounds()[found.value().place->round].round);
  }
  const auto us = static_cast<double>(time.us);
  if (fact.kind == FactKind::Value) {
    const auto number = numberOf({FactKind::Value, {}, {fact.arguments[0]}}, run, pointer);
    if (!number) return number.error();
    const auto& variable = std::get<VariableNumber>(number.value());
    return static_cast<double>(run.state().shownAt(variable.canister, variable.variable, us));
  }
  const PairInFlight* calls = run.inFlight().pair(*canisterNamed(fact.arguments[0], run.scenario()),
                                                  *canisterNamed(fact.arguments[1], run.scenario()));
  return calls == nullptr ? 0.0 : static_cast<double>(calls->curve.valueAt(us));
}

Result<std::optional<double>> Facts::numberAt(const Json& root, const std::string& path,
                                              const std::string& pointer) const {
  const Looked looked = lookUp(root, path);
  if (looked.value == nullptr)
    return error(pointer, fmt::format("there is nothing at {}", path),
                 expectedName(looked.missing, looked.known, "one of"));
  if (looked.value->is_null()) return std::optional<double>();
  if (!looked.value->is_number())
    return error(pointer, fmt::format("found {} at {}", shown(*looked.value), path), "a number");
  return std::optional(looked.value->get<double>());
}

std::vector<std::string> Facts::momentNames() const {
  std::vector<std::string> names;
  names.reserve(m_lesson.moments.size());
  for (const NamedMoment& named : m_lesson.moments) names.push_back(named.name);
  return names;
}

Result<const LessonMoment*> Facts::namedMoment(const std::string& name, const Run& run) const {
  for (const NamedMoment& named : m_lesson.moments) {
    if (named.name != name) continue;
    if (const auto unknown = unknownName(named.moment.value, run.scenario()))
      return error(named.moment.pointer, unknown->what, unknown->expected);
    return &named.moment.value;
  }
  return nullptr;
}

Result<double> Facts::count(const std::string& name, const Run& run, const std::string& pointer) const {
  const auto named = namedMoment(name, run);
  if (!named) return named.error();
  if (named.value() != nullptr) return static_cast<double>(countOf(*named.value(), run));
  std::vector<std::string> known = momentNames();
  for (std::size_t type = 0; type < kEventNames.size(); ++type) {
    if (kEventNames[type] == name) return static_cast<double>(countOfType(type, run));
    known.emplace_back(kEventNames[type]);
  }
  return error(pointer, fmt::format("unknown event or moment {}", shown(Json(name))),
               expectedName(name, known, "one of"));
}

Result<FoundMoment> Facts::moment(const std::string& name, const Run& run, const std::string& pointer) const {
  const auto named = namedMoment(name, run);
  if (!named) return named.error();
  if (named.value() == nullptr)
    return error(pointer, fmt::format("unknown moment {}", shown(Json(name))),
                 expectedName(name, momentNames(), "one of"));
  if (const auto found = findMoment(*named.value(), run)) return *found;
  return error(pointer, fmt::format("the moment {} does not happen", shown(Json(name))),
               "a moment of this variant's run");
}

const Json& Facts::runJson(std::size_t variant) {
  const auto known = m_runJson.find(variant);
  if (known != m_runJson.end()) return known->second;
  const LessonVariant& played = m_runs.variants[variant];
  return m_runJson.emplace(variant, readJson(summaryJson({&played.run.scenario(), &played.summary}))).first->second;
}

const Json& Facts::scenarioJson(std::size_t variant) {
  const auto known = m_scenarioJson.find(variant);
  if (known != m_scenarioJson.end()) return known->second;
  const Json file = readJson(m_runs.scenarioText);
  return m_scenarioJson.emplace(variant, patchedScenario(file, variantIn(file, variant), m_runs.overrides))
      .first->second;
}

}  // namespace roundscope::detail

// Expressions over the numbers of runs.
#include "core/lesson/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/export/summary_json.h"
#include "core/lesson/patched_value.h"
#include "core/protocol/limit_fields.h"
#include "core/scenario/object_reader.h"
#include "core/trace/event_names.h"

namespace roundscope::detail {
namespace {

double compute(Operator op, double left, double right) {
  switch (op) {
    case Operator::Add:
      return left + right;
    case Operator::Subtract:
      return left - right;
    case Operator::Multiply:
      return left * right;
    case Operator::Divide:
      return left / right;
    case Operator::Less:
      return left < right ? 1 : 0;
    case Operator::LessEqual:
      return left <= right ? 1 : 0;
    case Operator::Equal:
      return left == right ? 1 : 0;
    case Operator::NotEqual:
      return left != right ? 1 : 0;
    case Operator::GreaterEqual:
      return left >= right ? 1 : 0;
    case Operator::Greater:
      return left > right ? 1 : 0;
    case Operator::And:
      return left != 0 && right != 0 ? 1 : 0;
    case Operator::Or:
      return left != 0 || right != 0 ? 1 : 0;
    case Operator::Number:
    case Operator::Reference:
      break;
  }
  RS_CHECK(false);
}

}  // namespace

std::string numberText(double number) {
  if (std::abs(number - std::round(number)) < 1e-9) return grouped(static_cast<std::int64_t>(std::llround(number)));
  if (std::abs(number) >= 1'000) return grouped(static_cast<std::int64_t>(std::llround(number)));
  if (std::abs(number) >= 1) return fmt::format("{:.1f}", number);
  return fmt::format("{:.2g}", number);
}

Result<double> Facts::evaluate(const Expression& expression, std::size_t variant) {
  std::vector<double> values;
  values.reserve(expression.nodes.size());
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Operator::Number) {
      values.push_back(node.number);
    } else if (node.op == Operator::Reference) {
      const auto number = fact(expression.facts[node.fact], variant, expression.pointer);
      if (!number) return number.error();
      values.push_back(number.value());
    } else {
      if (node.op == Operator::Divide && values[node.right] == 0)
        return error(expression.pointer, "divides by zero", "a divisor that is never 0");
      values.push_back(compute(node.op, values[node.left], values[node.right]));
    }
  }
  return values.back();
}

Result<std::optional<double>> Facts::evaluateIfAny(const Expression& expression, std::size_t variant) {
  m_noneIsAllowed = true;
  const auto number = evaluate(expression, variant);
  m_noneIsAllowed = false;
  if (!number) return number.error();
  return std::isnan(number.value()) ? std::nullopt : std::optional(number.value());
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

Result<double> Facts::fact(const Fact& fact, std::size_t variant, const std::string& pointer) {
  if (!fact.variant.empty()) {
    const auto named = variantNamed(fact.variant, pointer);
    if (!named) return named.error();
    variant = named.value();
  }
  const Run& run = m_runs.variants[variant].run;
  switch (fact.kind) {
    case FactKind::Run:
      return numberAt(runJson(variant), fact.arguments[0], pointer);
    case FactKind::Scenario:
      return numberAt(scenarioJson(variant), fact.arguments[0], pointer);
    case FactKind::Limit:
      return limit(fact, run, pointer);
    case FactKind::Count:
      return count(fact.arguments[0], run, pointer);
    case FactKind::Round: {
      const auto found = moment(fact.arguments[0], run, pointer);
      if (!found) return found.error();
      if (!found.value().place)
        return found.value().time.milliseconds() / run.scenario().subnets.front().blockInterval.milliseconds();
      return static_cast<double>(run.calls().rounds()[found.value().place->round].round);
    }
    case FactKind::Seconds: {
      const auto found = moment(fact.arguments[0], run, pointer);
      if (!found) return found.error();
      return found.value().time.seconds();
    }
    case FactKind::Value:
      return value(fact, run, pointer);
    case FactKind::InFlight:
      return inFlight(fact, run, pointer);
  }
  RS_CHECK(false);
}

Result<double> Facts::numberAt(const Json& root, const std::string& path, const std::string& pointer) const {
  const Looked looked = lookUp(root, path);
  if (looked.value == nullptr)
    return error(pointer, fmt::format("there is nothing at {}", path),
                 expectedName(looked.missing, looked.known, "one of"));
  if (m_noneIsAllowed && looked.value->is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (!looked.value->is_number())
    return error(pointer, fmt::format("found {} at {}", shown(*looked.value), path), "a number");
  return looked.value->get<double>();
}

Result<double> Facts::limit(const Fact& fact, const Run& run, const std::string& pointer) const {
  const Scenario& scenario = run.scenario();
  std::vector<std::string> subnets;
  const Subnet* subnet = fact.arguments.size() == 1 ? scenario.subnets.data() : nullptr;
  for (const Subnet& each : scenario.subnets) {
    if (fact.arguments.size() == 2 && each.id == fact.arguments[1]) subnet = &each;
    subnets.push_back(each.id);
  }
  if (subnet == nullptr)
    return error(pointer, fmt::format("unknown subnet {}", shown(Json(fact.arguments[1]))),
                 expectedName(fact.arguments[1], subnets, "one of"));
  std::vector<std::string> known;
  for (const LimitField& field : kLimitFields) {
    if (field.name == fact.arguments[0])
      return static_cast<double>(subnet->limits.*field.member) / (field.thousandths ? 1'000 : 1);
    known.emplace_back(field.name);
  }
  return error(pointer, fmt::format("unknown limit {}", shown(Json(fact.arguments[0]))),
               expectedName(fact.arguments[0], known, "one of"));
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

Result<double> Facts::value(const Fact& fact, const Run& run, const std::string& pointer) const {
  const Scenario& scenario = run.scenario();
  const std::string& name = fact.arguments[0];
  std::optional<Time> at;
  if (fact.arguments.size() == 2) {
    const auto found = moment(fact.arguments[1], run, pointer);
    if (!found) return found.error();
    at = found.value().time;
  }
  std::vector<std::string> known;
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) {
    const std::vector<Variable>& variables = scenario.canisters[c].variables;
    for (std::uint16_t v = 0; v < variables.size(); ++v) {
      known.push_back(scenario.canisters[c].id + "." + variables[v].name);
      if (known.back() != name) continue;
      const std::int64_t value = at ? run.state().valueAt(CanisterId{c}, VariableId{v}, static_cast<double>(at->us))
                                    : run.state().lastValue(CanisterId{c}, VariableId{v});
      return static_cast<double>(variables[v].isLock ? std::min<std::int64_t>(value, 1) : value);
    }
  }
  return error(pointer, fmt::format("unknown variable {}", shown(Json(name))), expectedName(name, known, "one of"));
}

Result<double> Facts::inFlight(const Fact& fact, const Run& run, const std::string& pointer) const {
  const Scenario& scenario = run.scenario();
  const PairNames pair{fact.arguments[0], fact.arguments[1]};
  if (const auto unknown = unknownName(Selector{pair}, scenario))
    return error(pointer, unknown->what, unknown->expected);
  const auto found = moment(fact.arguments[2], run, pointer);
  if (!found) return found.error();
  const PairInFlight* calls =
      run.inFlight().pair(*canisterNamed(pair.caller, scenario), *canisterNamed(pair.callee, scenario));
  return calls == nullptr ? 0.0 : static_cast<double>(calls->curve.valueAt(static_cast<double>(found.value().time.us)));
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
  return m_scenarioJson.emplace(variant, patchedScenario(m_runs.scenarioText, variant, m_runs.overrides)).first->second;
}

}  // namespace roundscope::detail

// Expressions over the numbers of runs.
#include "core/lesson/facts.h"

#include <fmt/format.h>

#include <cmath>

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

/// The number of events of the trace that have happened when the moment is over.
std::uint64_t eventsUntil(const FoundMoment& moment, const LessonRun& run) {
  if (moment.event) return moment.event->value + 1;
  if (!moment.place) return run.trace.eventCount();
  return run.calls.rounds()[moment.place->round].firstEvent + moment.place->ordinal + 1;
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
    known.push_back(m_runs.variants[i].trace.scenario().variant);
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
  const LessonRun& run = m_runs.variants[variant];
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
        return found.value().time.milliseconds() / run.trace.scenario().subnets.front().blockInterval.milliseconds();
      return static_cast<double>(run.calls.rounds()[found.value().place->round].round);
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
  if (!looked.value->is_number())
    return error(pointer, fmt::format("found {} at {}", shown(*looked.value), path), "a number");
  return looked.value->get<double>();
}

Result<double> Facts::limit(const Fact& fact, const LessonRun& run, const std::string& pointer) const {
  const Scenario& scenario = run.trace.scenario();
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

Result<const LessonMoment*> Facts::namedMoment(const std::string& name, const LessonRun& run) const {
  for (const NamedMoment& named : m_lesson.moments) {
    if (named.name != name) continue;
    if (const auto unknown = unknownName(named.moment.value, run.trace.scenario()))
      return error(named.moment.pointer, unknown->what, unknown->expected);
    return &named.moment.value;
  }
  return nullptr;
}

Result<double> Facts::count(const std::string& name, const LessonRun& run, const std::string& pointer) const {
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

Result<FoundMoment> Facts::moment(const std::string& name, const LessonRun& run, const std::string& pointer) const {
  const auto named = namedMoment(name, run);
  if (!named) return named.error();
  if (named.value() == nullptr)
    return error(pointer, fmt::format("unknown moment {}", shown(Json(name))),
                 expectedName(name, momentNames(), "one of"));
  if (const auto found = findMoment(*named.value(), run)) return *found;
  return error(pointer, fmt::format("the moment {} does not happen", shown(Json(name))),
               "a moment of this variant's run");
}

Result<double> Facts::value(const Fact& fact, const LessonRun& run, const std::string& pointer) const {
  const Scenario& scenario = run.trace.scenario();
  const std::string& name = fact.arguments[0];
  std::uint64_t until = run.trace.eventCount();
  if (fact.arguments.size() == 2) {
    const auto found = moment(fact.arguments[1], run, pointer);
    if (!found) return found.error();
    until = eventsUntil(found.value(), run);
  }
  std::vector<std::string> known;
  for (std::size_t c = 0; c < scenario.canisters.size(); ++c) {
    for (std::size_t v = 0; v < scenario.canisters[c].variables.size(); ++v) {
      const Variable& variable = scenario.canisters[c].variables[v];
      known.push_back(scenario.canisters[c].id + "." + variable.name);
      if (known.back() != name) continue;
      std::int64_t current = variable.initial;
      run.trace.forEachIn(0, until, [&](const Event& event) {
        if (const auto* changed = std::get_if<VariableChanged>(&event))
          if (changed->canister.value == c && changed->variable.value == v)
            current = static_cast<std::int64_t>(changed->value.value());
        if (const auto* lock = std::get_if<LockChanged>(&event))
          if (lock->canister.value == c && lock->lock.value == v) current = lock->taken;
      });
      return static_cast<double>(current);
    }
  }
  return error(pointer, fmt::format("unknown variable {}", shown(Json(name))), expectedName(name, known, "one of"));
}

Result<double> Facts::inFlight(const Fact& fact, const LessonRun& run, const std::string& pointer) const {
  const Scenario& scenario = run.trace.scenario();
  const PairNames pair{fact.arguments[0], fact.arguments[1]};
  if (const auto unknown = unknownName(Selector{pair}, scenario))
    return error(pointer, unknown->what, unknown->expected);
  const auto found = moment(fact.arguments[2], run, pointer);
  if (!found) return found.error();
  const auto isOfPair = [&](CallId call) {
    const CallSpan& span = run.calls.call(call);
    return scenario.canister(span.caller).id == pair.caller &&
           scenario.canister(span.callee.canister).id == pair.callee;
  };
  std::int64_t inFlight = 0;
  run.trace.forEachIn(0, eventsUntil(found.value(), run), [&](const Event& event) {
    if (const auto* performed = std::get_if<CallPerformed>(&event)) inFlight += isOfPair(performed->call) ? 1 : 0;
    if (const auto* started = std::get_if<ExecutionStarted>(&event)) {
      if (isCallback(started->kind) && isOfPair(started->call)) --inFlight;
    }
  });
  return static_cast<double>(inFlight);
}

const Json& Facts::runJson(std::size_t variant) {
  const auto known = m_runJson.find(variant);
  if (known != m_runJson.end()) return known->second;
  const LessonRun& run = m_runs.variants[variant];
  return m_runJson.emplace(variant, readJson(summaryJson(run.trace, run.summary))).first->second;
}

const Json& Facts::scenarioJson(std::size_t variant) {
  const auto known = m_scenarioJson.find(variant);
  if (known != m_scenarioJson.end()) return known->second;
  return m_scenarioJson.emplace(variant, patchedScenario(m_runs.scenarioText, variant, m_runs.overrides)).first->second;
}

}  // namespace roundscope::detail

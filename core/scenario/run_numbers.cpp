// Names become numbers of a scenario's runs; what names nothing is told with what is nearest.
#include "core/scenario/run_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include "core/base/check.h"
#include "core/protocol/limit_fields.h"
#include "core/scenario/json_document.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope {
namespace detail {
namespace {

constexpr std::string_view kVariables = "variables";

/// A name as an expression must write it.
std::string written(const std::string& name) {
  const auto isPlain = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  };
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), isPlain) && name.front() != '-' &&
                     name.back() != '-' && !(name.front() >= '0' && name.front() <= '9');
  return plain ? name : "'" + name + "'";
}

template <class Value, std::size_t N>
std::optional<Value> choiceNamed(std::string_view name, const std::array<Choice<Value>, N>& choices) {
  for (const Choice<Value>& choice : choices)
    if (choice.name == name) return choice.value;
  return std::nullopt;
}

/// Looks the names of one expression up.
class Search {
 public:
  Search(const Scenario& scenario, const std::string& pointer) : m_scenario(scenario), m_pointer(pointer) {}

  RunNumber find(const Fact& fact) const {
    if (!fact.variant.empty())
      refuse(fmt::format("found the variant {}", shown(Json(fact.variant))),
             "no variant, for each is expected to be so by itself");
    switch (fact.kind) {
      case FactKind::Run:
        return atPointer(fact.arguments[0]);
      case FactKind::Limit:
        return limit(fact.arguments);
      case FactKind::Value:
        if (fact.arguments.size() == 1) return variableWritten(fact.arguments[0]);
        break;
      case FactKind::Name:
        return named(fact.arguments);
      case FactKind::Variable:
        return variable(fact.arguments[0], fact.arguments[1]);
      case FactKind::Pair:
        return pair(fact.arguments);
      case FactKind::Message:
        return message(fact.arguments[0], fact.arguments[1]);
      case FactKind::Scenario:
      case FactKind::Count:
      case FactKind::Round:
      case FactKind::Seconds:
      case FactKind::InFlight:
        break;
    }
    refuse(fmt::format("found {}, which lessons alone know", fact.text), "a name as calls.replied or payroll.recorded");
  }

 private:
  RunNumber atPointer(const std::string& pointer) const {
    const std::vector<std::string> tokens = pointerTokens(pointer);
    if (tokens.size() == 3 && tokens[0] == kVariables) return variable(tokens[1], tokens[2]);
    if (tokens.size() == 3 && tokens[0] == "ingress") return message(tokens[1], tokens[2]);
    if (!tokens.empty() && tokens[0] == "pairs")
      refuse(fmt::format("found {}", pointer), "a pair by its names, as pairs(caller, callee).peak_in_flight");
    const std::string name = fmt::format("{}", fmt::join(tokens, "."));
    if (const auto count = choiceNamed(name, kRunCounts)) return *count;
    std::vector<std::string> known;
    for (const Choice<RunCount>& count : kRunCounts) {
      known.push_back("/" + std::string(count.name));
      std::replace(known.back().begin(), known.back().end(), '.', '/');
    }
    refuse(fmt::format("a run has no number {}", pointer), expectedName(pointer, known, "one of"));
  }

  RunNumber limit(const std::vector<std::string>& arguments) const {
    const Subnet* subnet = m_scenario.subnets.empty() ? nullptr : m_scenario.subnets.data();
    if (arguments.size() == 2) subnet = subnetNamed(arguments[1]);
    std::vector<std::string> known;
    for (const LimitField& field : kLimitFields) {
      if (field.name == arguments[0])
        return GivenNumber{subnet == nullptr
                               ? 0
                               : static_cast<double>(subnet->limits.*field.member) / (field.thousandths ? 1'000 : 1)};
      known.emplace_back(field.name);
    }
    refuse(fmt::format("unknown limit {}", shown(Json(arguments[0]))), expectedName(arguments[0], known, "one of"));
  }

  const Subnet* subnetNamed(const std::string& id) const {
    std::vector<std::string> known;
    for (const Subnet& subnet : m_scenario.subnets) {
      if (subnet.id == id) return &subnet;
      known.push_back(subnet.id);
    }
    refuse(fmt::format("unknown subnet {}", shown(Json(id))), expectedName(id, known, "one of"), "/subnets");
  }

  /// A count before a variable: a canister that is called as an object of counts is written in quotes.
  RunNumber named(const std::vector<std::string>& parts) const {
    const std::string name = fmt::format("{}", fmt::join(parts, "."));
    if (const auto count = choiceNamed(name, kRunCounts)) return *count;
    if (parts.size() == 2 && canisterIndex(parts[0])) return variable(parts[0], parts[1]);
    std::vector<std::string> ofObject;
    std::vector<std::string> known;
    for (const Choice<RunCount>& count : kRunCounts) {
      known.emplace_back(count.name);
      if (count.name.rfind(parts[0] + ".", 0) == 0) ofObject.emplace_back(count.name);
    }
    if (!ofObject.empty()) refuse(fmt::format("unknown count {}", name), expectedName(name, ofObject, "one of"));
    for (const Canister& canister : m_scenario.canisters)
      for (const Variable& variable : canister.variables)
        known.push_back(written(canister.id) + "." + written(variable.name));
    refuse(fmt::format("{} names no count, variable or lock", name), expectedName(name, known, "one of"), "/canisters");
  }

  RunNumber variableWritten(const std::string& name) const {
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) refuse(fmt::format("{} names no variable", name), "canister.variable");
    return variable(name.substr(0, dot), name.substr(dot + 1));
  }

  RunNumber variable(const std::string& canisterId, const std::string& name) const {
    const CanisterId id = canisterNamed(canisterId);
    const std::vector<Variable>& variables = m_scenario.canister(id).variables;
    std::vector<std::string> known;
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (variables[i].name == name) return VariableNumber{id, VariableId{static_cast<std::uint16_t>(i)}};
      known.push_back(written(canisterId) + "." + written(variables[i].name));
    }
    refuse(fmt::format("canister \"{}\" has no variable or lock {}", canisterId, shown(Json(name))),
           expectedName(canisterId + "." + name, known, "one of"), fmt::format("/canisters/{}/variables", id.value));
  }

  RunNumber pair(const std::vector<std::string>& arguments) const {
    const CanisterId caller = canisterNamed(arguments[0]);
    const CanisterId callee = canisterNamed(arguments[1]);
    const auto count = choiceNamed(arguments[2], kPairCounts);
    if (!count) refuseCount(arguments[2], {kNamesOf<kPairCounts>.begin(), kNamesOf<kPairCounts>.end()}, "a pair");
    const std::set<CanisterId> callees = calleesOf(caller);
    if (!callees.contains(callee)) {
      std::vector<std::string> known;
      known.reserve(callees.size());
      for (const CanisterId id : callees) known.push_back(m_scenario.canister(id).id);
      refuse(fmt::format("{} never calls {}", arguments[0], arguments[1]), expectedName(arguments[1], known, "one of"),
             fmt::format("/canisters/{}/methods", caller.value));
    }
    return PairNumber{caller, callee, *count};
  }

  /// Those that some step of the canister calls, and itself: its language's runtime does.
  std::set<CanisterId> calleesOf(CanisterId caller) const {
    std::set<CanisterId> callees{caller};
    for (const Method& method : m_scenario.canister(caller).methods)
      for (const Step& step : method.steps)
        if (const auto* call = std::get_if<CallStep>(&step.action)) {
          for (const MethodRef& to : call->to) callees.insert(to.canister);
          if (call->compensate) callees.insert(call->compensate->canister);
        }
    return callees;
  }

  RunNumber message(const std::string& index, const std::string& name) const {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(index.data(), index.data() + index.size(), number);
    const std::size_t messages = m_scenario.ingress.size();
    if (error != std::errc{} || end != index.data() + index.size() || number >= messages)
      refuse(fmt::format("there is no user's message {}", shown(Json(index))),
             messages == 0 ? "a scenario with messages in \"ingress\"" : fmt::format("0 to {}", messages - 1),
             "/ingress");
    const auto count = choiceNamed(name, kMessageCounts);
    if (!count) refuseCount(name, {kNamesOf<kMessageCounts>.begin(), kNamesOf<kMessageCounts>.end()}, "a message");
    return MessageNumber{IngressId{number}, *count};
  }

  std::optional<std::size_t> canisterIndex(const std::string& id) const {
    for (std::size_t i = 0; i < m_scenario.canisters.size(); ++i)
      if (m_scenario.canisters[i].id == id) return i;
    return std::nullopt;
  }

  CanisterId canisterNamed(const std::string& id) const {
    if (const auto index = canisterIndex(id)) return CanisterId{static_cast<std::uint16_t>(*index)};
    std::vector<std::string> known;
    for (const Canister& canister : m_scenario.canisters) known.push_back(canister.id);
    refuse(fmt::format("unknown canister {}", shown(Json(id))), expectedName(id, known, "one of"), "/canisters");
  }

  [[noreturn]] void refuseCount(const std::string& name, const std::vector<std::string>& known,
                                std::string_view of) const {
    refuse(fmt::format("{} has no number {}", of, shown(Json(name))), expectedName(name, known, "one of"));
  }

  [[noreturn]] void refuse(std::string what, std::string expected, std::string namesOf = {}) const {
    throw ParseFailure{m_pointer, std::move(what), std::move(expected), {}, 0, std::move(namesOf)};
  }

  const Scenario& m_scenario;
  const std::string& m_pointer;
};

}  // namespace

RunNumber numberNamed(const Fact& fact, const Scenario& scenario, const std::string& pointer) {
  return Search(scenario, pointer).find(fact);
}

}  // namespace detail

std::string_view nameOf(RunCount count) {
  for (const detail::Choice<RunCount>& row : kRunCounts)
    if (row.value == count) return row.name;
  RS_CHECK(false);
}

}  // namespace roundscope

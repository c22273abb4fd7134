// See fan_out.h.
#include "core/analysis/fan_out.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/scenario/numbers.h"
#include "core/scenario/scenario_places.h"

namespace roundscope {
namespace {

using Json = nlohmann::json;

std::optional<MethodRef> methodNamed(const std::string& name, const Scenario& scenario) {
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c)
    for (std::uint16_t m = 0; m < scenario.canisters[c].methods.size(); ++m)
      if (nameOf({CanisterId{c}, MethodId{m}}, scenario) == name) return MethodRef{CanisterId{c}, MethodId{m}};
  return std::nullopt;
}

std::vector<MethodRef> calleesOf(const Json& call, const Scenario& scenario) {
  std::vector<MethodRef> callees;
  const auto add = [&](const Json& name) {
    if (!name.is_string()) return;
    if (const auto method = methodNamed(name.get<std::string>(), scenario)) callees.push_back(*method);
  };
  const Json to = call.value("to", Json());
  if (to.is_array())
    for (const Json& name : to) add(name);
  else
    add(to);
  return callees;
}

bool endsWith(const std::string& text, const std::string& ending) {
  return text.size() >= ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

/// The methods whose code ran.
std::vector<MethodRef> methodsThatRan(const Run& run) {
  std::vector<MethodRef> methods;
  std::set<std::pair<std::uint16_t, std::uint16_t>> known;
  for (const ContextRow& context : run.calls().contexts())
    if (known.emplace(context.canister.value, context.method.value).second)
      methods.push_back({context.canister, context.method});
  return methods;
}

}  // namespace

std::optional<FanOut> fanOutOf(const ScenarioSet& set, const Run& run) {
  const Scenario& scenario = run.scenario();
  const std::vector<MethodRef> ran = methodsThatRan(run);
  std::optional<FanOut> found;
  for (const ScenarioNumber& number : numbersOf(set, scenario.variant)) {
    const bool window = endsWith(number.pointer, "/call/order/window");
    if (!window && !endsWith(number.pointer, "/call/count")) continue;
    if (found && number.value <= found->value) continue;
    const std::string callPointer = number.pointer.substr(0, number.pointer.rfind("/call/") + 5);
    const Json call = Json::parse(valueAt(set, scenario.variant, callPointer).value_or("{}"), nullptr, false);
    if (!window && call.value("order", Json()) != "parallel") continue;
    FanOut fanOut{number.pointer, number.label, number.value, window, {}, calleesOf(call, scenario)};
    for (const MethodRef method : ran) {
      const std::string steps = pointerOf(method, scenario) + "/";
      if (fanOut.to.empty() || number.pointer.compare(0, steps.size(), steps) != 0) continue;
      fanOut.caller = method;
      found = fanOut;
    }
  }
  return found;
}

}  // namespace roundscope

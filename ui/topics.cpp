// Topics, each once.
#include "ui/topics.h"

#include <algorithm>
#include <utility>

namespace roundscope::ui {
namespace {

using Topics = std::vector<QuestionTopic>;

void add(Topics& topics, const QuestionTopic& topic) {
  if (std::find(topics.begin(), topics.end(), topic) == topics.end()) topics.push_back(topic);
}

void addCalls(Topics& topics, const Scenario& scenario, MethodRef method) {
  const std::vector<Step>& steps = scenario.method(method).steps;
  for (std::size_t s = 0; s < steps.size(); ++s)
    if (std::holds_alternative<CallStep>(steps[s].action)) add(topics, StepPlace{method, s});
}

/// What users, timers and heartbeats set off, in the order in which it comes to work.
std::vector<MethodRef> methodsAtWork(const Scenario& scenario) {
  std::vector<MethodRef> found;
  const auto meet = [&](MethodRef method) {
    if (method.method != kUnlistedMethod && std::find(found.begin(), found.end(), method) == found.end())
      found.push_back(method);
  };
  for (const Ingress& message : scenario.ingress) meet(message.to);
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c)
    for (std::uint16_t m = 0; m < scenario.canisters[c].methods.size(); ++m)
      if (scenario.canisters[c].isTask(MethodId{m})) meet({CanisterId{c}, MethodId{m}});
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const Step& step : scenario.method(found[i]).steps)
      if (const auto* call = std::get_if<CallStep>(&step.action)) {
        for (const MethodRef to : call->to) meet(to);
        if (call->compensate) meet(*call->compensate);
      }
  return found;
}

}  // namespace

std::vector<QuestionTopic> topicsOf(const Run& run, CallId id) {
  const CallSpan& call = run.call(id);
  const Scenario& scenario = run.scenario();
  Topics topics;
  const MethodRef caller{call.caller, run.calls().contexts()[call.context.value].method};
  const std::vector<Step>& steps = scenario.method(caller).steps;
  if (call.step < steps.size() && std::holds_alternative<CallStep>(steps[call.step].action))
    topics.emplace_back(StepPlace{caller, call.step});
  if (call.callee.method != kUnlistedMethod && !call.outside) topics.emplace_back(call.callee);
  if (!call.outside) add(topics, call.callee.canister);
  add(topics, call.caller);
  return topics;
}

std::vector<QuestionTopic> topicsOf(const Scenario& scenario, CanisterId canister) {
  Topics topics{canister};
  const std::vector<MethodRef> methods = methodsAtWork(scenario);
  for (const MethodRef method : methods)
    if (method.canister == canister) addCalls(topics, scenario, method);
  for (const MethodRef method : methods)
    if (method.canister == canister) add(topics, method);
  return topics;
}

std::vector<QuestionTopic> topicsOf(const Scenario&, SubnetId subnet) { return {subnet}; }

std::vector<QuestionTopic> topicsOf(const Scenario& scenario) {
  Topics topics;
  const std::vector<MethodRef> methods = methodsAtWork(scenario);
  for (const MethodRef method : methods) addCalls(topics, scenario, method);
  for (const MethodRef method : methods) add(topics, method);
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) add(topics, CanisterId{c});
  for (std::uint16_t s = 0; s < scenario.subnets.size(); ++s) add(topics, SubnetId{s});
  return topics;
}

}  // namespace roundscope::ui

// What a method takes, answers and waits for.
#include "core/code/shape.h"

#include <algorithm>

#include "core/base/words.h"

namespace roundscope::code {
namespace {

bool isCalledWithBytes(const Scenario& scenario, MethodRef method) {
  for (const Canister& canister : scenario.canisters)
    if (anyStep<CallStep>(canister, [&](const CallStep& call) {
          return call.payloadBytes > 0 && std::find(call.to.begin(), call.to.end(), method) != call.to.end();
        }))
      return true;
  return std::any_of(scenario.ingress.begin(), scenario.ingress.end(),
                     [&](const Ingress& message) { return message.to == method && message.payloadBytes > 0; });
}

void note(MethodShape& shape, const Step& step) {
  if (const auto* call = std::get_if<CallStep>(&step.action)) {
    shape.waits = shape.waits || call->awaited;
    if (call->count > 1 && shape.answer == Answer::Nothing) shape.answer = Answer::Count;
  } else if (step.when && (step.when->every != 0 || !step.when->listed.empty())) {
    shape.counted = true;
  }
  if (std::holds_alternative<AwaitStep>(step.action)) shape.waits = true;
  if (const auto* reply = std::get_if<ReplyStep>(&step.action))
    if (reply->payloadBytes > 0) shape.answer = Answer::Bytes;
  if (std::holds_alternative<RejectStep>(step.action) || std::holds_alternative<LockStep>(step.action) ||
      std::holds_alternative<RequireStep>(step.action))
    shape.rejects = true;
}

}  // namespace

MethodShape shapeOf(const Scenario& scenario, MethodRef ref) {
  const Canister& canister = scenario.canister(ref.canister);
  const Method& method = scenario.method(ref);
  MethodShape shape;
  shape.takesPayload = isCalledWithBytes(scenario, ref);
  shape.isTask = (canister.timer && canister.timer->body == ref.method) || canister.heartbeat == ref.method;
  std::size_t replies = 0;
  for (const Step& step : method.steps) {
    note(shape, step);
    if (std::holds_alternative<ReplyStep>(step.action)) ++replies;
  }
  shape.repliesLast =
      replies == 1 && std::holds_alternative<ReplyStep>(method.steps.back().action) && !method.steps.back().when;
  if (shape.isTask) shape.answer = Answer::Nothing;
  return shape;
}

bool retries(const CallStep& call) { return call.onFailure == OnFailure::Retry && call.retry.attempts > 1; }
bool retries(const CallStep& call, RetryVia via) { return retries(call) && call.retry.via == via; }
bool compensates(const CallStep& call) {
  return call.onFailure == OnFailure::Compensate && call.count > 1 && call.compensate.has_value();
}
bool stops(const CallStep& call) {
  return call.count > 1 && (call.onFailure == OnFailure::Stop || call.onFailure == OnFailure::Compensate);
}

const CallStep* dispatchOf(const Method& method, std::size_t awaitStep, std::uint16_t& step) {
  const std::string& label = std::get<AwaitStep>(method.steps[awaitStep].action).label;
  for (std::size_t i = 0; i < awaitStep; ++i) {
    const auto* call = std::get_if<CallStep>(&method.steps[i].action);
    if (!call || call->awaited || call->label != label) continue;
    step = static_cast<std::uint16_t>(i);
    return call;
  }
  return nullptr;
}

std::vector<Callee> calleesOf(const Scenario& scenario, CanisterId canister) {
  std::vector<Callee> found;
  const auto add = [&](MethodRef method, MethodKind from) {
    const bool composite = from == MethodKind::CompositeQuery;
    const auto known =
        std::find_if(found.begin(), found.end(), [&](const Callee& callee) { return callee.method == method; });
    if (known == found.end()) {
      found.push_back({method, !composite, composite});
    } else {
      (composite ? known->fromComposite : known->fromUpdate) = true;
    }
  };
  for (const Method& method : scenario.canister(canister).methods) {
    for (const Step& step : method.steps) {
      const auto* call = std::get_if<CallStep>(&step.action);
      if (!call) continue;
      for (const MethodRef to : call->to) add(to, method.kind);
      if (call->compensate) add(*call->compensate, method.kind);
    }
  }
  std::sort(found.begin(), found.end(), [](const Callee& a, const Callee& b) {
    return std::pair(a.method.canister, a.method.method) < std::pair(b.method.canister, b.method.method);
  });
  return found;
}

std::string digits(std::int64_t number) {
  std::string text = grouped(number);
  std::replace(text.begin(), text.end(), ',', '_');
  return text;
}
std::string digits(std::uint64_t number) {
  std::string text = grouped(number);
  std::replace(text.begin(), text.end(), ',', '_');
  return text;
}

std::string inverse(Comparison comparison) {
  switch (comparison) {
    case Comparison::Less:
      return ">=";
    case Comparison::LessEqual:
      return ">";
    case Comparison::Equal:
      return "!=";
    case Comparison::NotEqual:
      return "==";
    case Comparison::GreaterEqual:
      return "<";
    case Comparison::Greater:
      return "<=";
  }
  return "!=";
}

bool drawsChances(const Canister& canister) {
  for (const Method& method : canister.methods)
    for (const Step& step : method.steps)
      if (step.when && step.when->chanceDenominator != 0) return true;
  return false;
}

}  // namespace roundscope::code

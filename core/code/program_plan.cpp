// What a canister's program consists of.
#include "core/code/program_plan.h"

#include <algorithm>
#include <tuple>

#include "core/base/check.h"
#include "core/base/overloaded.h"

namespace roundscope::code {
namespace {

/// Whether the canister has a step of this type for which the predicate holds.
template <class StepType, class Predicate>
bool anyStep(const Canister& canister, Predicate predicate) {
  for (const Method& method : canister.methods)
    for (const Step& step : method.steps)
      if (const auto* action = std::get_if<StepType>(&step.action))
        if (predicate(*action)) return true;
  return false;
}

bool isCalledWithBytes(const Scenario& scenario, MethodRef method) {
  const auto sends = [&](const CallStep& call) {
    return call.payloadBytes > 0 && std::find(call.to.begin(), call.to.end(), method) != call.to.end();
  };
  return std::any_of(scenario.canisters.begin(), scenario.canisters.end(),
                     [&](const Canister& canister) { return anyStep<CallStep>(canister, sends); }) ||
         std::any_of(scenario.ingress.begin(), scenario.ingress.end(),
                     [&](const Ingress& message) { return message.to == method && message.payloadBytes > 0; });
}

bool isTask(const Canister& canister, MethodId method) { return canister.isTask(method); }

Answer answerOf(const Method& method) {
  Answer answer = Answer::Nothing;
  for (const Step& step : method.steps) {
    const auto* call = std::get_if<CallStep>(&step.action);
    if (call && call->count > 1 && answer == Answer::Nothing) answer = Answer::Count;
    const auto* reply = std::get_if<ReplyStep>(&step.action);
    if (reply && reply->payloadBytes > 0) answer = Answer::Bytes;
  }
  return answer;
}

Signature signatureOf(const Scenario& scenario, MethodRef ref) {
  return {
      .takesPayload = isCalledWithBytes(scenario, ref),
      .answer = isTask(scenario.canister(ref.canister), ref.method) ? Answer::Nothing : answerOf(scenario.method(ref))};
}

/// The condition of a call is about the calls of its step, any other about the executions of its method.
bool countsRuns(const Step& step) {
  return !std::holds_alternative<CallStep>(step.action) && step.when &&
         (step.when->every != 0 || !step.when->listed.empty());
}

bool repliesLast(const std::vector<Step>& steps) {
  const auto replies = [](const Step& step) { return std::holds_alternative<ReplyStep>(step.action); };
  return std::count_if(steps.begin(), steps.end(), replies) == 1 && replies(steps.back()) && !steps.back().when;
}

MethodPlan planOfMethod(const Scenario& scenario, MethodRef ref) {
  const Method& method = scenario.method(ref);
  MethodPlan plan{.id = ref.method, .method = &method, .signature = signatureOf(scenario, ref), .calls = {}};
  plan.counts = std::any_of(method.steps.begin(), method.steps.end(), countsRuns);
  for (const Step& step : method.steps) {
    plan.waits = plan.waits || effectOf(step).suspends;
    plan.rejects = plan.rejects || effectOf(step).rejects;
  }
  for (const Step& step : method.steps) {
    plan.mayAnswer = plan.mayAnswer || std::holds_alternative<ReplyStep>(step.action) ||
                     std::holds_alternative<RejectStep>(step.action);
    plan.mayLoseCount = plan.mayLoseCount || std::holds_alternative<TrapStep>(step.action);
  }
  plan.mayLoseCount = plan.mayLoseCount || isQuery(method.kind);
  plan.isTask = isTask(scenario.canister(ref.canister), ref.method);
  plan.repliesLast = repliesLast(method.steps);
  for (std::size_t s = 0; s < method.steps.size(); ++s)
    if (std::holds_alternative<CallStep>(method.steps[s].action))
      plan.calls.push_back(
          planOf({ref.method, static_cast<std::uint16_t>(s)}, method.steps[s], plan.signature.answer == Answer::Count));
  return plan;
}

std::vector<Callee> calleesOf(const Scenario& scenario, const Canister& canister) {
  std::vector<Callee> found;
  const auto add = [&](MethodRef method, MethodKind from) {
    auto known =
        std::find_if(found.begin(), found.end(), [&](const Callee& callee) { return callee.method == method; });
    if (known == found.end())
      known = found.insert(found.end(), {.method = method, .signature = signatureOf(scenario, method)});
    (from == MethodKind::CompositeQuery ? known->fromComposite : known->fromUpdate) = true;
  };
  for (const Method& method : canister.methods) {
    for (const Step& step : method.steps) {
      const auto* call = std::get_if<CallStep>(&step.action);
      if (!call) continue;
      for (const MethodRef to : call->to) add(to, method.kind);
      if (call->compensate) add(*call->compensate, method.kind);
    }
  }
  std::sort(found.begin(), found.end(), [](const Callee& a, const Callee& b) {
    return std::tie(a.method.canister, a.method.method) < std::tie(b.method.canister, b.method.method);
  });
  return found;
}

TimerForm formOf(const Timer& timer) {
  if (!timer.every) return TimerForm::Once;
  return *timer.every == timer.first ? TimerForm::Recurring : TimerForm::RecurringAfterFirst;
}

std::vector<VariableId> guardsOf(const Canister& canister) {
  std::vector<VariableId> guards;
  for (std::size_t v = 0; v < canister.variables.size(); ++v) {
    const VariableId id{static_cast<std::uint16_t>(v)};
    if (anyStep<LockStep>(canister, [&](const LockStep& lock) { return lock.lock == id && lock.releasedOnTrap; }))
      guards.push_back(id);
  }
  return guards;
}

bool drawsChances(const Canister& canister) {
  for (const Method& method : canister.methods)
    for (const Step& step : method.steps)
      if (step.when && step.when->chanceDenominator != 0) return true;
  return false;
}

}  // namespace

ProgramPlan planOf(const Scenario& scenario, CanisterId self) {
  const Canister& canister = scenario.canister(self);
  ProgramPlan plan{
      .scenario = &scenario, .canister = &canister, .self = self, .callees = {}, .methods = {}, .guards = {}};
  plan.callees = calleesOf(scenario, canister);
  for (std::size_t m = 0; m < canister.methods.size(); ++m)
    plan.methods.push_back(planOfMethod(scenario, {self, MethodId{static_cast<std::uint16_t>(m)}}));
  plan.guards = guardsOf(canister);
  plan.timer = canister.timers.empty() ? TimerForm::None : formOf(canister.timers.front());
  plan.works = anyStep<WorkStep>(canister, [](const WorkStep& work) { return work.instructions > 0; });
  plan.sendsBytes = anyStep<CallStep>(canister, [](const CallStep& call) { return call.payloadBytes > 0; }) ||
                    anyStep<ReplyStep>(canister, [](const ReplyStep& reply) { return reply.payloadBytes > 0; });
  plan.drawsChances = drawsChances(canister);
  return plan;
}

const CallPlan& MethodPlan::callAt(std::size_t step) const {
  const auto found =
      std::find_if(calls.begin(), calls.end(), [&](const CallPlan& call) { return call.step.step == step; });
  RS_CHECK(found != calls.end());
  return *found;
}

/// The parser lets nobody await a label that no step before has dispatched, and gives each label to one step.
AwaitPlan MethodPlan::awaitAt(std::size_t step) const {
  const auto& await = std::get<AwaitStep>(method->steps[step].action);
  const auto found = std::find_if(calls.begin(), calls.end(), [&](const CallPlan& call) {
    return call.form == CallForm::DispatchOnly && call.label == await.label;
  });
  RS_CHECK(found != calls.end() && found->step.step < step);
  return {&*found, await.reverse, await.suspendIfCompleted};
}

std::vector<const CallPlan*> ProgramPlan::repeatedByHeartbeat() const {
  std::vector<const CallPlan*> found;
  for (const MethodPlan& plan : methods)
    for (const CallPlan& call : plan.calls)
      if (call.retriesLater() && call.retry->via == RetryVia::Heartbeat) found.push_back(&call);
  return found;
}

const Callee& ProgramPlan::callee(MethodRef method) const {
  const auto found =
      std::find_if(callees.begin(), callees.end(), [&](const Callee& known) { return known.method == method; });
  RS_CHECK(found != callees.end());
  return *found;
}

std::string ProgramPlan::lockHeldMessage(VariableId lock) const {
  return lockHeldText(canister->variables[lock.value]);
}

std::string countRemark(const MethodPlan& plan) {
  if (!plan.mayLoseCount) return {};
  return isQuery(plan.method->kind) ? "// A query keeps no count; the simulator does."
                                    : "// A trap undoes this count; the simulator counts the run all the same.";
}

LockUse useOf(const Method& method, VariableId lock) {
  LockUse use;
  for (const Step& step : method.steps) {
    const auto* take = std::get_if<LockStep>(&step.action);
    const auto* give = std::get_if<UnlockStep>(&step.action);
    const bool takes = take && take->lock == lock;
    const bool gives = give && give->lock == lock;
    if (!takes && !gives) continue;
    ++(takes ? use.taken : use.given);
    use.guarded = use.guarded || (takes && take->releasedOnTrap);
    use.plain = use.plain && !step.when && (takes || use.taken > 0);
  }
  use.plain = use.plain && use.taken == 1 && use.given <= 1;
  return use;
}

StepEffect effectOf(const Step& step) {
  constexpr StepEffect kNone;
  constexpr StepEffect kRejects{.rejects = true};
  return std::visit(Overloaded{
                        [&](const WorkStep&) { return kNone; },
                        [&](const CallStep& call) {
                          return StepEffect{.suspends = call.awaiting == Awaiting::Here,
                                            .rejects = call.onFailure == OnFailure::Throw};
                        },
                        [&](const AwaitStep&) { return StepEffect{.suspends = true}; },
                        [&](const LockStep&) { return kRejects; },
                        [&](const UnlockStep&) { return kNone; },
                        [&](const SetStep&) { return kNone; },
                        [&](const AddStep&) { return kNone; },
                        [&](const RequireStep&) { return kRejects; },
                        [&](const ReplyStep&) { return kNone; },
                        [&](const RejectStep&) { return kRejects; },
                        [&](const TrapStep&) { return kNone; },
                        [&](const IfStep&) { return kNone; },  // the steps within follow
                        [&](const DelayStep&) { return StepEffect{.suspends = true}; },
                        [&](const NeverAnswerStep&) { return StepEffect{.suspends = true}; },
                    },
                    step.action);
}

}  // namespace roundscope::code

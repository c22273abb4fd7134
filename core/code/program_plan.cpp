// What a canister's program consists of.
#include "core/code/program_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "core/base/check.h"
#include "core/base/overloaded.h"
#include "core/code/literals.h"

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

Answer answerOf(const Method& method) {
  Answer answer = Answer::Nothing;
  for (const Step& step : method.steps) {
    const auto* call = std::get_if<CallStep>(&step.action);
    if (call && call->count > 1 && call->awaiting != Awaiting::Never && answer == Answer::Nothing)
      answer = Answer::Count;
    const auto* reply = std::get_if<ReplyStep>(&step.action);
    if (reply && reply->payloadBytes > 0) answer = Answer::Bytes;
  }
  return answer;
}

Signature signatureOf(const Scenario& scenario, MethodRef ref) {
  return {
      .takesPayload = isCalledWithBytes(scenario, ref),
      .answer = scenario.canister(ref.canister).isTask(ref.method) ? Answer::Nothing : answerOf(scenario.method(ref))};
}

/// Whether some step depends on how often the method has run. The condition of a call is about the calls of its step,
/// as are those of the steps that follow its outcome.
bool countsRuns(const std::vector<Step>& steps) {
  for (std::size_t at = 0; at < steps.size();) {
    const Step& step = steps[at];
    const bool calls = std::holds_alternative<CallStep>(step.action);
    if (!calls && step.when && (step.when->every != 0 || !step.when->listed.empty())) return true;
    at = calls ? past(steps, at) : at + 1;
  }
  return false;
}

std::optional<std::size_t> lastOf(const Method& method) {
  std::optional<std::size_t> last;
  for (std::size_t at = 0; at < method.bodyEnd(); at = past(method.steps, at)) last = at;
  return last;
}

bool repliesLast(const Method& method, std::optional<std::size_t> last) {
  const auto replies = [](const Step& step) { return std::holds_alternative<ReplyStep>(step.action); };
  return last && std::count_if(method.steps.begin(), method.steps.end(), replies) == 1 &&
         replies(method.steps[*last]) && !method.steps[*last].when;
}

MethodPlan planOfMethod(const Scenario& scenario, MethodRef ref) {
  const Method& method = scenario.method(ref);
  MethodPlan plan{.id = ref.method, .method = &method, .signature = signatureOf(scenario, ref), .calls = {}};
  plan.counts = countsRuns(method.steps);
  plan.body = {0, method.bodyEnd()};
  plan.finally = {method.bodyEnd(), method.steps.size()};
  plan.last = lastOf(method);
  for (const Step& step : method.steps) {
    plan.waits = plan.waits || effectOf(step).suspends;
    plan.rejects = plan.rejects || effectOf(step).rejects;
  }
  for (const Step& step : method.steps) {
    plan.mayAnswer = plan.mayAnswer || std::holds_alternative<ReplyStep>(step.action) ||
                     std::holds_alternative<RejectStep>(step.action);
    const auto* call = std::get_if<CallStep>(&step.action);
    plan.mayLoseCount = plan.mayLoseCount || std::holds_alternative<TrapStep>(step.action) ||
                        (call && call->onFailure == OnFailure::Trap);
  }
  plan.mayLoseCount = plan.mayLoseCount || isQuery(method.kind);
  plan.isTask = scenario.canister(ref.canister).isTask(ref.method);
  plan.repliesLast = repliesLast(method, plan.last);
  for (std::size_t s = 0; s < method.steps.size(); ++s)
    if (std::holds_alternative<CallStep>(method.steps[s].action))
      plan.calls.push_back(
          planOf({ref.method, static_cast<std::uint16_t>(s)}, method, plan.signature.answer == Answer::Count));
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
  plan.works = anyStep<WorkStep>(canister, [](const WorkStep& work) { return work.instructions > 0; });
  plan.delays = anyStep<DelayStep>(canister, [](const DelayStep&) { return true; });
  plan.neverAnswers = anyStep<NeverAnswerStep>(canister, [](const NeverAnswerStep&) { return true; });
  plan.sendsBytes = anyStep<CallStep>(canister, [](const CallStep& call) { return call.payloadBytes > 0; }) ||
                    anyStep<ReplyStep>(canister, [](const ReplyStep& reply) { return reply.payloadBytes > 0; });
  plan.drawsChances = drawsChances(canister);
  plan.throws = std::any_of(plan.methods.begin(), plan.methods.end(), [](const MethodPlan& method) {
    return !method.isTask && std::any_of(method.calls.begin(), method.calls.end(),
                                         [](const CallPlan& call) { return call.ending == Then::Throw; });
  });
  return plan;
}

const CallPlan& MethodPlan::callAt(std::size_t step) const {
  const auto found =
      std::find_if(calls.begin(), calls.end(), [&](const CallPlan& call) { return call.step.step == step; });
  RS_CHECK(found != calls.end());
  return *found;
}

TimerForm formOf(const Timer& timer) {
  if (!timer.every) return TimerForm::Once;
  return *timer.every == timer.first ? TimerForm::Recurring : TimerForm::RecurringAfterFirst;
}

BranchPlan branchAt(const std::vector<Step>& steps, std::size_t at) {
  const auto& branch = std::get<IfStep>(steps[at].action);
  BranchPlan plan;
  plan.then = {at + 1, at + 1 + branch.thenSteps};
  plan.otherwise = {plan.then.to, plan.then.to + branch.elseSteps};
  plan.negated = plan.then.empty() && !plan.otherwise.empty();
  if (plan.negated) {
    std::swap(plan.then, plan.otherwise);
    return plan;
  }
  const std::size_t first = plan.otherwise.from;
  if (plan.otherwise.empty() || steps[first].when || past(steps, first) < plan.otherwise.to) return plan;
  plan.elseIf = std::get_if<IfStep>(&steps[first].action);
  return plan;
}

std::size_t past(const std::vector<Step>& steps, std::size_t at) { return at + 1 + stepsWithin(steps[at].action); }

/// The parser lets nobody await a label that no step before has dispatched, and gives each label to one step. An await
/// that stands no deeper than the calls and under no condition has awaited them for all that follow.
AwaitPlan MethodPlan::awaitAt(std::size_t step) const {
  const auto& await = std::get<AwaitStep>(method->steps[step].action);
  const auto found = std::find_if(calls.begin(), calls.end(), [&](const CallPlan& call) {
    return call.form == CallForm::DispatchOnly && call.label == await.label;
  });
  RS_CHECK(found != calls.end() && found->step.step < step);
  AwaitPlan plan{&*found, await.reverse, await.suspendIfCompleted};
  const std::vector<Step>& steps = method->steps;
  for (std::size_t at = found->step.step + std::size_t{1}; at < steps.size(); ++at) {
    const auto* other = std::get_if<AwaitStep>(&steps[at].action);
    if (!other || other->label != await.label || at == step) continue;
    const bool certain = !steps[at].when && steps[at].depth == steps[found->step.step].depth;
    (at > step ? plan.toldLater : certain ? plan.again : plan.perhaps) = true;
  }
  const bool certain = !steps[step].when && steps[step].depth == steps[found->step.step].depth;
  plan.perhaps = plan.perhaps && !plan.again;
  plan.toldLater = plan.toldLater && !certain && !plan.again;
  return plan;
}

std::size_t MethodPlan::awaitsOf(const CallPlan& calls) const {
  return static_cast<std::size_t>(std::count_if(method->steps.begin(), method->steps.end(), [&](const Step& step) {
    const auto* await = std::get_if<AwaitStep>(&step.action);
    return await && calls.form == CallForm::DispatchOnly && await->label == calls.label;
  }));
}

bool MethodPlan::isFirstUnknown(const CallPlan& calls) const {
  for (std::size_t at = 0; at < method->steps.size(); ++at) {
    const auto* await = std::get_if<AwaitStep>(&method->steps[at].action);
    if (await && await->label == calls.label && awaitAt(at).perhaps) return true;
  }
  return false;
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

std::string testOf(const BranchPlan& plan, const Condition& condition, const std::string& left,
                   const std::string& right) {
  return fmt::format("{} {} {}", left, plan.negated ? inverse(condition.comparison) : symbol(condition.comparison),
                     right);
}

std::vector<std::string> faultRemarks(const Method& method) {
  std::vector<std::string> remarks;
  for (const Fault& fault : method.faults)
    remarks.push_back(fmt::format("// The network refuses {} for it: reject code {}{}.",
                                  fault.when ? "some messages" : "all messages", static_cast<int>(fault.code),
                                  fault.message.empty() ? "" : ", " + quoted(fault.message)));
  return remarks;
}

std::string countRemark(const MethodPlan& plan) {
  if (!plan.mayLoseCount) return {};
  return isQuery(plan.method->kind) ? "// A query keeps no count; the simulator does."
                                    : "// A trap undoes this count; the simulator counts the run all the same.";
}

LockUse useOf(const Method& method, VariableId lock) {
  LockUse use;
  // What `finally` gives back at the end does not matter before.
  for (std::size_t at = 0; at < method.bodyEnd(); ++at) {
    const Step& step = method.steps[at];
    const auto* take = std::get_if<LockStep>(&step.action);
    const auto* give = std::get_if<UnlockStep>(&step.action);
    const bool takes = take && take->lock == lock;
    const bool gives = give && give->lock == lock;
    if (!takes && !gives) continue;
    ++(takes ? use.taken : use.given);
    use.guarded = use.guarded || (takes && take->releasedOnTrap);
    use.plain = use.plain && !step.when && step.depth == 0 && (takes || use.taken > 0);
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

// How the calls of one step become code.
#include "core/code/call_plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace roundscope::code {
namespace {

CallForm formOf(const CallStep& call) {
  switch (call.awaiting) {
    case Awaiting::Here:
      break;
    case Awaiting::Later:
      return CallForm::DispatchOnly;
    case Awaiting::Never:
      return CallForm::Forgotten;
  }
  if (call.count == 1) return CallForm::OneByOne;
  switch (call.order) {
    case Order::Sequential:
      return CallForm::OneByOne;
    case Order::Parallel:
      return CallForm::Together;
    case Order::Window:
      return CallForm::Window;
  }
  return CallForm::OneByOne;
}

std::optional<RetryPlan> retryOf(const CallStep& call) {
  const Retry& retry = call.retry;
  if (call.onFailure != OnFailure::Retry || retry.attempts < 2) return std::nullopt;
  RetryPlan plan{.via = retry.via, .attempts = retry.attempts, .first = waitAfter(retry, 1)};
  // Once two waits are equal, all further ones are.
  plan.waitsChange = retry.attempts > 2 && waitAfter(retry, 2) != plan.first;
  plan.percent = retry.backoffPercent;
  if (reachesLongestWait(retry)) plan.limit = longestWait(retry);
  return plan;
}

Load loadOf(const CallStep& call) {
  Load load{.payloadBytes = call.payloadBytes, .cycles = call.cycles, .timeoutSeconds = {}};
  if (call.wait == Wait::Bounded) load.timeoutSeconds = call.timeoutSeconds;
  return load;
}

std::optional<Then> endingOf(OnFailure onFailure) {
  switch (onFailure) {
    case OnFailure::Throw:
      return Then::Throw;
    case OnFailure::Trap:
      return Then::Trap;
    case OnFailure::Count:
    case OnFailure::Stop:
    case OnFailure::Retry:
    case OnFailure::Compensate:
      break;
  }
  return std::nullopt;
}

template <class Predicate>
bool anyOf(const Method& method, Block block, Predicate predicate) {
  return std::any_of(method.steps.begin() + static_cast<std::ptrdiff_t>(block.from),
                     method.steps.begin() + static_cast<std::ptrdiff_t>(block.to), predicate);
}

/// Whether a condition of the method asks how many calls of this step ended so.
bool isAsked(const Method& method, std::uint16_t call, Quantity quantity) {
  return anyOf(method, {0, method.steps.size()}, [&](const Step& step) {
    const auto* branch = std::get_if<IfStep>(&step.action);
    return branch && branch->condition.quantity == quantity && branch->condition.call == call;
  });
}

/// Whether nothing that stands behind these steps is ever reached.
bool endsIn(const Method& method, Block block) {
  const auto size = [&](std::size_t at) { return 1 + stepsWithin(method.steps[at].action); };
  for (std::size_t at = block.from; at < block.to; at += size(at)) {
    const Step& step = method.steps[at];
    if (step.when) continue;
    if (std::holds_alternative<RejectStep>(step.action) || std::holds_alternative<TrapStep>(step.action)) return true;
    const auto* branch = std::get_if<IfStep>(&step.action);
    if (!branch) continue;
    const std::size_t middle = at + 1 + branch->thenSteps;
    if (endsIn(method, {at + 1, middle}) && endsIn(method, {middle, middle + branch->elseSteps})) return true;
  }
  return false;
}

/// What the steps of the outcomes are.
void planBlocks(const Method& method, const CallStep& call, CallPlan& plan) {
  const std::size_t first = plan.step.step + std::size_t{1};
  plan.onReply = {first, first + call.replySteps};
  plan.onReject = {plan.onReply.to, plan.onReply.to + call.rejectSteps};
  plan.blocksAskNumber = anyOf(method, {plan.onReply.from, plan.onReject.to}, [](const Step& step) {
    return step.when && (step.when->every != 0 || !step.when->listed.empty());
  });
  plan.rejectEnds = endsIn(method, plan.onReject);
  plan.replyMayReject = anyOf(method, plan.onReply, [](const Step& step) {
    return std::holds_alternative<RejectStep>(step.action) || std::holds_alternative<RequireStep>(step.action);
  });
}

}  // namespace

CallPlan planOf(StepRef ref, const Method& method, bool countsSuccess) {
  const Step& step = method.steps[ref.step];
  const auto& call = std::get<CallStep>(step.action);
  CallPlan plan;
  plan.step = ref;
  plan.label = call.label;
  plan.form = formOf(call);
  plan.count = call.count;
  plan.window = call.window;
  plan.targets = call.to;
  if (plan.targets.size() > call.count) plan.targets.resize(call.count);
  plan.load = loadOf(call);
  plan.when = step.when;
  plan.retry = retryOf(call);
  // A single call leaves neither others to stop nor others to undo.
  const bool several = call.count > 1;
  if (several && call.onFailure == OnFailure::Compensate) plan.undo = call.compensate;
  plan.stops = several && (call.onFailure == OnFailure::Stop || call.onFailure == OnFailure::Compensate);
  plan.countsSuccess = countsSuccess && plan.form != CallForm::Forgotten;
  plan.countsReplied = isAsked(method, ref.step, Quantity::Replied);
  plan.countsFailed = isAsked(method, ref.step, Quantity::Failed);
  plan.ending = endingOf(call.onFailure);
  planBlocks(method, call, plan);
  return plan;
}

std::vector<Turn> CallPlan::turns() const {
  std::vector<Turn> all;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const bool last = i + 1 == targets.size();
    all.push_back({last ? std::nullopt : std::optional(i + 1), targets[i]});
  }
  return all;
}

bool CallPlan::whenAsksNumber() const { return when && (when->every != 0 || !when->listed.empty()); }

std::vector<Then> CallPlan::afterSuccess() const {
  std::vector<Then> all;
  if (countsSuccess) all.push_back(Then::CountSuccess);
  if (countsReplied) all.push_back(Then::CountReplied);
  if (undo) all.push_back(Then::CountDone);
  if (!onReply.empty()) all.push_back(Then::ReplySteps);
  return all;
}

std::vector<Then> CallPlan::afterFailure(bool moreToSend) const {
  std::vector<Then> all;
  if (countsFailed) all.push_back(Then::CountFailed);
  if (undo) all.push_back(Then::NoteFailure);
  // Of a call that is made again later, the last failure comes later too.
  if (!onReject.empty() && !retriesLater()) all.push_back(Then::RejectSteps);
  if (rejectEnds && !retriesLater()) return all;
  if (stops && moreToSend) all.push_back(Then::StopSending);
  if (retriesLater()) all.push_back(Then::CallAgainLater);
  if (ending) all.push_back(*ending);
  return all;
}

const std::string* Counters::raisedBy(Then then, const CallPlan& plan, const CallNames& names) const {
  switch (then) {
    case Then::CountSuccess:
      return &successful;
    case Then::CountReplied:
      return &replied.at(plan.step.step);
    case Then::CountFailed:
      return &failed.at(plan.step.step);
    case Then::CountDone:
      return &names.done;
    case Then::NoteFailure:
    case Then::ReplySteps:
    case Then::RejectSteps:
    case Then::StopSending:
    case Then::CallAgainLater:
    case Then::Throw:
    case Then::Trap:
      break;
  }
  return nullptr;
}

CallNames claimNames(Names& scope, const CallPlan& plan) {
  CallNames names;
  if (plan.asksNumber()) names.number = scope.claim("number");
  if (!plan.isLoop()) names.number = "1";
  if (plan.undo) {
    names.done = scope.claim("done");
    names.failed = scope.claim("failed");
  }
  return names;
}

std::string waitsInWords(const RetryPlan& retry) {
  return fmt::format("Each wait is {} % of the one before{}.", retry.percent,
                     retry.limit ? ", but no longer than an hour" : "");
}

}  // namespace roundscope::code

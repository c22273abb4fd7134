// How the calls of one step become code.
#include "core/code/call_plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace roundscope::code {
namespace {

CallForm formOf(const CallStep& call) {
  if (call.awaiting != Awaiting::Here) return CallForm::DispatchOnly;
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

}  // namespace

CallPlan planOf(StepRef ref, const Step& step, bool countsSuccess) {
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
  plan.countsSuccess = countsSuccess;
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
  if (undo) all.push_back(Then::CountDone);
  return all;
}

std::vector<Then> CallPlan::afterFailure(bool moreToSend) const {
  std::vector<Then> all;
  if (undo) all.push_back(Then::NoteFailure);
  if (stops && moreToSend) all.push_back(Then::StopSending);
  if (retriesLater()) all.push_back(Then::CallAgainLater);
  return all;
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

// Why the events within a user's query happened: no block, no round and no queue has a part in them.
// Source: protocol.md section 9.
#include <fmt/format.h>

#include "core/analysis/explain_parts.h"
#include "core/base/words.h"

namespace roundscope::explain {
namespace {

struct QueryExplainer {
  const Run& run;

  [[nodiscard]] Explanation evaluation(CanisterId canister, std::string sentence) const {
    return make(run, RuleId::QueryEvaluation, {.canister = canister}, std::move(sentence));
  }

  [[nodiscard]] std::optional<Explanation> started(const ExecutionStarted& e) const {
    const std::string& canister = run.name(e.canister);
    if (isCallback(e.kind))
      return evaluation(
          e.canister, fmt::format("{} goes on with the {} of call {}, within the same evaluation.", canister,
                                  e.kind == ExecutionKind::ReplyCallback ? "reply" : "reject", grouped(e.call.value)));
    if (e.kind == ExecutionKind::SelfMessage || e.kind == ExecutionKind::Cleanup) return std::nullopt;
    return evaluation(e.canister, fmt::format("The node runs {} on {}'s latest state; it waits for no round.",
                                              run.name({e.canister, e.method}), canister));
  }

  [[nodiscard]] std::optional<Explanation> finished(const ExecutionFinished& e) const {
    if (e.result == ExecutionResult::Trapped) return std::nullopt;
    return evaluation(e.canister, fmt::format("{}'s code ran for {} instructions; whatever it changed is discarded.",
                                              run.name(e.canister), grouped(e.instructions.value())));
  }

  [[nodiscard]] std::optional<Explanation> inducted(const IngressInducted& e) const {
    const Ingress& ingress = run.scenario().ingress[e.ingress.value];
    return evaluation(e.canister, fmt::format("The user's query to {}, sent at {}, goes to one node; no block has it.",
                                              run.name({e.canister, e.method}), secondsText(ingress.at.us)));
  }

  [[nodiscard]] std::optional<Explanation> completed(const IngressCompleted& e) const {
    if (e.outcome != IngressOutcome::Replied) return std::nullopt;
    const MethodRef method = run.scenario().ingress[e.ingress.value].to;
    return evaluation(method.canister, fmt::format("{} replied to its user: {} of its calls succeeded, {} failed; "
                                                   "one node's answer, not certified.",
                                                   run.name(method), grouped(e.repliedCalls), grouped(e.failedCalls)));
  }

  [[nodiscard]] std::optional<Explanation> performed(const CallPerformed& e) const {
    return evaluation(e.caller, fmt::format("{} calls {}: the node evaluates it next, and nothing is sent.",
                                            run.name(e.caller), run.name({e.callee, e.method})));
  }
};

}  // namespace

std::optional<Explanation> withinQuery(const Run& run, const Event& event) {
  const QueryExplainer explain{run};
  if (const auto* e = std::get_if<ExecutionStarted>(&event)) return explain.started(*e);
  if (const auto* e = std::get_if<ExecutionFinished>(&event)) return explain.finished(*e);
  if (const auto* e = std::get_if<IngressInducted>(&event)) return explain.inducted(*e);
  if (const auto* e = std::get_if<IngressCompleted>(&event)) return explain.completed(*e);
  if (const auto* e = std::get_if<CallPerformed>(&event)) return explain.performed(*e);
  return std::nullopt;
}

}  // namespace roundscope::explain

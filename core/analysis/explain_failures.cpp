// Why calls, users' messages and queries failed, or were answered at all: the tables of core/protocol/ say it, with the
// names and numbers of the run in their places.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"
#include "core/base/words.h"
#include "core/run/own_text.h"

namespace roundscope::explain {
namespace {

/// A sentence is read aloud; the whole text stands in the details.
std::string quoted(std::string_view message) {
  constexpr std::size_t kMost = 60;
  return message.empty() ? "" : fmt::format(" (\"{}\")", shortened(message, kMost));
}

/// What was answered: a call, or a user's message.
struct Answered {
  std::string object;  ///< "call 5", "the user's message"
  MethodRef method;
  const CallSpan* call = nullptr;  ///< null for a user's message
  std::optional<CallId> id{};
};

std::string waitText(const CallSpan& call) { return secondsText(call.timeoutSeconds * std::int64_t{1'000'000}); }

/// A message that reached its limit of instructions within a query, whose limits are others than those of updates.
Explanation queryUsedUp(const Run& run, RuleId rule, const Answered& a) {
  const CanisterId callee = a.method.canister;
  const Parameter& parameter = ruleOf(rule).parameter;
  const std::string limit = limitText(parameter, run.scenario().subnetOf(callee).limits);
  const std::string used = rule == RuleId::QueryMessageInstructions
                               ? fmt::format("the {} of one query", limit)
                               : fmt::format("what was left of the {} of the whole call graph", limit);
  return make(run, rule, {.canister = callee, .call = a.id},
              fmt::format("{} used up {} and trapped, so {} got code {}.", run.name(callee), used, a.object,
                          static_cast<int>(codeOf(RejectReason::InstructionLimit))));
}

/// What the reason's row says, with the names and numbers of this run.
Explanation answer(const Run& run, RejectReason reason, const Answered& a, std::uint64_t eventIndex) {
  if (reason == RejectReason::InstructionLimit)
    if (const RuleId rule = instructionLimit(run, eventIndex); rule != rowOf(reason).rule)
      return queryUsedUp(run, rule, a);
  const Reject& row = rowOf(reason);
  const CanisterId callee = a.method.canister;
  const CanisterId giver = a.call != nullptr && row.givenBy == GivenBy::CallersSubnet ? a.call->caller : callee;
  const Limits& limits = run.scenario().subnetOf(giver).limits;
  const Parameter& parameter = ruleOf(row.rule).parameter;
  std::string start = a.object;
  start.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(start.front())));
  const std::string target = run.name(a.method);
  const std::string method = target == run.name(callee) ? std::string() : run.scenario().method(a.method).name;
  return make(run, row.rule, {.canister = giver, .call = a.id},
              filled(row.explanation,
                     {{"callee", run.name(callee)},
                      {"caller", a.call == nullptr ? std::string_view("the user") : run.name(a.call->caller)},
                      {"target", target},
                      {"method", method},
                      {"call", a.object},
                      {"Call", start},
                      {"code", std::to_string(static_cast<int>(row.code))},
                      {"subnet", run.subnetName(giver)},
                      {"own", quoted(ownText(run.trace(), run.trace().event(eventIndex)))},
                      {"wait", a.call == nullptr ? std::string() : waitText(*a.call)},
                      {"limit", parameter.owner == Parameter::Owner::Limit ? limitText(parameter, limits) : ""},
                      {"perCall", grouped(limits.query_call_instructions)}}));
}

/// A request that never left its caller's output queue, where the table's row does not tell the cause: it was shed, or
/// its wait has no bound.
std::optional<Explanation> neverSent(const Run& run, const CallSpan& call, CallId id, std::uint64_t eventIndex) {
  const Owner owner{.canister = call.caller, .call = id};
  const Limits& limits = run.scenario().subnetOf(call.caller).limits;
  const int code = static_cast<int>(codeOf(RejectReason::RequestTimedOut));
  // A request that was shed is answered like one that expired; only the event before says that it was shed.
  if (const auto shed = run.trace().eventAs<MessageDropped>(eventIndex - 1); shed && shed->shed != 0)
    return make(
        run, RuleId::BestEffortMemory, owner,
        fmt::format("Call {} got code {}: best-effort messages on {} were over {}, so it was never sent.",
                    grouped(id.value), code, run.subnetName(call.caller), bytesText(limits.best_effort_memory_bytes)));
  if (call.timeoutSeconds > 0) return std::nullopt;
  return make(run, RuleId::RequestExpiry, owner,
              fmt::format("Call {} got code {}: after {} s in {}'s output queue it expired, so {} never saw it.",
                          grouped(id.value), code, grouped(limits.request_expiry_s), run.name(call.caller),
                          run.name(call.callee.canister)));
}

/// What the step that made the call attached to it.
std::uint64_t attachedCycles(const Run& run, const CallSpan& call) {
  const CallStep* step = run.stepOf(call);
  return step == nullptr ? 0 : step->cycles;
}

}  // namespace

Explanation notPerformed(const Run& run, const CallNotPerformed& e, std::uint64_t eventIndex) {
  const Subnet& subnet = run.scenario().subnetOf(e.caller);
  const std::string& caller = run.name(e.caller);
  const std::string& callee = run.name(e.callee);
  const Owner owner{.canister = e.caller, .call = e.call};
  const std::string call = fmt::format("Call {}", grouped(e.call.value));
  if (e.reason == NotPerformedReason::Slots) {
    // An immediate retry: the failed attempt stands just before, in the same message.
    const auto before = eventIndex == 0 ? std::nullopt : run.trace().eventAs<CallNotPerformed>(eventIndex - 1);
    if (e.attempt > 1 && before && before->context == e.context && before->step == e.step &&
        before->attempt + 1 == e.attempt)
      return make(run, RuleId::NothingFreesWithin, owner,
                  fmt::format("{} was not performed: attempt {} came in the same message, where no slot is freed.",
                              call, e.attempt));
    if (slotsTaken(run, e.caller, e.callee, run.momentOf(eventIndex)) < subnet.limits.queue_capacity)
      return make(run, RuleId::SlotOfExpired, owner,
                  fmt::format("{} was not performed: expired requests behind others from {} to {} still held slots.",
                              call, caller, callee));
  }
  const NotPerformed& row = rowOf(e.reason);
  const Parameter& parameter = ruleOf(row.rule).parameter;
  return make(run, row.rule, owner,
              filled(row.explanation,
                     {{"Call", call},
                      {"caller", caller},
                      {"callee", callee},
                      {"subnet", subnet.id},
                      {"limit", parameter.owner == Parameter::Owner::Limit ? limitText(parameter, subnet.limits) : ""},
                      {"reservation", bytesText(subnet.limits.guaranteed_reservation_bytes)},
                      {"prepaid", grouped(prepayment(subnet.tariff()))}}));
}

Explanation answered(const Run& run, const ResponseCreated& e, std::uint64_t eventIndex) {
  const CallSpan& call = run.call(e.call);
  if (e.reason == RejectReason::RequestTimedOut)
    if (auto cause = neverSent(run, call, e.call, eventIndex)) return *std::move(cause);
  if (call.outside && e.reason == RejectReason::None) return answeredOutside(run, e.call);
  const Moment& first = call.at(CallPoint::Answered);
  if (!isGivenAtCaller(e.reason) && first.happened() && first < run.momentOf(eventIndex))
    return make(run, RuleId::LateResponse, {.canister = call.caller, .call = e.call},
                fmt::format("{} answered call {} too late: {} had its reject already.", run.name(call.callee.canister),
                            grouped(e.call.value), run.name(call.caller)));
  const std::uint64_t attached = e.reason == RejectReason::None ? attachedCycles(run, call) : 0;
  if (attached > 0)
    return make(run, RuleId::AcceptedCycles, {.canister = call.callee.canister},
                fmt::format("{} replied to call {}; of its {} cycles it accepted {}, and the rest comes back.",
                            run.name(call.callee.canister), grouped(e.call.value), grouped(attached),
                            grouped(std::min(attached, run.scenario().method(call.callee).accept))));
  return answer(
      run, e.reason,
      {.object = fmt::format("call {}", grouped(e.call.value)), .method = call.callee, .call = &call, .id = e.call},
      eventIndex);
}

Explanation dropped(const Run& run, const MessageDropped& e) {
  const CallSpan& call = run.call(e.call);
  const std::string number = grouped(e.call.value);
  const std::string& caller = run.name(call.caller);
  const std::string& callee = run.name(call.callee.canister);
  const std::string_view what = e.isResponse != 0 ? "response" : "request";
  const bool atCaller = e.place == MessagePlace::CallerOutput || e.place == MessagePlace::CallerInput;
  const CanisterId where = atCaller ? call.caller : call.callee.canister;
  if (e.shed != 0)
    return make(run, RuleId::BestEffortMemory, {.canister = where, .call = e.call},
                fmt::format("Best-effort messages on {} were over {}, so the largest, the {} of call {}, was dropped.",
                            run.subnetName(where),
                            bytesText(run.scenario().subnetOf(where).limits.best_effort_memory_bytes), what, number));
  const Owner owner{.canister = where, .call = e.call};
  const std::string wait = waitText(call);
  switch (e.place) {
    case MessagePlace::CallerOutput:
      if (call.timeoutSeconds == 0)
        return make(run, RuleId::RequestExpiry, owner,
                    fmt::format("The request of call {} waited more than {} s in {}'s output queue and expired unsent.",
                                number, grouped(run.scenario().subnetOf(where).limits.request_expiry_s), caller));
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The request of call {} expired in {}'s output queue: its {} passed before it was sent.",
                              number, caller, wait));
    case MessagePlace::CalleeInput:
      if (attachedCycles(run, call) > 0)
        return make(run, RuleId::Refund, owner,
                    fmt::format("The request of call {} expired in {}'s input queue; its {} cycles go back to {}.",
                                number, callee, grouped(attachedCycles(run, call)), caller));
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The request of call {} expired in {}'s input queue: its {} passed before it started.",
                              number, callee, wait));
    case MessagePlace::CalleeOutput:
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The response of call {} expired in {}'s output queue: {} has acted, {} gets code {}.",
                              number, callee, callee, caller, static_cast<int>(codeOf(RejectReason::DeadlineExpired))));
    case MessagePlace::CallerInput:
      return make(run, RuleId::Uninstall, owner,
                  fmt::format("{} had been uninstalled, so the response of call {} ran no callback; its slot is free.",
                              caller, number));
    case MessagePlace::Arrival:
      return make(run, RuleId::LateResponse, owner,
                  fmt::format("The response of call {} came too late and was dropped: {} had its reject already.",
                              number, caller));
  }
  RS_CHECK(false);
}

Explanation ingressAnswered(const Run& run, const IngressCompleted& e, std::uint64_t eventIndex) {
  const MethodRef method = run.scenario().ingress[e.ingress.value].to;
  const Owner owner{.canister = method.canister};
  if (e.outcome == IngressOutcome::Replied) {
    const std::uint64_t rounds = run.scenario().subnetOf(method.canister).limits.certification_rounds;
    return make(
        run, RuleId::CertifiedResult, owner,
        fmt::format("{} replied to its user: {} of its calls succeeded, {} failed; visible {} later.", run.name(method),
                    grouped(e.repliedCalls), grouped(e.failedCalls), counted(rounds, "round")));
  }
  return answer(run, e.reason, {.object = "the user's message", .method = method}, eventIndex);
}

Explanation queryFinished(const Run& run, const QueryFinished& e, std::uint64_t eventIndex) {
  const Subnet& subnet = run.scenario().subnetOf(e.canister);
  const bool graphsLimit =
      e.error == QueryError::MessageInstructions && instructionLimit(run, eventIndex) == RuleId::QueryGraphInstructions;
  const QueryErrorRow& row = rowOf(graphsLimit ? QueryError::GraphInstructions : e.error);
  const Parameter& parameter = ruleOf(row.rule).parameter;
  return make(run, row.rule, {.canister = e.canister},
              filled(row.explanation,
                     {{"canister", run.name(e.canister)},
                      {"subnet", subnet.id},
                      {"depth", std::to_string(e.depth)},
                      {"limit", parameter.owner == Parameter::Owner::Limit ? limitText(parameter, subnet.limits) : ""},
                      {"perCall", grouped(subnet.limits.query_call_instructions)},
                      {"end", secondsText(static_cast<std::int64_t>(e.endUs.value()))}}));
}

}  // namespace roundscope::explain

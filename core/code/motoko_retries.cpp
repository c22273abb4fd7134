// Functions in Motoko that make failed calls again later.
#include <fmt/format.h>

#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {

void MotokoProgram::retryFunctions(const MethodPlan& plan) {
  for (const CallPlan& call : plan.calls) {
    if (!call.retriesLater()) continue;
    m_out.step(call.step.step);
    retryLater(plan, call);
    m_out.step(std::nullopt);
    m_out.line("");
  }
}

/// The wait after `attempt` attempts, as an expression. Waits that change are computed first, in milliseconds.
/// The same steps as in core/protocol/backoff.h.
std::string MotokoProgram::wait(const RetryPlan& retry) {
  if (!retry.waitsChange) return motokoDuration(retry.first);
  const std::string next = fmt::format("wait * {} / 100", digits(retry.percent));
  m_out.line("// " + waitsInWords(retry));
  m_out.line(fmt::format("var wait = {};", digits(retry.first.us / 1'000)));
  m_out.line(fmt::format(
      "for (_ in {}.range(1, attempt)) {{ wait := {} }};", import("Nat"),
      retry.limit ? fmt::format("{}.min({}, {})", import("Nat"), next, digits(retry.limit->us / 1'000)) : next));
  return "#milliseconds wait";
}

/// Failed calls wait in a list until they are due. A heartbeat looks there by itself; a timer is set for all calls that
/// fail in one message, because each timer costs a message to itself.
void MotokoProgram::retryLater(const MethodPlan& method, const CallPlan& plan) {
  const RetryNames& names = m_retries[plan.step];
  const bool byTimer = plan.retry->via == RetryVia::Timer;
  const bool numbered = plan.remembersNumber();
  const std::string list = import("List");
  const std::string time = import("Time");
  Names inner = m_names;
  const std::string due = inner.claim("due");
  const std::string futures = inner.claim("futures");
  const std::string future = inner.claim("future");
  const std::string system = byTimer ? "<system>" : "";
  m_out.line(fmt::format("// Failed calls that a {} makes again: {} attempts in all.", byTimer ? "timer" : "heartbeat",
                         plan.retry->attempts));
  m_out.line(fmt::format("type {} = {{ {}attempt : Nat; due : Int }};", names.type, numbered ? "number : Nat; " : ""));
  m_out.line(fmt::format("var {} = {}.empty<{}>();", names.list, list, names.type));
  m_out.line("");
  m_out.open(fmt::format("func {}{}({}attempt : Nat) {{", names.again, system, numbered ? "number : Nat, " : ""));
  if (plan.onReject.empty()) {
    m_out.line(fmt::format("if (attempt >= {}) return;", plan.retry->attempts));
  } else {
    m_out.open(fmt::format("if (attempt >= {}) {{", plan.retry->attempts));
    Locals locals{.plan = method, .names = m_names};
    outcomeBlock(locals, plan.onReject, numbered ? "number" : "1");
    m_out.line("return;");
    m_out.close("};");
  }
  const std::string after = wait(*plan.retry);
  m_out.line(fmt::format("let due = {}.now() + {}.toNanoseconds({});", time, time, after));
  if (byTimer) {
    m_out.line("// One timer for all calls that are due together.");
    m_out.open(fmt::format("if (not {}.any<{}>({}, func(one) {{ one.due == due }})) {{", list, names.type, names.list));
    m_out.line(fmt::format("ignore {}.setTimer<system>({}, {});", import("Timer"), after, names.repeat));
    m_out.close("};");
  }
  m_out.line(fmt::format("{}.add({}, {{ {}attempt; due }});", list, names.list, numbered ? "number; " : ""));
  m_out.close("};");
  m_out.line("");
  // What a heartbeat does it does in its own message; a timer sends one to do it.
  m_out.open(fmt::format("func {}() : {} () {{", names.repeat, byTimer ? "async" : "async*"));
  m_out.line(fmt::format("let {} = {}.filter<{}>({}, func(one) {{ one.due <= {}.now() }});", due, list, names.type,
                         names.list, time));
  m_out.line(fmt::format("{} := {}.filter<{}>({}, func(one) {{ one.due > {}.now() }});", names.list, list, names.type,
                         names.list, time));
  m_out.line(fmt::format("let {} = {}.empty<({}, {})>();", futures, list, names.type, futureType(plan.targets)));
  const std::string again =
      fmt::format("{}{}({}one.attempt + 1);", names.again, system, numbered ? "one.number, " : "");
  m_out.open(fmt::format("for (one in {}.values({})) {{", list, due));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, (one, {}));", list, futures, callExpression(plan, "one.number")), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  Locals locals{.plan = method, .names = inner, .ends = "continue calls;"};
  const bool endsEarly = plan.replyMayReject;
  m_out.open(fmt::format("{}for (({}, {}) in {}.values({})) {{", endsEarly ? "label calls " : "", "one", future, list,
                         futures));
  m_out.open("try {");
  m_out.line(awaited(plan.targets, future), LineRole::Retry);
  outcomeBlock(locals, plan.onReply, numbered ? "one.number" : "1");
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  m_out.close("};");
}

}  // namespace roundscope::code

// Functions in Motoko that make failed calls again later.
#include <fmt/format.h>

#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {

void MotokoProgram::retryFunctions(const MethodPlan& plan) {
  for (const CallPlan& call : plan.calls) {
    if (!call.retriesLater()) continue;
    m_out.step(call.step.step);
    if (call.retry->via == RetryVia::Timer)
      retryByTimer(call);
    else
      retryByHeartbeat(call);
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

void MotokoProgram::retryByTimer(const CallPlan& plan) {
  const std::string& name = m_retries[plan.step].again;
  Names inner = m_names;
  const std::string future = inner.claim("future");
  m_out.line(fmt::format("// Makes a failed call again later: {} attempts in all.", plan.retry->attempts));
  m_out.open(fmt::format("func {}<system>({}attempt : Nat) {{", name, plan.takesTurns() ? "number : Nat, " : ""));
  m_out.line(fmt::format("if (attempt >= {}) return;", plan.retry->attempts));
  const std::string after = wait(*plan.retry);
  m_out.open(fmt::format("ignore {}.setTimer<system>({}, func() : async () {{", import("Timer"), after));
  m_out.open("try {");
  m_out.line(futureLine(plan, future, "number"), LineRole::Retry);
  m_out.line(awaited(plan.targets, future), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(fmt::format("{}<system>({}attempt + 1);", name, plan.takesTurns() ? "number, " : ""));
  m_out.close("};");
  m_out.close("});");
  m_out.close("};");
}

void MotokoProgram::retryByHeartbeat(const CallPlan& plan) {
  const RetryNames& names = m_retries[plan.step];
  const bool turns = plan.takesTurns();
  const std::string list = import("List");
  const std::string time = import("Time");
  Names inner = m_names;
  const std::string due = inner.claim("due");
  const std::string futures = inner.claim("futures");
  const std::string future = inner.claim("future");
  m_out.line(fmt::format("// Failed calls that a heartbeat makes again: {} attempts in all.", plan.retry->attempts));
  m_out.line(fmt::format("type {} = {{ {}attempt : Nat; due : Int }};", names.type, turns ? "number : Nat; " : ""));
  m_out.line(fmt::format("var {} = {}.empty<{}>();", names.list, list, names.type));
  m_out.line("");
  m_out.open(fmt::format("func {}({}attempt : Nat) {{", names.again, turns ? "number : Nat, " : ""));
  m_out.line(fmt::format("if (attempt >= {}) return;", plan.retry->attempts));
  const std::string after = wait(*plan.retry);
  m_out.line(fmt::format("let due = {}.now() + {}.toNanoseconds({});", time, time, after));
  m_out.line(fmt::format("{}.add({}, {{ {}attempt; due }});", list, names.list, turns ? "number; " : ""));
  m_out.close("};");
  m_out.line("");
  m_out.open(fmt::format("func {}() : async () {{", names.repeat));
  m_out.line(fmt::format("let {} = {}.filter<{}>({}, func(one) {{ one.due <= {}.now() }});", due, list, names.type,
                         names.list, time));
  m_out.line(fmt::format("{} := {}.filter<{}>({}, func(one) {{ one.due > {}.now() }});", names.list, list, names.type,
                         names.list, time));
  m_out.line(fmt::format("let {} = {}.empty<({}, {})>();", futures, list, names.type, futureType(plan.targets)));
  const std::string again = fmt::format("{}({}one.attempt + 1);", names.again, turns ? "one.number, " : "");
  m_out.open(fmt::format("for (one in {}.values({})) {{", list, due));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, (one, {}));", list, futures, callExpression(plan, "one.number")), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  m_out.open(fmt::format("for ((one, {}) in {}.values({})) {{", future, list, futures));
  m_out.open("try {");
  m_out.line(awaited(plan.targets, future), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  m_out.close("};");
}

}  // namespace roundscope::code

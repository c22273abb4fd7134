// Functions in Rust that make failed calls again, at once or later.
#include <fmt/format.h>

#include "core/code/literals.h"
#include "core/code/rust_program.h"

namespace roundscope::code {

void RustProgram::retryFunctions(const MethodPlan& plan) {
  for (const CallPlan& call : plan.calls) {
    if (!call.retry) continue;
    m_out.step(call.step.step);
    switch (call.retry->via) {
      case RetryVia::Immediate:
        retryAtOnce(call);
        break;
      case RetryVia::Timer:
      case RetryVia::Heartbeat:
        retryLater(plan, call);
        break;
    }
    m_out.step(std::nullopt);
    m_out.line("");
  }
}

/// The wait after `attempt` attempts, as an expression. Waits that change are computed first, in milliseconds.
/// Source: core/protocol/backoff.h, whose steps these are.
std::string RustProgram::wait(const RetryPlan& retry) {
  use("std::time::Duration");
  if (!retry.waitsChange) return rustDuration(retry.first);
  const std::string next = fmt::format("wait * {} / 100", digits(retry.percent));
  m_out.line("// " + waitsInWords(retry));
  m_out.line(fmt::format("let mut wait = {}u64;", digits(retry.first.us / 1'000)));
  m_out.open("for _ in 1..attempt {");
  m_out.line(fmt::format("wait = {};",
                         retry.limit ? fmt::format("({}).min({})", next, digits(retry.limit->us / 1'000)) : next));
  m_out.close("}");
  return "Duration::from_millis(wait)";
}

void RustProgram::retryAtOnce(const CallPlan& plan) {
  m_out.line(fmt::format("/// One call, made again at once when it fails: {} attempts in all.", plan.retry->attempts));
  m_out.open(
      fmt::format("async fn {}({}) -> bool {{", m_retries[plan.step].again, plan.takesTurns() ? "number: u64" : ""));
  m_out.open(fmt::format("for _ in 0..{} {{", plan.retry->attempts));
  m_out.line(fmt::format("let call = {};", callExpression(plan, "number")), LineRole::Dispatch);
  m_out.open("if call.await.is_ok() {", LineRole::Await);
  m_out.line("return true;");
  m_out.close("}");
  m_out.close("}");
  m_out.line("false");
  m_out.close("}");
}

/// Failed calls wait in a list until they are due. A heartbeat looks there by itself; a timer is set for all calls that
/// fail in one message, because each timer costs a message to itself.
void RustProgram::retryLater(const MethodPlan& method, const CallPlan& plan) {
  use("futures::future::join_all");
  const RetryNames& names = m_retries[plan.step];
  const bool byTimer = plan.retry->via == RetryVia::Timer;
  const bool numbered = plan.remembersNumber();
  const std::string number = numbered ? "number" : "1";
  Locals locals{.plan = method, .names = m_names};
  m_out.line(fmt::format("/// Has a {} make a failed call again: {} attempts in all.", byTimer ? "timer" : "heartbeat",
                         plan.retry->attempts));
  m_out.open(fmt::format("fn {}({}attempt: u32) {{", names.again, numbered ? "number: u64, " : ""));
  m_out.open(fmt::format("if attempt >= {} {{", plan.retry->attempts));
  outcomeBlock(locals, plan.onReject, number);
  m_out.line("return;");
  m_out.close("}");
  const std::string after = wait(*plan.retry);
  m_out.line(fmt::format("let after = {};", after));
  m_out.line("let due = ic_cdk::api::time() + after.as_nanos() as u64;");
  if (byTimer) {
    m_out.line("// One timer for all calls that are due together.");
    m_out.open(fmt::format("if {}.with_borrow(|all| all.iter().all(|one| one.2 != due)) {{", names.list));
    m_out.line(fmt::format("ic_cdk_timers::set_timer(after, {}());", names.repeat));
    m_out.close("}");
  }
  m_out.line(fmt::format("{}.with_borrow_mut(|all| all.push(({}, attempt, due)));", names.list, number));
  m_out.close("}");
  m_out.line("");
  m_out.open(fmt::format("async fn {}() {{", names.repeat));
  m_out.line("let now = ic_cdk::api::time();");
  m_out.line(fmt::format("let (due, later): (Vec<_>, Vec<_>) = {}.take().into_iter().partition(|one| one.2 <= now);",
                         names.list));
  m_out.line(fmt::format("{}.replace(later);", names.list));
  m_out.open(
      fmt::format("let calls = due.into_iter().map(|({}, attempt, _)| async move {{", numbered ? "number" : "_"));
  m_out.line(fmt::format("let call = {};", callExpression(plan, "number")), LineRole::Retry);
  m_out.open(fmt::format("if call.await.{} {{", plan.onReply.empty() ? "is_err()" : "is_ok()"), LineRole::Retry);
  if (!plan.onReply.empty()) {
    outcomeBlock(locals, plan.onReply, number);
    m_out.turn("} else {");
  }
  m_out.line(fmt::format("{}({}attempt + 1);", names.again, numbered ? "number, " : ""));
  m_out.close("}");
  m_out.close("});");
  m_out.line("join_all(calls).await;", LineRole::Retry);
  m_out.close("}");
}

}  // namespace roundscope::code

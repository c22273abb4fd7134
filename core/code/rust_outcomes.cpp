// What follows in Rust when it is known how a call ended.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/code/rust_program.h"

namespace roundscope::code {

/// Sees to each outcome of a stream as soon as it is known.
void RustProgram::outcomes(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& results) {
  use("futures::StreamExt");
  Names inner = locals.names;
  const std::string outcome = inner.claim("outcome");
  const bool numbered = plan.isLoop() && (plan.blocksAskNumber || (plan.retriesLater() && plan.takesTurns()));
  const std::string one = numbered ? fmt::format("({}, {})", names.number, outcome) : outcome;
  const auto stopped = locals.stopped.find(plan.step.step);
  if (stopped == locals.stopped.end()) {
    m_out.open(fmt::format("while let Some({}) = {}.next().await {{", one, results), LineRole::Await);
    afterOutcome(locals, plan, names, outcome, "");
  } else {
    const std::string sent = inner.claim("sent");
    m_out.open(fmt::format("while let Some({}) = {}.next().await {{", sent, results), LineRole::Await);
    m_out.line("// A call after the one that failed is not sent.");
    m_out.line(fmt::format("let Some({}) = {} else {{ continue }};", one, sent));
    afterOutcome(locals, plan, names, outcome, stopped->second + ".set(true);");
  }
  m_out.close("}");
}

/// What follows a call. `outcome` is its result; of a call that is made again at once, whether it succeeded.
/// `stopSending` keeps further calls from being sent; empty: there is nothing left to send.
void RustProgram::afterOutcome(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& outcome,
                               const std::string& stopSending) {
  if (plan.ending) return afterEnding(locals, plan, names, outcome, stopSending);
  const std::vector<Then> good = plan.afterSuccess();
  const std::vector<Then> bad = plan.afterFailure(!stopSending.empty());
  const auto write = [&](const std::vector<Then>& all) {
    for (const Then then : all) follow(locals, plan, names, then, stopSending);
  };
  const LineRole role = LineRole::Await;
  if (good.empty() && bad.empty()) {
    // Nobody asks how it went.
    m_out.line(fmt::format("let _ = {};", outcome), role);
    return;
  }
  const std::string succeeded = plan.retriesAtOnce() ? outcome : outcome + ".is_ok()";
  const std::string failed = plan.retriesAtOnce() ? "!" + outcome : outcome + ".is_err()";
  m_out.open(fmt::format("if {} {{", good.empty() ? failed : succeeded), role);
  write(good.empty() ? bad : good);
  if (!good.empty() && !bad.empty()) {
    m_out.turn("} else {");
    write(bad);
  }
  m_out.close("}");
}

/// The same where a failure ends the method: what follows a success stands behind.
void RustProgram::afterEnding(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& outcome,
                              const std::string& stopSending) {
  std::vector<Then> bad = plan.afterFailure(!stopSending.empty());
  const bool ends = bad.back() == plan.ending;
  if (ends) bad.pop_back();
  Names inner = locals.names;
  const auto write = [&](const std::vector<Then>& all) {
    for (const Then then : all) follow(locals, plan, names, then, stopSending);
  };
  const LineRole role = LineRole::Await;
  if (!ends) {
    m_out.open(fmt::format("if {}.is_err() {{", outcome), role);
    write(bad);
    m_out.close("}");
  } else if (plan.ending == Then::Trap && bad.empty()) {
    m_out.line(fmt::format("{}.unwrap();", outcome), role);
  } else if (plan.ending == Then::Trap) {
    const std::string known = outcome.ends_with(".await") ? inner.claim("outcome") : outcome;
    if (known != outcome) m_out.line(fmt::format("let {} = {};", known, outcome), role);
    m_out.open(fmt::format("if {}.is_err() {{", known), role);
    write(bad);
    m_out.close("}");
    m_out.line(fmt::format("{}.unwrap();", known));
  } else {
    const std::string failure = inner.claim("failure");
    m_out.open(locals.plan.isTask ? fmt::format("if {}.is_err() {{", outcome)
                                  : fmt::format("if let Err({}) = {} {{", failure, outcome),
               role);
    write(bad);
    // A task has nobody to answer.
    if (!locals.plan.isTask) m_out.line(fmt::format("ic_cdk::api::msg_reject({}(&{}));", m_textOf, failure));
    m_out.line("return;");
    m_out.close("}");
  }
  write(plan.afterSuccess());
}

/// Writes one thing that follows.
void RustProgram::follow(Locals& locals, const CallPlan& plan, const CallNames& names, Then then,
                         const std::string& stopSending) {
  switch (then) {
    case Then::CountSuccess:
    case Then::CountReplied:
    case Then::CountFailed:
    case Then::CountDone:
      return m_out.line(*locals.counts.raisedBy(then, plan, names) + " += 1;");
    case Then::NoteFailure:
      return m_out.line(names.failed + " = true;");
    case Then::ReplySteps:
      return outcomeBlock(locals, plan.onReply, names.number);
    case Then::RejectSteps:
      return outcomeBlock(locals, plan.onReject, names.number);
    case Then::StopSending:
      return m_out.line(stopSending);
    case Then::CallAgainLater:
      return m_out.line(
          fmt::format("{}({}1);", m_retries[plan.step].again, plan.remembersNumber() ? names.number + ", " : ""));
    case Then::Throw:
    case Then::Trap:
      break;  // afterEnding
  }
  RS_CHECK(false);
}

/// Steps of an outcome, in which `when` counts by the call's number.
void RustProgram::outcomeBlock(Locals& locals, Block steps, const std::string& number) {
  const std::string outside = std::exchange(locals.number, number);
  block(locals, steps);
  locals.number = outside;
}

void RustProgram::declareUndo(const CallPlan& plan, const CallNames& names) {
  if (!plan.undo) return;
  m_out.line(fmt::format("let mut {} = 0;", names.done));
  m_out.line(fmt::format("let mut {} = false;", names.failed));
}

void RustProgram::undo(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (!plan.undo) return;
  use("futures::future::join_all");
  Names inner = locals.names;
  const std::string undos = inner.claim("undos");
  m_out.open(fmt::format("if {} {{", names.failed));
  m_out.line("// Undo what had succeeded.");
  m_out.line(fmt::format("let {}: Vec<_> = (0..{}).map(|_| {}.into_future()).collect();", undos, names.done,
                         callTo(*plan.undo, {})),
             LineRole::Undo);
  m_out.line(fmt::format("join_all({}).await;", undos), LineRole::Undo);
  m_out.close("}");
}

}  // namespace roundscope::code

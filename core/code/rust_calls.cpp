// Calls in Rust: one after another, all at once, a few in flight, and what follows a failure.
#include <fmt/format.h>

#include "core/base/check.h"
#include "core/code/literals.h"
#include "core/code/rust_program.h"

namespace roundscope::code {
namespace {

/// The numbers of the calls, from 1 where somebody asks for them.
std::string range(const CallPlan& plan) { return (plan.asksNumber() ? "1..=" : "0..") + digits(plan.count); }

/// The parameter of a closure that gets the number of a call, and asks for it or not.
std::string parameter(bool asks, const CallNames& names) { return asks ? names.number : "_"; }

/// Where calls are under way together, each has its failure seen to as soon as it is known, not when all have ended.
bool seesToItself(const CallPlan& plan) { return plan.retriesLater() && plan.form != CallForm::OneByOne; }

}  // namespace

std::string RustProgram::callTo(MethodRef method, const Load& load) {
  use("ic_cdk::call::Call");
  const std::string callee =
      method.canister == m_plan.self ? "ic_cdk::api::canister_self()" : m_callee[method.canister] + ".get()";
  std::string text = fmt::format("Call::{}({}, {})", load.timeoutSeconds ? "bounded_wait" : "unbounded_wait", callee,
                                 quoted(m_plan.scenario->method(method).name));
  if (load.timeoutSeconds.value_or(kDefaultTimeoutSeconds) != kDefaultTimeoutSeconds)
    text += fmt::format(".change_timeout({})", *load.timeoutSeconds);
  if (load.cycles > 0) text += fmt::format(".with_cycles({})", digits(load.cycles));
  if (m_plan.callee(method).signature.takesPayload)
    text += load.payloadBytes == 0 ? ".with_arg(Vec::<u8>::new())"
                                   : fmt::format(".with_arg(vec![0u8; {}])", digits(load.payloadBytes));
  return text;
}

/// The call of this number.
std::string RustProgram::callExpression(const CallPlan& plan, const std::string& number) {
  if (!plan.takesTurns()) return callTo(plan.targets[0], plan.load);
  std::string arms;
  for (const Turn& turn : plan.turns())
    arms += fmt::format("{}{} => {}", arms.empty() ? "" : ", ", turn.remainder ? std::to_string(*turn.remainder) : "_",
                        callTo(turn.method, plan.load));
  return fmt::format("match {} % {} {{ {} }}", number, plan.targets.size(), arms);
}

/// Makes a call at once and again, through the step's own function.
std::string RustProgram::attempts(const CallPlan& plan, const std::string& number) {
  return fmt::format("{}({})", m_retries[plan.step].again, plan.takesTurns() ? number : "");
}

std::string RustProgram::lineFor(Then then, const Locals& locals, const CallPlan& plan, const CallNames& names,
                                 const std::string& stopSending) {
  switch (then) {
    case Then::CountSuccess:
      return locals.successful + " += 1;";
    case Then::CountDone:
      return names.done + " += 1;";
    case Then::NoteFailure:
      return names.failed + " = true;";
    case Then::StopSending:
      return stopSending;
    case Then::CallAgainLater:
      return fmt::format("{}({}1);", m_retries[plan.step].again, plan.takesTurns() ? names.number + ", " : "");
  }
  RS_CHECK(false);
}

/// What follows a call, whose success `succeeded` tells. `stopSending` keeps further calls from being sent; empty:
/// there is nothing left to send.
void RustProgram::afterOutcome(Locals& locals, const CallPlan& plan, const CallNames& names,
                               const std::string& succeeded, const std::string& stopSending) {
  std::vector<std::string> good;
  std::vector<std::string> bad;
  for (const Then then : plan.afterSuccess()) good.push_back(lineFor(then, locals, plan, names, stopSending));
  for (const Then then : plan.afterFailure(!stopSending.empty()))
    if (then != Then::CallAgainLater || !seesToItself(plan))
      bad.push_back(lineFor(then, locals, plan, names, stopSending));
  const std::string_view test = ".is_ok()";
  const bool tested = succeeded.ends_with(test);
  const std::string bare = tested ? succeeded.substr(0, succeeded.size() - test.size()) : succeeded;
  if (good.empty() && bad.empty()) {
    // Nobody asks how it went.
    m_out.line(fmt::format("let _ = {};", bare), LineRole::Await);
    return;
  }
  const std::string failed = tested ? bare + ".is_err()" : "!" + succeeded;
  m_out.open(fmt::format("if {} {{", good.empty() ? failed : succeeded), LineRole::Await);
  for (const std::string& line : good.empty() ? bad : good) m_out.line(line);
  if (!good.empty() && !bad.empty()) {
    m_out.turn("} else {");
    for (const std::string& line : bad) m_out.line(line);
  }
  m_out.close("}");
}

void RustProgram::call(Locals& locals, const CallPlan& plan) {
  const CallNames names = claimNames(locals.names, plan);
  // Calls that are only prepared here cannot fail before they are awaited.
  if (plan.form != CallForm::DispatchOnly) declareUndo(plan, names);
  switch (plan.form) {
    case CallForm::OneByOne:
      sequential(locals, plan, names);
      break;
    case CallForm::Together: {
      const std::string calls = locals.names.claim("calls");
      prepare(locals, plan, names, calls);
      m_out.line(plan.stops
                     ? "// Nothing is sent before join_all polls the calls, and then all are: none is left to stop."
                     : "// Nothing is sent before join_all polls the calls.");
      joinAll(locals, plan, names, calls, "");
      break;
    }
    case CallForm::Window:
      window(locals, plan, names);
      break;
    case CallForm::DispatchOnly:
      locals.futures[plan.step.step] = locals.names.claim(plan.label);
      locals.calls[plan.step.step] = names;
      prepare(locals, plan, names, locals.futures[plan.step.step]);
      return;
  }
  undo(locals, plan, names);
}

void RustProgram::sequential(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (plan.isLoop()) m_out.open(fmt::format("for {} in {} {{", parameter(plan.asksNumber(), names), range(plan)));
  if (plan.when) m_out.open(fmt::format("if {} {{", condition(*plan.when, names.number)));
  Names inner = locals.names;
  const std::string made = inner.claim("call");
  if (!plan.retriesAtOnce())
    m_out.line(fmt::format("let {} = {};", made, callExpression(plan, names.number)), LineRole::Dispatch);
  afterOutcome(locals, plan, names,
               plan.retriesAtOnce() ? attempts(plan, names.number) + ".await" : made + ".await.is_ok()", "break;");
  if (plan.when) m_out.close("}");
  if (plan.isLoop()) m_out.close("}");
}

/// Those calls that are made, each as a future. `end` ends the statement.
void RustProgram::futures(const Locals& locals, const CallPlan& plan, const CallNames& names, std::string_view end) {
  if (plan.when)
    m_out.line(fmt::format(".filter(|{}| {})", plan.isLoop() && plan.whenAsksNumber() ? "&" + names.number : "_",
                           condition(*plan.when, names.number)));
  const std::string number = parameter(plan.takesTurns(), names);
  if (plan.retriesAtOnce()) {
    m_out.line(fmt::format(".map(|{}| {}){}", number, attempts(plan, names.number), end));
    return;
  }
  const std::string made = callExpression(plan, names.number);
  if (seesToItself(plan)) {
    m_out.open(fmt::format(".map(|{}| async move {{", number));
    m_out.line(fmt::format("let call = {};", made), LineRole::Dispatch);
    m_out.line("let answered = call.await.is_ok();");
    m_out.open("if !answered {");
    m_out.line(lineFor(Then::CallAgainLater, locals, plan, names, ""));
    m_out.close("}");
    m_out.line("answered");
    m_out.close(fmt::format("}}){}", end));
    return;
  }
  m_out.line(fmt::format(".map(|{}| {}.into_future()){}", number, plan.takesTurns() ? "{ " + made + " }" : made, end),
             LineRole::Dispatch);
}

/// A list of the calls, none of which is sent yet.
void RustProgram::prepare(const Locals& locals, const CallPlan& plan, const CallNames& names,
                          const std::string& calls) {
  m_out.open(fmt::format("let {}: Vec<_> = ({})", calls, range(plan)));
  futures(locals, plan, names, "");
  m_out.line(".collect();");
  m_out.leave();
}

/// What follows each of the calls of a loop. `next` is the loop's head, where {} stands for the outcome.
void RustProgram::outcomes(Locals& locals, const CallPlan& plan, const CallNames& names, std::string_view head,
                           const std::string& stopSending) {
  Names inner = locals.names;
  const std::string outcome = inner.claim("outcome");
  m_out.open(fmt::format(fmt::runtime(head), outcome), LineRole::Await);
  const bool answered = plan.retriesAtOnce() || seesToItself(plan);
  afterOutcome(locals, plan, names, answered ? outcome : outcome + ".is_ok()", stopSending);
  m_out.close("}");
}

/// Sends the calls and waits for all of them. `order` is how the list of outcomes is gone through.
void RustProgram::joinAll(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& calls,
                          std::string_view order) {
  use("futures::future::join_all");
  outcomes(locals, plan, names, fmt::format("for {{}} in join_all({}).await{} {{{{", calls, order), "");
}

void RustProgram::window(Locals& locals, const CallPlan& plan, const CallNames& names) {
  use("futures::stream");
  use("futures::StreamExt");
  const std::string calls = locals.names.claim("calls");
  const std::string results = locals.names.claim("outcomes");
  const std::string stopped = plan.stops ? locals.names.claim("stopped") : "";
  if (plan.stops) {
    use("std::cell::Cell");
    m_out.line(fmt::format("let {} = Cell::new(false);", stopped));
  }
  m_out.open(fmt::format("let {} = ({})", calls, range(plan)));
  if (plan.stops) m_out.line(fmt::format(".take_while(|_| !{}.get())", stopped));
  futures(locals, plan, names, ";");
  m_out.leave();
  m_out.line(fmt::format("// At most {} calls are in flight.", digits(plan.window)));
  m_out.line(fmt::format("let mut {} = stream::iter({}).buffer_unordered({});", results, calls, digits(plan.window)));
  outcomes(locals, plan, names, fmt::format("while let Some({{}}) = {}.next().await {{{{", results),
           plan.stops ? fmt::format("{}.set(true);", stopped) : "");
}

void RustProgram::await(Locals& locals, const AwaitPlan& await) {
  const CallPlan& plan = *await.calls;
  const CallNames& names = locals.calls.at(plan.step.step);
  declareUndo(plan, names);
  m_out.line("// Rust sends here, when join_all polls the calls.");
  joinAll(locals, plan, names, locals.futures.at(plan.step.step), await.reverse ? ".into_iter().rev()" : "");
  undo(locals, plan, names);
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

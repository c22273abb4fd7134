// Calls in Rust: one after another, all at once, a few in flight, or forgotten.
#include <fmt/format.h>

#include "core/code/literals.h"
#include "core/code/rust_program.h"

namespace roundscope::code {
namespace {

/// The numbers of the calls, from 1 where somebody asks for them.
std::string range(const CallPlan& plan) { return (plan.asksNumber() ? "1..=" : "0..") + digits(plan.count); }

/// The parameter of a closure that gets the number of a call, and asks for it or not.
std::string parameter(bool asks, const CallNames& names) { return asks ? names.number : "_"; }

/// Whether the number of a call is asked for when it has ended.
bool keepsNumber(const CallPlan& plan) {
  return plan.isLoop() && (plan.blocksAskNumber || (plan.retriesLater() && plan.takesTurns()));
}

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

void RustProgram::call(Locals& locals, const CallPlan& plan) {
  const CallNames names = claimNames(locals.names, plan);
  // Calls that are only prepared here cannot fail before they are awaited.
  if (plan.form != CallForm::DispatchOnly) declareUndo(plan, names);
  switch (plan.form) {
    case CallForm::OneByOne:
      sequential(locals, plan, names);
      break;
    case CallForm::Together:
      together(locals, plan, names);
      break;
    case CallForm::Window:
      window(locals, plan, names);
      break;
    case CallForm::DispatchOnly:
      locals.futures[plan.step.step] = locals.names.claim(plan.label);
      locals.calls[plan.step.step] = names;
      prepare(locals, plan, names,
              fmt::format("let {}{}: Vec<_>", locals.plan.isFirstUnknown(plan) ? "mut " : "",
                          locals.futures[plan.step.step]));
      return;
    case CallForm::Forgotten:
      forget(plan, names);
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
  afterOutcome(locals, plan, names, (plan.retriesAtOnce() ? attempts(plan, names.number) : made) + ".await", "break;");
  if (plan.when) m_out.close("}");
  if (plan.isLoop()) m_out.close("}");
}

/// Fire and forget: the network is told that nobody waits for an answer.
void RustProgram::forget(const CallPlan& plan, const CallNames& names) {
  if (plan.isLoop()) m_out.open(fmt::format("for {} in {} {{", parameter(plan.asksNumber(), names), range(plan)));
  if (plan.when) m_out.open(fmt::format("if {} {{", condition(*plan.when, names.number)));
  const std::string made = callExpression(plan, names.number);
  m_out.line(fmt::format("let _ = {}.oneway();", plan.takesTurns() ? "(" + made + ")" : made), LineRole::Dispatch);
  if (plan.when) m_out.close("}");
  if (plan.isLoop()) m_out.close("}");
}

/// Those calls that are made, each as a future. `end` ends the statement.
void RustProgram::futures(const Locals& locals, const CallPlan& plan, const CallNames& names, std::string_view end) {
  if (plan.when)
    m_out.line(fmt::format(".filter(|{}| {})", plan.isLoop() && plan.whenAsksNumber() ? "&" + names.number : "_",
                           condition(*plan.when, names.number)));
  const bool numbered = keepsNumber(plan);
  const std::string number = parameter(plan.takesTurns() || numbered, names);
  const auto stopped = locals.stopped.find(plan.step.step);
  if (plan.retriesAtOnce()) {
    const std::string made = attempts(plan, names.number);
    m_out.line(numbered ? fmt::format(".map(|{0}| async move {{ ({0}, {1}.await) }}){2}", number, made, end)
                        : fmt::format(".map(|{}| {}){}", number, made, end));
    return;
  }
  const std::string made = callExpression(plan, names.number);
  if (!numbered && stopped == locals.stopped.end()) {
    m_out.line(fmt::format(".map(|{}| {}.into_future()){}", number, plan.takesTurns() ? "{ " + made + " }" : made, end),
               LineRole::Dispatch);
    return;
  }
  m_out.open(fmt::format(".map(|{}| async move {{", number));
  if (stopped != locals.stopped.end()) {
    m_out.open(fmt::format("if {}.get() {{", stopped->second));
    m_out.line("return None;");
    m_out.close("}");
  }
  m_out.line(fmt::format("let call = {};", made), LineRole::Dispatch);
  const std::string outcome = numbered ? fmt::format("({}, call.await)", number) : "call.await";
  m_out.line(stopped == locals.stopped.end() ? outcome : fmt::format("Some({})", outcome));
  m_out.close(fmt::format("}}){}", end));
}

/// A call looks there before it is sent.
void RustProgram::declareStop(Locals& locals, const CallPlan& plan) {
  if (!plan.stops) return;
  use("std::cell::Cell");
  const std::string stopped = locals.names.claim("stopped");
  locals.stopped[plan.step.step] = stopped;
  m_out.line(fmt::format("let {} = &Cell::new(false);", stopped));
}

/// Sends all calls and waits for them.
void RustProgram::together(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (!plan.seenToAtOnce()) {
    const std::string calls = locals.names.claim("calls");
    prepare(locals, plan, names, fmt::format("let {}: Vec<_>", calls));
    m_out.line("// Nothing is sent before join_all polls the calls.");
    return join(locals, plan, names, calls, "");
  }
  use("futures::stream::FuturesUnordered");
  const std::string results = locals.names.claim("outcomes");
  prepare(locals, plan, names, fmt::format("let mut {}: FuturesUnordered<_>", results));
  m_out.line("// Nothing is sent before an outcome is waited for. Each is seen to as soon as it is known.");
  outcomes(locals, plan, names, results);
}

/// Declares the calls, none of which is sent yet.
void RustProgram::prepare(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& calls) {
  declareStop(locals, plan);
  m_out.open(fmt::format("{} = ({})", calls, range(plan)));
  futures(locals, plan, names, "");
  m_out.line(".collect();");
  m_out.leave();
}

/// Sends the calls and waits for all of them. `order` is how a list of outcomes is gone through. Where it can be told
/// when an outcome is seen to, each is as soon as it is known.
void RustProgram::join(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& calls,
                       std::string_view order) {
  if (plan.seenToAtOnce()) {
    use("futures::stream::FuturesUnordered");
    const std::string results = locals.names.claim("outcomes");
    m_out.line(fmt::format("let mut {}: FuturesUnordered<_> = {}.into_iter().collect();", results, calls));
    outcomes(locals, plan, names, results);
    return;
  }
  use("futures::future::join_all");
  Names inner = locals.names;
  const std::string outcome = inner.claim("outcome");
  m_out.open(fmt::format("for {} in join_all({}).await{} {{", outcome, calls, order), LineRole::Await);
  afterOutcome(locals, plan, names, outcome, "");
  m_out.close("}");
}

void RustProgram::window(Locals& locals, const CallPlan& plan, const CallNames& names) {
  use("futures::stream");
  const std::string calls = locals.names.claim("calls");
  const std::string results = locals.names.claim("outcomes");
  declareStop(locals, plan);
  m_out.open(fmt::format("let {} = ({})", calls, range(plan)));
  futures(locals, plan, names, ";");
  m_out.leave();
  m_out.line(fmt::format("// At most {} calls are in flight.", digits(plan.window)));
  m_out.line(fmt::format("let mut {} = stream::iter({}).buffer_unordered({});", results, calls, digits(plan.window)));
  outcomes(locals, plan, names, results);
}

void RustProgram::await(Locals& locals, const AwaitPlan& await) {
  const CallPlan& plan = *await.calls;
  const CallNames& names = locals.calls.at(plan.step.step);
  if (await.again)
    return m_out.line("// In Rust, to await a future uses it up: nothing is left to wait for.", LineRole::Await);
  const std::string& list = locals.futures.at(plan.step.step);
  const bool twice = locals.plan.isFirstUnknown(plan);
  declareUndo(plan, names);
  m_out.line(plan.seenToAtOnce()
                 ? "// Rust sends here, when an outcome is waited for. Each is seen to as soon as it is known."
                 : "// Rust sends here, when join_all polls the calls.");
  join(locals, plan, names, twice ? fmt::format("std::mem::take(&mut {})", list) : list,
       await.reverse ? ".into_iter().rev()" : "");
  undo(locals, plan, names);
}

}  // namespace roundscope::code

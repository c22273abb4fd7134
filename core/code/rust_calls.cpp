// Calls in Rust: one after another, all at once, a few in flight, and what follows a failure.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/rust_program.h"

namespace roundscope::code {

bool RustProgram::needsNumber(const CallStep& call, const std::optional<When>& when) {
  const bool asked = when && (when->every != 0 || !when->listed.empty());
  return call.count > 1 && (asked || call.to.size() > 1);
}

/// The numbers of the calls, from 1 where somebody asks for them.
std::string RustProgram::range(const CallStep& call, const std::optional<When>& when) {
  const std::string count = digits(std::uint64_t{call.count});
  return needsNumber(call, when) ? "1..=" + count : "0.." + count;
}

CallNames RustProgram::callNames(Locals& locals, const CallStep& call) const {
  CallNames names{.number = locals.names.claim("number"), .done = {}, .failed = {}};
  if (compensates(call)) {
    names.done = locals.names.claim("done");
    names.failed = locals.names.claim("failed");
  }
  return names;
}

std::string RustProgram::callTo(MethodRef method, const CallStep& call) {
  use("ic_cdk::call::Call");
  const std::string callee =
      method.canister == m_self ? "ic_cdk::api::canister_self()" : m_callee[method.canister] + ".get()";
  std::string text = fmt::format("Call::{}({}, {})", call.wait == Wait::Bounded ? "bounded_wait" : "unbounded_wait",
                                 callee, quoted(m_scenario.method(method).name));
  // A bounded call waits 300 seconds where nothing else is said.
  if (call.wait == Wait::Bounded && call.timeoutSeconds != 300)
    text += fmt::format(".change_timeout({})", call.timeoutSeconds);
  if (call.cycles > 0) text += fmt::format(".with_cycles({})", digits(call.cycles));
  if (shapeOf(m_scenario, method).takesPayload)
    text += call.payloadBytes == 0 ? ".with_arg(Vec::<u8>::new())"
                                   : fmt::format(".with_arg(vec![0u8; {}])", digits(call.payloadBytes));
  return text;
}

/// The call of this number. Calls take turns between the methods, the first of which gets call 1.
std::string RustProgram::callExpression(const CallStep& call, const std::string& number) {
  if (call.to.size() == 1 || call.count == 1) return callTo(call.to[0], call);
  std::string arms;
  for (std::size_t i = 0; i < call.to.size(); ++i) {
    const bool last = i + 1 == call.to.size();
    arms += fmt::format("{} => {}{}", last ? "_" : std::to_string((i + 1) % call.to.size()), callTo(call.to[i], call),
                        last ? "" : ", ");
  }
  return fmt::format("match {} % {} {{ {} }}", number, call.to.size(), arms);
}

/// The wait before the next attempt: each is a share of the one before.
std::string RustProgram::backoff(const Retry& retry) {
  std::string first = retry.after.us % 1'000'000 == 0
                          ? fmt::format("Duration::from_secs({})", digits(retry.after.us / 1'000'000))
                          : fmt::format("Duration::from_millis({})", digits(retry.after.us / 1'000));
  if (retry.backoffPercent == 100) return first;
  if (retry.backoffPercent % 100 == 0)
    return fmt::format("{} * {}u32.pow(attempt - 1)", first, retry.backoffPercent / 100);
  return fmt::format("{}.mul_f64({}.{:02}f64.powi(attempt as i32 - 1))", first, retry.backoffPercent / 100,
                     retry.backoffPercent % 100);
}

/// What follows a call, whose success `succeeded` tells. `leave` ends the sending; empty: there is nothing left to
/// send.
void RustProgram::afterOutcome(Locals& locals, std::uint16_t step, const CallStep& call, const CallNames& names,
                               const std::string& succeeded, const std::string& leave) {
  std::vector<std::string> good;
  std::vector<std::string> bad;
  if (!locals.successful.empty()) good.push_back(fmt::format("{} += 1;", locals.successful));
  if (!names.done.empty()) good.push_back(fmt::format("{} += 1;", names.done));
  if (!names.failed.empty()) bad.push_back(fmt::format("{} = true;", names.failed));
  if (stops(call) && !leave.empty()) bad.push_back(leave);
  const auto retry = m_retries.find({locals.method, step});
  if (retry != m_retries.end() && call.retry.via != RetryVia::Immediate)
    bad.push_back(fmt::format("{}({}1);", retry->second,
                              call.to.size() == 1 ? ""
                              : call.count == 1   ? "1, "
                                                  : names.number + ", "));
  if (good.empty() && bad.empty()) {
    // Nobody asks how it went.
    const std::string_view test = ".is_ok()";
    const bool tested = succeeded.ends_with(test);
    m_out.line(fmt::format("let _ = {};", tested ? succeeded.substr(0, succeeded.size() - test.size()) : succeeded),
               LineRole::Await);
    return;
  }
  m_out.open(fmt::format("if {}{} {{", good.empty() ? "!" : "", succeeded), LineRole::Await);
  for (const std::string& line : good.empty() ? bad : good) m_out.line(line);
  if (!good.empty() && !bad.empty()) {
    m_out.turn("} else {");
    for (const std::string& line : bad) m_out.line(line);
  }
  m_out.close("}");
}

void RustProgram::call(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when) {
  CallNames names = callNames(locals, call);
  if (!names.done.empty() && call.awaited) {
    m_out.line(fmt::format("let mut {} = 0;", names.done));
    m_out.line(fmt::format("let mut {} = false;", names.failed));
  }
  if (!call.awaited) {
    const std::string calls = locals.names.claim(call.label);
    prepare(locals, step, call, when, names, calls);
    locals.futures[step] = calls;
    return;
  }
  switch (call.count == 1 ? Order::Sequential : call.order) {
    case Order::Sequential:
      sequential(locals, step, call, when, names);
      break;
    case Order::Parallel: {
      const std::string calls = locals.names.claim("calls");
      prepare(locals, step, call, when, names, calls);
      m_out.line(stops(call)
                     ? "// Nothing is sent before join_all polls the calls, and then all are: none is left to stop."
                     : "// Nothing is sent before join_all polls the calls.");
      use("futures::future::join_all");
      outcomes(locals, step, call, names, fmt::format("in join_all({}).await", calls));
      break;
    }
    case Order::Window:
      window(locals, step, call, when, names);
      break;
  }
  undo(locals, call, names);
}

void RustProgram::sequential(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
                             const CallNames& names) {
  const bool loop = call.count > 1;
  const bool atOnce = retries(call, RetryVia::Immediate);
  const std::string number = loop ? names.number : "1";
  if (loop) m_out.open(fmt::format("for {} in {} {{", needsNumber(call, when) ? number : "_", range(call, when)));
  if (when) m_out.open(fmt::format("if {} {{", condition(*when, number)));
  Names inner = locals.names;
  const std::string made = inner.claim("call");
  std::string succeeded = made + ".await.is_ok()";
  if (atOnce)
    succeeded = fmt::format("{}({}).await", m_retries[{locals.method, step}], call.to.size() > 1 ? number : "");
  else
    m_out.line(fmt::format("let {} = {};", made, callExpression(call, number)), LineRole::Dispatch);
  afterOutcome(locals, step, call, names, succeeded, loop ? "break;" : "");
  if (when) m_out.close("}");
  if (loop) m_out.close("}");
}

/// Lines that make the calls as futures: an expression that starts with the numbers.
void RustProgram::prepare(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
                          const CallNames& names, const std::string& calls) {
  const bool atOnce = retries(call, RetryVia::Immediate);
  const bool numbered = retries(call) && !atOnce && call.to.size() > 1;
  const std::string number = call.to.size() > 1 && call.count > 1 ? names.number : "_";
  m_out.open(fmt::format("let {}: Vec<_> = ({})", calls, range(call, when)));
  if (when)
    m_out.line(fmt::format(".filter(|{}| {})", needsNumber(call, when) ? "&" + names.number : "_",
                           condition(*when, call.count == 1 ? "1" : names.number)));
  if (atOnce) {
    m_out.line(fmt::format(".map(|{}| {}({}))", call.to.size() > 1 ? names.number : "_",
                           m_retries[{locals.method, step}], call.to.size() > 1 ? names.number : ""));
  } else if (numbered) {
    m_out.line(fmt::format(".map(|{0}| async move {{ ({0}, {{ {1} }}.await) }})", names.number,
                           callExpression(call, names.number)),
               LineRole::Dispatch);
  } else {
    use("std::future::IntoFuture");
    const bool turns = call.to.size() > 1 && call.count > 1;
    const std::string made = callExpression(call, names.number);
    m_out.line(fmt::format(".map(|{}| {}.into_future())", number, turns ? "{ " + made + " }" : made),
               LineRole::Dispatch);
  }
  m_out.line(".collect();");
  m_out.leave();
}

/// A loop over outcomes: `head` says whence.
void RustProgram::outcomes(Locals& locals, std::uint16_t step, const CallStep& call, const CallNames& names,
                           const std::string& head) {
  const bool atOnce = retries(call, RetryVia::Immediate);
  const bool numbered = retries(call) && !atOnce && call.to.size() > 1;
  Names inner = locals.names;
  const std::string outcome = inner.claim("outcome");
  m_out.open(fmt::format("for {} {} {{", numbered ? fmt::format("({}, {})", names.number, outcome) : outcome, head),
             LineRole::Await);
  afterOutcome(locals, step, call, names, atOnce ? outcome : outcome + ".is_ok()", "");
  m_out.close("}");
}

void RustProgram::window(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
                         const CallNames& names) {
  use("futures::stream");
  use("futures::StreamExt");
  const bool atOnce = retries(call, RetryVia::Immediate);
  const bool numbered = retries(call) && !atOnce && call.to.size() > 1;
  const std::string calls = locals.names.claim("calls");
  const std::string results = locals.names.claim("outcomes");
  const std::string stopped = stops(call) ? locals.names.claim("stopped") : "";
  if (!stopped.empty()) {
    use("std::cell::Cell");
    m_out.line(fmt::format("let {} = Cell::new(false);", stopped));
  }
  m_out.open(fmt::format("let {} = ({})", calls, range(call, when)));
  if (!stopped.empty()) m_out.line(fmt::format(".take_while(|_| !{}.get())", stopped));
  if (when)
    m_out.line(fmt::format(".filter(|{}| {})", needsNumber(call, when) ? "&" + names.number : "_",
                           condition(*when, names.number)));
  const std::string number = call.to.size() > 1 ? names.number : "_";
  if (atOnce)
    m_out.line(fmt::format(".map(|{}| {}({}));", number, m_retries[{locals.method, step}],
                           call.to.size() > 1 ? names.number : ""));
  else if (numbered)
    m_out.line(fmt::format(".map(|{0}| async move {{ ({0}, {{ {1} }}.await) }});", names.number,
                           callExpression(call, names.number)),
               LineRole::Dispatch);
  else {
    use("std::future::IntoFuture");
    const std::string made = callExpression(call, names.number);
    m_out.line(fmt::format(".map(|{}| {}.into_future());", number, call.to.size() > 1 ? "{ " + made + " }" : made),
               LineRole::Dispatch);
  }
  m_out.leave();
  m_out.line(fmt::format("// At most {} calls are in flight.", digits(std::uint64_t{call.window})));
  m_out.line(fmt::format("let mut {} = stream::iter({}).buffer_unordered({});", results, calls,
                         digits(std::uint64_t{call.window})));
  Names inner = locals.names;
  const std::string outcome = inner.claim("outcome");
  m_out.open(fmt::format("while let Some({}) = {}.next().await {{",
                         numbered ? fmt::format("({}, {})", names.number, outcome) : outcome, results),
             LineRole::Await);
  afterOutcome(locals, step, call, names, atOnce ? outcome : outcome + ".is_ok()",
               stopped.empty() ? "" : fmt::format("{}.set(true);", stopped));
  m_out.close("}");
}

void RustProgram::await(Locals& locals, std::size_t at) {
  const Method& method = m_canister.methods[locals.method.value];
  const auto& await = std::get<AwaitStep>(method.steps[at].action);
  std::uint16_t dispatched = 0;
  const CallStep* call = dispatchOf(method, at, dispatched);
  if (!call || !locals.futures.contains(dispatched)) {
    m_out.line(fmt::format("// Nothing with the label {} is under way.", await.label));
    return;
  }
  const CallNames names = callNames(locals, *call);
  if (!names.done.empty()) {
    m_out.line(fmt::format("let mut {} = 0;", names.done));
    m_out.line(fmt::format("let mut {} = false;", names.failed));
  }
  const std::string& calls = locals.futures[dispatched];
  use("futures::future::join_all");
  m_out.line("// Rust sends here, when join_all polls the calls.");
  outcomes(locals, dispatched, *call, names,
           await.reverse ? fmt::format("in join_all({}).await.into_iter().rev()", calls)
                         : fmt::format("in join_all({}).await", calls));
  undo(locals, *call, names);
}

void RustProgram::undo(Locals& locals, const CallStep& call, const CallNames& names) {
  if (names.done.empty()) return;
  use("futures::future::join_all");
  use("std::future::IntoFuture");
  Names inner = locals.names;
  const std::string undos = inner.claim("undos");
  const CallStep once{.to = {*call.compensate}};
  m_out.open(fmt::format("if {} {{", names.failed));
  m_out.line("// Undo what had succeeded.");
  m_out.line(fmt::format("let {}: Vec<_> = (0..{}).map(|_| {}.into_future()).collect();", undos, names.done,
                         callTo(*call.compensate, once)),
             LineRole::Undo);
  m_out.line(fmt::format("join_all({}).await;", undos), LineRole::Undo);
  m_out.close("}");
}

void RustProgram::retryFunctions(MethodId method) {
  for (const auto& retry : m_retries) {
    if (retry.first.method != method) continue;
    const auto& call = std::get<CallStep>(m_canister.methods[method.value].steps[retry.first.step].action);
    m_out.step(retry.first.step);
    switch (call.retry.via) {
      case RetryVia::Immediate:
        retryAtOnce(retry.first, call);
        break;
      case RetryVia::Timer:
        retryByTimer(retry.first, call);
        break;
      case RetryVia::Heartbeat:
        retryByHeartbeat(retry.first, call);
        break;
    }
    m_out.step(std::nullopt);
    m_out.line("");
  }
}

void RustProgram::retryAtOnce(StepRef ref, const CallStep& call) {
  const bool numbered = call.to.size() > 1;
  m_out.line(fmt::format("/// One call, made again at once when it fails: {} attempts in all.", call.retry.attempts));
  m_out.open(fmt::format("async fn {}({}) -> bool {{", m_retries[ref], numbered ? "number: u64" : ""));
  m_out.open(fmt::format("for _ in 0..{} {{", call.retry.attempts));
  m_out.line(fmt::format("let call = {};", callExpression(call, "number")), LineRole::Dispatch);
  m_out.open("if call.await.is_ok() {", LineRole::Await);
  m_out.line("return true;");
  m_out.close("}");
  m_out.close("}");
  m_out.line("false");
  m_out.close("}");
}

void RustProgram::retryByTimer(StepRef ref, const CallStep& call) {
  use("std::time::Duration");
  const bool numbered = call.to.size() > 1;
  const std::string& name = m_retries[ref];
  m_out.line(fmt::format("/// Makes a failed call again later: {} attempts in all.", call.retry.attempts));
  m_out.open(fmt::format("fn {}({}attempt: u32) {{", name, numbered ? "number: u64, " : ""));
  m_out.open(fmt::format("if attempt >= {} {{", call.retry.attempts));
  m_out.line("return;");
  m_out.close("}");
  m_out.open(fmt::format("ic_cdk_timers::set_timer({}, async move {{", backoff(call.retry)));
  m_out.line(fmt::format("let call = {};", callExpression(call, "number")), LineRole::Retry);
  m_out.open("if call.await.is_err() {", LineRole::Retry);
  m_out.line(fmt::format("{}({}attempt + 1);", name, numbered ? "number, " : ""));
  m_out.close("}");
  m_out.close("});");
  m_out.close("}");
}

void RustProgram::retryByHeartbeat(StepRef ref, const CallStep& call) {
  use("std::time::Duration");
  use("futures::future::join_all");
  const bool numbered = call.to.size() > 1;
  const std::string& name = m_retries[ref];
  const std::string& waiting = m_waiting[ref];
  m_out.line(fmt::format("/// Has a heartbeat make a failed call again: {} attempts in all.", call.retry.attempts));
  m_out.open(fmt::format("fn {}({}attempt: u32) {{", name, numbered ? "number: u64, " : ""));
  m_out.open(fmt::format("if attempt < {} {{", call.retry.attempts));
  m_out.line(fmt::format("let wait = {};", backoff(call.retry)));
  m_out.line("let due = ic_cdk::api::time() + wait.as_nanos() as u64;");
  m_out.line(
      fmt::format("{}.with_borrow_mut(|all| all.push(({}, attempt, due)));", waiting, numbered ? "number" : "1"));
  m_out.close("}");
  m_out.close("}");
  m_out.line("");
  m_out.open(fmt::format("async fn {}() {{", m_repeats[ref]));
  m_out.line("let now = ic_cdk::api::time();");
  m_out.line(fmt::format("let (due, later): (Vec<_>, Vec<_>) = {}.take().into_iter().partition(|one| one.2 <= now);",
                         waiting));
  m_out.line(fmt::format("{}.replace(later);", waiting));
  const std::string number = numbered ? "number" : "_";
  m_out.open("let calls = due.into_iter().map(|(number, attempt, _)| async move {");
  m_out.line(fmt::format("let call = {};", callExpression(call, "number")), LineRole::Retry);
  m_out.line("(number, attempt, call.await)", LineRole::Retry);
  m_out.close("});");
  m_out.open(fmt::format("for ({}, attempt, outcome) in join_all(calls).await {{", number), LineRole::Retry);
  m_out.open("if outcome.is_err() {");
  m_out.line(fmt::format("{}({}attempt + 1);", name, numbered ? "number, " : ""));
  m_out.close("}");
  m_out.close("}");
  m_out.close("}");
}

}  // namespace roundscope::code

// Calls in Motoko: one after another, all at once, a few in flight, and what follows a failure.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/motoko_program.h"

namespace roundscope::code {

namespace {

std::string pair(const std::string& first, const std::string& second) { return fmt::format("({}, {})", first, second); }

}  // namespace

bool MotokoProgram::needsNumber(const CallStep& call, const std::optional<When>& when) {
  const bool asked = when && (when->every != 0 || !when->listed.empty());
  return call.count > 1 && (asked || call.to.size() > 1);
}

CallNames MotokoProgram::callNames(Locals& locals, const CallStep& call, const std::optional<When>& when) const {
  CallNames names;
  names.number = needsNumber(call, when) ? locals.names.claim("number") : call.count == 1 ? "1" : "";
  if (compensates(call)) {
    if (call.awaited) names.done = locals.names.claim("done");
    names.failed = locals.names.claim("failed");
  }
  return names;
}

std::string MotokoProgram::callTo(MethodRef method, const CallStep& call) {
  const auto callee =
      std::find_if(m_callees.begin(), m_callees.end(), [&](const Callee& known) { return known.method == method; });
  std::string name = m_methods.empty() ? "" : m_methods[0];
  if (callsByInterface(*callee)) {
    Names fields(Language::Motoko);
    for (const Callee& known : m_callees) {
      if (known.method.canister != method.canister || !callsByInterface(known)) continue;
      const std::string field = fields.claim(m_scenario.method(known.method).name);
      if (known.method == method) name = m_actors[method.canister] + "." + field;
    }
  } else {
    name = m_methods[method.method.value];
  }
  std::string attributes;
  if (call.cycles > 0) attributes += fmt::format("cycles = {}", digits(call.cycles));
  if (call.wait == Wait::Bounded)
    attributes += fmt::format("{}timeout = {}", attributes.empty() ? "" : "; ", call.timeoutSeconds);
  std::string argument;
  if (shapeOf(m_scenario, method).takesPayload)
    argument = call.payloadBytes == 0 ? "\"\"" : fmt::format("{}({})", m_payload, digits(call.payloadBytes));
  return fmt::format("{}{}({})", attributes.empty() ? "" : fmt::format("(with {}) ", attributes), name, argument);
}

std::string MotokoProgram::loopOver(const CallStep& call, const std::string& number) {
  const std::uint64_t first = number.empty() ? 0 : 1;
  return fmt::format("for ({} in {}.range({}, {})) {{", number.empty() ? "_" : number, import("Nat"), first,
                     digits(call.count + first));
}

/// The call of this number. Calls take turns between the methods, the first of which gets call 1.
std::string MotokoProgram::callExpression(const CallStep& call, const std::string& number) {
  if (call.to.size() == 1 || call.count == 1) return callTo(call.to[0], call);
  std::string cases;
  for (std::size_t i = 0; i < call.to.size(); ++i) {
    const bool last = i + 1 == call.to.size();
    cases += fmt::format("case {} {{ {} }}{}", last ? "_" : std::to_string((i + 1) % call.to.size()),
                         callTo(call.to[i], call), last ? "" : "; ");
  }
  return fmt::format("switch ({} % {}) {{ {} }}", number, call.to.size(), cases);
}

/// `async T`, where the methods agree on T.
std::string MotokoProgram::futureType(const CallStep& call) const {
  std::string type;
  for (const MethodRef method : call.to) {
    const std::string one = answerType(shapeOf(m_scenario, method).answer);
    type = type.empty() || type == one ? one : "Any";
    if (type == "Any") break;
  }
  return "async " + type;
}

std::string MotokoProgram::awaited(const CallStep& call, const std::string& future, bool suspends) const {
  return fmt::format("{}{} {};", futureType(call) == "async ()" ? "" : "ignore ", suspends ? "await" : "await?",
                     future);
}

/// The wait before the next attempt, in nanoseconds: each is a share of the one before.
std::string MotokoProgram::backoff(const Retry& retry) const {
  if (retry.backoffPercent == 100)
    return retry.after.us % 1'000'000 == 0 ? fmt::format("#seconds {}", digits(retry.after.us / 1'000'000))
                                           : fmt::format("#milliseconds {}", digits(retry.after.us / 1'000));
  if (retry.backoffPercent % 100 == 0)
    return fmt::format("#milliseconds ({} * {} ** (attempt - 1))", digits(retry.after.us / 1'000),
                       retry.backoffPercent / 100);
  return fmt::format("#nanoseconds ({} * {} ** (attempt - 1) / 100 ** (attempt - 1))", digits(retry.after.us * 1'000),
                     retry.backoffPercent);
}

void MotokoProgram::onSuccess(Locals& locals, const CallStep&, const CallNames& names) {
  if (!locals.successful.empty()) m_out.line(fmt::format("{} += 1;", locals.successful));
  if (!names.done.empty()) m_out.line(fmt::format("{} += 1;", names.done));
}

/// Closes `try {` with what follows a failure. `leave` ends the sending; empty: there is nothing left to send.
void MotokoProgram::onFailure(Locals&, const CallStep& call, const CallNames& names, const std::string& leave) {
  const StepRef ref{*m_out.currentMethod(), m_out.step(std::nullopt).value_or(0)};
  m_out.step(ref.step);
  std::vector<std::string> lines;
  if (!names.failed.empty()) lines.push_back(fmt::format("{} := true;", names.failed));
  if (stops(call) && !leave.empty()) lines.push_back(leave);
  if (m_retries.contains(ref))
    lines.push_back(fmt::format("{}{}({}1);", m_retries[ref], call.retry.via == RetryVia::Timer ? "<system>" : "",
                                call.to.size() > 1 ? names.number + ", " : ""));
  if (lines.empty()) return m_out.close("} catch (_) {};");
  m_out.turn("} catch (_) {");
  for (const std::string& line : lines) m_out.line(line);
  m_out.close("};");
}

/// Calls again, one attempt after the other, inside `catch`.
void MotokoProgram::repeatAtOnce(Locals& locals, const CallStep& call, const CallNames& names) {
  m_out.turn("} catch (_) {");
  m_out.open(fmt::format("label attempts for (_ in {}.range(1, {})) {{", import("Nat"), call.retry.attempts));
  m_out.open("try {");
  Names inner = locals.names;
  const std::string again = inner.claim("again");
  m_out.line(fmt::format("let {}{} = {};", again, call.to.size() > 1 ? " : " + futureType(call) : "",
                         callExpression(call, names.number)),
             LineRole::Retry);
  m_out.line(awaited(call, again), LineRole::Retry);
  onSuccess(locals, call, names);
  m_out.line("break attempts;");
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.close("};");
}

void MotokoProgram::call(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when) {
  const CallNames names = callNames(locals, call, when);
  if (!names.failed.empty()) {
    if (call.awaited) m_out.line(fmt::format("var {} = 0;", names.done));
    m_out.line(fmt::format("var {} = false;", names.failed));
    locals.failures[step] = names.failed;
  }
  if (!call.awaited) {
    locals.futures[step] = dispatchAll(locals, call, when, names);
    return;
  }
  switch (call.count == 1 ? Order::Sequential : call.order) {
    case Order::Sequential:
      sequential(locals, call, when, names);
      break;
    case Order::Parallel: {
      const std::string futures = dispatchAll(locals, call, when, names);
      awaitAll(locals, call, names, futures, AwaitStep{});
      break;
    }
    case Order::Window:
      window(locals, call, when, names);
      break;
  }
  undo(locals, call, names);
}

void MotokoProgram::sequential(Locals& locals, const CallStep& call, const std::optional<When>& when,
                               const CallNames& names) {
  const bool loop = call.count > 1;
  const bool atOnce = retries(call, RetryVia::Immediate);
  if (loop) m_out.open((stops(call) ? "label calls " : "") + loopOver(call, names.number));
  if (when) m_out.open(fmt::format("if ({}) {{", condition(*when, names.number)));
  if (atOnce)
    m_out.open(fmt::format("label attempts for (_ in {}.range(0, {})) {{", import("Nat"), call.retry.attempts));
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  m_out.open("try {");
  m_out.line(fmt::format("let {}{} = {};", future, call.to.size() > 1 ? " : " + futureType(call) : "",
                         callExpression(call, names.number)),
             LineRole::Dispatch);
  m_out.line(awaited(call, future), LineRole::Await);
  onSuccess(locals, call, names);
  if (atOnce) m_out.line("break attempts;");
  onFailure(locals, call, names, "break calls;");
  if (atOnce) m_out.close("};");
  if (when) m_out.close("};");
  if (loop) m_out.close("};");
}

/// Sends all calls and gives the name of the list of their futures.
std::string MotokoProgram::dispatchAll(Locals& locals, const CallStep& call, const std::optional<When>& when,
                                       const CallNames& names) {
  const bool loop = call.count > 1;
  const bool atOnce = retries(call, RetryVia::Immediate);
  const bool numbered = loop && retries(call) && call.to.size() > 1;
  const std::string list = import("List");
  std::string futures = locals.names.claim(call.label.empty() ? "futures" : call.label);
  m_out.line(fmt::format("let {} = {}.empty<{}>();", futures, list,
                         numbered ? pair("Nat", futureType(call)) : futureType(call)));
  if (loop) m_out.open((stops(call) ? "label calls " : "") + loopOver(call, names.number));
  if (when) m_out.open(fmt::format("if ({}) {{", condition(*when, names.number)));
  if (atOnce) {
    m_out.line("// Within one message no slot gets free: to try again at once is in vain.");
    m_out.open(fmt::format("label attempts for (_ in {}.range(0, {})) {{", import("Nat"), call.retry.attempts));
  }
  m_out.open("try {");
  const std::string made = callExpression(call, names.number);
  m_out.line(fmt::format("{}.add({}, {});", list, futures, numbered ? pair(names.number, made) : made),
             LineRole::Dispatch);
  if (atOnce) m_out.line("break attempts;");
  onFailure(locals, call, names, "break calls;");
  if (atOnce) m_out.close("};");
  if (when) m_out.close("};");
  if (loop) m_out.close("};");
  return futures;
}

void MotokoProgram::awaitAll(Locals& locals, const CallStep& call, const CallNames& names, const std::string& futures,
                             const AwaitStep& await) {
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  const bool numbered = call.count > 1 && retries(call) && call.to.size() > 1;
  m_out.open(fmt::format("for ({} in {}.{}({})) {{", numbered ? pair(names.number, future) : future, import("List"),
                         await.reverse ? "reverseValues" : "values", futures));
  m_out.open("try {");
  m_out.line(awaited(call, future, await.suspendIfCompleted), LineRole::Await);
  onSuccess(locals, call, names);
  if (retries(call, RetryVia::Immediate))
    repeatAtOnce(locals, call, names);
  else
    onFailure(locals, call, names, "");
  m_out.close("};");
}

/// Keeps some calls in flight. The oldest is awaited before the next is sent; the simulator sends as soon as any of
/// them is answered, which is the same where answers come in the order of the calls.
void MotokoProgram::window(Locals& locals, const CallStep& call, const std::optional<When>& when,
                           const CallNames& names) {
  const std::string queue = import("Queue");
  const std::string inFlight = locals.names.claim("in_flight");
  const std::string sent = locals.names.claim("sent");
  const std::string future = locals.names.claim("future");
  const std::string& number = sent;  // as many as are sent have been numbered
  const bool atOnce = retries(call, RetryVia::Immediate);
  const bool numbered = retries(call) && call.to.size() > 1 && call.count > 1;
  const std::string count = digits(std::uint64_t{call.count});
  m_out.line(fmt::format("// At most {} calls are in flight: the oldest is awaited before the next is sent.",
                         digits(std::uint64_t{call.window})));
  m_out.line(fmt::format("let {} = {}.empty<{}>();", inFlight, queue,
                         numbered ? pair("Nat", futureType(call)) : futureType(call)));
  m_out.line(fmt::format("var {} = 0;", sent));
  m_out.open(fmt::format("label calls while ({} < {} or not {}.isEmpty({})) {{", sent, count, queue, inFlight));
  m_out.open(fmt::format("if ({} < {} and {}.size({}) < {}) {{", sent, count, queue, inFlight,
                         digits(std::uint64_t{call.window})));
  m_out.line(fmt::format("{} += 1;", sent));
  if (when) m_out.open(fmt::format("if ({}) {{", condition(*when, number)));
  if (atOnce)
    m_out.open(fmt::format("label attempts for (_ in {}.range(0, {})) {{", import("Nat"), call.retry.attempts));
  CallNames sending = names;
  sending.number = number;
  m_out.open("try {");
  const std::string made = callExpression(call, number);
  m_out.line(fmt::format("{}.pushBack({}, {});", queue, inFlight, numbered ? pair(number, made) : made),
             LineRole::Dispatch);
  if (atOnce) m_out.line("break attempts;");
  const std::string stop = fmt::format("{} := {};  // sends no more", sent, count);
  onFailure(locals, call, sending, stop);
  if (atOnce) m_out.close("};");
  if (when) m_out.close("};");
  m_out.turn("} else {");
  CallNames waiting = names;
  if (numbered) waiting.number = names.number;
  m_out.line(fmt::format("let ?{} = {}.popFront({}) else break calls;",
                         numbered ? pair(waiting.number, future) : future, queue, inFlight));
  m_out.open("try {");
  m_out.line(awaited(call, future), LineRole::Await);
  onSuccess(locals, call, names);
  if (atOnce)
    repeatAtOnce(locals, call, waiting);
  else
    onFailure(locals, call, waiting, stop);
  m_out.close("};");
  m_out.close("};");
}

void MotokoProgram::await(Locals& locals, std::size_t at) {
  const Method& method = m_canister.methods[locals.method.value];
  const auto& await = std::get<AwaitStep>(method.steps[at].action);
  std::uint16_t dispatched = 0;
  const CallStep* call = dispatchOf(method, at, dispatched);
  if (!call || !locals.futures.contains(dispatched)) {
    m_out.line(fmt::format("// Nothing with the label {} is under way.", await.label));
    return;
  }
  // What follows a failure is written for the step that made the calls.
  CallNames names;
  if (call->count > 1 && retries(*call) && call->to.size() > 1) names.number = locals.names.claim("number");
  if (call->count == 1) names.number = "1";
  if (compensates(*call)) {
    names.done = locals.names.claim("done");
    names.failed = locals.failures[dispatched];
    m_out.line(fmt::format("var {} = 0;", names.done));
  }
  const StepRef own{locals.method, static_cast<std::uint16_t>(at)};
  const StepRef origin{locals.method, dispatched};
  if (m_retries.contains(origin)) m_retries[own] = m_retries[origin];
  awaitAll(locals, *call, names, locals.futures[dispatched], await);
  m_retries.erase(own);
  undo(locals, *call, names);
}

void MotokoProgram::undo(Locals& locals, const CallStep& call, const CallNames& names) {
  if (names.done.empty()) return;
  Names inner = locals.names;
  const std::string undos = inner.claim("undos");
  const std::string undo = inner.claim("undo");
  const CallStep once{.to = {*call.compensate}};
  const std::string list = import("List");
  m_out.open(fmt::format("if ({}) {{", names.failed));
  m_out.line("// Undo what had succeeded.");
  m_out.line(fmt::format("let {} = {}.empty<{}>();", undos, list, futureType(once)));
  m_out.open(fmt::format("for (_ in {}.range(0, {})) {{", import("Nat"), names.done));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, {});", list, undos, callTo(*call.compensate, once)), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.open(fmt::format("for ({} in {}.values({})) {{", undo, list, undos));
  m_out.open("try {");
  m_out.line(awaited(once, undo), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.close("};");
}

void MotokoProgram::retryFunctions(MethodId method) {
  for (const auto& retry : m_retries) {
    if (retry.first.method != method) continue;
    const auto& call = std::get<CallStep>(m_canister.methods[method.value].steps[retry.first.step].action);
    m_out.step(retry.first.step);
    if (call.retry.via == RetryVia::Timer)
      retryByTimer(method, retry.first.step, call);
    else
      retryByHeartbeat(method, retry.first.step, call);
    m_out.step(std::nullopt);
    m_out.line("");
  }
}

void MotokoProgram::retryByTimer(MethodId method, std::uint16_t step, const CallStep& call) {
  const std::string& name = m_retries[{method, step}];
  Names inner = m_names;
  const std::string future = inner.claim("future");
  const bool numbered = call.to.size() > 1;
  m_out.line(fmt::format("// Makes a failed call again later: {} attempts in all.", call.retry.attempts));
  m_out.open(fmt::format("func {}<system>({}attempt : Nat) {{", name, numbered ? "number : Nat, " : ""));
  m_out.line(fmt::format("if (attempt >= {}) return;", call.retry.attempts));
  m_out.open(fmt::format("ignore {}.setTimer<system>({}, func() : async () {{", import("Timer"), backoff(call.retry)));
  m_out.open("try {");
  m_out.line(
      fmt::format("let {}{} = {};", future, numbered ? " : " + futureType(call) : "", callExpression(call, "number")),
      LineRole::Retry);
  m_out.line(awaited(call, future), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(fmt::format("{}<system>({}attempt + 1);", name, numbered ? "number, " : ""));
  m_out.close("};");
  m_out.close("});");
  m_out.close("};");
}

void MotokoProgram::retryByHeartbeat(MethodId method, std::uint16_t step, const CallStep& call) {
  const std::string& name = m_retries[{method, step}];
  const Waiting& names = m_waiting.at({method, step});
  const std::string& waiting = names.list;
  const bool numbered = call.to.size() > 1;
  const std::string number = numbered ? "number : Nat; " : "";
  const std::string list = import("List");
  const std::string time = import("Time");
  Names inner = m_names;
  const std::string due = inner.claim("due");
  const std::string futures = inner.claim("futures");
  const std::string future = inner.claim("future");
  m_out.line(fmt::format("// Failed calls that a heartbeat makes again: {} attempts in all.", call.retry.attempts));
  m_out.line(fmt::format("type {} = {{ {}attempt : Nat; due : Int }};", names.type, number));
  m_out.line(fmt::format("var {} = {}.empty<{}>();", waiting, list, names.type));
  m_out.line("");
  m_out.open(fmt::format("func {}({}attempt : Nat) {{", name, numbered ? "number : Nat, " : ""));
  m_out.line(fmt::format("if (attempt >= {}) return;", call.retry.attempts));
  m_out.line(fmt::format("let due = {}.now() + {}.toNanoseconds({});", time, time, backoff(call.retry)));
  m_out.line(fmt::format("{}.add({}, {{ {}attempt; due }});", list, waiting, numbered ? "number; " : ""));
  m_out.close("};");
  m_out.line("");
  m_out.open(fmt::format("func {}() : async () {{", names.repeat));
  m_out.line(fmt::format("let {} = {}.filter<{}>({}, func(one) {{ one.due <= {}.now() }});", due, list, names.type,
                         waiting, time));
  m_out.line(fmt::format("{} := {}.filter<{}>({}, func(one) {{ one.due > {}.now() }});", waiting, list, names.type,
                         waiting, time));
  m_out.line(fmt::format("let {} = {}.empty<({}, {})>();", futures, list, names.type, futureType(call)));
  const std::string again = fmt::format("{}({}one.attempt + 1);", name, numbered ? "one.number, " : "");
  m_out.open(fmt::format("for (one in {}.values({})) {{", list, due));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, (one, {}));", list, futures, callExpression(call, "one.number")), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  m_out.open(fmt::format("for ((one, {}) in {}.values({})) {{", future, list, futures));
  m_out.open("try {");
  m_out.line(awaited(call, future), LineRole::Retry);
  m_out.turn("} catch (_) {");
  m_out.line(again);
  m_out.close("};");
  m_out.close("};");
  m_out.close("};");
}

}  // namespace roundscope::code

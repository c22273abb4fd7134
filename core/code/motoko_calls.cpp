// Calls in Motoko: one after another, all at once, a few in flight, and what follows a failure.
#include <fmt/format.h>

#include "core/base/check.h"
#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {
namespace {

/// A future as it is kept: with the number of its call where calls take turns, and with how often the call has been
/// made where it is made again at once. Without these it could not be made again.
std::string kept(const CallPlan& plan, const std::string& number, const std::string& attempt,
                 const std::string& future) {
  std::string with;
  if (plan.retry && plan.takesTurns()) with += number + ", ";
  if (plan.retriesAtOnce()) with += attempt + ", ";
  return with.empty() ? future : "(" + with + future + ")";
}

/// Calls that are made again while others are awaited wait in a queue, at whose end they are taken up once more.
bool keepsQueue(const CallPlan& plan) { return plan.retriesAtOnce(); }

}  // namespace

std::string MotokoProgram::callTo(MethodRef method, const Load& load) {
  const Callee& callee = m_plan.callee(method);
  std::string name;
  if (callsByInterface(callee)) {
    Names fields(Language::Motoko);
    for (const Callee& known : m_plan.callees) {
      if (known.method.canister != method.canister || !callsByInterface(known)) continue;
      const std::string field = fields.claim(m_plan.scenario->method(known.method).name);
      if (known.method == method) name = m_actors[method.canister] + "." + field;
    }
  } else {
    name = m_methods[method.method.value];
  }
  std::string attributes;
  if (load.cycles > 0) attributes += fmt::format("cycles = {}", digits(load.cycles));
  if (load.timeoutSeconds)
    attributes += fmt::format("{}timeout = {}", attributes.empty() ? "" : "; ", *load.timeoutSeconds);
  std::string argument;
  if (callee.signature.takesPayload)
    argument = load.payloadBytes == 0 ? "\"\"" : fmt::format("{}({})", m_payload, digits(load.payloadBytes));
  return fmt::format("{}{}({})", attributes.empty() ? "" : fmt::format("(with {}) ", attributes), name, argument);
}

/// The call of this number.
std::string MotokoProgram::callExpression(const CallPlan& plan, const std::string& number) {
  if (!plan.takesTurns()) return callTo(plan.targets[0], plan.load);
  std::string cases;
  for (const Turn& turn : plan.turns())
    cases += fmt::format("{}case {} {{ {} }}", cases.empty() ? "" : "; ",
                         turn.remainder ? std::to_string(*turn.remainder) : "_", callTo(turn.method, plan.load));
  return fmt::format("switch ({} % {}) {{ {} }}", number, plan.targets.size(), cases);
}

/// `async T`, where the methods agree on T.
std::string MotokoProgram::futureType(const std::vector<MethodRef>& methods) const {
  std::string type;
  for (const MethodRef method : methods) {
    const std::string one = answerType(m_plan.callee(method).signature.answer);
    type = type.empty() || type == one ? one : "Any";
    if (type == "Any") break;
  }
  return "async " + type;
}

/// What the list of futures holds.
std::string MotokoProgram::keptType(const CallPlan& plan) const {
  return kept(plan, "Nat", "Nat", futureType(plan.targets));
}

std::string MotokoProgram::awaited(const std::vector<MethodRef>& methods, const std::string& future,
                                   bool suspends) const {
  return fmt::format("{}{} {};", futureType(methods) == "async ()" ? "" : "ignore ", suspends ? "await" : "await?",
                     future);
}

/// Makes the call of this number. The compiler must be told the type of calls that take turns.
std::string MotokoProgram::futureLine(const CallPlan& plan, const std::string& future, const std::string& number) {
  return fmt::format("let {}{} = {};", future, plan.takesTurns() ? " : " + futureType(plan.targets) : "",
                     callExpression(plan, number));
}

std::string MotokoProgram::loopOver(const CallPlan& plan, const CallNames& names) {
  const std::uint64_t first = names.number.empty() ? 0 : 1;
  return fmt::format("{}for ({} in {}.range({}, {})) {{", plan.stops ? "label calls " : "",
                     names.number.empty() ? "_" : names.number, import("Nat"), first, digits(plan.count + first));
}

/// Attempts from this one on, until a call could be made.
void MotokoProgram::openAttempts(const std::string& attempt, const std::string& first, const CallPlan& plan) {
  m_out.open(fmt::format("label attempts for ({} in {}.range({}, {})) {{", attempt, import("Nat"), first,
                         plan.retry->attempts + 1));
}

std::string MotokoProgram::lineFor(Then then, const Locals& locals, const CallPlan& plan, const CallNames& names,
                                   const std::string& stopSending) {
  switch (then) {
    case Then::CountSuccess:
      return locals.successful + " += 1;";
    case Then::CountDone:
      return names.done + " += 1;";
    case Then::NoteFailure:
      return names.failed + " := true;";
    case Then::StopSending:
      return stopSending;
    case Then::CallAgainLater:
      return fmt::format("{}{}({}1);", m_retries[plan.step].again, plan.retry->via == RetryVia::Timer ? "<system>" : "",
                         plan.takesTurns() ? names.number + ", " : "");
  }
  RS_CHECK(false);
}

void MotokoProgram::onSuccess(const Locals& locals, const CallPlan& plan, const CallNames& names) {
  for (const Then then : plan.afterSuccess()) m_out.line(lineFor(then, locals, plan, names));
}

/// Closes `try {` with what follows a failure. `stopSending` keeps further calls from being sent.
void MotokoProgram::onFailure(const Locals& locals, const CallPlan& plan, const CallNames& names, bool moreToSend,
                              const std::string& stopSending) {
  const std::vector<Then> after = plan.afterFailure(moreToSend);
  if (after.empty()) return m_out.close("} catch (_) {};");
  m_out.turn("} catch (_) {");
  for (const Then then : after) m_out.line(lineFor(then, locals, plan, names, stopSending));
  m_out.close("};");
}

/// Closes `try {` with making the call again at once. Its future joins those that are awaited, so that the calls which
/// failed are under way together.
void MotokoProgram::repeatAtOnce(const CallPlan& plan, const CallNames& names, const std::string& add,
                                 const std::string& futures) {
  m_out.turn("} catch (_) {");
  openAttempts("next", "attempt + 1", plan);
  m_out.open("try {");
  m_out.line(fmt::format("{}.{}({}, {});", import("Queue"), add, futures,
                         kept(plan, names.number, "next", callExpression(plan, names.number))),
             LineRole::Retry);
  m_out.line("break attempts;");
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.close("};");
}

void MotokoProgram::call(Locals& locals, const CallPlan& plan) {
  const CallNames names = claimNames(locals.names, plan);
  if (plan.undo) {
    m_out.line(fmt::format("var {} = 0;", names.done));
    m_out.line(fmt::format("var {} = false;", names.failed));
  }
  switch (plan.form) {
    case CallForm::OneByOne:
      sequential(locals, plan, names);
      break;
    case CallForm::Together: {
      const std::string futures = dispatchAll(locals, plan, names);
      awaitAll(locals, {.calls = &plan}, names, futures);
      break;
    }
    case CallForm::Window:
      window(locals, plan, names);
      break;
    case CallForm::DispatchOnly:
      locals.futures[plan.step.step] = dispatchAll(locals, plan, names);
      locals.calls[plan.step.step] = names;
      return;
  }
  undo(locals, plan, names);
}

void MotokoProgram::sequential(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (plan.isLoop()) m_out.open(loopOver(plan, names));
  if (plan.when) m_out.open(fmt::format("if ({}) {{", condition(*plan.when, names.number)));
  if (plan.retriesAtOnce()) openAttempts("_", "1", plan);
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  m_out.open("try {");
  m_out.line(futureLine(plan, future, names.number), LineRole::Dispatch);
  m_out.line(awaited(plan.targets, future), LineRole::Await);
  onSuccess(locals, plan, names);
  if (plan.retriesAtOnce()) m_out.line("break attempts;");
  onFailure(locals, plan, names, true, "break calls;");
  if (plan.retriesAtOnce()) m_out.close("};");
  if (plan.when) m_out.close("};");
  if (plan.isLoop()) m_out.close("};");
}

/// Sends all calls and gives the name of the list, or queue, of their futures.
std::string MotokoProgram::dispatchAll(Locals& locals, const CallPlan& plan, const CallNames& names) {
  const std::string list = import(keepsQueue(plan) ? "Queue" : "List");
  std::string futures = locals.names.claim(plan.label.empty() ? "futures" : plan.label);
  m_out.line(fmt::format("let {} = {}.empty<{}>();", futures, list, keptType(plan)));
  if (plan.isLoop()) m_out.open(loopOver(plan, names));
  if (plan.when) m_out.open(fmt::format("if ({}) {{", condition(*plan.when, names.number)));
  if (plan.retriesAtOnce()) {
    m_out.line("// Within one message no slot gets free: to try again at once is in vain.");
    openAttempts("attempt", "1", plan);
  }
  m_out.open("try {");
  m_out.line(fmt::format("{}.{}({}, {});", list, keepsQueue(plan) ? "pushBack" : "add", futures,
                         kept(plan, names.number, "attempt", callExpression(plan, names.number))),
             LineRole::Dispatch);
  if (plan.retriesAtOnce()) m_out.line("break attempts;");
  onFailure(locals, plan, names, true, "break calls;");
  if (plan.retriesAtOnce()) m_out.close("};");
  if (plan.when) m_out.close("};");
  if (plan.isLoop()) m_out.close("};");
  return futures;
}

void MotokoProgram::awaitAll(Locals& locals, const AwaitPlan& await, const CallNames& names,
                             const std::string& futures) {
  const CallPlan& plan = *await.calls;
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  const std::string one = kept(plan, names.number, "attempt", future);
  if (keepsQueue(plan)) {
    m_out.open("label futures loop {");
    m_out.line(fmt::format("let ?{} = {}.{}({}) else break futures;", one, import("Queue"),
                           await.reverse ? "popBack" : "popFront", futures));
  } else {
    m_out.open(fmt::format("for ({} in {}.{}({})) {{", one, import("List"), await.reverse ? "reverseValues" : "values",
                           futures));
  }
  m_out.open("try {");
  m_out.line(awaited(plan.targets, future, await.suspendIfCompleted), LineRole::Await);
  onSuccess(locals, plan, names);
  if (plan.retriesAtOnce())
    repeatAtOnce(plan, names, await.reverse ? "pushFront" : "pushBack", futures);
  else
    onFailure(locals, plan, names, false, "");
  m_out.close("};");
}

/// Keeps some calls in flight. The oldest is awaited before the next is sent; the simulator sends as soon as any of
/// them is answered, which is the same where answers come in the order of the calls.
void MotokoProgram::window(Locals& locals, const CallPlan& plan, const CallNames& names) {
  const std::string queue = import("Queue");
  const std::string inFlight = locals.names.claim("in_flight");
  const std::string sent = locals.names.claim("sent");
  const std::string future = locals.names.claim("future");
  const std::string count = digits(plan.count);
  m_out.line(fmt::format("// At most {} calls are in flight: the oldest is awaited before the next is sent.",
                         digits(plan.window)));
  m_out.line(fmt::format("let {} = {}.empty<{}>();", inFlight, queue, keptType(plan)));
  m_out.line(fmt::format("var {} = 0;", sent));
  m_out.open(fmt::format("label calls while ({} < {} or not {}.isEmpty({})) {{", sent, count, queue, inFlight));
  m_out.open(fmt::format("if ({} < {} and {}.size({}) < {}) {{", sent, count, queue, inFlight, digits(plan.window)));
  m_out.line(fmt::format("{} += 1;", sent));
  // The call that is sent now has the number of those sent so far.
  CallNames sending = names;
  sending.number = sent;
  if (plan.when) m_out.open(fmt::format("if ({}) {{", condition(*plan.when, sent)));
  if (plan.retriesAtOnce()) openAttempts("attempt", "1", plan);
  m_out.open("try {");
  m_out.line(
      fmt::format("{}.pushBack({}, {});", queue, inFlight, kept(plan, sent, "attempt", callExpression(plan, sent))),
      LineRole::Dispatch);
  if (plan.retriesAtOnce()) m_out.line("break attempts;");
  const std::string stop = fmt::format("{} := {};  // sends no more", sent, count);
  onFailure(locals, plan, sending, true, stop);
  if (plan.retriesAtOnce()) m_out.close("};");
  if (plan.when) m_out.close("};");
  m_out.turn("} else {");
  m_out.line(fmt::format("let ?{} = {}.popFront({}) else break calls;", kept(plan, names.number, "attempt", future),
                         queue, inFlight));
  m_out.open("try {");
  m_out.line(awaited(plan.targets, future), LineRole::Await);
  onSuccess(locals, plan, names);
  if (plan.retriesAtOnce())
    repeatAtOnce(plan, names, "pushBack", inFlight);
  else
    onFailure(locals, plan, names, true, stop);
  m_out.close("};");
  m_out.close("};");
}

/// What follows a failure is written for the step that made the calls.
void MotokoProgram::await(Locals& locals, const AwaitPlan& await) {
  const std::uint16_t step = await.calls->step.step;
  const CallNames& names = locals.calls.at(step);
  awaitAll(locals, await, names, locals.futures.at(step));
  undo(locals, *await.calls, names);
}

void MotokoProgram::undo(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (!plan.undo) return;
  Names inner = locals.names;
  const std::string undos = inner.claim("undos");
  const std::string undo = inner.claim("undo");
  const std::string list = import("List");
  m_out.open(fmt::format("if ({}) {{", names.failed));
  m_out.line("// Undo what had succeeded.");
  m_out.line(fmt::format("let {} = {}.empty<{}>();", undos, list, futureType({*plan.undo})));
  m_out.open(fmt::format("for (_ in {}.range(0, {})) {{", import("Nat"), names.done));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, {});", list, undos, callTo(*plan.undo, {})), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.open(fmt::format("for ({} in {}.values({})) {{", undo, list, undos));
  m_out.open("try {");
  m_out.line(awaited({*plan.undo}, undo), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.close("};");
}

}  // namespace roundscope::code

// Calls in Motoko: one after another, all at once, a few in flight, or forgotten.
#include <fmt/format.h>

#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {
namespace {

/// Calls that are made again while others are awaited wait in a queue, at whose end they are taken up once more.
bool keepsQueue(const CallPlan& plan) { return plan.retriesAtOnce(); }

}  // namespace

std::string MotokoProgram::kept(const CallPlan& plan, const std::string& number, const std::string& attempt,
                                const std::string& future) {
  std::string with;
  if (plan.blocksAskNumber ? plan.isLoop() : plan.retry && plan.takesTurns()) with += number + ", ";
  if (plan.retriesAtOnce()) with += attempt + ", ";
  return with.empty() ? future : "(" + with + future + ")";
}

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
    case CallForm::Forgotten:
      forget(plan, names);
      return;
  }
  undo(locals, plan, names);
}

/// Goes through the calls that are made.
void MotokoProgram::openCalls(const CallPlan& plan, const CallNames& names) {
  if (plan.isLoop()) m_out.open(loopOver(plan, names));
  if (plan.when) m_out.open(fmt::format("if ({}) {{", condition(*plan.when, names.number)));
}

void MotokoProgram::closeCalls(const CallPlan& plan) {
  if (plan.when) m_out.close("};");
  if (plan.isLoop()) m_out.close("};");
}

void MotokoProgram::sequential(Locals& locals, const CallPlan& plan, const CallNames& names) {
  openCalls(plan, names);
  const bool asksAttempt = !plan.afterFailure(true).empty();
  if (plan.retriesAtOnce()) openAttempts(asksAttempt ? "attempt" : "_", "1", plan);
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  tried(locals, plan, names,
        {.body =
             [&] {
               m_out.line(futureLine(plan, future, names.number), LineRole::Dispatch);
               m_out.line(awaited(plan.targets, future), LineRole::Await);
             },
         .awaits = true,
         .moreToSend = true,
         .stopSending = "break calls;",
         .inAttempts = plan.retriesAtOnce()});
  if (plan.retriesAtOnce()) m_out.close("};");
  closeCalls(plan);
}

/// Sends all calls and gives the name of the list, or queue, of their futures.
std::string MotokoProgram::dispatchAll(Locals& locals, const CallPlan& plan, const CallNames& names) {
  const std::string list = import(keepsQueue(plan) ? "Queue" : "List");
  std::string futures = locals.names.claim(plan.label.empty() ? "futures" : plan.label);
  m_out.line(fmt::format("let {} = {}.empty<{}>();", futures, list, keptType(plan)));
  if (const auto flag = locals.awaited.find(plan.step.step); flag != locals.awaited.end())
    m_out.line(fmt::format("var {} = false;", flag->second));
  if (keepsQueue(plan) && locals.plan.awaitsOf(plan) > 1) {
    std::string& past = locals.past[plan.step.step];
    past = locals.names.claim(plan.label + "_past");
    m_out.line(fmt::format("let {} = {}.empty<{}>();", past, import("List"), futureType(plan.targets)));
  }
  openCalls(plan, names);
  if (plan.retriesAtOnce()) {
    m_out.line("// Within one message no slot gets free: to try again at once is in vain.");
    openAttempts("attempt", "1", plan);
  }
  tried(locals, plan, names,
        {.body =
             [&] {
               m_out.line(fmt::format("{}.{}({}, {});", list, keepsQueue(plan) ? "pushBack" : "add", futures,
                                      kept(plan, names.number, "attempt", callExpression(plan, names.number))),
                          LineRole::Dispatch);
             },
         .moreToSend = true,
         .stopSending = "break calls;",
         .inAttempts = plan.retriesAtOnce()});
  if (plan.retriesAtOnce()) m_out.close("};");
  closeCalls(plan);
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
    if (const auto past = locals.past.find(plan.step.step); past != locals.past.end())
      m_out.line(fmt::format("{}.add({}, {});", import("List"), past->second, future));
  } else {
    m_out.open(fmt::format("for ({} in {}.{}({})) {{", one, import("List"), await.reverse ? "reverseValues" : "values",
                           futures));
  }
  Tried each{.body = [&] { m_out.line(awaited(plan.targets, future, await.suspendIfCompleted), LineRole::Await); },
             .awaits = true};
  if (plan.retriesAtOnce())
    each.again = [&] { repeatAtOnce(locals, plan, names, await.reverse ? "pushFront" : "pushBack", futures); };
  tried(locals, plan, names, each);
  m_out.close("};");
}

/// To await futures once more takes time, but tells nothing new.
void MotokoProgram::awaitAgain(Locals& locals, const AwaitPlan& await, const std::string& futures) {
  const CallPlan& plan = *await.calls;
  Names inner = locals.names;
  const std::string future = inner.claim("future");
  const auto past = locals.past.find(plan.step.step);
  const bool queued = past != locals.past.end();
  m_out.open(fmt::format("for ({} in {}.{}({})) {{", queued ? future : kept(plan, "_", "_", future), import("List"),
                         await.reverse ? "reverseValues" : "values", queued ? past->second : futures));
  m_out.open("try {");
  m_out.line(awaited(plan.targets, future, await.suspendIfCompleted), LineRole::Await);
  m_out.close("} catch (_) {};");
  m_out.close("};");
}

/// Keeps some calls in flight: the oldest is awaited before the next is sent.
void MotokoProgram::window(Locals& locals, const CallPlan& plan, const CallNames& names) {
  const std::string queue = import("Queue");
  const std::string inFlight = locals.names.claim("in_flight");
  const std::string sent = locals.names.claim("sent");
  const std::string future = locals.names.claim("future");
  const std::string count = digits(plan.count);
  const std::string stop = fmt::format("{} := {};  // sends no more", sent, count);
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
  tried(locals, plan, sending,
        {.body =
             [&] {
               m_out.line(fmt::format("{}.pushBack({}, {});", queue, inFlight,
                                      kept(plan, sent, "attempt", callExpression(plan, sent))),
                          LineRole::Dispatch);
             },
         .moreToSend = true,
         .stopSending = stop,
         .inAttempts = plan.retriesAtOnce()});
  if (plan.retriesAtOnce()) m_out.close("};");
  if (plan.when) m_out.close("};");
  m_out.turn("} else {");
  m_out.line(fmt::format("let ?{} = {}.popFront({}) else break calls;", kept(plan, names.number, "attempt", future),
                         queue, inFlight));
  Tried oldest{.body = [&] { m_out.line(awaited(plan.targets, future), LineRole::Await); },
               .awaits = true,
               .moreToSend = true,
               .stopSending = stop};
  if (plan.retriesAtOnce()) oldest.again = [&] { repeatAtOnce(locals, plan, names, "pushBack", inFlight); };
  tried(locals, plan, names, oldest);
  m_out.close("};");
  m_out.close("};");
}

/// Fire and forget: nothing depends on how these calls end, nor on whether they could be made.
void MotokoProgram::forget(const CallPlan& plan, const CallNames& names) {
  openCalls(plan, names);
  const std::string made = callExpression(plan, names.number);
  m_out.open("try {");
  m_out.line(plan.takesTurns() ? fmt::format("let _ : {} = {};", futureType(plan.targets), made)
                               : fmt::format("ignore {};", made),
             LineRole::Dispatch);
  m_out.close("} catch (_) {};");
  closeCalls(plan);
}

/// What follows a failure is written for the step that made the calls.
void MotokoProgram::await(Locals& locals, const AwaitPlan& await) {
  const std::uint16_t step = await.calls->step.step;
  const CallNames& names = locals.calls.at(step);
  const std::string& futures = locals.futures.at(step);
  const auto flag = locals.awaited.find(step);
  if (await.again) return awaitAgain(locals, await, futures);
  if (await.perhaps) {
    m_out.open(fmt::format("if ({}) {{", flag->second));
    awaitAgain(locals, await, futures);
    m_out.turn("} else {");
  }
  awaitAll(locals, await, names, futures);
  undo(locals, *await.calls, names);
  if (flag != locals.awaited.end() && await.toldLater) m_out.line(fmt::format("{} := true;", flag->second));
  if (await.perhaps) m_out.close("};");
}

}  // namespace roundscope::code

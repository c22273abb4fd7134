// The Motoko program around the methods: imports, interfaces of callees, state, helpers, timer and heartbeat.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope {

CodeText motokoCode(const Scenario& scenario, CanisterId canister) {
  return code::MotokoProgram(scenario, canister).write();
}

}  // namespace roundscope

namespace roundscope::code {
namespace {

/// Whether the method takes a lock that is given back however it ends.
bool takesGuarded(const Method& method) {
  return std::any_of(method.steps.begin(), method.steps.end(), [](const Step& step) {
    const auto* lock = std::get_if<LockStep>(&step.action);
    return lock && lock->releasedOnTrap;
  });
}

}  // namespace

MotokoProgram::MotokoProgram(const Scenario& scenario, CanisterId self)
    : m_plan(planOf(scenario, self)), m_canister(*m_plan.canister) {
  claimAll();
}

/// The scenario's own names come first, so that they stay as they are.
void MotokoProgram::claimAll() {
  const auto retriesByHeartbeat = [](const MethodPlan& plan) {
    return std::any_of(plan.calls.begin(), plan.calls.end(),
                       [](const CallPlan& call) { return call.retry && call.retry->via == RetryVia::Heartbeat; });
  };
  if (m_canister.heartbeat || std::any_of(m_plan.methods.begin(), m_plan.methods.end(), retriesByHeartbeat))
    static_cast<void>(m_names.claim("heartbeat"));
  for (const MethodPlan& plan : m_plan.methods)
    m_methods.push_back(m_names.claim((plan.isTask ? "on_" : "") + plan.method->name));
  // Parameters and locals of what the generator adds; nothing that lives longer may be called so.
  const std::initializer_list<std::string_view> reserved = {"number", "attempt",      "next",  "due", "one",
                                                            "wait",   "instructions", "bytes", "time"};
  m_names.reserve(reserved);
  m_actorName = m_names.claim(upperCamel(m_canister.id));
  for (const Variable& variable : m_canister.variables) m_variables.push_back(m_names.claim(variable.name));
  for (const Callee& callee : m_plan.callees) {
    const CanisterId canister = callee.method.canister;
    if (!callsByInterface(callee) || m_actors.contains(canister)) continue;
    const std::string& id = m_plan.scenario->canister(canister).id;
    m_actors[canister] = canister == m_plan.self ? m_names.claim("me") : m_names.claim(id);
    if (canister == m_plan.self) m_selfType = m_names.claim("Me");
  }
  for (const MethodPlan& plan : m_plan.methods)
    if (plan.counts) m_runs[plan.id.value] = m_names.claim(m_methods[plan.id.value] + "_runs");
  for (const std::string_view module : {"Array", "Blob", "Cycles", "Error", "InternetComputer", "List", "Nat", "Nat64",
                                        "Principal", "Queue", "Random", "Runtime", "Time", "Timer"})
    m_imports.emplace(module, Import{.name = m_names.claim(module)});
  m_work = m_names.claim("work");
  m_payload = m_names.claim("payload");
  m_random = m_names.claim("random");
  m_network = m_names.claim("network");
  m_wait = m_names.claim("wait_for");
  for (const MethodPlan& plan : m_plan.methods) {
    const std::string& method = m_methods[plan.id.value];
    for (const CallPlan& call : plan.calls) {
      if (!call.retriesLater()) continue;
      RetryNames& names = m_retries[call.step];
      names.again = m_names.claim(method + "_again");
      names.list = m_names.claim(method + "_waiting");
      names.type = m_names.claim(upperCamel(method) + "Waiting");
      names.repeat = m_names.claim("repeat_" + method);
    }
  }
  m_names.release(reserved);
}

/// The name of a module of the core package, which is imported then.
std::string MotokoProgram::import(std::string_view module) {
  Import& found = m_imports.find(module)->second;
  found.used = true;
  return found.name;
}

/// A canister calls its own methods by their names, unless the compiler knows that the call must fail.
bool MotokoProgram::callsByInterface(const Callee& callee) const {
  if (callee.method.canister != m_plan.self) return true;
  switch (m_plan.scenario->method(callee.method).kind) {
    case MethodKind::Update:
      return callee.fromComposite;
    case MethodKind::Query:
      return false;
    case MethodKind::CompositeQuery:
      return callee.fromUpdate;
    case MethodKind::Missing:
      return true;
  }
  return true;
}

std::string motokoDuration(Duration span) {
  return span.us % 1'000'000 == 0 ? fmt::format("#seconds {}", digits(span.us / 1'000'000))
                                  : fmt::format("#milliseconds {}", digits(span.us / 1'000));
}

std::string MotokoProgram::answerType(Answer answer) {
  switch (answer) {
    case Answer::Nothing:
      return "()";
    case Answer::Count:
      return "Nat";
    case Answer::Bytes:
      return "Blob";
  }
  return "()";
}

/// What the program calls of a canister, between a line that opens the type and one that closes it. The compiler takes
/// no declaration beside an actor class, so the types of its parameters stand where they are used.
void MotokoProgram::interfaceOf(CanisterId canister, const std::string& opening, const std::string& closing) {
  const auto typeOf = [](const Signature& signature, const std::string& kind) {
    return fmt::format("{}{} -> async {}", kind, signature.takesPayload ? "Blob" : "()", answerType(signature.answer));
  };
  m_out.open(opening);
  Names fields(Language::Motoko);
  for (const Callee& callee : m_plan.callees) {
    if (callee.method.canister != canister || !callsByInterface(callee)) continue;
    const MethodKind kind = m_plan.scenario->method(callee.method).kind;
    const bool composite = kind == MethodKind::CompositeQuery;
    // A call that is meant to fail must compile: the type says what the caller believes, not what the callee has.
    std::string annotation;
    if (callee.fromComposite)
      annotation = composite && !callee.fromUpdate ? "composite query " : "query ";
    else if (kind == MethodKind::Query)
      annotation = "query ";
    std::string remark;
    if (kind == MethodKind::Missing) remark = "  // there is no such method: the call fails";
    if (kind == MethodKind::Update && callee.fromComposite) remark = "  // an update in truth: a query's call fails";
    if (composite && callee.fromUpdate) remark = "  // a composite query in truth: an update's call fails";
    m_out.line(fmt::format("{} : {};{}", fields.claim(m_plan.scenario->method(callee.method).name),
                           typeOf(callee.signature, annotation), remark));
  }
  m_out.close(closing);
}

/// The actor's first lines. Whom it calls by an interface, it gets when it is installed: then it is a class.
void MotokoProgram::actorLine() {
  const bool callsItself = m_actors.contains(m_plan.self);
  std::size_t parameters = m_actors.size() - (callsItself ? 1 : 0);
  // An actor is known by its own name inside; a class needs another.
  if (callsItself) m_selfName = parameters == 0 ? m_actorName : m_names.claim("this");
  if (parameters == 0) {
    m_out.open(fmt::format("persistent actor {} {{", m_actorName));
  } else {
    m_out.open(fmt::format("persistent actor class {}(", m_actorName));
    for (const auto& actor : m_actors)
      if (actor.first != m_plan.self)
        interfaceOf(actor.first, fmt::format("{} : actor {{", actor.second), --parameters == 0 ? "}" : "},");
    m_out.turn(callsItself ? fmt::format(") = {} {{", m_selfName) : ") {");
  }
  if (!callsItself) return;
  interfaceOf(m_plan.self, fmt::format("type {} = actor {{", m_selfType), "};");
  m_out.line(fmt::format("transient let {} : {} = actor ({}.toText({}.fromActor({})));", m_actors[m_plan.self],
                         m_selfType, import("Principal"), import("Principal"), m_selfName));
}

void MotokoProgram::state() {
  for (std::size_t v = 0; v < m_variables.size(); ++v) {
    const Variable& variable = m_canister.variables[v];
    if (variable.isLock)
      m_out.line(fmt::format("var {} = false;", m_variables[v]));
    else
      m_out.line(fmt::format("var {} : Int = {};", m_variables[v], digits(variable.initial)));
  }
  for (const auto& run : m_runs) m_out.line(fmt::format("var {} = 0;", run.second));
  if (m_plan.delays || m_plan.neverAnswers)
    m_out.line(
        fmt::format("transient let {} : actor {{ raw_rand : () -> async Blob }} = actor \"aaaaa-aa\";", m_network));
  if (m_plan.drawsChances)
    m_out.line(
        fmt::format("transient let {} = {}.seed({});", m_random, import("Random"), digits(m_plan.scenario->seed)));
}

void MotokoProgram::helpers() {
  if (m_plan.works) {
    const std::string counter = import("InternetComputer") + ".performanceCounter(0)";
    m_out.line("");
    m_out.line("// Stands for real work.");
    m_out.open(fmt::format("func {}(instructions : Nat64) {{", m_work));
    m_out.line(fmt::format("let end = {} + instructions;", counter));
    m_out.line(fmt::format("while ({} < end) {{}};", counter));
    m_out.close("};");
  }
  if (m_plan.delays) {
    const std::string time = import("Time");
    m_out.line("");
    m_out.line("// Stands for work outside. The network answers one round later, time and again.");
    m_out.open(fmt::format("func {}(time : {}.Duration) : async* () {{", m_wait, time));
    m_out.line(fmt::format("let end = {}.now() + {}.toNanoseconds(time);", time, time));
    m_out.line(fmt::format("while ({}.now() < end) {{ ignore await {}.raw_rand() }};", time, m_network));
    m_out.close("};");
  }
  if (!m_plan.sendsBytes) return;
  m_out.line("");
  m_out.line(fmt::format("func {}(bytes : Nat) : Blob = {}.fromArray({}.repeat<Nat8>(0, bytes));", m_payload,
                         import("Blob"), import("Array")));
}

void MotokoProgram::timer(const Timer& timer) {
  const std::string& body = m_methods[timer.body.value];
  const std::string first = motokoDuration(timer.first);
  const std::string inside = fmt::format("await* {}();", body);
  const std::string timers = import("Timer");
  m_out.line("");
  m_out.method(timer.body);
  switch (formOf(timer)) {
    case TimerForm::Once:
      m_out.line(fmt::format("ignore {}.setTimer<system>({}, {});", timers, first, body));
      break;
    case TimerForm::Recurring:
      m_out.line(fmt::format("ignore {}.recurringTimer<system>({}, {});", timers, first, body));
      break;
    case TimerForm::RecurringAfterFirst:
      m_out.open(fmt::format("ignore {}.setTimer<system>({}, func() : async () {{", timers, first));
      m_out.open(fmt::format("ignore {}.recurringTimer<system>({}, func() : async () {{", timers,
                             motokoDuration(*timer.every)));
      m_out.line(inside);
      m_out.close("});");
      m_out.line(inside);
      m_out.close("});");
      break;
  }
  m_out.method(std::nullopt);
}

void MotokoProgram::heartbeat() {
  std::string none;  // the condition that no call waits to be made again
  std::vector<std::string> repeats;
  for (const CallPlan* call : m_plan.repeatedByHeartbeat()) {
    const RetryNames& names = m_retries[call->step];
    none += fmt::format("{}{}.isEmpty({})", none.empty() ? "" : " and ", import("List"), names.list);
    repeats.push_back(names.repeat);
  }
  if (none.empty() && !m_canister.heartbeat) return;
  m_out.line("");
  m_out.method(m_canister.heartbeat);
  m_out.open("system func heartbeat() : async () {");
  const auto repeatAll = [&] {
    for (const std::string& repeat : repeats) m_out.line(fmt::format("await* {}();", repeat));
  };
  const auto body = [&] { m_out.line(fmt::format("await* {}();", m_methods[m_canister.heartbeat->value])); };
  if (!m_canister.heartbeat) {
    repeatAll();
  } else if (none.empty()) {
    body();
  } else {
    m_out.open(fmt::format("if ({}) {{", none));
    body();
    m_out.turn("} else {");
    repeatAll();
    m_out.close("};");
  }
  m_out.close("};");
  m_out.method(std::nullopt);
}

/// Whether the method is a part of another message: then calling it must not cost one.
bool MotokoProgram::runsInsideAnother(const MethodPlan& plan) const {
  return m_canister.heartbeat == plan.id ||
         std::any_of(m_canister.timers.begin(), m_canister.timers.end(), [&](const Timer& timer) {
           return timer.body == plan.id && formOf(timer) == TimerForm::RecurringAfterFirst;
         });
}

void MotokoProgram::method(const MethodPlan& plan) {
  const Method& method = *plan.method;
  const Answer answered = plan.signature.answer;
  m_out.line("");
  m_out.method(plan.id);
  if (method.kind == MethodKind::Missing) {
    m_out.line(fmt::format("// There is no method {}: callers only believe in it.", method.name));
    m_out.method(std::nullopt);
    return;
  }
  retryFunctions(plan);
  for (const std::string& remark : faultRemarks(method)) m_out.line(remark);
  std::string kind = plan.isTask ? "func" : "public func";
  if (method.kind == MethodKind::Query) kind = "public query func";
  if (method.kind == MethodKind::CompositeQuery) kind = "public composite query func";
  Locals locals{.plan = plan, .names = m_names};
  const std::string head =
      fmt::format("{} {}({}) : {} {} {{", kind, m_methods[plan.id.value],
                  plan.signature.takesPayload ? "_" + locals.names.claim("payload") + " : Blob" : "",
                  runsInsideAnother(plan) ? "async*" : "async", answerType(answered));
  const auto closing = [&] {
    if (plan.endIsReply()) m_out.step(static_cast<std::uint16_t>(*plan.last));
  };
  if (method.accept == 0 && (method.steps.empty() || (method.steps.size() == 1 && plan.endIsReply()))) {
    closing();
    m_out.line(head + "};");
    m_out.method(std::nullopt);
    return;
  }
  m_out.open(head);
  if (method.accept > 0)
    m_out.line(fmt::format("ignore {}.accept<system>({});", import("Cycles"), digits(method.accept)));
  if (plan.counts) {
    // Others may run while this one waits, so its own number is kept.
    const std::string& counter = m_runs[plan.id.value];
    locals.number = locals.names.claim("run");
    if (const std::string remark = countRemark(plan); !remark.empty()) m_out.line(remark);
    m_out.line(fmt::format("{} += 1;", counter));
    m_out.line(fmt::format("let {} = {};", locals.number, counter));
  }
  if (answered == Answer::Count) {
    locals.counts.successful = locals.names.claim("successful");
    m_out.line(fmt::format("var {} = 0;", locals.counts.successful));
  }
  counters(locals);
  declareHolds(locals);
  for (std::size_t at = 0; at < method.steps.size(); ++at)
    if (std::holds_alternative<AwaitStep>(method.steps[at].action) && plan.awaitAt(at).perhaps) {
      const CallPlan& calls = *plan.awaitAt(at).calls;
      std::string& flag = locals.awaited[calls.step.step];
      if (flag.empty()) flag = locals.names.claim(calls.label + "_awaited");
    }
  if (goesOnInTask(plan) && (!plan.finally.empty() || takesGuarded(method))) {
    locals.goesOn = locals.names.claim("goes_on");
    m_out.line(fmt::format("var {} = false;", locals.goesOn));
  }
  body(locals);
  closing();
  m_out.close("};");
  m_out.method(std::nullopt);
}

/// What conditions ask about calls.
void MotokoProgram::counters(Locals& locals) {
  for (const CallPlan& call : locals.plan.calls) {
    const auto declare = [&](bool asked, std::string_view ending, std::map<std::uint16_t, std::string>& names) {
      if (!asked) return;
      names[call.step.step] = locals.names.claim(call.label + std::string(ending));
      m_out.line(fmt::format("var {} : Int = 0;", names[call.step.step]));
    };
    declare(call.countsReplied, "_replied", locals.counts.replied);
    declare(call.countsFailed, "_failed", locals.counts.failed);
  }
}

/// All steps, and what runs however they end.
void MotokoProgram::body(Locals& locals) {
  const MethodPlan& plan = locals.plan;
  const bool finally = !plan.finally.empty();
  if (finally) m_out.open("try {");
  const bool reaches = block(locals, plan.body);
  if (reaches && !plan.isTask && !plan.mayAnswer)
    m_out.line("// Motoko replies here. The scenario's canister gives no answer, and its caller gets an error.");
  if (reaches && plan.signature.answer != Answer::Nothing && !plan.repliesLast)
    m_out.line(finally ? fmt::format("return {};", answer(locals, 0)) : answer(locals, 0));
  if (!finally) return;
  m_out.turn("} finally {");
  if (!locals.goesOn.empty()) m_out.open(fmt::format("if (not {}) {{", locals.goesOn));
  block(locals, plan.finally);
  if (!locals.goesOn.empty()) m_out.close("};");
  m_out.close("};");
}

CodeText MotokoProgram::write() {
  if (!exists(m_canister.status)) m_out.line("// No canister has this id: callers only believe in it.");
  actorLine();
  state();
  helpers();
  for (const MethodPlan& plan : m_plan.methods) method(plan);
  for (const Timer& each : m_canister.timers) timer(each);
  heartbeat();
  m_out.close("};");

  CodeText body = m_out.take();
  CodeText program;
  for (const auto& module : m_imports)
    if (module.second.used)
      program.lines.push_back({.text = fmt::format("import {} \"mo:core/{}\";", module.second.name, module.first),
                               .method = {},
                               .steps = {}});
  if (!program.lines.empty()) program.lines.push_back({});
  for (CodeLine& line : body.lines) {
    // An actor without state begins with its first method.
    const bool afterOpening = line.text.empty() && !program.lines.empty() && program.lines.back().text.ends_with("{") &&
                              !program.lines.back().text.starts_with(" ");
    if (!afterOpening) program.lines.push_back(std::move(line));
  }
  return program;
}

}  // namespace roundscope::code

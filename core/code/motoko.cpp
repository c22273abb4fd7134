// The Motoko program around the methods: imports, interfaces of callees, state, helpers, timer and heartbeat.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/motoko_program.h"

namespace roundscope {

CodeText motokoCode(const Scenario& scenario, CanisterId canister) {
  return code::MotokoProgram(scenario, canister).write();
}

}  // namespace roundscope

namespace roundscope::code {

MotokoProgram::MotokoProgram(const Scenario& scenario, CanisterId self)
    : m_scenario(scenario), m_canister(scenario.canister(self)), m_self(self), m_callees(calleesOf(scenario, self)) {
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m)
    m_shapes.push_back(shapeOf(scenario, {self, MethodId{static_cast<std::uint16_t>(m)}}));
  claimNames();
}

/// The scenario's own names come first, so that they stay as they are.
void MotokoProgram::claimNames() {
  if (m_canister.heartbeat ||
      anyStep<CallStep>(m_canister, [](const CallStep& call) { return retries(call, RetryVia::Heartbeat); }))
    static_cast<void>(m_names.claim("heartbeat"));
  for (std::size_t m = 0; m < m_shapes.size(); ++m)
    m_methods.push_back(m_names.claim((m_shapes[m].isTask ? "on_" : "") + m_canister.methods[m].name));
  // Parameters and locals of what the generator adds; nothing that lives longer may be called so.
  const auto reserved = {std::string_view("number"), std::string_view("attempt"),      std::string_view("due"),
                         std::string_view("one"),    std::string_view("instructions"), std::string_view("bytes")};
  m_names.reserve(reserved);
  m_actorName = m_names.claim(upperCamel(m_canister.id));
  for (const Variable& variable : m_canister.variables) m_variables.push_back(m_names.claim(variable.name));
  for (const Callee& callee : m_callees) {
    const CanisterId canister = callee.method.canister;
    if (!callsByInterface(callee) || m_actors.contains(canister)) continue;
    const std::string& id = m_scenario.canister(canister).id;
    m_actors[canister] = canister == m_self ? m_names.claim("me") : m_names.claim(id);
    m_types[canister] = m_names.claim(canister == m_self ? "Me" : upperCamel(id));
  }
  for (std::size_t m = 0; m < m_shapes.size(); ++m)
    if (m_shapes[m].counted) m_runs[static_cast<std::uint16_t>(m)] = m_names.claim(m_methods[m] + "_runs");
  for (const std::string_view module : {"Array", "Blob", "Error", "InternetComputer", "List", "Nat", "Nat64",
                                        "Principal", "Queue", "Random", "Runtime", "Time", "Timer"})
    m_imports.emplace(module, Import{.name = m_names.claim(module)});
  m_work = m_names.claim("work");
  m_payload = m_names.claim("payload");
  m_random = m_names.claim("random");
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m) {
    for (std::size_t s = 0; s < m_canister.methods[m].steps.size(); ++s) {
      const auto* call = std::get_if<CallStep>(&m_canister.methods[m].steps[s].action);
      if (!call) continue;
      const StepRef ref{MethodId{static_cast<std::uint16_t>(m)}, static_cast<std::uint16_t>(s)};
      if (retries(*call, RetryVia::Timer) || retries(*call, RetryVia::Heartbeat))
        m_retries[ref] = m_names.claim(m_methods[m] + "_again");
      if (retries(*call, RetryVia::Heartbeat))
        m_waiting.emplace(ref, Waiting{.list = m_names.claim(m_methods[m] + "_waiting"),
                                       .type = m_names.claim(upperCamel(m_methods[m]) + "Waiting"),
                                       .repeat = m_names.claim("repeat_" + m_methods[m])});
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
  if (callee.method.canister != m_self) return true;
  switch (m_scenario.method(callee.method).kind) {
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

std::string MotokoProgram::signature(MethodRef method, const std::string& kind) const {
  const MethodShape shape = shapeOf(m_scenario, method);
  return fmt::format("{}{} -> async {}", kind, shape.takesPayload ? "Blob" : "()", answerType(shape.answer));
}

void MotokoProgram::interfaces() {
  for (const auto& type : m_types) {
    m_out.open(fmt::format("type {} = actor {{", type.second));
    Names fields(Language::Motoko);
    for (const Callee& callee : m_callees) {
      if (callee.method.canister != type.first || !callsByInterface(callee)) continue;
      const MethodKind kind = m_scenario.method(callee.method).kind;
      const bool composite = kind == MethodKind::CompositeQuery;
      // What is not so is written as the caller must believe it, or the compiler would not let the call fail.
      std::string annotation;
      if (callee.fromComposite)
        annotation = composite && !callee.fromUpdate ? "composite query " : "query ";
      else if (kind == MethodKind::Query)
        annotation = "query ";
      std::string remark;
      if (kind == MethodKind::Missing) remark = "  // there is no such method: the call fails";
      if (kind == MethodKind::Update && callee.fromComposite) remark = "  // an update in truth: a query's call fails";
      if (composite && callee.fromUpdate) remark = "  // a composite query in truth: an update's call fails";
      m_out.line(fmt::format("{} : {};{}", fields.claim(m_scenario.method(callee.method).name),
                             signature(callee.method, annotation), remark));
    }
    m_out.close("};");
    m_out.line("");
  }
}

void MotokoProgram::actorLine() {
  std::string parameters;
  for (const auto& actor : m_actors) {
    if (actor.first == m_self) continue;
    parameters += fmt::format("{}{} : {}", parameters.empty() ? "" : ", ", actor.second, m_types[actor.first]);
  }
  const bool byInterface = m_actors.contains(m_self);
  // An actor is known by its own name inside; a class needs another.
  if (byInterface) m_selfName = parameters.empty() ? m_actorName : m_names.claim("this");
  if (parameters.empty()) {
    m_out.open(fmt::format("persistent actor {} {{", m_actorName));
  } else {
    m_out.open(fmt::format("persistent actor class {}({}){} {{", m_actorName, parameters,
                           byInterface ? fmt::format(" = {}", m_selfName) : ""));
  }
  if (byInterface)
    m_out.line(fmt::format("transient let {} : {} = actor ({}.toText({}.fromActor({})));", m_actors[m_self],
                           m_types[m_self], import("Principal"), import("Principal"), m_selfName));
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
  if (drawsChances(m_canister))
    m_out.line(fmt::format("transient let {} = {}.seed({});", m_random, import("Random"), digits(m_scenario.seed)));
}

void MotokoProgram::helpers() {
  if (anyStep<WorkStep>(m_canister, [](const WorkStep& work) { return work.instructions > 0; })) {
    const std::string counter = import("InternetComputer") + ".performanceCounter(0)";
    m_out.line("");
    m_out.line("// Stands for real work.");
    m_out.open(fmt::format("func {}(instructions : Nat64) {{", m_work));
    m_out.line(fmt::format("let end = {} + instructions;", counter));
    m_out.line(fmt::format("while ({} < end) {{}};", counter));
    m_out.close("};");
  }
  const bool sends = anyStep<CallStep>(m_canister, [](const CallStep& call) { return call.payloadBytes > 0; });
  const bool answers = anyStep<ReplyStep>(m_canister, [](const ReplyStep& reply) { return reply.payloadBytes > 0; });
  if (!sends && !answers) return;
  m_out.line("");
  m_out.line(fmt::format("func {}(bytes : Nat) : Blob = {}.fromArray({}.repeat<Nat8>(0, bytes));", m_payload,
                         import("Blob"), import("Array")));
}

void MotokoProgram::timer() {
  if (!m_canister.timer) return;
  const Timer& timer = *m_canister.timer;
  const std::string& body = m_methods[timer.body.value];
  const auto wait = [](Duration duration) {
    return duration.us % 1'000'000 == 0 ? fmt::format("#seconds {}", digits(duration.us / 1'000'000))
                                        : fmt::format("#milliseconds {}", digits(duration.us / 1'000));
  };
  const std::string timers = import("Timer");
  m_out.line("");
  m_out.method(timer.body);
  if (!timer.every) {
    m_out.line(fmt::format("ignore {}.setTimer<system>({}, {});", timers, wait(timer.first), body));
  } else if (*timer.every == timer.first) {
    m_out.line(fmt::format("ignore {}.recurringTimer<system>({}, {});", timers, wait(timer.first), body));
  } else {
    m_out.open(fmt::format("ignore {}.setTimer<system>({}, func() : async () {{", timers, wait(timer.first)));
    m_out.line(fmt::format("ignore {}.recurringTimer<system>({}, {});", timers, wait(*timer.every), body));
    m_out.line(fmt::format("await {}();", body));
    m_out.close("});");
  }
  m_out.method(std::nullopt);
}

void MotokoProgram::heartbeat() {
  if (m_waiting.empty() && !m_canister.heartbeat) return;
  m_out.line("");
  m_out.method(m_canister.heartbeat);
  m_out.open("system func heartbeat() : async () {");
  const auto repeat = [&](const StepRef& ref) { m_out.line(fmt::format("await {}();", m_waiting.at(ref).repeat)); };
  if (!m_canister.heartbeat) {
    for (const auto& waiting : m_waiting) repeat(waiting.first);
  } else {
    std::string none;
    for (const auto& waiting : m_waiting)
      none += fmt::format("{}{}.isEmpty({})", none.empty() ? "" : " and ", import("List"), waiting.second.list);
    const std::string body = fmt::format("await {}();", m_methods[m_canister.heartbeat->value]);
    if (none.empty()) {
      m_out.line(body);
    } else {
      m_out.open(fmt::format("if ({}) {{", none));
      m_out.line(body);
      m_out.turn("} else {");
      for (const auto& waiting : m_waiting) repeat(waiting.first);
      m_out.close("};");
    }
  }
  m_out.close("};");
  m_out.method(std::nullopt);
}

void MotokoProgram::method(MethodId id) {
  const Method& method = m_canister.methods[id.value];
  const MethodShape& shape = m_shapes[id.value];
  m_out.line("");
  m_out.method(id);
  if (method.kind == MethodKind::Missing) {
    m_out.line(fmt::format("// There is no method {}: callers only believe in it.", method.name));
    m_out.method(std::nullopt);
    return;
  }
  retryFunctions(id);
  std::string kind = shape.isTask ? "func" : "public func";
  if (method.kind == MethodKind::Query) kind = "public query func";
  if (method.kind == MethodKind::CompositeQuery) kind = "public composite query func";
  Locals locals{.method = id, .shape = shape, .names = m_names, .successful = {}, .run = {}, .futures = {}};
  const std::string head =
      fmt::format("{} {}({}) : async {} {{", kind, m_methods[id.value],
                  shape.takesPayload ? "_" + locals.names.claim("payload") + " : Blob" : "", answerType(shape.answer));
  const auto closing = [&] {
    // Where the method only answers, its last line is the reply.
    if (shape.repliesLast && shape.answer == Answer::Nothing)
      m_out.step(static_cast<std::uint16_t>(method.steps.size() - 1));
  };
  if (method.steps.empty() || (method.steps.size() == 1 && shape.repliesLast && shape.answer == Answer::Nothing)) {
    closing();
    m_out.line(head + "};");
    m_out.method(std::nullopt);
    return;
  }
  m_out.open(head);
  if (m_runs.contains(id.value)) {
    locals.run = m_runs[id.value];
    m_out.line(fmt::format("{} += 1;", locals.run));
  }
  if (shape.answer == Answer::Count) {
    locals.successful = locals.names.claim("successful");
    m_out.line(fmt::format("var {} = 0;", locals.successful));
  }
  if (steps(locals, 0) && shape.answer != Answer::Nothing && !shape.repliesLast) m_out.line(answer(locals, 0));
  closing();
  m_out.close("};");
  m_out.method(std::nullopt);
}

CodeText MotokoProgram::write() {
  interfaces();
  if (m_canister.status == CanisterStatus::Absent)
    m_out.line("// No canister has this id: callers only believe in it.");
  actorLine();
  state();
  helpers();
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m) method(MethodId{static_cast<std::uint16_t>(m)});
  timer();
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
                              program.lines.back().text.starts_with("persistent");
    if (!afterOpening) program.lines.push_back(std::move(line));
  }
  return program;
}

}  // namespace roundscope::code

// The Rust program around the methods: what it uses, state, helpers, timer and heartbeat.
#include <fmt/format.h>

#include <algorithm>

#include "core/code/rust_program.h"

namespace roundscope {

CodeText rustCode(const Scenario& scenario, CanisterId canister) {
  return code::RustProgram(scenario, canister).write();
}

}  // namespace roundscope

namespace roundscope::code {
namespace {

std::string duration(Duration span) {
  return span.us % 1'000'000 == 0 ? fmt::format("Duration::from_secs({})", digits(span.us / 1'000'000))
                                  : fmt::format("Duration::from_millis({})", digits(span.us / 1'000));
}

}  // namespace

RustProgram::RustProgram(const Scenario& scenario, CanisterId self)
    : m_scenario(scenario), m_canister(scenario.canister(self)), m_self(self), m_callees(calleesOf(scenario, self)) {
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m)
    m_shapes.push_back(shapeOf(scenario, {self, MethodId{static_cast<std::uint16_t>(m)}}));
  claimNames();
}

/// The scenario's own names come first, so that they stay as they are.
void RustProgram::claimNames() {
  for (std::size_t m = 0; m < m_shapes.size(); ++m)
    m_methods.push_back(m_names.claim((m_shapes[m].isTask ? "on_" : "") + m_canister.methods[m].name));
  // Parameters and locals of what the generator adds; nothing that lives longer may be called so.
  const auto reserved = {std::string_view("number"), std::string_view("attempt"), std::string_view("due"),
                         std::string_view("call"), std::string_view("instructions")};
  m_names.reserve(reserved);
  m_names.reserve({"init", "Call", "Cell", "RefCell", "Duration", "Principal", "stream", "RNG", "join_all"});
  for (std::size_t v = 0; v < m_canister.variables.size(); ++v) {
    const std::string& name = m_canister.variables[v].name;
    m_variables.push_back(m_names.claim(screaming(name)));
    const auto id = static_cast<std::uint16_t>(v);
    if (anyStep<LockStep>(m_canister,
                          [&](const LockStep& lock) { return lock.lock.value == id && lock.releasedOnTrap; }))
      m_guards[id] = m_names.claim(upperCamel(name) + "Guard");
  }
  for (const Callee& callee : m_callees) {
    const CanisterId canister = callee.method.canister;
    if (canister == m_self || m_callee.contains(canister)) continue;
    m_callee[canister] = m_names.claim(screaming(m_scenario.canister(canister).id));
  }
  m_work = m_names.claim("work");
  m_chance = m_names.claim("chance");
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m) {
    if (m_shapes[m].counted) m_runs[static_cast<std::uint16_t>(m)] = m_names.claim(screaming(m_methods[m]) + "_RUNS");
    for (std::size_t s = 0; s < m_canister.methods[m].steps.size(); ++s) {
      const auto* call = std::get_if<CallStep>(&m_canister.methods[m].steps[s].action);
      if (!call || !retries(*call)) continue;
      const StepRef ref{MethodId{static_cast<std::uint16_t>(m)}, static_cast<std::uint16_t>(s)};
      m_retries[ref] = m_names.claim(m_methods[m] + (call->retry.via == RetryVia::Immediate ? "_attempts" : "_again"));
      if (call->retry.via != RetryVia::Heartbeat) continue;
      m_waiting[ref] = m_names.claim(screaming(m_methods[m]) + "_WAITING");
      m_repeats[ref] = m_names.claim("repeat_" + m_methods[m]);
    }
  }
  m_names.release(reserved);
}

std::string RustProgram::answerType(Answer answer) {
  switch (answer) {
    case Answer::Nothing:
      return "";
    case Answer::Count:
      return " -> u64";
    case Answer::Bytes:
      return " -> Vec<u8>";
  }
  return "";
}

void RustProgram::state() {
  std::vector<std::string> cells;
  for (const auto& callee : m_callee)
    cells.push_back(
        fmt::format("static {}: Cell<Principal> = const {{ Cell::new(Principal::anonymous()) }};", callee.second));
  for (std::size_t v = 0; v < m_variables.size(); ++v) {
    const Variable& variable = m_canister.variables[v];
    cells.push_back(variable.isLock
                        ? fmt::format("static {}: Cell<bool> = const {{ Cell::new(false) }};", m_variables[v])
                        : fmt::format("static {}: Cell<i64> = const {{ Cell::new({}) }};", m_variables[v],
                                      digits(variable.initial)));
  }
  for (const auto& run : m_runs)
    cells.push_back(fmt::format("static {}: Cell<u64> = const {{ Cell::new(0) }};", run.second));
  if (!cells.empty()) use("std::cell::Cell");
  if (!m_waiting.empty()) use("std::cell::RefCell");
  for (const auto& waiting : m_waiting) {
    cells.emplace_back("// Failed calls that a heartbeat makes again: number, attempt, when due in nanoseconds.");
    cells.push_back(fmt::format("static {}: RefCell<Vec<(u64, u32, u64)>> = const {{ RefCell::new(Vec::new()) }};",
                                waiting.second));
  }
  if (drawsChances(m_canister)) {
    use("std::cell::RefCell");
    use("rand::rngs::StdRng");
    use("rand::Rng");
    use("rand::SeedableRng");
    cells.push_back(
        fmt::format("static RNG: RefCell<StdRng> = RefCell::new(StdRng::seed_from_u64({}));", digits(m_scenario.seed)));
  }
  if (cells.empty()) return;
  m_out.open("thread_local! {");
  for (const std::string& cell : cells) m_out.line(cell);
  m_out.close("}");
  m_out.line("");
}

/// Callees are named at installation; the timer starts then.
void RustProgram::init() {
  if (m_callee.empty() && !m_canister.timer) return;
  use("ic_cdk::init");
  std::string parameters;
  Names names(Language::Rust);
  std::vector<std::string> sets;
  for (const auto& callee : m_callee) {
    use("candid::Principal");
    const std::string parameter = names.claim(m_scenario.canister(callee.first).id);
    parameters += fmt::format("{}{}: Principal", parameters.empty() ? "" : ", ", parameter);
    sets.push_back(fmt::format("{}.set({});", callee.second, parameter));
  }
  m_out.line("#[init]");
  m_out.open(fmt::format("fn init({}) {{", parameters));
  for (const std::string& set : sets) m_out.line(set);
  if (m_canister.timer) {
    const Timer& timer = *m_canister.timer;
    const std::string& body = m_methods[timer.body.value];
    use("std::time::Duration");
    m_out.method(timer.body);
    if (!timer.every) {
      m_out.line(fmt::format("ic_cdk_timers::set_timer({}, {}());", duration(timer.first), body));
    } else if (*timer.every == timer.first) {
      m_out.line(fmt::format("ic_cdk_timers::set_timer_interval({}, {});", duration(timer.first), body));
    } else {
      m_out.open(fmt::format("ic_cdk_timers::set_timer({}, async {{", duration(timer.first)));
      m_out.line(fmt::format("ic_cdk_timers::set_timer_interval({}, {});", duration(*timer.every), body));
      m_out.line(fmt::format("{}().await;", body));
      m_out.close("});");
    }
    m_out.method(std::nullopt);
  }
  m_out.close("}");
}

void RustProgram::helpers() {
  for (const auto& guard : m_guards) {
    m_out.line("");
    m_out.line(fmt::format("/// Holds {} until it is dropped, which a trap in a callback does too.",
                           m_canister.variables[guard.first].name));
    m_out.line(fmt::format("struct {};", guard.second));
    m_out.line("");
    m_out.open(fmt::format("impl Drop for {} {{", guard.second));
    m_out.open("fn drop(&mut self) {");
    m_out.line(fmt::format("{}.set(false);", m_variables[guard.first]));
    m_out.close("}");
    m_out.close("}");
  }
  if (anyStep<WorkStep>(m_canister, [](const WorkStep& work) { return work.instructions > 0; })) {
    m_out.line("");
    m_out.line("/// Stands for real work.");
    m_out.open(fmt::format("fn {}(instructions: u64) {{", m_work));
    m_out.line("let end = ic_cdk::api::instruction_counter() + instructions;");
    m_out.line("while ic_cdk::api::instruction_counter() < end {}");
    m_out.close("}");
  }
  if (drawsChances(m_canister)) {
    m_out.line("");
    m_out.open(fmt::format("fn {}(numerator: u32, denominator: u32) -> bool {{", m_chance));
    m_out.line("RNG.with_borrow_mut(|rng| rng.random_ratio(numerator, denominator))");
    m_out.close("}");
  }
}

void RustProgram::heartbeat() {
  if (m_waiting.empty() && !m_canister.heartbeat) return;
  use("ic_cdk::heartbeat");
  m_out.line("");
  m_out.method(m_canister.heartbeat);
  m_out.line("#[heartbeat]");
  m_out.open(fmt::format("async fn {}() {{", m_names.claim("heartbeat")));
  const auto repeatAll = [&] {
    for (const auto& repeat : m_repeats) m_out.line(fmt::format("{}().await;", repeat.second));
  };
  if (!m_canister.heartbeat) {
    repeatAll();
  } else {
    std::string none;
    for (const auto& waiting : m_waiting)
      none += fmt::format("{}{}.with_borrow(Vec::is_empty)", none.empty() ? "" : " && ", waiting.second);
    const std::string body = fmt::format("{}().await;", m_methods[m_canister.heartbeat->value]);
    if (none.empty()) {
      m_out.line(body);
    } else {
      m_out.open(fmt::format("if {} {{", none));
      m_out.line(body);
      m_out.turn("} else {");
      repeatAll();
      m_out.close("}");
    }
  }
  m_out.close("}");
  m_out.method(std::nullopt);
}

void RustProgram::method(MethodId id) {
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
  Locals locals{
      .method = id, .shape = shape, .names = m_names, .successful = {}, .run = {}, .futures = {}, .guards = {}};
  locals.manual = !shape.isTask && (!shape.repliesLast || shape.rejects);
  std::vector<std::string> options;
  if (method.kind == MethodKind::CompositeQuery) options.emplace_back("composite = true");
  if (locals.manual) options.emplace_back("manual_reply = true");
  if (m_methods[id.value] != method.name) options.push_back(fmt::format("name = {}", quoted(method.name)));
  std::string list;
  for (const std::string& option : options) list += (list.empty() ? "" : ", ") + option;
  if (!shape.isTask) {
    const std::string kind = isQuery(method.kind) ? "query" : "update";
    use("ic_cdk::" + kind);
    m_out.line(fmt::format("#[{}{}]", kind, list.empty() ? "" : "(" + list + ")"));
  }
  const bool async = shape.waits || shape.isTask || method.kind == MethodKind::CompositeQuery;
  const std::string head =
      fmt::format("{}fn {}({}){} {{", async ? "async " : "", m_methods[id.value],
                  shape.takesPayload ? "_payload: Vec<u8>" : "", locals.manual ? "" : answerType(shape.answer));
  const bool silent = shape.repliesLast && shape.answer == Answer::Nothing && !locals.manual;
  const auto closing = [&] {
    // Where the method only answers, its last line is the reply.
    if (silent) m_out.step(static_cast<std::uint16_t>(method.steps.size() - 1));
  };
  if (method.steps.empty() || (method.steps.size() == 1 && silent)) {
    closing();
    m_out.line(head + "}");
    m_out.method(std::nullopt);
    return;
  }
  m_out.open(head);
  if (m_runs.contains(id.value)) {
    const std::string& counter = m_runs[id.value];
    locals.run = locals.names.claim("run");
    m_out.line(fmt::format("let {} = {}.get() + 1;", locals.run, counter));
    m_out.line(fmt::format("{}.set({});", counter, locals.run));
  }
  if (shape.answer == Answer::Count) {
    locals.successful = locals.names.claim("successful");
    m_out.line(fmt::format("let mut {} = {};", locals.successful, locals.manual ? "0u64" : "0"));
  }
  steps(locals);
  closing();
  m_out.close("}");
  m_out.method(std::nullopt);
}

CodeText RustProgram::write() {
  if (m_canister.status == CanisterStatus::Absent)
    m_out.line("// No canister has this id: callers only believe in it.");
  state();
  init();
  helpers();
  for (std::size_t m = 0; m < m_canister.methods.size(); ++m) method(MethodId{static_cast<std::uint16_t>(m)});
  heartbeat();

  CodeText body = m_out.take();
  CodeText program;
  for (const std::string& path : m_uses)
    program.lines.push_back({.text = fmt::format("use {};", path), .method = {}, .steps = {}});
  if (!program.lines.empty()) program.lines.push_back({});
  for (CodeLine& line : body.lines) {
    const bool second = line.text.empty() && (program.lines.empty() || program.lines.back().text.empty());
    if (!second) program.lines.push_back(std::move(line));
  }
  return program;
}

}  // namespace roundscope::code

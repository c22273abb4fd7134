// The Rust program around the methods: what it uses, state, helpers, timer and heartbeat.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "core/code/literals.h"
#include "core/code/rust_program.h"

namespace roundscope {

CodeText rustCode(const Scenario& scenario, CanisterId canister) {
  return code::RustProgram(scenario, canister).write();
}

}  // namespace roundscope

namespace roundscope::code {

std::string rustDuration(Duration span) {
  return span.us % 1'000'000 == 0 ? fmt::format("Duration::from_secs({})", digits(span.us / 1'000'000))
                                  : fmt::format("Duration::from_millis({})", digits(span.us / 1'000));
}

RustProgram::RustProgram(const Scenario& scenario, CanisterId self)
    : m_plan(planOf(scenario, self)), m_canister(*m_plan.canister) {
  claimAll();
}

/// The scenario's own names come first, so that they stay as they are.
void RustProgram::claimAll() {
  for (const MethodPlan& plan : m_plan.methods)
    m_methods.push_back(m_names.claim((plan.isTask ? "on_" : "") + plan.method->name));
  // Parameters and locals of what the generator adds; nothing that lives longer may be called so.
  const std::initializer_list<std::string_view> reserved = {"number", "attempt", "due",      "after",
                                                            "wait",   "call",    "answered", "instructions"};
  m_names.reserve(reserved);
  m_names.reserve({"init", "Call", "CallFailed", "Cell", "RefCell", "Duration", "FuturesUnordered", "Principal",
                   "StreamExt", "stream", "RNG", "join_all"});
  for (std::size_t v = 0; v < m_canister.variables.size(); ++v) {
    const VariableId id{static_cast<std::uint16_t>(v)};
    const std::string& name = m_canister.variables[v].name;
    m_variables.push_back(m_names.claim(screaming(name)));
    if (std::find(m_plan.guards.begin(), m_plan.guards.end(), id) != m_plan.guards.end())
      m_guards[id.value] = m_names.claim(upperCamel(name) + "Guard");
  }
  for (const Callee& callee : m_plan.callees) {
    const CanisterId canister = callee.method.canister;
    if (canister == m_plan.self || m_callee.contains(canister)) continue;
    m_callee[canister] = m_names.claim(screaming(m_plan.scenario->canister(canister).id));
  }
  m_work = m_names.claim("work");
  m_chance = m_names.claim("chance");
  m_wait = m_names.claim("wait_for");
  m_textOf = m_names.claim("text_of");
  for (const MethodPlan& plan : m_plan.methods) {
    const std::string& method = m_methods[plan.id.value];
    if (plan.counts) m_runs[plan.id.value] = m_names.claim(screaming(method) + "_RUNS");
    if (!plan.finally.empty()) m_finally[plan.id.value] = m_names.claim(upperCamel(method) + "Finally");
    for (const CallPlan& call : plan.calls) {
      if (!call.retry) continue;
      RetryNames& names = m_retries[call.step];
      names.again = m_names.claim(method + (call.retriesAtOnce() ? "_attempts" : "_again"));
      if (call.retriesAtOnce()) continue;
      names.list = m_names.claim(screaming(method) + "_WAITING");
      names.repeat = m_names.claim("repeat_" + method);
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
  for (const auto& retry : m_retries) {
    if (retry.second.list.empty()) continue;
    use("std::cell::RefCell");
    cells.emplace_back("// Failed calls that are made again later: number, attempt, when due in nanoseconds.");
    cells.push_back(fmt::format("static {}: RefCell<Vec<(u64, u32, u64)>> = const {{ RefCell::new(Vec::new()) }};",
                                retry.second.list));
  }
  if (m_plan.drawsChances) {
    use("std::cell::RefCell");
    use("rand::rngs::StdRng");
    use("rand::Rng");
    use("rand::SeedableRng");
    cells.push_back(fmt::format("static RNG: RefCell<StdRng> = RefCell::new(StdRng::seed_from_u64({}));",
                                digits(m_plan.scenario->seed)));
  }
  if (cells.empty()) return;
  m_out.open("thread_local! {");
  for (const std::string& cell : cells) m_out.line(cell);
  m_out.close("}");
  m_out.line("");
}

/// Callees are named at installation; the timer starts then.
void RustProgram::init() {
  if (m_callee.empty() && m_canister.timers.empty()) return;
  use("ic_cdk::init");
  std::string parameters;
  Names names(Language::Rust);
  std::vector<std::string> sets;
  for (const auto& callee : m_callee) {
    use("candid::Principal");
    const std::string parameter = names.claim(m_plan.scenario->canister(callee.first).id);
    parameters += fmt::format("{}{}: Principal", parameters.empty() ? "" : ", ", parameter);
    sets.push_back(fmt::format("{}.set({});", callee.second, parameter));
  }
  m_out.line("#[init]");
  m_out.open(fmt::format("fn init({}) {{", parameters));
  for (const std::string& set : sets) m_out.line(set);
  for (const Timer& each : m_canister.timers) timer(each);
  m_out.close("}");
}

void RustProgram::timer(const Timer& timer) {
  use("std::time::Duration");
  const std::string& body = m_methods[timer.body.value];
  const std::string first = rustDuration(timer.first);
  m_out.method(timer.body);
  switch (formOf(timer)) {
    case TimerForm::Once:
      m_out.line(fmt::format("ic_cdk_timers::set_timer({}, {}());", first, body));
      break;
    case TimerForm::Recurring:
      m_out.line(fmt::format("ic_cdk_timers::set_timer_interval({}, {});", first, body));
      break;
    case TimerForm::RecurringAfterFirst:
      m_out.open(fmt::format("ic_cdk_timers::set_timer({}, async {{", first));
      m_out.line(fmt::format("ic_cdk_timers::set_timer_interval({}, {});", rustDuration(*timer.every), body));
      m_out.line(fmt::format("{}().await;", body));
      m_out.close("});");
      break;
  }
  m_out.method(std::nullopt);
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
  if (m_plan.works) {
    m_out.line("");
    m_out.line("/// Stands for real work.");
    m_out.open(fmt::format("fn {}(instructions: u64) {{", m_work));
    m_out.line("let end = ic_cdk::api::instruction_counter() + instructions;");
    m_out.line("while ic_cdk::api::instruction_counter() < end {}");
    m_out.close("}");
  }
  if (m_plan.delays) {
    use("std::time::Duration");
    m_out.line("");
    m_out.line("/// Stands for work outside. The network answers one round later, time and again.");
    m_out.open(fmt::format("async fn {}(time: Duration) {{", m_wait));
    m_out.line("let end = ic_cdk::api::time() + time.as_nanos() as u64;");
    m_out.open("while ic_cdk::api::time() < end {");
    m_out.line("ic_cdk::management_canister::raw_rand().await.unwrap();");
    m_out.close("}");
    m_out.close("}");
  }
  if (m_plan.throws) {
    use("ic_cdk::call::CallFailed");
    m_out.line("");
    m_out.line("/// What a failed call says.");
    m_out.open(fmt::format("fn {}(failure: &CallFailed) -> String {{", m_textOf));
    m_out.open("match failure {");
    m_out.line("CallFailed::CallRejected(rejected) => rejected.reject_message().to_string(),");
    m_out.line("other => other.to_string(),");
    m_out.close("}");
    m_out.close("}");
  }
  if (m_plan.drawsChances) {
    m_out.line("");
    m_out.open(fmt::format("fn {}(numerator: u32, denominator: u32) -> bool {{", m_chance));
    m_out.line("RNG.with_borrow_mut(|rng| rng.random_ratio(numerator, denominator))");
    m_out.close("}");
  }
}

void RustProgram::heartbeat() {
  std::string none;  // the condition that no call waits to be made again
  std::vector<std::string> repeats;
  for (const CallPlan* call : m_plan.repeatedByHeartbeat()) {
    const RetryNames& names = m_retries[call->step];
    none += fmt::format("{}{}.with_borrow(Vec::is_empty)", none.empty() ? "" : " && ", names.list);
    repeats.push_back(names.repeat);
  }
  if (none.empty() && !m_canister.heartbeat) return;
  use("ic_cdk::heartbeat");
  m_out.line("");
  m_out.method(m_canister.heartbeat);
  m_out.line("#[heartbeat]");
  m_out.open(fmt::format("async fn {}() {{", m_names.claim("heartbeat")));
  const auto repeatAll = [&] {
    for (const std::string& repeat : repeats) m_out.line(fmt::format("{}().await;", repeat));
  };
  const auto body = [&] { m_out.line(fmt::format("{}().await;", m_methods[m_canister.heartbeat->value])); };
  if (!m_canister.heartbeat) {
    repeatAll();
  } else if (none.empty()) {
    body();
  } else {
    m_out.open(fmt::format("if {} {{", none));
    body();
    m_out.turn("} else {");
    repeatAll();
    m_out.close("}");
  }
  m_out.close("}");
  m_out.method(std::nullopt);
}

void RustProgram::method(const MethodPlan& plan) {
  const Method& method = *plan.method;
  m_out.line("");
  m_out.method(plan.id);
  if (method.kind == MethodKind::Missing) {
    m_out.line(fmt::format("// There is no method {}: callers only believe in it.", method.name));
    m_out.method(std::nullopt);
    return;
  }
  retryFunctions(plan);
  for (const std::string& remark : faultRemarks(method)) m_out.line(remark);
  const Finally finally = finallyOf(plan);
  dropOf(plan, finally);
  Locals locals{.plan = plan, .names = m_names};
  locals.manual = !plan.isTask && (!plan.repliesLast || plan.rejects);
  if (!plan.isTask) attribute(plan, locals.manual);
  const bool async = plan.waits || plan.isTask || method.kind == MethodKind::CompositeQuery;
  const std::string head = fmt::format("{}fn {}({}){} {{", async ? "async " : "", m_methods[plan.id.value],
                                       plan.signature.takesPayload ? "_payload: Vec<u8>" : "",
                                       locals.manual ? "" : answerType(plan.signature.answer));
  const bool endIsReply = plan.endIsReply() && !locals.manual;
  const auto closing = [&] {
    if (endIsReply) m_out.step(static_cast<std::uint16_t>(*plan.last));
  };
  if (method.accept == 0 && (method.steps.empty() || (method.steps.size() == 1 && endIsReply))) {
    closing();
    m_out.line(head + "}");
    m_out.method(std::nullopt);
    return;
  }
  m_out.open(head);
  if (method.accept > 0) m_out.line(fmt::format("ic_cdk::api::msg_cycles_accept({});", digits(method.accept)));
  if (plan.counts) {
    const std::string& counter = m_runs[plan.id.value];
    locals.number = locals.names.claim("run");
    if (const std::string remark = countRemark(plan); !remark.empty()) m_out.line(remark);
    m_out.line(fmt::format("let {} = {}.get() + 1;", locals.number, counter));
    m_out.line(fmt::format("{}.set({});", counter, locals.number));
  }
  if (plan.signature.answer == Answer::Count) {
    locals.counts.successful = locals.names.claim("successful");
    m_out.line(fmt::format("let mut {} = {};", locals.counts.successful, locals.manual ? "0u64" : "0"));
  }
  makeFinally(locals, finally);
  counters(locals, finally);
  for (std::size_t at = 0; at < plan.body.to; ++at)
    if (const auto* lock = std::get_if<LockStep>(&method.steps[at].action)) declareLock(locals, lock->lock);
  block(locals, plan.body);
  closing();
  m_out.close("}");
  m_out.method(std::nullopt);
}

/// "#[update]", with what is unusual about it.
void RustProgram::attribute(const MethodPlan& plan, bool manual) {
  const Method& method = *plan.method;
  std::string options;
  const auto add = [&](const std::string& option) { options += (options.empty() ? "" : ", ") + option; };
  if (method.kind == MethodKind::CompositeQuery) add("composite = true");
  if (manual) add("manual_reply = true");
  if (m_methods[plan.id.value] != method.name) add("name = " + quoted(method.name));
  const std::string kind = isQuery(method.kind) ? "query" : "update";
  use("ic_cdk::" + kind);
  m_out.line(fmt::format("#[{}{}]", kind, options.empty() ? "" : "(" + options + ")"));
}

/// What of Cargo.toml the program needs: the crates that it names, each with the version whose API it uses.
CodeText RustProgram::crates(const CodeText& program) {
  struct Crate {
    const char* name;  ///< as the program writes it
    const char* line;
  };
  // rand's default features ask for a source of randomness that canisters do not have.
  constexpr auto kCrates = std::to_array<Crate>({
      {"candid::", "candid = \"0.10\""},
      {"futures::", "futures = \"0.3\""},
      {"ic_cdk::", "ic-cdk = \"0.19\""},
      {"ic_cdk_timers::", "ic-cdk-timers = \"1\""},
      {"rand::", "rand = { version = \"0.9\", default-features = false, features = [\"std_rng\"] }"},
  });
  const std::string text = program.text();
  // The attributes write candid's name where the program does not.
  const bool exports = text.find("ic_cdk::") != std::string::npos;
  CodeText all;
  const auto add = [&](const std::string& line) {
    all.lines.push_back({.text = "// " + line, .method = {}, .steps = {}});
  };
  add("lib.rs of a crate of edition 2024 with these dependencies in its Cargo.toml:");
  for (const Crate& crate : kCrates)
    if (text.find(crate.name) != std::string::npos || (exports && std::string_view(crate.name) == "candid::"))
      add(std::string("  ") + crate.line);
  all.lines.push_back({});
  return exports ? all : CodeText{};
}

CodeText RustProgram::write() {
  if (!exists(m_canister.status)) m_out.line("// No canister has this id: callers only believe in it.");
  state();
  init();
  helpers();
  for (const MethodPlan& plan : m_plan.methods) method(plan);
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
  CodeText whole = crates(program);
  std::move(program.lines.begin(), program.lines.end(), std::back_inserter(whole.lines));
  return whole;
}

}  // namespace roundscope::code

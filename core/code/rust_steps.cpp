// What each step of a method is in Rust, but for calls.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/overloaded.h"
#include "core/code/literals.h"
#include "core/code/rust_program.h"

namespace roundscope::code {
namespace {

/// Whether the method takes the lock once, gives it back once, and this only where it has taken it.
bool onlyGivesWhatItHolds(const Method& method, VariableId lock) {
  const LockUse use = useOf(method, lock);
  const Step* taken = nullptr;
  for (const Step& step : method.steps) {
    const auto* take = std::get_if<LockStep>(&step.action);
    const auto* give = std::get_if<UnlockStep>(&step.action);
    if (take && take->lock == lock) taken = &step;
    if (!give || give->lock != lock) continue;
    if (!taken || (taken->when && (step.depth > 0 || step.when != taken->when || step.when->chanceDenominator != 0)))
      return false;
  }
  return use.taken == 1 && use.given == 1;
}

}  // namespace

void RustProgram::block(Locals& locals, Block block) {
  const std::vector<Step>& all = locals.plan.method->steps;
  const auto outside = m_out.step(std::nullopt);
  for (std::size_t at = block.from; at < block.to; at = past(all, at)) {
    m_out.step(static_cast<std::uint16_t>(at));
    step(locals, at);
    m_out.step(std::nullopt);
  }
  m_out.step(outside);
}

/// Writes one step, and those within it.
void RustProgram::step(Locals& locals, std::size_t at) {
  const Step& step = locals.plan.method->steps[at];
  if (std::holds_alternative<CallStep>(step.action)) return call(locals, locals.plan.callAt(at));
  if (step.when) m_out.open(fmt::format("if {} {{", condition(*step.when, locals.number)));
  plainStep(locals, at);
  if (step.when) m_out.close("}");
}

void RustProgram::branch(Locals& locals, std::size_t at, const IfStep& branch, bool isElse) {
  const BranchPlan plan = branchAt(locals.plan.method->steps, at);
  const Condition& asked = branch.condition;
  const std::string head = fmt::format("if {} {{", testOf(plan, asked, quantity(locals, asked), operand(asked.value)));
  if (isElse)
    m_out.turn("} else " + head);
  else
    m_out.open(head);
  block(locals, plan.then);
  if (plan.elseIf) {
    const auto outside = m_out.step(static_cast<std::uint16_t>(plan.otherwise.from));
    this->branch(locals, plan.otherwise.from, *plan.elseIf, true);
    m_out.step(outside);
    return;
  }
  if (!plan.otherwise.empty()) {
    m_out.turn("} else {");
    block(locals, plan.otherwise);
  }
  m_out.close("}");
}

/// What a condition compares. In a function that makes calls again the counts of the method are gone.
std::string RustProgram::quantity(const Locals& locals, const Condition& condition) const {
  if (condition.quantity == Quantity::Variable) return m_variables[condition.variable.value] + ".get()";
  const auto& counts = locals.counts.of(condition.quantity);
  const auto found = counts.find(condition.call);
  return found == counts.end() ? "0" : found->second;
}

/// The names that a lock needs in a method. What is taken or given back under a condition is declared outside of it.
void RustProgram::declareLock(Locals& locals, VariableId lock) {
  const LockUse use = useOf(*locals.plan.method, lock);
  const std::string name = legalName(m_canister.variables[lock.value].name);
  if (!use.guarded) {
    if (use.taken < 2 || locals.holds.contains(lock.value)) return;
    locals.holds[lock.value] = locals.names.claim("holds_" + name);
    m_out.line(fmt::format("let mut {} = false;", locals.holds[lock.value]));
    return;
  }
  if (locals.guards.contains(lock.value)) return;
  // The underscore says that the guard is only held.
  locals.guards[lock.value] = locals.names.claim((use.given > 0 || use.taken > 1 ? "" : "_") + name + "_guard");
  if (use.plain) return;
  locals.options.insert(lock.value);
  m_out.line(fmt::format("let mut {}: Option<{}> = None;", locals.guards[lock.value], m_guards[lock.value]));
}

void RustProgram::reply(Locals& locals, const ReplyStep& reply, bool last) {
  if (locals.manual) {
    const std::string bytes = locals.plan.signature.answer == Answer::Nothing
                                  ? "candid::encode_args(()).unwrap()"
                                  : fmt::format("candid::encode_one({}).unwrap()", answer(locals, reply.payloadBytes));
    m_out.line(fmt::format("ic_cdk::api::msg_reply({});", bytes));
    return;
  }
  // Not manual: the reply is the method's last step. Without a value its closing line says it.
  if (last && locals.plan.signature.answer != Answer::Nothing) m_out.line(answer(locals, reply.payloadBytes));
}

std::string RustProgram::answer(const Locals& locals, std::uint64_t bytes) const {
  switch (locals.plan.signature.answer) {
    case Answer::Nothing:
      return "()";
    case Answer::Count:
      return locals.counts.successful;
    case Answer::Bytes:
      return bytes == 0 ? "Vec::<u8>::new()" : fmt::format("vec![0u8; {}]", digits(bytes));
  }
  return "()";
}

void RustProgram::reject(const Locals& locals, const std::string& condition, const std::string& message, bool last) {
  if (!condition.empty()) m_out.open(fmt::format("if {} {{", condition));
  // A task has nobody to answer.
  if (!locals.plan.isTask) m_out.line(fmt::format("ic_cdk::api::msg_reject({});", quoted(message)));
  if (!last) m_out.line("return;");
  if (!condition.empty()) m_out.close("}");
}

void RustProgram::lock(Locals& locals, const LockStep& lock) {
  const std::uint16_t id = lock.lock.value;
  const std::string& cell = m_variables[id];
  const auto guard = locals.guards.find(id);
  const auto holds = locals.holds.find(id);
  const bool option = locals.options.contains(id);
  // Who holds it may take it again.
  std::string unlessHeld;
  if (holds != locals.holds.end()) unlessHeld = fmt::format("!{} && ", holds->second);
  if (option && useOf(*locals.plan.method, lock.lock).taken > 1) unlessHeld = guard->second + ".is_none() && ";
  reject(locals, fmt::format("{}{}.replace(true)", unlessHeld, cell), m_plan.lockHeldMessage(lock.lock));
  if (holds != locals.holds.end()) m_out.line(fmt::format("{} = true;", holds->second));
  if (guard == locals.guards.end()) return;
  if (!option)
    m_out.line(fmt::format("let {} = {};", guard->second, m_guards[id]));
  else if (unlessHeld.empty())
    m_out.line(fmt::format("{} = Some({});", guard->second, m_guards[id]));
  else
    m_out.line(fmt::format("{}.get_or_insert({});", guard->second, m_guards[id]));
}

/// What runs however the method ends comes after its guards. Whoever holds the lock: it is given back.
void RustProgram::unlock(const Locals& locals, VariableId lock) {
  const auto guard = locals.guards.find(lock.value);
  if (guard != locals.guards.end() && !locals.dropped) {
    const bool option = locals.options.contains(lock.value);
    m_out.line(option ? guard->second + ".take();" : "drop(" + guard->second + ");");
    if (option && !onlyGivesWhatItHolds(*locals.plan.method, lock))
      m_out.line(fmt::format("{}.set(false); // whoever holds it", m_variables[lock.value]));
    return;
  }
  m_out.line(fmt::format("{}.set(false);", m_variables[lock.value]));
  if (const auto holds = locals.holds.find(lock.value); holds != locals.holds.end())
    m_out.line(holds->second + " = false;");
}

/// A step that is no call, under no condition.
void RustProgram::plainStep(Locals& locals, std::size_t at) {
  const Step& step = locals.plan.method->steps[at];
  const bool last = at == locals.plan.last && !step.when;
  std::visit(
      Overloaded{
          [&](const WorkStep& work) {
            if (work.instructions > 0) m_out.line(fmt::format("{}({});", m_work, digits(work.instructions)));
            if (work.heapDeltaBytes > 0 || work.instructions == 0)
              m_out.line(fmt::format("std::hint::black_box(vec![1u8; {}]); // memory", digits(work.heapDeltaBytes)));
          },
          [&](const CallStep&) {},  // rust_calls.cpp
          [&](const AwaitStep&) { await(locals, locals.plan.awaitAt(at)); },
          [&](const LockStep& taken) { lock(locals, taken); },
          [&](const UnlockStep& given) { unlock(locals, given.lock); },
          [&](const SetStep& set) {
            m_out.line(fmt::format("{}.set({});", m_variables[set.variable.value], operand(set.value)));
          },
          [&](const AddStep& add) {
            const std::string& name = m_variables[add.variable.value];
            const std::string value = operand(add.value);
            const bool less = value[0] == '-';
            m_out.line(
                fmt::format("{}.set({}.get() {} {});", name, name, less ? '-' : '+', less ? value.substr(1) : value));
          },
          [&](const RequireStep& require) {
            reject(locals,
                   fmt::format("{} {} {}", quantity(locals, require.condition), inverse(require.condition.comparison),
                               operand(require.condition.value)),
                   require.message);
          },
          [&](const ReplyStep& answered) { reply(locals, answered, last); },
          [&](const RejectStep& rejected) { reject(locals, "", rejected.message, last); },
          [&](const IfStep& either) { branch(locals, at, either, false); },
          [&](const DelayStep& delay) {
            m_out.line(fmt::format("{}({}).await;", m_wait, rustDuration(delay.time)), LineRole::Await);
          },
          [&](const NeverAnswerStep&) {
            m_out.line("// Waits for ever, so that the call is never answered.");
            m_out.open("loop {", LineRole::Await);
            m_out.line("ic_cdk::management_canister::raw_rand().await.unwrap();", LineRole::Await);
            m_out.close("}");
          },
          [&](const TrapStep& trap) { m_out.line(fmt::format("ic_cdk::trap({});", quoted(trap.message))); },
      },
      step.action);
}

std::string RustProgram::condition(const When& when, const std::string& number) const {
  std::string all;
  const auto also = [&](const std::string& text) { all += (all.empty() ? "" : " && ") + text; };
  if (when.every != 0) also(fmt::format("{} % {} == 0", number, digits(when.every)));
  if (!when.listed.empty()) {
    std::string any;
    for (const std::uint32_t one : when.listed) any += fmt::format("{}{}", any.empty() ? "" : " | ", digits(one));
    also(fmt::format("matches!({}, {})", number, any));
  }
  if (when.chanceDenominator != 0)
    also(fmt::format("{}({}, {})", m_chance, digits(when.chanceNumerator), digits(when.chanceDenominator)));
  return all.empty() ? "true" : all;
}

std::string RustProgram::operand(const Operand& operand) const {
  if (!operand.variable) return digits(operand.constant);
  std::string name = m_variables[operand.variable->value] + ".get()";
  if (operand.constant == 1) return name;
  return fmt::format("{} * {}", digits(operand.constant), name);
}

}  // namespace roundscope::code

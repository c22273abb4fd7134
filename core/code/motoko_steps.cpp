// What each step of a method is in Motoko, but for calls.
#include <fmt/format.h>

#include <algorithm>

#include "core/base/overloaded.h"
#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {
namespace {

/// The step that gives a lock back at the method's end, where `finally` does so anyway.
std::optional<std::uint16_t> finalUnlock(const Method& method, std::size_t lockStep) {
  const VariableId lock = std::get<LockStep>(method.steps[lockStep].action).lock;
  std::size_t at = method.steps.size() - 1;
  if (std::holds_alternative<ReplyStep>(method.steps[at].action) && !method.steps[at].when) --at;
  const auto* unlock = std::get_if<UnlockStep>(&method.steps[at].action);
  if (at <= lockStep || !unlock || unlock->lock != lock || method.steps[at].when) return std::nullopt;
  return static_cast<std::uint16_t>(at);
}

/// Whether steps after this one run though it may have answered: all but answers of their own condition, which read as
/// the other branches of an "if".
bool goesOnAfter(const std::vector<Step>& steps, std::size_t at) {
  return std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(at) + 1, steps.end(), [](const Step& step) {
    const bool answers =
        std::holds_alternative<ReplyStep>(step.action) || std::holds_alternative<RejectStep>(step.action);
    return !answers || !step.when;
  });
}

}  // namespace

/// Writes the steps from this one on. Returns whether the code after them can be reached.
bool MotokoProgram::steps(Locals& locals, std::size_t from) {
  const std::vector<Step>& all = locals.plan.method->steps;
  bool reaches = true;
  for (std::size_t at = from; at < all.size(); ++at) {
    const Step& step = all[at];
    const bool last = at + 1 == all.size();
    if (locals.finalUnlocks.contains(static_cast<std::uint16_t>(at))) continue;
    m_out.step(static_cast<std::uint16_t>(at));
    if (std::holds_alternative<CallStep>(step.action)) {
      call(locals, locals.plan.callAt(at));
      reaches = true;
    } else if (const auto* lock = std::get_if<LockStep>(&step.action);
               lock && useOf(*locals.plan.method, lock->lock).guarded && !locals.guarded.contains(lock->lock)) {
      return lockAndRest(locals, at);
    } else if (std::holds_alternative<ReplyStep>(step.action) && !step.when && !last && !locals.replied) {
      return restAfterReply(locals, at);
    } else if (const auto* reply = std::get_if<ReplyStep>(&step.action); reply && !step.when) {
      this->reply(locals, *reply, last && locals.plan.repliesLast);
      reaches = locals.plan.repliesLast && locals.plan.signature.answer == Answer::Nothing && !locals.replied;
    } else {
      if (step.when) m_out.open(fmt::format("if ({}) {{", condition(*step.when, locals.run)));
      if (std::holds_alternative<ReplyStep>(step.action) && goesOnAfter(all, at))
        m_out.line("// In Motoko to reply is to end. The scenario's canister goes on with its next step.");
      if (std::holds_alternative<AwaitStep>(step.action)) {
        await(locals, locals.plan.awaitAt(at));
        reaches = true;
      } else {
        reaches = plainStep(locals, step);
      }
      if (step.when) {
        m_out.close("};");
        reaches = true;
      }
    }
    m_out.step(std::nullopt);
  }
  return reaches;
}

/// In Motoko, returning is replying. Steps after the reply that do not wait are therefore written before it: the reply
/// leaves at the end of the message anyway. Steps that wait become a task of their own.
bool MotokoProgram::restAfterReply(Locals& locals, std::size_t at) {
  const Method& method = *locals.plan.method;
  const auto& reply = std::get<ReplyStep>(method.steps[at].action);
  const bool task = method.kind == MethodKind::Update &&
                    std::any_of(method.steps.begin() + static_cast<std::ptrdiff_t>(at), method.steps.end(),
                                [](const Step& step) { return effectOf(step).suspends; });
  locals.replied = true;
  if (task) {
    m_out.step(std::nullopt);
    m_out.line("// Goes on after the reply, in a message of its own.");
    m_out.open("ignore async {");
    locals.inTask = true;
  }
  const bool reaches = steps(locals, at + 1);
  if (task) m_out.close("};");
  locals.replied = locals.inTask = false;
  if (!task && !reaches) return false;
  m_out.step(static_cast<std::uint16_t>(at));
  this->reply(locals, reply, false);
  m_out.step(std::nullopt);
  return false;
}

void MotokoProgram::reply(Locals& locals, const ReplyStep& reply, bool last) {
  if (locals.inTask || locals.plan.isTask) {
    m_out.line("return;");
    return;
  }
  if (last && locals.plan.signature.answer == Answer::Nothing) return;  // the method's closing line
  m_out.line(locals.plan.signature.answer == Answer::Nothing
                 ? "return;"
                 : fmt::format("return {};", answer(locals, reply.payloadBytes)));
}

std::string MotokoProgram::answer(const Locals& locals, std::uint64_t bytes) {
  switch (locals.plan.signature.answer) {
    case Answer::Nothing:
      return "()";
    case Answer::Count:
      return locals.successful;
    case Answer::Bytes:
      return bytes == 0 ? "\"\"" : fmt::format("{}({})", m_payload, digits(bytes));
  }
  return "()";
}

/// A lock that the method may hold or not at one and the same place of the text needs a variable that says so: another
/// call may have taken it meanwhile.
void MotokoProgram::declareHolds(Locals& locals) {
  const Method& method = *locals.plan.method;
  for (std::size_t at = 0; at < method.steps.size(); ++at) {
    const auto* lock = std::get_if<LockStep>(&method.steps[at].action);
    if (!lock || locals.holds.contains(lock->lock)) continue;
    const LockUse use = useOf(method, lock->lock);
    const bool toTheEnd = use.plain && (use.given == 0 || finalUnlock(method, at));
    if (use.taken < 2 && (!use.guarded || toTheEnd)) continue;
    const std::string name = locals.names.claim("holds_" + m_variables[lock->lock.value]);
    locals.holds[lock->lock] = name;
    m_out.line(fmt::format("var {} = false;", name));
  }
}

bool MotokoProgram::lockAndRest(Locals& locals, std::size_t at) {
  const Step& step = locals.plan.method->steps[at];
  const VariableId id = std::get<LockStep>(step.action).lock;
  const std::string& lock = m_variables[id.value];
  const auto holds = locals.holds.find(id);
  if (step.when) m_out.open(fmt::format("if ({}) {{", condition(*step.when, locals.run)));
  plainStep(locals, step);
  if (step.when) m_out.close("};");
  // The rest of the method runs inside, so that the lock is given back however it ends.
  m_out.open("try {");
  m_out.step(std::nullopt);
  locals.guarded.insert(id);
  const auto unlock = holds == locals.holds.end() ? finalUnlock(*locals.plan.method, at) : std::nullopt;
  if (unlock) locals.finalUnlocks.insert(*unlock);
  const bool reaches = steps(locals, at + 1);
  m_out.step(static_cast<std::uint16_t>(at));
  m_out.turn("} finally {");
  m_out.line(holds == locals.holds.end() ? fmt::format("{} := false;", lock)
                                         : fmt::format("if ({}) {} := false;", holds->second, lock));
  if (unlock) m_out.alsoShows(*unlock);
  m_out.close("};");
  m_out.step(std::nullopt);
  return reaches;
}

/// Writes a step that is no call, no await and no unconditional reply. Returns whether the method goes on after it.
bool MotokoProgram::plainStep(Locals& locals, const Step& step) {
  const auto reject = [&](const std::string& message) {
    return fmt::format("throw {}.reject({});", import("Error"), quoted(message));
  };
  return std::visit(Overloaded{
                        [&](const WorkStep& work) {
                          if (work.instructions > 0)
                            m_out.line(fmt::format("{}({});", m_work, digits(work.instructions)));
                          if (work.heapDeltaBytes > 0 || work.instructions == 0)
                            m_out.line(fmt::format("ignore {}.repeat<Nat8>(0, {});  // memory", import("Array"),
                                                   digits(work.heapDeltaBytes)));
                          return true;
                        },
                        [&](const CallStep&) { return true; },   // motoko_calls.cpp
                        [&](const AwaitStep&) { return true; },  // motoko_calls.cpp
                        [&](const LockStep& lock) {
                          const std::string& name = m_variables[lock.lock.value];
                          const auto holds = locals.holds.find(lock.lock);
                          // Who holds it may take it again.
                          const bool again = useOf(*locals.plan.method, lock.lock).taken > 1;
                          m_out.line(fmt::format("if ({}{}) {}", name, again ? " and not " + holds->second : "",
                                                 reject(m_plan.lockHeldMessage(lock.lock))));
                          m_out.line(fmt::format("{} := true;", name));
                          if (holds != locals.holds.end()) m_out.line(fmt::format("{} := true;", holds->second));
                          return true;
                        },
                        [&](const UnlockStep& unlock) {
                          m_out.line(fmt::format("{} := false;", m_variables[unlock.lock.value]));
                          if (const auto holds = locals.holds.find(unlock.lock); holds != locals.holds.end())
                            m_out.line(fmt::format("{} := false;", holds->second));
                          return true;
                        },
                        [&](const SetStep& set) {
                          m_out.line(fmt::format("{} := {};", m_variables[set.variable.value], operand(set.value)));
                          return true;
                        },
                        [&](const AddStep& add) {
                          const std::string value = operand(add.value);
                          const bool less = value.starts_with('-');
                          m_out.line(fmt::format("{} {}= {};", m_variables[add.variable.value], less ? '-' : '+',
                                                 less ? value.substr(1) : value));
                          return true;
                        },
                        [&](const RequireStep& require) {
                          m_out.line(fmt::format("if ({} {} {}) {}", m_variables[require.condition.variable.value],
                                                 inverse(require.condition.comparison),
                                                 operand(require.condition.value), reject(require.message)));
                          return true;
                        },
                        [&](const ReplyStep& answered) {
                          reply(locals, answered, false);
                          return false;
                        },
                        [&](const RejectStep& rejected) {
                          m_out.line(reject(rejected.message));
                          return false;
                        },
                        [&](const IfStep&) { return true; },
                        [&](const DelayStep&) { return true; },
                        [&](const NeverAnswerStep&) { return true; },
                        [&](const TrapStep& trap) {
                          m_out.line(fmt::format("{}.trap({});", import("Runtime"), quoted(trap.message)));
                          return false;
                        },
                    },
                    step.action);
}

std::string MotokoProgram::condition(const When& when, const std::string& number) {
  std::string all;
  const auto also = [&](const std::string& text) { all += (all.empty() ? "" : " and ") + text; };
  if (when.every != 0) also(fmt::format("{} % {} == 0", number, digits(when.every)));
  if (!when.listed.empty() && when.listed.size() <= 3) {
    std::string any;
    for (const std::uint32_t one : when.listed)
      any += fmt::format("{}{} == {}", any.empty() ? "" : " or ", number, digits(one));
    also(when.listed.size() > 1 && (when.every != 0 || when.chanceDenominator != 0) ? "(" + any + ")" : any);
  } else if (!when.listed.empty()) {
    std::string any;
    for (const std::uint32_t one : when.listed) any += fmt::format("{}{}", any.empty() ? "" : " or ", digits(one));
    const std::string test = fmt::format("switch ({}) {{ case ({}) true; case _ false }}", number, any);
    also(when.every != 0 || when.chanceDenominator != 0 ? "(" + test + ")" : test);
  }
  if (when.chanceDenominator != 0)
    also(
        fmt::format("{}.natRange(0, {}) < {}", m_random, digits(when.chanceDenominator), digits(when.chanceNumerator)));
  return all.empty() ? "true" : all;
}

std::string MotokoProgram::operand(const Operand& operand) const {
  if (!operand.variable) return digits(operand.constant);
  const std::string& name = m_variables[operand.variable->value];
  if (operand.constant == 1) return name;
  return fmt::format("{} * {}", digits(operand.constant), name);
}

}  // namespace roundscope::code

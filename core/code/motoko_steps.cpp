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
  std::size_t at = method.bodyEnd() - 1;
  if (std::holds_alternative<ReplyStep>(method.steps[at].action) && !method.steps[at].when) --at;
  const auto* unlock = std::get_if<UnlockStep>(&method.steps[at].action);
  if (at <= lockStep || method.steps[at].depth > 0 || method.steps[method.bodyEnd() - 1].depth > 0 || !unlock ||
      unlock->lock != lock || method.steps[at].when)
    return std::nullopt;
  return static_cast<std::uint16_t>(at);
}

/// The call in whose outcome's steps a step stands.
const CallPlan* callAround(const MethodPlan& plan, std::size_t at) {
  for (const CallPlan& call : plan.calls)
    if (at >= call.onReply.from && at < call.onReject.to) return &call;
  return nullptr;
}

/// Whether steps after this one run though it may have answered: all but answers of their own condition, which read as
/// the other branches of an "if".
bool goesOnAfter(const MethodPlan& plan, std::size_t at) {
  const std::vector<Step>& steps = plan.method->steps;
  const auto goesOn = [&](std::size_t from, std::size_t to) {
    for (std::size_t next = from; next < to; next = steps[next].next) {
      const Step& step = steps[next];
      const bool answers =
          std::holds_alternative<ReplyStep>(step.action) || std::holds_alternative<RejectStep>(step.action);
      if (!answers || !step.when) return true;
    }
    return false;
  };
  const CallPlan* call = callAround(plan, at);
  if (!call) return goesOn(steps[at].next, plan.body.to);
  return goesOn(steps[at].next, at < call->onReply.to ? call->onReply.to : call->onReject.to) || call->isLoop() ||
         goesOn(steps[call->step.step].next, plan.body.to);
}

}  // namespace

/// Writes these steps. Returns whether the code after them can be reached.
bool MotokoProgram::block(Locals& locals, Block block) {
  const std::vector<Step>& all = locals.plan.method->steps;
  const auto outside = m_out.step(std::nullopt);
  bool reaches = true;
  for (std::size_t at = block.from; at < block.to; at = past(all, at)) {
    if (locals.finalUnlocks.contains(static_cast<std::uint16_t>(at))) continue;
    m_out.step(static_cast<std::uint16_t>(at));
    const auto* lock = std::get_if<LockStep>(&all[at].action);
    const bool guards = lock && useOf(*locals.plan.method, lock->lock).guarded && !locals.guarded.contains(lock->lock);
    const bool answers = std::holds_alternative<ReplyStep>(all[at].action) && !all[at].when && all[at].depth == 0;
    const bool goesOn = answers && at != locals.plan.last && !locals.hasReplied;
    if (guards || goesOn) {
      reaches = guards ? lockAndRest(locals, at) : restAfterReply(locals, at);
      break;
    }
    reaches = step(locals, at);
    m_out.step(std::nullopt);
  }
  m_out.step(outside);
  return reaches;
}

/// Writes one step, and those within it.
bool MotokoProgram::step(Locals& locals, std::size_t at) {
  const Step& step = locals.plan.method->steps[at];
  if (std::holds_alternative<CallStep>(step.action)) {
    call(locals, locals.plan.callAt(at));
    return true;
  }
  const auto* reply = std::get_if<ReplyStep>(&step.action);
  if (reply && !step.when && at == locals.plan.last && !locals.hasReplied) {
    this->reply(locals, *reply, locals.plan.repliesLast);
    return locals.plan.endIsReply();
  }
  if (step.when) m_out.open(fmt::format("if ({}) {{", condition(*step.when, locals.number)));
  if (reply && !locals.hasReplied && goesOnAfter(locals.plan, at))
    m_out.line("// In Motoko to reply is to end. The scenario's canister goes on with its next step.");
  const bool reaches = plainStep(locals, at);
  if (step.when) m_out.close("};");
  return reaches || step.when.has_value();
}

bool MotokoProgram::branch(Locals& locals, std::size_t at, const IfStep& branch, bool isElse) {
  const BranchPlan plan = branchAt(locals.plan.method->steps, at);
  const Condition& asked = branch.condition;
  const std::string head =
      fmt::format("if ({}) {{", testOf(plan, asked, quantity(locals, asked), operand(asked.value)));
  if (isElse)
    m_out.turn("} else " + head);
  else
    m_out.open(head);
  bool reaches = block(locals, plan.then) || plan.otherwise.empty();
  if (plan.elseIf) {
    const auto outside = m_out.step(static_cast<std::uint16_t>(plan.otherwise.from));
    reaches = this->branch(locals, plan.otherwise.from, *plan.elseIf, true) || reaches;
    m_out.step(outside);
    return reaches;
  }
  if (!plan.otherwise.empty()) {
    m_out.turn("} else {");
    reaches = block(locals, plan.otherwise) || reaches;
  }
  m_out.close("};");
  return reaches;
}

/// In Motoko, returning is replying. Steps after the reply that do not wait are therefore written before it: the reply
/// leaves at the end of the message anyway. Steps that wait become a task of their own.
bool MotokoProgram::restAfterReply(Locals& locals, std::size_t at) {
  const auto& reply = std::get<ReplyStep>(locals.plan.method->steps[at].action);
  const Block rest{at + 1, locals.plan.body.to};
  const bool task = goesOnInTask(locals.plan);
  locals.hasReplied = true;
  bool reaches = true;
  if (task) {
    m_out.step(std::nullopt);
    this->task(locals, rest);
  } else {
    const std::vector<Step>& steps = locals.plan.method->steps;
    if (std::any_of(steps.begin() + static_cast<std::ptrdiff_t>(at), steps.end(),
                    [](const Step& step) { return effectOf(step).suspends; }))
      m_out.line(
          "// The scenario's canister replies here. Motoko does once it has awaited the futures of this message.");
    reaches = block(locals, rest);
  }
  locals.hasReplied = false;
  m_out.step(static_cast<std::uint16_t>(at));
  if (!reaches) {
    m_out.line("// The trap undoes the reply.");
    return false;
  }
  this->reply(locals, reply, false);
  m_out.step(std::nullopt);
  return false;
}

/// Whether some step waits after the method has replied for certain. A message of its own cannot await the futures of
/// this one.
bool MotokoProgram::goesOnInTask(const MethodPlan& plan) {
  const std::vector<Step>& steps = plan.method->steps;
  if (plan.method->kind != MethodKind::Update) return false;
  std::optional<std::size_t> replied;
  bool waits = false;
  for (std::size_t at = 0; at < plan.body.to; ++at) {
    const bool replies = std::holds_alternative<ReplyStep>(steps[at].action) && !steps[at].when && steps[at].depth == 0;
    if (replies && !replied) replied = at;
    if (!replied) continue;
    waits = waits || effectOf(steps[at]).suspends;
    if (std::holds_alternative<AwaitStep>(steps[at].action) && plan.awaitAt(at).calls->step.step < *replied)
      return false;
  }
  return waits;
}

/// The steps after the reply. What runs however the method ends runs at their end then.
void MotokoProgram::task(Locals& locals, Block rest) {
  const auto guarded = locals.guarded;
  const bool finally = !locals.goesOn.empty();
  m_out.line("// Goes on after the reply, in a message of its own.");
  m_out.open("ignore async {");
  if (finally) m_out.open("try {");
  locals.inTask = true;
  block(locals, rest);
  if (finally) {
    m_out.turn("} finally {");
    for (const VariableId lock : guarded) release(locals, lock);
    block(locals, locals.plan.finally);
    m_out.close("};");
  }
  locals.inTask = false;
  m_out.close("};");
  if (finally) m_out.line(fmt::format("{} := true;", locals.goesOn));
}

/// Gives back a lock if the method holds it.
void MotokoProgram::release(const Locals& locals, VariableId lock) {
  const auto holds = locals.holds.find(lock);
  std::string unless = holds == locals.holds.end() ? "" : holds->second;
  if (!locals.inTask && !locals.goesOn.empty()) unless += (unless.empty() ? "not " : " and not ") + locals.goesOn;
  const std::string give = m_variables[lock.value] + " := false;";
  m_out.line(unless.empty() ? give : fmt::format("if ({}) {}", unless, give));
}

void MotokoProgram::reply(Locals& locals, const ReplyStep& reply, bool last) {
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
      return locals.counts.successful;
    case Answer::Bytes:
      return bytes == 0 ? "\"\"" : fmt::format("{}({})", m_payload, digits(bytes));
  }
  return "()";
}

/// A lock that the method may hold or not at one and the same place of the text needs a variable that says so: another
/// call may have taken it meanwhile.
void MotokoProgram::declareHolds(Locals& locals) {
  const Method& method = *locals.plan.method;
  for (std::size_t at = 0; at < method.bodyEnd(); ++at) {
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
  const auto holds = locals.holds.find(id);
  if (step.when) m_out.open(fmt::format("if ({}) {{", condition(*step.when, locals.number)));
  plainStep(locals, at);
  if (step.when) m_out.close("};");
  // The rest of the method runs inside, so that the lock is given back however it ends.
  m_out.open("try {");
  m_out.step(std::nullopt);
  locals.guarded.insert(id);
  const auto unlock = holds == locals.holds.end() ? finalUnlock(*locals.plan.method, at) : std::nullopt;
  if (unlock) locals.finalUnlocks.insert(*unlock);
  const bool reaches = block(locals, {past(locals.plan.method->steps, at), locals.plan.body.to});
  m_out.step(static_cast<std::uint16_t>(at));
  m_out.turn("} finally {");
  release(locals, id);
  if (unlock) m_out.alsoShows(*unlock);
  m_out.close("};");
  m_out.step(std::nullopt);
  return reaches;
}

std::string MotokoProgram::trap(const std::string& message) {
  return fmt::format("{}.trap({});", import("Runtime"), quoted(message));
}

/// Ends the method with a reject. A second answer traps, and who answers nobody just ends.
std::string MotokoProgram::rejection(const Locals& locals, const std::string& message) {
  if (locals.plan.isTask) return locals.ends;
  if (locals.hasReplied) return trap("the call is answered already");
  return fmt::format("throw {}.reject({});", import("Error"), quoted(message));
}

/// Writes a step that is no call, under no condition. Returns whether the method goes on after it.
bool MotokoProgram::plainStep(Locals& locals, std::size_t at) {
  return std::visit(Overloaded{
                        [&](const WorkStep& work) {
                          if (work.instructions > 0)
                            m_out.line(fmt::format("{}({});", m_work, digits(work.instructions)));
                          if (work.heapDeltaBytes > 0 || work.instructions == 0)
                            m_out.line(fmt::format("ignore {}.repeat<Nat8>(0, {});  // memory", import("Array"),
                                                   digits(work.heapDeltaBytes)));
                          return true;
                        },
                        [&](const CallStep&) { return true; },  // motoko_calls.cpp
                        [&](const AwaitStep&) {
                          await(locals, locals.plan.awaitAt(at));
                          return true;
                        },
                        [&](const LockStep& lock) {
                          const std::string& name = m_variables[lock.lock.value];
                          const auto holds = locals.holds.find(lock.lock);
                          // Who holds it may take it again.
                          const bool again = useOf(*locals.plan.method, lock.lock).taken > 1;
                          m_out.line(fmt::format("if ({}{}) {}", name, again ? " and not " + holds->second : "",
                                                 rejection(locals, m_plan.lockHeldMessage(lock.lock))));
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
                          m_out.line(fmt::format("if ({} {} {}) {}", quantity(locals, require.condition),
                                                 inverse(require.condition.comparison),
                                                 operand(require.condition.value), rejection(locals, require.message)));
                          return true;
                        },
                        [&](const ReplyStep& answered) {
                          if (locals.hasReplied)
                            m_out.line(trap("the call is answered already"));
                          else
                            reply(locals, answered, false);
                          return false;
                        },
                        [&](const RejectStep& rejected) {
                          m_out.line(rejection(locals, rejected.message));
                          return false;
                        },
                        [&](const TrapStep& trapped) {
                          m_out.line(trap(trapped.message));
                          return false;
                        },
                        [&](const IfStep& either) { return branch(locals, at, either, false); },
                        [&](const DelayStep& delay) {
                          m_out.line(fmt::format("await* {}({});", m_wait, motokoDuration(delay.time)),
                                     LineRole::Await);
                          return true;
                        },
                        [&](const NeverAnswerStep&) {
                          m_out.line("// Waits for ever, so that the call is never answered.");
                          m_out.line(fmt::format("loop {{ ignore await {}.raw_rand() }};", m_network), LineRole::Await);
                          return false;
                        },
                    },
                    locals.plan.method->steps[at].action);
}

/// What a condition compares. In a function that makes calls again the counts of the method are gone.
std::string MotokoProgram::quantity(const Locals& locals, const Condition& condition) const {
  if (condition.quantity == Quantity::Variable) return m_variables[condition.variable.value];
  const auto& counts = locals.counts.of(condition.quantity);
  const auto found = counts.find(condition.call);
  return found == counts.end() ? "0" : found->second;
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

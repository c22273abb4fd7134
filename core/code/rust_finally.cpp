// What runs in Rust however a method ends: the method makes a value first that runs it when it is dropped. That happens
// at the method's end, at a return, and when a trap in a callback drops what the method still holds.
#include <fmt/format.h>

#include "core/code/rust_program.h"

namespace roundscope::code {

RustProgram::Finally RustProgram::finallyOf(const MethodPlan& plan) {
  Finally finally{.type = {}};
  if (plan.finally.empty()) return finally;
  finally.type = m_finally.at(plan.id.value);
  for (std::size_t at = plan.finally.from; at < plan.finally.to; ++at) {
    const Step& step = plan.method->steps[at];
    finally.asksRun = finally.asksRun || (step.when && (step.when->every != 0 || !step.when->listed.empty()));
    const auto* branch = std::get_if<IfStep>(&step.action);
    if (!branch || branch->condition.quantity == Quantity::Variable) continue;
    finally.counts.insert(legalName(plan.callAt(branch->condition.call).label) +
                          (branch->condition.quantity == Quantity::Replied ? "_replied" : "_failed"));
  }
  return finally;
}

void RustProgram::dropOf(const MethodPlan& plan, const Finally& finally) {
  if (finally.type.empty()) return;
  m_out.line(fmt::format("/// Runs however {} ends.", m_methods[plan.id.value]));
  if (!finally.asksRun && finally.counts.empty()) {
    m_out.line(fmt::format("struct {};", finally.type));
  } else {
    m_out.open(fmt::format("struct {} {{", finally.type));
    if (finally.asksRun) m_out.line("run: u64,");
    for (const std::string& count : finally.counts) m_out.line(fmt::format("{}: i64,", count));
    m_out.close("}");
  }
  m_out.line("");
  m_out.open(fmt::format("impl Drop for {} {{", finally.type));
  m_out.open("fn drop(&mut self) {");
  Locals locals{.plan = plan, .names = m_names, .number = "self.run", .dropped = true};
  for (const CallPlan& call : plan.calls) {
    locals.replied[call.step.step] = "self." + legalName(call.label) + "_replied";
    locals.failed[call.step.step] = "self." + legalName(call.label) + "_failed";
  }
  block(locals, plan.finally);
  m_out.close("}");
  m_out.close("}");
  m_out.line("");
}

void RustProgram::makeFinally(Locals& locals, const Finally& finally) {
  if (finally.type.empty()) return;
  std::string fields;
  const auto add = [&](const std::string& field) { fields += (fields.empty() ? "" : ", ") + field; };
  if (finally.asksRun) add(locals.number == "run" ? "run" : "run: " + locals.number);
  for (const std::string& count : finally.counts) add(count + ": 0");
  const std::string name = locals.names.claim(finally.counts.empty() ? "_finally" : "finally");
  m_out.line(fmt::format("let {}{} = {}{};", finally.counts.empty() ? "" : "mut ", name, finally.type,
                         fields.empty() ? "" : " { " + fields + " }"));
}

/// What conditions ask about calls: a variable, or where the conditions of `finally` ask, a field of its value.
void RustProgram::counters(Locals& locals, const Finally& finally) {
  for (const CallPlan& call : locals.plan.calls) {
    const auto declare = [&](bool asked, const std::string& ending, std::map<std::uint16_t, std::string>& names) {
      if (!asked) return;
      const std::string field = legalName(call.label) + ending;
      std::string& name = names[call.step.step];
      if (finally.counts.contains(field)) {
        name = "finally." + field;
        return;
      }
      name = locals.names.claim(call.label + ending);
      m_out.line(fmt::format("let mut {} = 0i64;", name));
    };
    declare(call.countsReplied, "_replied", locals.replied);
    declare(call.countsFailed, "_failed", locals.failed);
  }
}

}  // namespace roundscope::code

// What runs in Rust however a method ends: the method makes a value first that runs it when it is dropped. That happens
// at the method's end, at a return, and when a trap in a callback drops what the method still holds.
#include <fmt/format.h>

#include "core/code/rust_program.h"

namespace roundscope::code {

RustProgram::Finally RustProgram::finallyOf(const MethodPlan& plan) {
  Finally finally{.type = {}};
  if (plan.finally.empty()) return finally;
  finally.type = m_finally.at(plan.id.value);
  Names fields(Language::Rust);
  for (std::size_t at = plan.finally.from; at < plan.finally.to; ++at) {
    const Step& step = plan.method->steps[at];
    finally.asksRun = finally.asksRun || (step.when && (step.when->every != 0 || !step.when->listed.empty()));
    const auto* branch = std::get_if<IfStep>(&step.action);
    if (!branch || branch->condition.quantity == Quantity::Variable) continue;
    std::string& field = finally.counts[{branch->condition.call, branch->condition.quantity}];
    const std::string ending = branch->condition.quantity == Quantity::Replied ? "_replied" : "_failed";
    if (field.empty()) field = fields.claim(plan.callAt(branch->condition.call).label + ending);
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
    for (const auto& count : finally.counts) m_out.line(fmt::format("{}: i64,", count.second));
    m_out.close("}");
  }
  m_out.line("");
  m_out.open(fmt::format("impl Drop for {} {{", finally.type));
  m_out.open("fn drop(&mut self) {");
  Locals locals{.plan = plan, .names = m_names, .number = "self.run", .dropped = true};
  for (const auto& count : finally.counts) {
    const auto& [call, quantity] = count.first;
    (quantity == Quantity::Replied ? locals.counts.replied : locals.counts.failed)[call] = "self." + count.second;
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
  for (const auto& count : finally.counts) add(count.second + ": 0");
  // The underscore says that the value is only held.
  locals.finally = locals.names.claim(finally.counts.empty() ? "_finally" : "finally");
  m_out.line(fmt::format("let {}{} = {}{};", finally.counts.empty() ? "" : "mut ", locals.finally, finally.type,
                         fields.empty() ? "" : " { " + fields + " }"));
}

/// What conditions ask about calls: a variable, or where the conditions of `finally` ask, a field of its value.
void RustProgram::counters(Locals& locals, const Finally& finally) {
  const auto declare = [&](const CallPlan& call, Quantity quantity) {
    const bool replied = quantity == Quantity::Replied;
    if (!(replied ? call.countsReplied : call.countsFailed)) return;
    std::string& name = (replied ? locals.counts.replied : locals.counts.failed)[call.step.step];
    const auto field = finally.counts.find({call.step.step, quantity});
    if (field != finally.counts.end()) {
      name = locals.finally + "." + field->second;
      return;
    }
    name = locals.names.claim(call.label + (replied ? "_replied" : "_failed"));
    m_out.line(fmt::format("let mut {} = 0i64;", name));
  };
  for (const CallPlan& call : locals.plan.calls) {
    declare(call, Quantity::Replied);
    declare(call, Quantity::Failed);
  }
}

}  // namespace roundscope::code

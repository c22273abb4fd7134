// What follows in Motoko when it is known how a call ended.
#include <fmt/format.h>

#include "core/base/check.h"
#include "core/code/literals.h"
#include "core/code/motoko_program.h"

namespace roundscope::code {

/// Writes code that may fail, and what follows its success and its failure. An error that is just thrown is not caught.
/// What follows a success stands within `try` where it cannot throw itself, and where an error ends the method it
/// stands behind.
void MotokoProgram::tried(Locals& locals, const CallPlan& plan, const CallNames& names, const Tried& tried) {
  const std::vector<Then> good = tried.awaits ? plan.afterSuccess() : std::vector<Then>{};
  const std::vector<Then> bad = plan.afterFailure(tried.moreToSend);
  Names inner = locals.names;
  const bool asksError =
      !bad.empty() && bad.back() == plan.ending && !(locals.hasReplied && plan.ending == Then::Throw);
  const std::string error = asksError ? inner.claim("error") : "_";
  const auto succeed = [&] {
    for (const Then then : good) follow(locals, plan, names, then, tried.stopSending, error);
    if (tried.inAttempts) m_out.line("break attempts;");
  };
  const auto fail = [&] {
    if (tried.again) return tried.again();
    const bool onlyLast = tried.inAttempts && !bad.empty();
    if (onlyLast) m_out.open(fmt::format("if (attempt == {}) {{", plan.retry->attempts));
    for (const Then then : bad) follow(locals, plan, names, then, tried.stopSending, error);
    if (onlyLast) m_out.close("};");
  };
  const bool nothing = bad.empty() && !tried.again;
  if (bad == std::vector{Then::Throw} && !locals.hasReplied) {
    tried.body();
    succeed();
    return;
  }
  const bool flag = !plan.ending && tried.awaits && plan.replyMayReject && !locals.plan.isTask;
  const std::string replied = flag ? inner.claim("replied") : "";
  m_out.open(flag ? fmt::format("let {} = try {{", replied) : "try {");
  tried.body();
  if (flag) {
    m_out.line("true;");
    m_out.close("} catch (_) { false };");
    m_out.open(fmt::format("if ({}) {{", replied));
    succeed();
    if (nothing) return m_out.close("};");
    m_out.turn("} else {");
    fail();
    return m_out.close("};");
  }
  if (!plan.ending) succeed();
  if (nothing) return m_out.close("} catch (_) {};");
  m_out.turn(fmt::format("}} catch ({}) {{", error));
  fail();
  m_out.close("};");
  if (plan.ending) succeed();
}

/// Writes one thing that follows.
void MotokoProgram::follow(Locals& locals, const CallPlan& plan, const CallNames& names, Then then,
                           const std::string& stopSending, const std::string& error) {
  switch (then) {
    case Then::CountSuccess:
    case Then::CountReplied:
    case Then::CountFailed:
    case Then::CountDone:
      return m_out.line(*locals.counts.raisedBy(then, plan, names) + " += 1;");
    case Then::NoteFailure:
      return m_out.line(names.failed + " := true;");
    case Then::ReplySteps:
      return outcomeBlock(locals, plan.onReply, names.number);
    case Then::RejectSteps:
      return outcomeBlock(locals, plan.onReject, names.number);
    case Then::StopSending:
      return m_out.line(stopSending);
    case Then::CallAgainLater:
      return m_out.line(fmt::format("{}{}({}1);", m_retries[plan.step].again,
                                    plan.retry->via == RetryVia::Timer ? "<system>" : "",
                                    plan.remembersNumber() ? names.number + ", " : ""));
    case Then::Throw:
      return m_out.line(locals.hasReplied ? trap("the call is answered already") : fmt::format("throw {};", error));
    case Then::Trap:
      return m_out.line(fmt::format("{}.trap({}.message({}));", import("Runtime"), import("Error"), error));
  }
  RS_CHECK(false);
}

/// Steps of an outcome, in which `when` counts by the call's number.
void MotokoProgram::outcomeBlock(Locals& locals, Block steps, const std::string& number) {
  const std::string outside = std::exchange(locals.number, number);
  block(locals, steps);
  locals.number = outside;
}

/// Makes a call again at once. Its future joins those that are awaited, so that the calls which failed are under way
/// together.
void MotokoProgram::repeatAtOnce(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& add,
                                 const std::string& futures) {
  const std::vector<Then> last = plan.afterFailure(false);
  Names inner = locals.names;
  const std::string made = last.empty() ? "" : inner.claim("made");
  if (!last.empty()) m_out.line(fmt::format("var {} = false;", made));
  openAttempts("next", "attempt + 1", plan);
  m_out.open("try {");
  m_out.line(fmt::format("{}.{}({}, {});", import("Queue"), add, futures,
                         kept(plan, names.number, "next", callExpression(plan, names.number))),
             LineRole::Retry);
  if (!last.empty()) m_out.line(fmt::format("{} := true;", made));
  m_out.line("break attempts;");
  m_out.close("} catch (_) {};");
  m_out.close("};");
  if (last.empty()) return;
  m_out.open(fmt::format("if (not {}) {{", made));
  for (const Then then : last) follow(locals, plan, names, then, "", "_");
  m_out.close("};");
}

void MotokoProgram::undo(Locals& locals, const CallPlan& plan, const CallNames& names) {
  if (!plan.undo) return;
  Names inner = locals.names;
  const std::string undos = inner.claim("undos");
  const std::string undo = inner.claim("undo");
  const std::string list = import("List");
  m_out.open(fmt::format("if ({}) {{", names.failed));
  m_out.line("// Undo what had succeeded.");
  m_out.line(fmt::format("let {} = {}.empty<{}>();", undos, list, futureType({*plan.undo})));
  m_out.open(fmt::format("for (_ in {}.range(0, {})) {{", import("Nat"), names.done));
  m_out.open("try {");
  m_out.line(fmt::format("{}.add({}, {});", list, undos, callTo(*plan.undo, {})), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.open(fmt::format("for ({} in {}.values({})) {{", undo, list, undos));
  m_out.open("try {");
  m_out.line(awaited({*plan.undo}, undo), LineRole::Undo);
  m_out.close("} catch (_) {};");
  m_out.close("};");
  m_out.close("};");
}

}  // namespace roundscope::code

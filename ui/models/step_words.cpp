// One visitor over the kinds of steps: a new kind does not compile until it has words.
#include "ui/models/step_words.h"

#include <cstdlib>

#include "ui/models/call_words.h"
#include "ui/models/step_phrases.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

struct StepWriter {
  const Scenario& scenario;
  const Canister& canister;
  const Method& method;

  [[nodiscard]] QString variable(VariableId id) const { return textOf(canister.variables[id.value].name); }

  [[nodiscard]] QString operand(const Operand& value) const {
    const QString constant = QString::number(value.constant);
    return value.variable ? operandPhrase(variable(*value.variable), constant) : constant;
  }

  QString operator()(const WorkStep& work) const { return workPhrase(numberWords(work.instructions)); }
  QString operator()(const CallStep& call) const {
    CallPhrase phrase;
    for (const MethodRef& callee : call.to) phrase.to << methodWords(scenario, callee);
    if (call.count != 1) phrase.count = numberWords(call.count);
    if (call.count != 1 || call.awaiting != Awaiting::Here) phrase.order = call.order;
    phrase.window = QString::number(call.window);
    if (call.wait == Wait::Bounded) phrase.waitSeconds = QString::number(call.timeoutSeconds);
    phrase.awaiting = call.awaiting;
    phrase.label = textOf(call.label);
    return callPhrase(phrase);
  }
  QString operator()(const AwaitStep& await) const { return awaitPhrase(textOf(await.label)); }
  QString operator()(const LockStep& lock) const { return lockPhrase(variable(lock.lock)); }
  QString operator()(const UnlockStep& unlock) const { return unlockPhrase(variable(unlock.lock)); }
  QString operator()(const SetStep& set) const { return setPhrase(variable(set.variable), operand(set.value)); }
  QString operator()(const AddStep& add) const { return addPhrase(variable(add.variable), operand(add.value)); }
  QString operator()(const RequireStep& require) const { return requirePhrase(condition(require.condition)); }
  QString operator()(const ReplyStep&) const { return replyPhrase(); }
  QString operator()(const RejectStep&) const { return rejectPhrase(); }
  QString operator()(const TrapStep&) const { return trapPhrase(); }
  QString operator()(const IfStep& branch) const { return ifPhrase(condition(branch.condition)); }
  QString operator()(const DelayStep& delay) const {
    return delayPhrase(numberWords(static_cast<std::uint64_t>(delay.time.us / 1'000)));
  }
  QString operator()(const NeverAnswerStep&) const { return neverAnswerPhrase(); }

  [[nodiscard]] QString condition(const Condition& compared) const {
    return conditionPhrase(quantity(compared), compared.comparison, operand(compared.value));
  }
  [[nodiscard]] QString quantity(const Condition& compared) const {
    const auto label = [&] { return textOf(std::get<CallStep>(method.steps[compared.call].action).label); };
    switch (compared.quantity) {
      case Quantity::Variable:
        return variable(compared.variable);
      case Quantity::Replied:
        return repliesPhrase(label());
      case Quantity::Failed:
        return failuresPhrase(label());
    }
    std::abort();
  }
};

QString whenWords(const When& when) {
  if (when.every > 0) return everyPhrase(QString::number(when.every));
  if (!when.listed.empty()) return listedPhrase(when.listed.size());
  return chancePhrase(QString::number(when.chanceNumerator), QString::number(when.chanceDenominator));
}

}  // namespace

QString stepWords(const Step& step, const Scenario& scenario, MethodRef method) {
  const StepWriter writer{scenario, scenario.canister(method.canister), scenario.method(method)};
  // Steps within others stand further in.
  const QString text = QString(step.depth, QChar(0x2003)) + std::visit(writer, step.action);
  return step.when ? text + whenWords(*step.when) : text;
}

}  // namespace roundscope::ui

// One visitor over the kinds of steps: a new kind does not compile until it has words.
#include "ui/models/step_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <cstdlib>

#include "core/trace/event.h"
#include "ui/models/call_words.h"

namespace roundscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("StepWords", text); }

struct StepWriter {
  const Scenario& scenario;
  const Canister& canister;
  const Method& method;

  [[nodiscard]] QString variable(VariableId id) const {
    return QString::fromStdString(canister.variables[id.value].name);
  }

  [[nodiscard]] QString operand(const Operand& value) const {
    if (!value.variable) return QString::number(value.constant);
    const QString name = variable(*value.variable);
    return value.constant == 1 ? name : tr("%1 × %2").arg(name).arg(value.constant);
  }

  [[nodiscard]] static QString order(const CallStep& call) {
    if (call.count == 1 && call.awaiting == Awaiting::Here) return {};
    switch (call.order) {
      case Order::Sequential:
        return tr(", sequential");
      case Order::Parallel:
        return tr(", parallel");
      case Order::Window:
        return tr(", window of %1").arg(call.window);
    }
    std::abort();
  }

  QString operator()(const WorkStep& work) const {
    return tr("work %1 instructions").arg(numberWords(work.instructions));
  }
  QString operator()(const CallStep& call) const {
    QStringList callees;
    for (const MethodRef& callee : call.to) callees << methodWords(scenario, callee);
    QString text = tr("call %1").arg(callees.join(QStringLiteral(", ")));
    if (call.count != 1) text += QStringLiteral(" × ") + numberWords(call.count);
    text += order(call);
    if (call.wait == Wait::Bounded) text += tr(", waiting at most %1 s").arg(call.timeoutSeconds);
    if (call.awaiting == Awaiting::Later) text += tr(", awaited later as %1").arg(QString::fromStdString(call.label));
    if (call.awaiting == Awaiting::Never) text += tr(", not awaited");
    return text;
  }
  QString operator()(const AwaitStep& await) const { return tr("await %1").arg(QString::fromStdString(await.label)); }
  QString operator()(const LockStep& lock) const { return tr("lock %1").arg(variable(lock.lock)); }
  QString operator()(const UnlockStep& unlock) const { return tr("unlock %1").arg(variable(unlock.lock)); }
  QString operator()(const SetStep& set) const {
    return tr("set %1 to %2").arg(variable(set.variable), operand(set.value));
  }
  QString operator()(const AddStep& add) const {
    return tr("add %2 to %1").arg(variable(add.variable), operand(add.value));
  }
  QString operator()(const RequireStep& require) const { return tr("require %1").arg(condition(require.condition)); }
  QString operator()(const ReplyStep&) const { return tr("reply"); }
  QString operator()(const RejectStep&) const { return tr("reject"); }
  QString operator()(const TrapStep&) const { return tr("trap"); }
  QString operator()(const IfStep& branch) const { return tr("if %1").arg(condition(branch.condition)); }
  QString operator()(const DelayStep& delay) const {
    return tr("wait %1 ms for what is outside").arg(numberWords(static_cast<std::uint64_t>(delay.time.us / 1'000)));
  }
  QString operator()(const NeverAnswerStep&) const { return tr("never answer"); }

  [[nodiscard]] QString condition(const Condition& compared) const {
    return tr("%1 %2 %3").arg(quantity(compared), sign(compared.comparison), operand(compared.value));
  }
  [[nodiscard]] QString quantity(const Condition& compared) const {
    const auto label = [&] {
      return QString::fromStdString(std::get<CallStep>(method.steps[compared.call].action).label);
    };
    switch (compared.quantity) {
      case Quantity::Variable:
        return variable(compared.variable);
      case Quantity::Replied:
        return tr("replies to %1").arg(label());
      case Quantity::Failed:
        return tr("failures of %1").arg(label());
    }
    std::abort();
  }

  static QString sign(Comparison comparison) {
    switch (comparison) {
      case Comparison::Less:
        return QStringLiteral("<");
      case Comparison::LessEqual:
        return QStringLiteral("≤");
      case Comparison::Equal:
        return QStringLiteral("=");
      case Comparison::NotEqual:
        return QStringLiteral("≠");
      case Comparison::GreaterEqual:
        return QStringLiteral("≥");
      case Comparison::Greater:
        return QStringLiteral(">");
    }
    std::abort();
  }
};

QString whenWords(const When& when) {
  if (when.every > 0) return tr(" (every %1th)").arg(when.every);
  if (!when.listed.empty()) return tr(" (in %1 listed cases)").arg(when.listed.size());
  return tr(" (in %1 of %2 cases, by chance)").arg(when.chanceNumerator).arg(when.chanceDenominator);
}

}  // namespace

QString stepWords(const Step& step, const Scenario& scenario, MethodRef method) {
  const StepWriter writer{scenario, scenario.canister(method.canister), scenario.method(method)};
  // Steps within others stand further in.
  const QString text = QString(step.depth, QChar(0x2003)) + std::visit(writer, step.action);
  return step.when ? text + whenWords(*step.when) : text;
}

}  // namespace roundscope::ui

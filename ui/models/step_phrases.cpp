// A sentence for each kind of step.
#include "ui/models/step_phrases.h"

#include <QCoreApplication>
#include <cstdlib>

namespace roundscope::ui {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("StepWords", text); }

QString orderPhrase(const CallPhrase& call) {
  if (!call.order) return {};
  switch (*call.order) {
    case Order::Sequential:
      return tr(", sequential");
    case Order::Parallel:
      return tr(", parallel");
    case Order::Window:
      return tr(", window of %1").arg(call.window);
  }
  std::abort();
}

QString awaitingPhrase(const CallPhrase& call) {
  switch (call.awaiting) {
    case Awaiting::Here:
      return {};
    case Awaiting::Later:
      return tr(", awaited later as %1").arg(call.label);
    case Awaiting::Never:
      return tr(", not awaited");
  }
  std::abort();
}

QString signOf(Comparison comparison) {
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

}  // namespace

QString callPhrase(const CallPhrase& call) {
  QString text = tr("call %1").arg(call.to.join(QStringLiteral(", ")));
  if (!call.count.isEmpty()) text += QStringLiteral(" × ") + call.count;
  text += orderPhrase(call);
  if (!call.waitSeconds.isEmpty()) text += tr(", waiting at most %1 s").arg(call.waitSeconds);
  return text + awaitingPhrase(call);
}

QString workPhrase(const QString& instructions) { return tr("work %1 instructions").arg(instructions); }
QString awaitPhrase(const QString& label) { return tr("await %1").arg(label); }
QString lockPhrase(const QString& name) { return tr("lock %1").arg(name); }
QString unlockPhrase(const QString& name) { return tr("unlock %1").arg(name); }
QString setPhrase(const QString& variable, const QString& value) { return tr("set %1 to %2").arg(variable, value); }
QString addPhrase(const QString& variable, const QString& value) { return tr("add %2 to %1").arg(variable, value); }
QString requirePhrase(const QString& condition) { return tr("require %1").arg(condition); }
QString ifPhrase(const QString& condition) { return tr("if %1").arg(condition); }
QString replyPhrase() { return tr("reply"); }
QString rejectPhrase() { return tr("reject"); }
QString trapPhrase() { return tr("trap"); }
QString delayPhrase(const QString& milliseconds) { return tr("wait %1 ms for what is outside").arg(milliseconds); }
QString neverAnswerPhrase() { return tr("never answer"); }

QString operandPhrase(const QString& variable, const QString& times) {
  return times == QStringLiteral("1") ? variable : tr("%1 × %2").arg(variable, times);
}
QString repliesPhrase(const QString& label) { return tr("replies to %1").arg(label); }
QString failuresPhrase(const QString& label) { return tr("failures of %1").arg(label); }

QString conditionPhrase(const QString& quantity, Comparison comparison, const QString& operand) {
  return tr("%1 %2 %3").arg(quantity, signOf(comparison), operand);
}

QString everyPhrase(const QString& number) { return tr(" (every %1th)").arg(number); }
QString listedPhrase(std::size_t cases) { return tr(" (in %1 listed cases)").arg(cases); }
QString chancePhrase(const QString& numerator, const QString& denominator) {
  return tr(" (in %1 of %2 cases, by chance)").arg(numerator, denominator);
}

}  // namespace roundscope::ui

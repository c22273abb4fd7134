// A sentence for each kind of step.
#include "ui/models/step_phrases.h"

#include <QCoreApplication>
#include <cstdlib>

namespace roundscope::ui {

QString stepTr(const char* text) { return QCoreApplication::translate("StepWords", text); }

namespace {

QString orderPhrase(const CallPhrase& call) {
  if (!call.order) return {};
  switch (*call.order) {
    case Order::Sequential:
      return stepTr(", sequential");
    case Order::Parallel:
      return stepTr(", parallel");
    case Order::Window:
      return stepTr(", window of %1").arg(call.window);
  }
  std::abort();
}

QString awaitingPhrase(const CallPhrase& call) {
  switch (call.awaiting) {
    case Awaiting::Here:
      return {};
    case Awaiting::Later:
      return stepTr(", awaited later as %1").arg(call.label);
    case Awaiting::Never:
      return stepTr(", not awaited");
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
  QString text = stepTr("call %1").arg(call.to.join(QStringLiteral(", ")));
  if (!call.count.isEmpty()) text += QStringLiteral(" × ") + call.count;
  text += orderPhrase(call);
  if (!call.waitSeconds.isEmpty()) text += stepTr(", waiting at most %1 s").arg(call.waitSeconds);
  return text + awaitingPhrase(call);
}

QString workPhrase(const QString& instructions) { return stepTr("work %1 instructions").arg(instructions); }
QString awaitPhrase(const QString& label) { return stepTr("await %1").arg(label); }
QString lockPhrase(const QString& name) { return stepTr("lock %1").arg(name); }
QString unlockPhrase(const QString& name) { return stepTr("unlock %1").arg(name); }
QString setPhrase(const QString& variable, const QString& value) { return stepTr("set %1 to %2").arg(variable, value); }
QString addPhrase(const QString& variable, const QString& value) { return stepTr("add %2 to %1").arg(variable, value); }
QString requirePhrase(const QString& condition) { return stepTr("require %1").arg(condition); }
QString ifPhrase(const QString& condition) { return stepTr("if %1").arg(condition); }
QString replyPhrase() { return stepTr("reply"); }
QString rejectPhrase() { return stepTr("reject"); }
QString trapPhrase() { return stepTr("trap"); }
QString delayPhrase(const QString& milliseconds) { return stepTr("wait %1 ms for what is outside").arg(milliseconds); }
QString neverAnswerPhrase() { return stepTr("never answer"); }

QString operandPhrase(const QString& variable, const QString& times) {
  return times == QStringLiteral("1") ? variable : stepTr("%1 × %2").arg(variable, times);
}
QString repliesPhrase(const QString& label) { return stepTr("replies to %1").arg(label); }
QString failuresPhrase(const QString& label) { return stepTr("failures of %1").arg(label); }

QString conditionPhrase(const QString& quantity, Comparison comparison, const QString& operand) {
  return stepTr("%1 %2 %3").arg(quantity, signOf(comparison), operand);
}

QString everyPhrase(const QString& number) { return stepTr(" (every %1th)").arg(number); }
QString listedPhrase(std::size_t cases) { return stepTr(" (in %1 listed cases)").arg(cases); }
QString chancePhrase(const QString& numerator, const QString& denominator) {
  return stepTr(" (in %1 of %2 cases, by chance)").arg(numerator, denominator);
}

}  // namespace roundscope::ui

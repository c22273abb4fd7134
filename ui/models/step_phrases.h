// What steps are called, once: whether they are of a run or of a text that is still being written.
#pragma once

#include <QString>
#include <QStringList>
#include <cstddef>
#include <optional>

#include "core/scenario/steps.h"

namespace roundscope::ui {

/// In the words of steps.
QString stepTr(const char* text);

/// The parts of a call's line, each as it is to be read; empty where it is not said.
struct CallPhrase {
  QStringList to{};
  QString count{};               ///< empty: once
  std::optional<Order> order{};  ///< absent where it makes no difference
  QString window{};              ///< of Order::Window
  QString waitSeconds{};         ///< empty: for as long as it takes
  Awaiting awaiting = Awaiting::Here;
  QString label{};  ///< of Awaiting::Later
};
/// "call callee.ping × 90, parallel".
QString callPhrase(const CallPhrase& call);

QString workPhrase(const QString& instructions);
QString awaitPhrase(const QString& label);
QString lockPhrase(const QString& name);
QString unlockPhrase(const QString& name);
QString setPhrase(const QString& variable, const QString& value);
QString addPhrase(const QString& variable, const QString& value);
QString requirePhrase(const QString& condition);
QString ifPhrase(const QString& condition);
QString replyPhrase();
QString rejectPhrase();
QString trapPhrase();
QString delayPhrase(const QString& milliseconds);
QString neverAnswerPhrase();

/// "paid × 3"; `times` is left out where it is 1.
QString operandPhrase(const QString& variable, const QString& times);
QString repliesPhrase(const QString& label);
QString failuresPhrase(const QString& label);
/// "paid ≥ 3".
QString conditionPhrase(const QString& quantity, Comparison comparison, const QString& operand);

// When a step is done; behind the step.
QString everyPhrase(const QString& number);
QString listedPhrase(std::size_t cases);
QString chancePhrase(const QString& numerator, const QString& denominator);

}  // namespace roundscope::ui

// What tables of core/protocol call things, and numbers and times as panels show them.
#include "ui/models/call_words.h"

#include <QLocale>

#include "ui/text.h"

namespace roundscope::ui {
namespace {

const QLocale& english() {
  static const QLocale locale(QLocale::English, QLocale::UnitedStates);
  return locale;
}

}  // namespace

QString numberWords(std::uint64_t number) { return english().toString(static_cast<qulonglong>(number)); }

QString secondsWords(Duration duration) {
  const int decimals = duration.us % 100'000 == 0 ? 1 : 3;
  return english().toString(duration.seconds(), 'f', decimals) + QStringLiteral("\u00a0s");
}

QString momentWords(Time time) { return english().toString(time.seconds(), 'f', 1) + QStringLiteral("\u00a0s"); }

QString methodWords(const Scenario& scenario, MethodRef method) {
  const Canister& canister = scenario.canister(method.canister);
  const QString id = QString::fromStdString(canister.id);
  if (method.method.value >= canister.methods.size()) return id;
  return id + QLatin1Char('.') + QString::fromStdString(scenario.method(method).name);
}

QString outcomeWords(const CallSpan& call) { return textOf(nameOf(call.outcome)); }

QString rejectCodeWords(RejectCode code) {
  if (code == RejectCode::None) return {};
  return QStringLiteral("%1 %2").arg(static_cast<int>(code)).arg(textOf(nameOf(code)));
}

}  // namespace roundscope::ui

// What tables of core/protocol call things, and numbers and times as panels show them.
#include "ui/models/call_words.h"

#include "core/run/rounds.h"

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

QString millisecondsWords(Duration duration) {
  return english().toString(static_cast<double>(duration.us) / 1e3, 'f', 1) + QStringLiteral("\u00a0ms");
}

QString placeWords(const Run& run, Moment moment) {
  const RoundRow& row = run.round(moment);
  if (row.isInQuery(moment.ordinal)) return millisecondsWords(run.calls().drawnAt(moment) - Time{});
  const QString round = QStringLiteral("round ") + numberWords(row.round);
  const auto iteration = run.calls().iterationAt(moment);
  return iteration ? round + QStringLiteral(", iteration ") + numberWords(*iteration) : round;
}

namespace {

/// Of the variants that are shown in full, the first.
const Run* firstShown(const Session& session) {
  for (std::size_t v = 0; v < session.runs().size(); ++v)
    if (!session.viewState().foldedVariants.contains(v)) return session.runs()[v].get();
  return nullptr;
}

}  // namespace

QString cursorWords(const Session& session) {
  const Time cursor = session.cursor();
  const Duration interval = session.roundInterval();
  const Run* run = firstShown(session);
  const auto last = run == nullptr ? std::nullopt : run->order().last(run->calls(), cursor);
  const std::int64_t round = cursor.us / interval.us;
  QString words = QStringLiteral("round ") + numberWords(static_cast<std::uint64_t>(round));
  if (last) {
    const Moment moment = run->momentOf(*last);
    if (run->isInQuery(moment) && run->round(moment).onlyQueries()) return millisecondsWords(cursor - Time{});
    if (const auto iteration = iterationAt(*run, cursor))
      words += QStringLiteral(", iteration ") + numberWords(*iteration);
  }
  return words + QStringLiteral(" · ") + momentWords(Time{round * interval.us});
}

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

// Saying outcomes. See outcome_words.h.
#include "ui/timeline/outcome_words.h"

#include <QStringList>

#include "core/base/words.h"
#include "ui/text.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

QString outcomeName(CallOutcome outcome) { return textOf(nameOf(outcome)); }

QString grouped(std::int64_t number) { return QString::fromStdString(roundscope::grouped(number)); }

QString callsText(std::uint32_t calls) { return textOf(counted(calls, "call")); }

QString outcomeText(const OutcomeCounts& counts) {
  QStringList parts;
  const auto tell = [&](CallOutcome outcome) {
    if (counts.of(outcome) > 0) parts << grouped(counts.of(outcome)) + QLatin1Char(' ') + outcomeName(outcome);
  };
  for (const OutcomeRow& row : kOutcomes)
    if (row.outcome != CallOutcome::InFlight) tell(row.outcome);
  tell(CallOutcome::InFlight);
  if (parts.isEmpty()) return callsText(counts.attempted);
  return callsText(counts.attempted) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

bool failedCallsAreBad(const VariantIndex& variant) { return variant.scenario().expectations.empty(); }

QString cutOffText(const VariantIndex& variant, double untilUs) {
  const CutOff cutOff = variant.run().trace().cutOff();
  if (cutOff == CutOff::None || untilUs < static_cast<double>(variant.frontierUs())) return {};
  return QStringLiteral("cut off by ") + textOf(wordsOf(cutOff));
}

}  // namespace roundscope::ui

// Counting outcomes and saying them. See outcome_log.h.
#include "ui/timeline/outcome_log.h"

#include <QStringList>

namespace roundscope {

OutcomeCounts OutcomeLog::countsUntil(double us) const {
  OutcomeCounts counts;
  counts.attempted = m_attempted.countUntil(us);
  std::uint32_t ended = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) ended += counts.by[i] = m_ended[i].countUntil(us);
  counts.by[static_cast<std::size_t>(CallOutcome::InFlight)] = counts.attempted - std::min(ended, counts.attempted);
  return counts;
}

QString outcomeName(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::InFlight:
      return QStringLiteral("in flight");
    case CallOutcome::Replied:
      return QStringLiteral("replied");
    case CallOutcome::Rejected:
      return QStringLiteral("rejected");
    case CallOutcome::Trapped:
      return QStringLiteral("trapped");
    case CallOutcome::Expired:
      return QStringLiteral("expired");
    case CallOutcome::Dropped:
      return QStringLiteral("dropped");
    case CallOutcome::NotPerformed:
      return QStringLiteral("not performed");
  }
  return {};
}

QString grouped(std::int64_t number) {
  QString digits = QString::number(number);
  for (qsizetype place = digits.size() - 3; place > (number < 0 ? 1 : 0); place -= 3)
    digits.insert(place, QLatin1Char(','));
  return digits;
}

QString callsText(std::uint32_t calls) {
  return grouped(calls) + (calls == 1 ? QStringLiteral(" call") : QStringLiteral(" calls"));
}

QString outcomeText(const OutcomeCounts& counts) {
  static constexpr CallOutcome kOrder[] = {CallOutcome::Replied, CallOutcome::Rejected, CallOutcome::Trapped,
                                           CallOutcome::Expired, CallOutcome::Dropped,  CallOutcome::NotPerformed,
                                           CallOutcome::InFlight};
  QStringList parts;
  for (const CallOutcome outcome : kOrder)
    if (counts.of(outcome) > 0) parts << grouped(counts.of(outcome)) + QLatin1Char(' ') + outcomeName(outcome);
  if (parts.isEmpty()) return callsText(counts.attempted);
  return callsText(counts.attempted) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

}  // namespace roundscope

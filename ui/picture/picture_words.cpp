// The origin and the alternative text. See picture_words.h.
#include "ui/picture/picture_words.h"

#include <cmath>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "core/scenario/words.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

/// "Parallel: 2,000 calls, 500 replied, 1,500 not performed, 2 rounds."
QString sentenceOf(const VariantIndex& variant, double untilUs) {
  QString words =
      outcomeText(variant.run().outcomes().countsUntil(untilUs)).replace(QStringLiteral(": "), QStringLiteral(", "));
  const auto rounds = static_cast<std::int64_t>(roundsUntil(variant.run(), untilUs));
  if (rounds > 0) words += QStringLiteral(", ") + textOf(counted(rounds, "round"));
  if (!variant.run().trace().finished()) words += QStringLiteral(" so far");
  if (const QString cut = cutOffText(variant, untilUs); !cut.isEmpty()) words += QStringLiteral(", ") + cut;
  const QString name = QString::fromStdString(variant.scenario().variant);
  return (name.isEmpty() ? words : name + QStringLiteral(": ") + words) + QLatin1Char('.');
}

}  // namespace

QString originOf(const PictureSource& source) {
  if (source.runs.empty()) return QStringLiteral("Roundscope");
  const Scenario& scenario = source.runs.front()->scenario();
  return QStringLiteral("Roundscope · %1 · seed %2 · profile %3 · fingerprint %4")
      .arg(QString::fromStdString(scenario.id))
      .arg(scenario.seed)
      .arg(QString::fromStdString(std::string(nameOf(scenario.profile))),
           QStringList(source.fingerprints.begin(), source.fingerprints.end()).join(QStringLiteral(", ")));
}

QString descriptionOf(const PictureSource& source, const AxisScale& scale, TimeRange range,
                      std::optional<Time> cursor) {
  if (source.runs.empty()) return QStringLiteral("An empty timeline.");
  const double end = cursor ? static_cast<double>(cursor->us) : static_cast<double>(source.index->endUs());
  QStringList sentences{QStringLiteral("Timeline of inter-canister calls.")};
  for (const VariantIndex& variant : source.index->variants()) sentences << sentenceOf(variant, end);
  if (cursor)
    sentences << QStringLiteral("What comes after round %1 is hidden.").arg(grouped(roundAt(scale, end - 1)));
  else if (range.startUs > 0 || range.endUs < end)
    sentences << QStringLiteral("Rounds %1 to %2 are shown.")
                     .arg(grouped(roundAt(scale, range.startUs)), grouped(roundAt(scale, range.endUs - 1)));
  return sentences.join(QLatin1Char(' '));
}

}  // namespace roundscope::ui

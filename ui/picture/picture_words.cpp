// The origin and the alternative text. See picture_words.h.
#include "ui/picture/picture_words.h"

#include <algorithm>
#include <cmath>

#include "core/analysis/summary.h"
#include "core/base/words.h"
#include "core/lesson/fill_text.h"
#include "core/run/rounds.h"
#include "core/scenario/words.h"
#include "ui/picture/drawn_picture.h"
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

/// Words of a figure that may quote a run.
struct QuotingText {
  std::string* words;
  const char* where;
  std::string variant{};  ///< what they are about; empty: the first
};

/// Of a variant among the runs; the first where there is none of that name.
std::size_t placeOf(const std::string& variant, const LessonRuns& runs) {
  for (std::size_t i = 0; i < runs.variants.size(); ++i)
    if (runs.variants[i].run.scenario().variant == variant) return i;
  return 0;
}

}  // namespace

Result<Figure> withNumbers(Figure figure, const PictureSource& source, const ScenarioSet& set) {
  std::vector<QuotingText> texts{{&figure.caption, "caption"}};
  if (figure.title) texts.push_back({&*figure.title, "title"});
  for (FigureNote& note : figure.notes) texts.push_back({&note.text, "note", note.at.variant});
  std::erase_if(texts, [](const QuotingText& text) { return text.words->find('{') == std::string::npos; });
  if (texts.empty()) return figure;
  std::vector<RunSummary> summaries;
  for (const Run* run : source.runs) summaries.push_back(summarise(*run));
  LessonRuns runs{{}, set.sourceText, set.overrides};
  for (std::size_t i = 0; i < summaries.size(); ++i) runs.variants.push_back({*source.runs[i], summaries[i]});
  for (const QuotingText& text : texts) {
    Result<std::string> filled = filledIn(*text.words, runs, text.where, placeOf(text.variant, runs));
    if (!filled.ok()) return filled.error();
    *text.words = std::move(filled).value();
  }
  return figure;
}

QString titleOf(const PictureSource& source, const Figure& figure) {
  if (figure.title) return QString::fromStdString(*figure.title);
  return source.runs.empty() ? QString() : QString::fromStdString(source.runs.front()->scenario().title);
}

QString excerptOf(const PictureSource& source, const AxisScale& scale, TimeRange range) {
  const auto end = static_cast<double>(source.index->endUs());
  if (scale.queries || source.runs.empty() || (range.startUs <= 0 && range.endUs >= end)) return {};
  const auto last = roundAt(scale, end - 1);
  return QStringLiteral("Rounds %1 to %2 of %3.")
      .arg(grouped(roundAt(scale, range.startUs)), grouped(std::min(last, roundAt(scale, range.endUs - 1))),
           grouped(last + 1));
}

QString originOf(const PictureSource& source) {
  if (source.runs.empty()) return QStringLiteral("Roundscope");
  const Scenario& scenario = source.runs.front()->scenario();
  return QStringLiteral("Roundscope · %1 · seed %2 · profile %3 · fingerprint %4")
             .arg(QString::fromStdString(scenario.id))
             .arg(scenario.seed)
             .arg(QString::fromStdString(std::string(nameOf(scenario.profile))),
                  QStringList(source.fingerprints.begin(), source.fingerprints.end()).join(QStringLiteral(", "))) +
         (isPartial(source) ? QStringLiteral(" · partial: simulated only this far") : QString());
}

QString descriptionOf(const PictureSource& source, const AxisScale& scale, TimeRange range,
                      std::optional<Time> cursor) {
  if (source.runs.empty()) return QStringLiteral("An empty timeline.");
  const double end = cursor ? static_cast<double>(cursor->us) : static_cast<double>(source.index->endUs());
  QStringList sentences{QStringLiteral("Timeline of inter-canister calls.")};
  for (const VariantIndex& variant : source.index->variants()) sentences << sentenceOf(variant, end);
  if (cursor)
    sentences << QStringLiteral("What comes after round %1 is hidden.").arg(grouped(roundAt(scale, end - 1)));
  else if (const QString excerpt = excerptOf(source, scale, range); !excerpt.isEmpty())
    sentences << excerpt;
  if (isPartial(source)) sentences << QStringLiteral("Partial: the run was not simulated to its end.");
  return sentences.join(QLatin1Char(' '));
}

QStringList cutOffRemarks(const TimelineIndex& index, double knownUs) {
  QStringList remarks;
  for (const VariantIndex& variant : index.variants()) {
    const QString cut = cutOffText(variant, knownUs);
    if (cut.isEmpty()) continue;
    const QString name = QString::fromStdString(variant.scenario().variant);
    remarks << QStringLiteral("%1 was %2; what would follow is not in the picture.")
                   .arg(name.isEmpty() ? QStringLiteral("The run") : QStringLiteral("“%1”").arg(name), cut);
  }
  return remarks;
}

}  // namespace roundscope::ui

// See picture_content.h.
#include "ui/picture/picture_content.h"

#include "ui/files/record_places.h"
#include "ui/picture/xml_text.h"

namespace roundscope::ui {

PictureRecord recordOf(const ScenarioSet& set, const PictureSource& source, const Figure& figure,
                       const Picture& picture) {
  PictureRecord record;
  record.scenario = set.id;
  record.sourceText = set.sourceText;
  record.overrides = set.overrides;
  for (const Run* run : source.runs) record.variants.push_back(run->scenario().variant);
  for (const QString& print : source.fingerprints) record.fingerprints.push_back(print.toStdString());
  if (!source.runs.empty()) record.seed = source.runs.front()->scenario().seed;
  if (picture.range != TimeRange{0, static_cast<double>(source.index->endUs())}) record.range = picture.range;
  record.figure = figureText(figure);
  record.program = ROUNDSCOPE_VERSION;
  return record;
}

QByteArray recordElement(const std::optional<PictureRecord>& record) {
  if (!record) return {};
  QStringList prints;
  for (const std::string& print : record->fingerprints) prints << QString::fromStdString(print);
  const QByteArray name = QByteArray("rs:") + kRecordName;
  return '<' + name + xmlAttribute("xmlns:rs", QLatin1String(kRecordNamespace)) +
         xmlAttribute("program", QString::fromStdString(record->program)) +
         xmlAttribute("scenario", QString::fromStdString(record->scenario)) +
         xmlAttribute("seed", QString::number(record->seed)) +
         xmlAttribute("fingerprints", prints.join(QLatin1Char(' '))) +
         xmlAttribute("again", QLatin1String(kDrawAgain)) + '>' + encodeRecord(*record) + "</" + name + ">\n";
}

}  // namespace roundscope::ui

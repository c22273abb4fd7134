// The record is compressed JSON in base 64 behind a checksum, on one line.
#include "ui/files/picture_record.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

#include "ui/files/inflate.h"
#include "ui/files/record_json.h"
#include "ui/files/record_places.h"

namespace roundscope::ui {

namespace {

constexpr const char* kPrefix = "roundscope1:";
constexpr qsizetype kSumLength = 16;

QByteArray sumOf(const QByteArray& bytes) {
  return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(kSumLength);
}

Error unreadable(const std::string& where, const std::string& what) {
  return {ErrorKind::Scenario, where, what, "a picture saved by Roundscope, or a scenario file (*.roundscope.json)"};
}

}  // namespace

QByteArray encodeRecord(const PictureRecord& record) {
  return recordLine(qCompress(QJsonDocument(objectOf(record)).toJson(QJsonDocument::Compact), 9));
}

QByteArray recordLine(const QByteArray& compressed) {
  const QByteArray payload = compressed.toBase64();
  return kPrefix + sumOf(payload) + ':' + payload;
}

Result<PictureRecord> decodeRecord(const QByteArray& line, const std::string& where) {
  const QByteArray given = line.trimmed();
  const qsizetype start = static_cast<qsizetype>(qstrlen(kPrefix));
  const Error damaged = unreadable(where, "the scenario in this picture is damaged");
  if (!given.startsWith(kPrefix)) return unreadable(where, "the scenario in this picture is of an unknown kind");
  if (given.size() < start + kSumLength + 2 || given[start + kSumLength] != ':') return damaged;
  const QByteArray payload = given.mid(start + kSumLength + 1);
  if (sumOf(payload) != given.mid(start, kSumLength)) return damaged;
  const std::optional<QByteArray> json = inflated(QByteArray::fromBase64(payload), kMostRecordBytes);
  const QJsonDocument document = json ? QJsonDocument::fromJson(*json) : QJsonDocument();
  return document.isObject() ? recordOf(document.object(), where) : Result<PictureRecord>(damaged);
}

Result<PictureRecord> recordIn(const QByteArray& bytes, const std::string& where) {
  const QByteArray line = recordLineIn(bytes);
  return line.isEmpty() ? unreadable(where, "there is no scenario in this picture") : decodeRecord(line, where);
}

Result<Figure> figureIn(const PictureRecord& record, const std::string& where) {
  const std::string itsFigure = where + " (its figure)";
  Result<Figure> figure = parseFigure(record.figure, itsFigure);
  if (!figure.ok() || !record.range) return figure;
  const TimeRange& range = *record.range;
  if (!(range.startUs >= 0 && range.startUs < range.endUs && range.endUs <= kMostWhole))
    return Error{ErrorKind::Scenario, itsFigure, "its stretch of time is none", "a beginning and a later end"};
  if (!figure.value().rounds && !figure.value().rangeUs)
    figure.value().rangeUs = {std::llround(range.startUs), std::llround(range.endUs)};
  return figure;
}

Result<ScenarioSet> scenarioOf(const PictureRecord& record, const std::string& where,
                               const std::vector<Override>& overrides) {
  ParseOptions options;
  options.fileName = where + " (" + record.scenario + ")";
  options.id = record.scenario;
  options.overrides = record.overrides;
  options.overrides.insert(options.overrides.end(), overrides.begin(), overrides.end());
  Result<ScenarioSet> parsed = parseScenario(record.sourceText, options);
  if (!parsed.ok()) return parsed;
  ScenarioSet set = std::move(parsed).value();
  std::erase_if(set.variants, [&](const Scenario& variant) {
    return std::find(record.variants.begin(), record.variants.end(), variant.variant) == record.variants.end();
  });
  if (set.variants.empty()) return unreadable(where, "the scenario in this picture lacks the picture's variants");
  return set;
}

}  // namespace roundscope::ui

// The record is compressed JSON in base 64 behind a checksum, on one line. In PNG it is a text chunk, in SVG and PDF
// the content of an element that starts with its name, so that it is found without reading the rest of the file; in GIF
// a comment that starts with its name.
#include "ui/files/picture_record.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

#include "ui/files/gif_comments.h"

namespace roundscope::ui {

namespace {

constexpr const char* kPrefix = "roundscope1:";
constexpr qsizetype kSumLength = 16;
constexpr double kMostUs = 9e15;  ///< whole numbers up to it are exact

QByteArray sumOf(const QByteArray& bytes) {
  return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(kSumLength);
}

QString text(const std::string& words) { return QString::fromStdString(words); }

QJsonArray listOf(const std::vector<std::string>& words) {
  QJsonArray list;
  for (const std::string& word : words) list.append(text(word));
  return list;
}

std::vector<std::string> wordsOf(const QJsonValue& list) {
  std::vector<std::string> words;
  for (const QJsonValue& word : list.toArray()) words.push_back(word.toString().toStdString());
  return words;
}

QJsonObject objectOf(const SweptRecord& swept) {
  QJsonArray parameters;
  for (const SweepParameter& parameter : swept.parameters) {
    QJsonArray values;
    for (const std::int64_t value : parameter.values) values.append(static_cast<qint64>(value));
    parameters.append(QJsonObject{{"set", text(parameter.pointer)}, {"values", values}});
  }
  return {{"parameters", parameters}, {"seeds", static_cast<qint64>(swept.seeds)}, {"numbers", listOf(swept.numbers)}};
}

SweptRecord sweptOf(const QJsonObject& object) {
  SweptRecord swept;
  for (const QJsonValue& each : object["parameters"].toArray()) {
    SweepParameter& parameter = swept.parameters.emplace_back();
    parameter.pointer = each["set"].toString().toStdString();
    for (const QJsonValue& value : each["values"].toArray()) parameter.values.push_back(value.toInteger());
  }
  swept.seeds = static_cast<std::uint32_t>(object["seeds"].toInteger(1));
  swept.numbers = wordsOf(object["numbers"]);
  return swept;
}

Error unreadable(const std::string& where, const std::string& what) {
  return {ErrorKind::Scenario, where, what, "a picture saved by Roundscope, or a scenario file (*.roundscope.json)"};
}

}  // namespace

QByteArray encodeRecord(const PictureRecord& record) {
  QJsonObject object;
  object["scenario"] = text(record.scenario);
  object["text"] = text(record.sourceText);
  QJsonArray overrides;
  for (const Override& change : record.overrides) {
    QJsonArray parts{text(change.pointer), text(change.value)};
    if (!change.variant.empty()) parts.append(text(change.variant));
    overrides.append(parts);
  }
  object["overrides"] = overrides;
  object["variants"] = listOf(record.variants);
  object["fingerprints"] = listOf(record.fingerprints);
  object["seed"] = QString::number(record.seed);
  if (record.range) object["range"] = QJsonArray{record.range->startUs, record.range->endUs};
  object["figure"] = text(record.figure);
  if (record.swept) object["swept"] = objectOf(*record.swept);
  object["program"] = text(record.program);
  const QByteArray payload = qCompress(QJsonDocument(object).toJson(QJsonDocument::Compact), 9).toBase64();
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
  const QJsonDocument document = QJsonDocument::fromJson(qUncompress(QByteArray::fromBase64(payload)));
  if (!document.isObject()) return damaged;
  const QJsonObject object = document.object();
  PictureRecord record;
  record.scenario = object["scenario"].toString().toStdString();
  record.sourceText = object["text"].toString().toStdString();
  for (const QJsonValue& change : object["overrides"].toArray())
    record.overrides.push_back(
        {change[0].toString().toStdString(), change[1].toString().toStdString(), change[2].toString().toStdString()});
  record.variants = wordsOf(object["variants"]);
  record.fingerprints = wordsOf(object["fingerprints"]);
  record.seed = object["seed"].toString().toULongLong();
  if (object.contains("range")) record.range = TimeRange{object["range"][0].toDouble(), object["range"][1].toDouble()};
  if (object.contains("figure")) record.figure = object["figure"].toString().toStdString();
  if (object.contains("swept")) record.swept = sweptOf(object["swept"].toObject());
  record.program = object["program"].toString().toStdString();
  return record;
}

bool looksLikePicture(const QByteArray& bytes) {
  const QByteArray head = bytes.left(256).trimmed();
  return head.startsWith("\x89PNG") || head.startsWith("GIF8") || head.startsWith("%PDF-") ||
         head.startsWith("<?xml") || head.startsWith("<svg") || head.startsWith("<!DOCTYPE html");
}

Result<PictureRecord> recordIn(const QByteArray& bytes, const std::string& where) {
  const Error none = unreadable(where, "there is no scenario in this picture");
  if (bytes.startsWith("\x89PNG")) {
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, "png");
    const QString line = reader.text(QLatin1String(kRecordName));
    return line.isEmpty() ? Result<PictureRecord>(none) : decodeRecord(line.toLatin1(), where);
  }
  if (bytes.startsWith("GIF8")) {
    const QByteArray name = QByteArray(kRecordName) + ' ';
    for (const QByteArray& comment : gifComments(bytes))
      if (comment.startsWith(name)) return decodeRecord(comment.mid(name.size()), where);
    return none;
  }
  // An element whose name or id is the record's: <rs:roundscope-record …>LINE</…
  const qsizetype name = bytes.indexOf(QByteArray(kRecordName));
  const qsizetype start = name < 0 ? -1 : bytes.indexOf('>', name);
  if (start < 0) return none;
  const qsizetype end = bytes.indexOf('<', start);
  return decodeRecord(bytes.mid(start + 1, end < 0 ? -1 : end - start - 1), where);
}

Result<Figure> figureIn(const PictureRecord& record) {
  const std::string where = "the figure in the picture";
  Result<Figure> figure = parseFigure(record.figure, where);
  if (!figure.ok() || !record.range) return figure;
  const TimeRange& range = *record.range;
  if (!(range.startUs >= 0 && range.startUs < range.endUs && range.endUs <= kMostUs))
    return Error{ErrorKind::Scenario, where, "its stretch of time is none", "a beginning and a later end"};
  if (!figure.value().rounds && !figure.value().rangeUs)
    figure.value().rangeUs = {std::llround(range.startUs), std::llround(range.endUs)};
  return figure;
}

Result<ScenarioSet> scenarioOf(const PictureRecord& record, const std::string& where,
                               const std::vector<Override>& overrides) {
  ParseOptions options;
  options.fileName = record.scenario;
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

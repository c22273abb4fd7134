// What is read here may come from anyone: a checksum keeps accidents out, not people.
#include "ui/files/record_json.h"

#include <fmt/format.h>

#include <QJsonArray>
#include <cmath>
#include <limits>

#include "core/base/words.h"

namespace roundscope::ui {

namespace {

constexpr qsizetype kMostOverrides = 1'000;
constexpr auto kMostVariants = static_cast<qsizetype>(kMaxVariants);
constexpr qsizetype kMostNumbers = 100;

QString text(const std::string& words) { return QString::fromStdString(words); }

QJsonArray listOf(const std::vector<std::string>& words) {
  QJsonArray list;
  for (const std::string& word : words) list.append(text(word));
  return list;
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

/// Reads fields and remembers the first that is wrong. What is absent is the default.
class RecordFields {
 public:
  std::string textOf(const QJsonValue& value, const char* name, const std::string& otherwise = {}) {
    if (value.isUndefined()) return otherwise;
    if (!value.isString()) wrong(name, "a text");
    return value.toString().toStdString();
  }
  QJsonArray listOf(const QJsonValue& value, const char* name, qsizetype most) {
    if (value.isUndefined()) return {};
    if (!value.isArray() || value.toArray().size() > most)
      wrong(name, fmt::format("a list of at most {}", grouped(most)));
    return m_wrong ? QJsonArray() : value.toArray();
  }
  std::vector<std::string> textsOf(const QJsonValue& value, const char* name, qsizetype most) {
    std::vector<std::string> texts;
    for (const QJsonValue& each : listOf(value, name, most)) texts.push_back(textOf(each, name));
    return texts;
  }
  QJsonObject objectOf(const QJsonValue& value, const char* name) {
    if (!value.isObject()) wrong(name, "an object");
    return value.toObject();
  }
  /// A whole number that doubles hold exactly.
  std::int64_t wholeOf(const QJsonValue& value, const char* name, std::int64_t otherwise) {
    if (value.isUndefined()) return otherwise;
    const double number = value.toDouble(kMostWhole * 2);
    if (!(std::abs(number) <= kMostWhole) || std::floor(number) != number) wrong(name, "a whole number");
    return m_wrong ? otherwise : value.toInteger();
  }
  void wrong(const char* name, std::string expected) {
    if (!m_wrong)
      m_wrong = {ErrorKind::Scenario,
                 {},
                 fmt::format("\"{}\" of this picture’s record is damaged", name),
                 std::move(expected)};
  }
  [[nodiscard]] const std::optional<Error>& error() const { return m_wrong; }

 private:
  std::optional<Error> m_wrong;
};

std::vector<Override> overridesOf(const QJsonValue& value, RecordFields& fields) {
  std::vector<Override> overrides;
  for (const QJsonValue& each : fields.listOf(value, "overrides", kMostOverrides)) {
    const std::vector<std::string> parts = fields.textsOf(each, "overrides", 3);
    if (parts.size() < 2) {
      fields.wrong("overrides", "a pointer, a value and perhaps a variant");
      return {};
    }
    overrides.push_back({parts[0], parts[1], parts.size() > 2 ? parts[2] : std::string()});
  }
  return overrides;
}

std::optional<TimeRange> rangeOf(const QJsonValue& value, RecordFields& fields) {
  if (value.isUndefined()) return std::nullopt;
  const QJsonArray ends = fields.listOf(value, "range", 2);
  if (!ends[0].isDouble() || !ends[1].isDouble()) fields.wrong("range", "two numbers");
  return TimeRange{ends[0].toDouble(), ends[1].toDouble()};
}

std::optional<SweptRecord> sweptOf(const QJsonValue& value, RecordFields& fields) {
  if (value.isUndefined()) return std::nullopt;
  const QJsonObject object = fields.objectOf(value, "swept");
  SweptRecord swept;
  for (const QJsonValue& each : fields.listOf(object["parameters"], "parameters", kMostNumbers)) {
    const QJsonObject parameter = fields.objectOf(each, "parameters");
    SweepParameter& made = swept.parameters.emplace_back();
    made.pointer = fields.textOf(parameter["set"], "set");
    for (const QJsonValue& one : fields.listOf(parameter["values"], "values", static_cast<qsizetype>(kMostSweepValues)))
      made.values.push_back(fields.wholeOf(one, "values", 0));
  }
  const std::int64_t seeds = fields.wholeOf(object["seeds"], "seeds", 1);
  if (seeds < 0 || seeds > std::numeric_limits<std::uint32_t>::max()) fields.wrong("seeds", "a number of seeds");
  swept.seeds = static_cast<std::uint32_t>(seeds);
  swept.numbers = fields.textsOf(object["numbers"], "numbers", kMostNumbers);
  return swept;
}

}  // namespace

QJsonObject objectOf(const PictureRecord& record) {
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
  return object;
}

Result<PictureRecord> recordOf(const QJsonObject& object, const std::string& where) {
  RecordFields fields;
  PictureRecord record;
  record.scenario = fields.textOf(object["scenario"], "scenario");
  record.sourceText = fields.textOf(object["text"], "text");
  record.overrides = overridesOf(object["overrides"], fields);
  record.variants = fields.textsOf(object["variants"], "variants", kMostVariants);
  record.fingerprints = fields.textsOf(object["fingerprints"], "fingerprints", kMostVariants);
  bool isNumber = true;
  if (object.contains("seed"))
    record.seed = QString::fromStdString(fields.textOf(object["seed"], "seed")).toULongLong(&isNumber);
  if (!isNumber) fields.wrong("seed", "a whole number as a text");
  record.range = rangeOf(object["range"], fields);
  record.figure = fields.textOf(object["figure"], "figure", record.figure);
  record.swept = sweptOf(object["swept"], fields);
  record.program = fields.textOf(object["program"], "program");
  if (!fields.error()) return record;
  Error error = *fields.error();
  error.where = where;
  return error;
}

}  // namespace roundscope::ui

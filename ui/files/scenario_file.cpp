// Scenario files on disk: the one place that reads them.
#include "ui/files/scenario_file.h"

#include <QFile>
#include <QFileInfo>
#include <cstdio>

#include "ui/files/record_places.h"
#include "ui/files/standard_stream.h"

namespace roundscope::ui {
namespace {

constexpr qint64 kMaxFileBytes = kMaxScenarioBytes;

Error unreadable(const QString& path, const QString& why) {
  return {ErrorKind::InputOutput, nameInErrors(path), "cannot be read: " + why.toStdString(),
          "a scenario file (*.roundscope.json)"};
}

}  // namespace

std::string nameInErrors(const QString& path) { return isStandardStream(path) ? "standard input" : path.toStdString(); }

Result<Openable> readOpenable(const QString& path) {
  const bool isStream = isStandardStream(path);
  if (!isStream && QFileInfo(path).isDir()) return unreadable(path, QStringLiteral("it is a folder"));
  QFile file(path);
  if (!(isStream ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly)))
    return unreadable(path, file.errorString());
  // A pipe has no size; of it no more is read than tells.
  if (file.size() > kMaxFileBytes) return unreadable(path, QStringLiteral("it is larger than 256 MiB"));
  const QByteArray bytes = file.read(kMaxFileBytes + 1);
  if (file.error() != QFileDevice::NoError) return unreadable(path, file.errorString());
  if (bytes.size() > kMaxFileBytes) return unreadable(path, QStringLiteral("it is larger than 256 MiB"));
  if (!looksLikePicture(bytes)) return Openable(bytes.toStdString());
  Result<PictureRecord> record = recordIn(bytes, nameInErrors(path));
  if (!record.ok()) return record.error();
  return Openable(std::move(record).value());
}

Result<OpenedScenario> openScenario(const Openable& read, const QString& path, const std::vector<Override>& overrides) {
  const std::string name = nameInErrors(path);
  if (const auto* record = std::get_if<PictureRecord>(&read)) {
    Result<ScenarioSet> set = scenarioOf(*record, name, overrides);
    if (!set.ok()) return set.error();
    return OpenedScenario{std::move(set).value(), *record, {}};
  }
  Result<ScenarioSet> set = parseScenario(std::get<std::string>(read), {.fileName = name, .overrides = overrides});
  if (!set.ok()) return set.error();
  return OpenedScenario{std::move(set).value(), std::nullopt, isStandardStream(path) ? QString() : path};
}

Result<OpenedScenario> openScenarioFile(const QString& path, const std::vector<Override>& overrides) {
  const auto read = readOpenable(path);
  if (!read.ok()) return read.error();
  return openScenario(read.value(), path, overrides);
}

}  // namespace roundscope::ui

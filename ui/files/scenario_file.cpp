// Scenario files on disk: the one place that reads them.
#include "ui/files/scenario_file.h"

#include <QFile>
#include <QFileInfo>

namespace roundscope::ui {
namespace {

constexpr qint64 kMaxFileBytes = kMaxScenarioBytes;

Error unreadable(const QString& path, const QString& why) {
  return {ErrorKind::InputOutput, path.toStdString(), "cannot be read: " + why.toStdString(),
          "a scenario file (*.roundscope.json)"};
}

}  // namespace

Result<std::variant<std::string, PictureRecord>> readOpenable(const QString& path) {
  if (QFileInfo(path).isDir()) return unreadable(path, QStringLiteral("it is a folder"));
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return unreadable(path, file.errorString());
  // A pipe has no size; of it no more is read than tells.
  if (file.size() > kMaxFileBytes) return unreadable(path, QStringLiteral("it is larger than 256 MiB"));
  const QByteArray bytes = file.read(kMaxFileBytes + 1);
  if (file.error() != QFileDevice::NoError) return unreadable(path, file.errorString());
  if (bytes.size() > kMaxFileBytes) return unreadable(path, QStringLiteral("it is larger than 256 MiB"));
  if (!looksLikePicture(bytes)) return std::variant<std::string, PictureRecord>(bytes.toStdString());
  Result<PictureRecord> record = recordIn(bytes, path.toStdString());
  if (!record.ok()) return record.error();
  return std::variant<std::string, PictureRecord>(std::move(record).value());
}

Result<OpenedScenario> openScenarioFile(const QString& path, const std::vector<Override>& overrides) {
  const auto read = readOpenable(path);
  if (!read.ok()) return read.error();
  if (const auto* record = std::get_if<PictureRecord>(&read.value())) {
    Result<ScenarioSet> set = scenarioOf(*record, path.toStdString(), overrides);
    if (!set.ok()) return set.error();
    return OpenedScenario{std::move(set).value(), *record, {}};
  }
  Result<ScenarioSet> set =
      parseScenario(std::get<std::string>(read.value()), {.fileName = path.toStdString(), .overrides = overrides});
  if (!set.ok()) return set.error();
  return OpenedScenario{std::move(set).value(), std::nullopt, path};
}

}  // namespace roundscope::ui

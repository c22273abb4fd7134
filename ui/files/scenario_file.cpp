// Scenario files on disk: the one place that reads them.
#include "ui/files/scenario_file.h"

#include <QFile>
#include <QFileInfo>

namespace roundscope::ui {
namespace {

constexpr qint64 kMaxFileBytes = 256LL << 20;

Error unreadable(const QString& path, const QString& why) {
  return {ErrorKind::InputOutput, path.toStdString(), "cannot be read: " + why.toStdString(),
          "a scenario file (*.roundscope.json)"};
}

}  // namespace

Result<OpenedScenario> openScenarioFile(const QString& path, const std::vector<Override>& overrides) {
  if (QFileInfo(path).isDir()) return unreadable(path, QStringLiteral("it is a folder"));
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) return unreadable(path, file.errorString());
  const QByteArray bytes = file.read(kMaxFileBytes + 1);
  if (file.error() != QFileDevice::NoError) return unreadable(path, file.errorString());
  if (bytes.size() > kMaxFileBytes) return unreadable(path, QStringLiteral("it is larger than 256 MiB"));
  if (looksLikePicture(bytes)) {
    const Result<PictureRecord> record = recordIn(bytes, path.toStdString());
    if (!record.ok()) return record.error();
    Result<ScenarioSet> set = scenarioOf(record.value(), path.toStdString(), overrides);
    if (!set.ok()) return set.error();
    return OpenedScenario{std::move(set).value(), record.value(), {}};
  }
  ParseOptions options;
  options.fileName = path.toStdString();
  options.overrides = overrides;
  Result<ScenarioSet> set = parseScenario({bytes.constData(), static_cast<std::size_t>(bytes.size())}, options);
  if (!set.ok()) return set.error();
  return OpenedScenario{std::move(set).value(), std::nullopt, path};
}

}  // namespace roundscope::ui

// See settings.h.
#include "ui/settings.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <string>
#include <utility>

namespace roundscope::ui {
namespace {

Q_LOGGING_CATEGORY(kRemembering, "roundscope")

Error unremembered(const QSettings& settings) {
  return {ErrorKind::InputOutput, settings.fileName().toStdString(), "what the window remembers cannot be saved",
          "a file in a folder that may be written to, and free space"};
}

}  // namespace

void remember(const std::function<void(QSettings& settings)>& change) {
  QSettings settings = openSettings();
  change(settings);
  settings.sync();
  if (settings.status() == QSettings::AccessError) tellOnce(unremembered(settings));
}

void tellOnce(const Error& error) {
  static std::string told;
  if (std::exchange(told, error.text()) != error.text()) qCWarning(kRemembering, "%s", told.c_str());
}

std::optional<Error> settingsTrouble() {
  const QSettings settings = openSettings();
  const QFileInfo file(settings.fileName());
  const std::string path = file.filePath().toStdString();
  if (file.exists() && !(file.isFile() && file.isReadable()))
    return Error{ErrorKind::InputOutput, path, "what the window remembers cannot be read",
                 "a file that may be read and written"};
  static_cast<void>(settings.allKeys());  // each part is read when it is asked for
  if (settings.status() == QSettings::FormatError)
    return Error{ErrorKind::InputOutput, path, "is damaged: what is no setting there is passed over",
                 "lines of the form key=value; without the file all is as at the first start"};
  if (!settings.isWritable()) return unremembered(settings);
  return std::nullopt;
}

}  // namespace roundscope::ui

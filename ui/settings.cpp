// A format of our own: what QSettings writes itself, half a file on a full disk would replace. A line a setting, as
// `view/shown=s:stage`, with a letter for its type. See settings.h.
#include "ui/settings.h"

#include <QFileDevice>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QStringList>
#include <string>
#include <utility>

namespace roundscope::ui {
namespace {

Q_LOGGING_CATEGORY(kRemembering, "roundscope")

const QString kOurName = QStringLiteral("roundscope");

/// Without what would end a line, or part it.
QByteArray quotedText(const QString& text) { return text.toUtf8().toPercentEncoding(" /:{}\",[]", "="); }

QByteArray settingText(const QVariant& value) {
  switch (value.typeId()) {
    case QMetaType::QByteArray:
      return "b:" + value.toByteArray().toBase64();
    case QMetaType::Int:
      return "i:" + QByteArray::number(value.toInt());
    case QMetaType::QStringList: {
      QByteArrayList items;
      for (const QString& item : value.toStringList()) items << quotedText(item);
      return "l:" + items.join('&');
    }
    default:
      return "s:" + quotedText(value.toString());
  }
}

/// Invalid where it is none.
QVariant settingOf(const QByteArray& text) {
  const auto unquoted = [](const QByteArray& quoted) {
    return QString::fromUtf8(QByteArray::fromPercentEncoding(quoted));
  };
  const QByteArray rest = text.mid(2);
  if (text.startsWith("b:")) return QByteArray::fromBase64(rest);
  if (text.startsWith("i:")) return rest.toInt();
  if (text.startsWith("s:")) return unquoted(rest);
  if (!text.startsWith("l:")) return {};
  QStringList items;
  if (!rest.isEmpty())
    for (const QByteArray& item : rest.split('&')) items << unquoted(item);
  return items;
}

bool readSettings(QIODevice& device, QSettings::SettingsMap& settings) {
  bool right = true;
  for (const QByteArray& line : device.readAll().split('\n')) {
    if (line.isEmpty()) continue;
    const qsizetype equals = line.indexOf('=');
    const QVariant value = settingOf(line.mid(equals + 1));
    if (equals > 0 && value.isValid())
      settings.insert(QString::fromUtf8(line.left(equals)), value);
    else
      right = false;
  }
  return right;
}

/// Whether all of it left the program: QSettings would not look.
bool writeSettings(QIODevice& device, const QSettings::SettingsMap& settings) {
  QByteArray text;
  for (auto setting = settings.cbegin(); setting != settings.cend(); ++setting)
    text += setting.key().toUtf8() + '=' + settingText(setting.value()) + '\n';
  auto* const file = qobject_cast<QFileDevice*>(&device);
  return device.write(text) == text.size() && (file == nullptr || file->flush());
}

QSettings::Format ourFormat() {
  static const QSettings::Format kFormat =
      QSettings::registerFormat(QStringLiteral("settings"), readSettings, writeSettings);
  return kFormat;
}

Error unremembered(const QSettings& settings) {
  return {ErrorKind::InputOutput, settings.fileName().toStdString(), "what the window remembers cannot be saved",
          "a file in a folder that may be written to, and free space"};
}

}  // namespace

QSettings openSettings() {
  const QSettings::Format usual = QSettings::defaultFormat();
  return QSettings(usual == QSettings::NativeFormat ? ourFormat() : usual, QSettings::UserScope, kOurName, kOurName);
}

void takeOverFormerSettings() {
  QSettings settings = openSettings();
  const QSettings former(QSettings::NativeFormat, QSettings::UserScope, kOurName, kOurName);
  if (QFileInfo::exists(settings.fileName())) return;
  for (const QString& key : former.allKeys()) settings.setValue(key, former.value(key));
}

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
                 "lines as Roundscope writes them; without the file all is as at the first start"};
  if (!settings.isWritable()) return unremembered(settings);
  return std::nullopt;
}

}  // namespace roundscope::ui

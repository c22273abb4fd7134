// Pieces go to a temporary file, which takes the name when it is complete. See write_file.h.
#include "ui/files/write_file.h"

#include <QSaveFile>

namespace roundscope::ui {

std::optional<Error> writeFile(const QString& path, const std::function<bool(const TextSink&)>& write) {
  QSaveFile file(path);
  const TextSink sink = [&file](std::string_view piece) {
    const auto size = static_cast<qint64>(piece.size());
    return file.write(piece.data(), size) == size;
  };
  if (file.open(QIODevice::WriteOnly) && write(sink) && file.commit()) return std::nullopt;
  return Error{ErrorKind::InputOutput, path.toStdString(), "cannot be written: " + file.errorString().toStdString(),
               "a folder that can be written to"};
}

std::optional<Error> writeFile(const QString& path, const QByteArray& bytes) {
  return writeFile(path, [&bytes](const TextSink& sink) {
    return sink({bytes.constData(), static_cast<std::size_t>(bytes.size())});
  });
}

}  // namespace roundscope::ui

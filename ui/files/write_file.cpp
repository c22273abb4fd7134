// Pieces go to a temporary file, which takes the name when it is complete. See write_file.h.
#include "ui/files/write_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <cstdio>

#include "ui/files/standard_stream.h"

namespace roundscope::ui {

namespace {

Error unwritten(const QString& path, const QFileDevice& file) {
  return {ErrorKind::InputOutput, path.toStdString(), "cannot be written: " + file.errorString().toStdString(),
          "a folder that can be written to"};
}

TextSink sinkOf(QFileDevice& file) {
  return [&file](std::string_view piece) {
    const auto size = static_cast<qint64>(piece.size());
    return file.write(piece.data(), size) == size;
  };
}

/// A pipe or a device cannot be replaced: what is written goes through it.
bool isWrittenInto(const QString& path) {
  const QFileInfo there(path);
  return there.exists() && !there.isFile() && !there.isDir();
}

}  // namespace

std::optional<Error> writeFile(const QString& path, const std::function<bool(const TextSink&)>& write) {
  if (isStandardStream(path)) {
    QFile out;
    if (out.open(stdout, QIODevice::WriteOnly) && write(sinkOf(out)) && out.flush()) return std::nullopt;
    return Error{ErrorKind::InputOutput, "standard output", "cannot be written: " + out.errorString().toStdString(),
                 ""};
  }
  if (isWrittenInto(path)) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && write(sinkOf(file)) && file.flush()) return std::nullopt;
    return unwritten(path, file);
  }
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && write(sinkOf(file)) && file.commit()) return std::nullopt;
  return unwritten(path, file);
}

std::optional<Error> writeFile(const QString& path, const QByteArray& bytes) {
  return writeFile(path, [&bytes](const TextSink& sink) {
    return sink({bytes.constData(), static_cast<std::size_t>(bytes.size())});
  });
}

}  // namespace roundscope::ui

// Pieces go to a temporary file, which takes the name when it is complete.
#include "ui/files/trace_file.h"

#include <QSaveFile>

namespace roundscope::ui {

std::optional<Error> saveTrace(const TracedRuns& runs, const TraceFormat& format, const QString& path,
                               const std::stop_token& stop) {
  QSaveFile file(path);
  const bool written = file.open(QIODevice::WriteOnly) && format.write(runs, [&](std::string_view piece) {
    const auto size = static_cast<qint64>(piece.size());
    return !stop.stop_requested() && file.write(piece.data(), size) == size;
  });
  if (written && file.commit()) return std::nullopt;
  return Error{ErrorKind::InputOutput, path.toStdString(), "cannot be written: " + file.errorString().toStdString(),
               "a folder that can be written to"};
}

}  // namespace roundscope::ui

// The one way in which files are saved: whole or not at all.
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>

#include "core/base/result.h"
#include "core/export/text_stream.h"

namespace roundscope::ui {

/// Saves what `write` passes to its sink, piece by piece; where it answers false, nothing is saved. A file of that name
/// is replaced only once all of the new one is written. A link stays, and its file is written; a pipe or a device is
/// written into. "-" is standard output.
/// Errors: of kind InputOutput.
[[nodiscard]] std::optional<Error> writeFile(const QString& path, const std::function<bool(const TextSink&)>& write);
[[nodiscard]] std::optional<Error> writeFile(const QString& path, const QByteArray& bytes);

}  // namespace roundscope::ui

// Pictures as the bytes of files. The same picture gives the same bytes.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "core/base/result.h"
#include "ui/files/picture_record.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

enum class PictureFormat { Png, Svg, Pdf };

/// The format that a file's ending names.
[[nodiscard]] std::optional<PictureFormat> formatOfFile(const QString& path);

/// `dpi` matters to PNG only. With a record, the picture can be opened again.
[[nodiscard]] QByteArray encodePicture(const Picture& picture, PictureFormat format, double dpi,
                                       const std::optional<PictureRecord>& record = {});

/// Writes a file whole or not at all.
/// Errors: of kind InputOutput.
[[nodiscard]] std::optional<Error> writeFile(const QString& path, const QByteArray& bytes);

}  // namespace roundscope::ui

// Saves what the session shows as a PNG, whole or not at all.
#pragma once

#include <QString>

#include "core/base/result.h"
#include "ui/export/picture.h"
#include "ui/session/session.h"

namespace roundscope {

/// The file's size in pixels. Errors: of kind InputOutput when nothing is open or the file cannot be written.
Result<QSize> exportPicture(const Session& session, const PictureOptions& options, const QString& path);

}  // namespace roundscope

// Saves what the session shows as a picture, whole or not at all.
#pragma once

#include <QString>

#include "core/base/result.h"
#include "ui/export/picture.h"
#include "ui/session/session.h"

namespace roundscope {

/// The format is the one that the file's ending names, else PNG. Gives the size of the page.
/// Errors: of kind InputOutput when nothing is open or the file cannot be written.
Result<QSizeF> exportPicture(const Session& session, const PictureOptions& options, const QString& path);

}  // namespace roundscope

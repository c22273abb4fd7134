// The record of a picture as JSON, and back. See picture_record.h.
#pragma once

#include <QJsonObject>

#include "ui/files/picture_record.h"

namespace roundscope::ui {

inline constexpr double kMostWhole = 9e15;  ///< JSON's whole numbers up to it are exact

[[nodiscard]] QJsonObject objectOf(const PictureRecord& record);

/// Checks kinds and bounds of all that it reads.
/// Errors: of kind Scenario, at `where`, for the first that is wrong.
[[nodiscard]] Result<PictureRecord> recordOf(const QJsonObject& object, const std::string& where);

}  // namespace roundscope::ui

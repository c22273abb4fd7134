// Words of the core as texts of Qt.
#pragma once

#include <QString>
#include <optional>
#include <string_view>

namespace roundscope::ui {

[[nodiscard]] inline QString textOf(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

/// A whole number as people type it: with commas, spaces or underscores between thousands. Absent where it is none.
[[nodiscard]] std::optional<qint64> typedNumber(const QString& typed);

}  // namespace roundscope::ui

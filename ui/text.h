// Words of the core as texts of Qt.
#pragma once

#include <QString>
#include <string_view>

namespace roundscope::ui {

[[nodiscard]] inline QString textOf(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

}  // namespace roundscope::ui

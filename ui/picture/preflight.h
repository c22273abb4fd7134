// What a reader of a picture could stumble over, found before it is printed.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/drawing/seen_color.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

enum class PreflightKind : std::uint8_t {
  LeftOut,
  CutOff,
  SmallType,
  LowContrast,
  AlikeInGreyscale,
  AlikeToColourBlind,
  NoGlyph,
  Replaced
};

struct PreflightNote {
  PreflightKind kind = PreflightKind::CutOff;
  QString words;  ///< one sentence
  bool operator==(const PreflightNote&) const = default;
};

/// Everything worth a warning, in a fixed order; each sentence once.
[[nodiscard]] std::vector<PreflightNote> preflight(const Picture& picture);

}  // namespace roundscope::ui

// The moments of a series of pictures: one a round.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/picture/picture.h"

namespace roundscope::ui {

struct Frame {
  std::int64_t round = 0;  ///< the last one that is shown in full; -1: nothing has happened yet
  Time cursor;             ///< its end
};

/// A moment for each round of the figure's range, or of the whole run. When there are more than `most`, only every
/// k-th, and the last.
[[nodiscard]] std::vector<Frame> framesOf(const PictureSource& source, const Figure& figure, std::size_t most);

/// "picture.svg" becomes "picture-007.svg", with as many digits as `count` needs, three at least.
[[nodiscard]] QString numberedPath(const QString& path, std::size_t number, std::size_t count);

}  // namespace roundscope::ui

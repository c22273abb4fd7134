// The moments of a series of pictures: one a round.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ui/picture/picture.h"

namespace roundscope::ui {

struct Frame {
  std::int64_t round = 0;  ///< the last one that is shown in full; -1: nothing has happened yet
  Time cursor;             ///< its end; of a stage, a little before, when what the round sent is half-way
};

/// A moment for each round of the figure's range, or of the whole run. When there are more than `most`, only every
/// k-th, and the last.
[[nodiscard]] std::vector<Frame> framesOf(const PictureSource& source, const Figure& figure, std::size_t most);

/// The first round of those.
[[nodiscard]] std::int64_t firstRound(const PictureSource& source, const Figure& figure);

/// The same for a page of just this size in pixels of 96 dpi, for pictures that take each other's place.
[[nodiscard]] Figure ofFixedSize(Figure figure, QSizeF pagePx, double dpi);
/// The figure on a page of this width at 96 dpi, as high as it must be.
[[nodiscard]] Figure ofWidth(Figure figure, double widthPx);
/// The picture of a figure of fixed size; higher than that where it would not fit.
[[nodiscard]] Picture laidOut(const PictureSource& source, const Figure& figure);

/// "picture.svg" becomes "picture-007.svg", with as many digits as `count` needs, three at least.
[[nodiscard]] QString numberedPath(const QString& path, std::size_t number, std::size_t count);

}  // namespace roundscope::ui

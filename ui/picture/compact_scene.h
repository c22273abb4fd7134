// The compact density: a layout for a column of a paper, where height is short. Variants stand on one axis, which is at
// the bottom; a column of names is at the left; calls are rows of low bars above the blocks that serve them.
#pragma once

#include <QSizeF>

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"
#include "ui/picture/compact_view.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// What a page of this width must measure at least, in pixels, for everything to be shown with nothing cut and no text
/// smaller: wider where names leave no room for time, and as high as it takes.
[[nodiscard]] QSizeF leastCompactSize(const TimelineIndex& index, const CompactView& view, double widthPx,
                                      const TextMeasure& text);

/// The picture. A page smaller than leastCompactSize gets a scene of that size, which is cut off: ask before. Its cost
/// is bounded by pixels, never by the number of calls. Its hits say where calls and canisters stand.
[[nodiscard]] Scene buildCompact(const TimelineIndex& index, const CompactView& view, QSizeF sizePx,
                                 const TextMeasure& text);

/// The axis of one of the variants that are shown, on a page of this width.
[[nodiscard]] TimeAxis compactAxis(const TimelineIndex& index, const CompactView& view, std::size_t variant,
                                   double widthPx, const TextMeasure& text);

}  // namespace roundscope::ui

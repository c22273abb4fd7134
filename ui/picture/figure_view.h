// Between the specification of a figure and what the timeline draws: names become places in the runs, and back.
#pragma once

#include "core/scenario/figure.h"
#include "ui/drawing/theme_names.h"
#include "ui/picture/compact_view.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

/// With the figure's palette. Errors: of kind Usage: there is no such palette, or it cannot be told apart from paper.
[[nodiscard]] Result<Theme> themeOf(const Figure& figure);

/// The stretch of time that the figure shows.
[[nodiscard]] TimeRange rangeOf(const TimelineIndex& index, const AxisScale& scale, const Figure& figure);

/// What the figure chooses of the runs, without an axis. Names that the runs do not have choose nothing.
[[nodiscard]] TimelineView viewOf(const Figure& figure, const TimelineIndex& index);

/// The same for the compact density.
[[nodiscard]] CompactView compactViewOf(const Figure& figure, const TimelineIndex& index);

/// What a window shows, as a figure: its stretch of time, its cursor, and what is folded, marked and selected.
[[nodiscard]] Figure figureOf(const TimelineView& view, const TimelineIndex& index);

}  // namespace roundscope::ui

// What a lesson's step points at, and where it stands among the lanes, so that it can be brought into view.
#pragma once

#include <optional>
#include <vector>

#include "ui/timeline/index.h"
#include "ui/timeline/layout.h"

namespace roundscope::ui {

struct Target {
  std::vector<LaneKey> lanes;
  std::optional<CallRef> call{};         ///< made by one of the lanes
  std::optional<std::size_t> variant{};  ///< whose lanes matter most where not all have room
  bool operator==(const Target&) const = default;
};

/// From and to which height, in content coordinates.
struct Extent {
  double top = 0;
  double bottom = 0;
  [[nodiscard]] double height() const { return bottom - top; }
};

/// The lanes from the first to the last; where they are higher than `roomPx`, those of the variant that matters most;
/// else the row of the call or the first lane.
/// Absent where none of the lanes is shown.
[[nodiscard]] std::optional<Extent> extentOf(const Target& target, const TimelineIndex& index, const Layout& layout,
                                             double roomPx);

/// The scrolling nearest to `scrollPx` at which all of the extent is seen; of one that is higher than the room, its
/// beginning.
[[nodiscard]] double scrolledTo(const Extent& extent, double scrollPx, double roomPx);

}  // namespace roundscope::ui

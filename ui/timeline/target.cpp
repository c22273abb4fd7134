// The heading of a lane's variant belongs to it where there is room: it says which run one looks at. See target.h.
#include "ui/timeline/target.h"

#include <algorithm>

namespace roundscope::ui {

namespace {

bool holds(const Target& target, LaneKey key) {
  return std::find(target.lanes.begin(), target.lanes.end(), key) != target.lanes.end();
}

void include(std::optional<Extent>& all, Extent one) {
  if (!all) all = one;
  all->top = std::min(all->top, one.top);
  all->bottom = std::max(all->bottom, one.bottom);
}

/// The row of a call that has one.
std::optional<Extent> rowOf(CallRef call, const TimelineIndex& index, const LaneLayout& lane) {
  const VariantIndex& variant = index.variants()[call.variant];
  const bool rows = lane.form == LaneForm::Rows || lane.form == LaneForm::OpenBatch;
  if (!rows || !variant.knows(call.call) || variant.call(call.call).caller.value != lane.key.lane) return std::nullopt;
  const double top = lane.callsTop + static_cast<double>(variant.rowOf(call.call)) * lane.rowHeight;
  return Extent{top, top + lane.rowHeight};
}

}  // namespace

std::optional<Extent> extentOf(const Target& target, const TimelineIndex& index, const Layout& layout, double roomPx) {
  std::optional<Extent> headed, all, first, main, mainFirst;
  for (const VariantLayout& variant : layout.variants)
    for (const LaneLayout& lane : variant.lanes) {
      if (!holds(target, lane.key)) continue;
      const Extent extent{lane.top, lane.top + lane.height};
      include(headed, {variant.top, extent.bottom});
      include(all, extent);
      if (!first) first = extent;
      if (target.variant == variant.variant) {
        include(main, {variant.top, extent.bottom});
        if (!mainFirst) mainFirst = {variant.top, extent.bottom};
      }
      if (target.call && target.call->variant == lane.key.variant)
        if (const auto row = rowOf(*target.call, index, lane)) first = row;
    }
  for (const std::optional<Extent>& extent : {headed, all, main})
    if (extent && extent->height() <= roomPx) return extent;
  if (mainFirst) return mainFirst;
  return first;
}

double scrolledTo(const Extent& extent, double scrollPx, double roomPx) {
  if (extent.height() > roomPx) return extent.top;
  return std::clamp(scrollPx, extent.bottom - roomPx, extent.top);
}

}  // namespace roundscope::ui

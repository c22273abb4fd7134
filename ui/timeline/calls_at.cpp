// One binary search a row.
#include "ui/timeline/calls_at.h"

#include <algorithm>

namespace roundscope::ui {

std::vector<CallRef> callsAt(const TimelineIndex& index, Time time) {
  std::vector<CallRef> found;
  for (std::size_t v = 0; v < index.variants().size(); ++v) {
    const VariantIndex& variant = index.variants()[v];
    for (const std::size_t lane : variant.laneOrder())
      for (const LaneRow& row : variant.lanes()[lane].rows) {
        const auto next = std::partition_point(row.items.begin(), row.items.end(),
                                               [&](const RowItem& item) { return item.startUs <= time.us; });
        if (next != row.items.begin() && (next - 1)->endUs >= time.us) found.push_back({v, (next - 1)->call});
      }
  }
  return found;
}

}  // namespace roundscope::ui

// One binary search a row, and no row below the last that has such a call.
#include "ui/timeline/calls_at.h"

#include <algorithm>

namespace roundscope::ui {
namespace {

/// How many calls of the lane the moment cuts, those that begin or end just then among them.
std::size_t countAt(const CanisterOutcomes& calls, double us) {
  const auto inFlightBefore = calls.countsUntil(us - 1).of(CallOutcome::InFlight) +
                              calls.toItself.countsUntil(us - 1).of(CallOutcome::InFlight);
  const TimeList& performed = calls.reached.front();
  return inFlightBefore + performed.countUntil(us) - performed.countUntil(us - 1);
}

}  // namespace

std::vector<CallRef> callsAt(const TimelineIndex& index, Time time) {
  std::vector<CallRef> found;
  for (std::size_t v = 0; v < index.variants().size(); ++v) {
    const VariantIndex& variant = index.variants()[v];
    for (const std::size_t number : variant.laneOrder()) {
      const Lane& lane = variant.lanes()[number];
      std::size_t left = countAt(variant.outcomesOf(lane), static_cast<double>(time.us));
      for (auto row = lane.rows.begin(); row != lane.rows.end() && left > 0; ++row) {
        const auto next = std::partition_point(row->items.begin(), row->items.end(),
                                               [&](const RowItem& item) { return item.startUs <= time.us; });
        if (next == row->items.begin() || (next - 1)->endUs < time.us) continue;
        found.push_back({v, (next - 1)->call});
        --left;
      }
    }
  }
  return found;
}

}  // namespace roundscope::ui

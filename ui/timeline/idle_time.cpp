// The gaps between the rounds of all variants together. See idle_time.h.
#include "ui/timeline/idle_time.h"

#include <algorithm>
#include <vector>

namespace roundscope::ui {

std::shared_ptr<const IdleMap> idleMapOf(const TimelineIndex& index) {
  std::vector<IdleMap::Stretch> busy;
  double roundUs = 0;
  for (const VariantIndex& variant : index.variants())
    for (const RoundRow& row : variant.table().rounds()) {
      const auto interval = static_cast<double>(row.interval.us);
      roundUs = std::max(roundUs, interval);
      busy.push_back({static_cast<double>(row.time.us), static_cast<double>(row.time.us) + interval});
    }
  if (busy.empty()) return nullptr;
  std::sort(busy.begin(), busy.end(), [](const auto& a, const auto& b) { return a.startUs < b.startUs; });
  std::vector<IdleMap::Stretch> idle;
  double busyUntil = 0;
  for (const IdleMap::Stretch& stretch : busy) {
    if (stretch.startUs - busyUntil > 3 * roundUs) idle.push_back({busyUntil, stretch.startUs});
    busyUntil = std::max(busyUntil, stretch.endUs);
  }
  return idle.empty() ? nullptr : std::make_shared<const IdleMap>(std::move(idle), roundUs);
}

}  // namespace roundscope::ui

// See lost_for_room.h.
#include "ui/picture/lost_for_room.h"

#include "ui/timeline/layout.h"

namespace roundscope::ui {

QStringList lostForRoom(const TimelineIndex& index, const TimelineView& view, QSizeF lanes, const TextMeasure& text) {
  QStringList lost;
  const Layout layout = layoutOf(index, view, lanes, text);
  bool shown = false;
  bool wanted = false;
  for (const VariantLayout& variant : layout.variants)
    for (const LaneLayout& lane : variant.lanes) {
      const bool whole = lane.form != LaneForm::Collapsed && lane.form != LaneForm::Folded;
      const VariantIndex& data = index.variants()[lane.key.variant];
      wanted = wanted || (whole && !changingVariables(data, data.lanes()[lane.key.lane]).empty());
      shown = shown || !lane.variables.empty();
    }
  if (view.variables && wanted && !shown) lost << QStringLiteral("There was no room for variables.");
  return lost;
}

}  // namespace roundscope::ui

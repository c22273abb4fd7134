// What the call in focus brings to light, over the lanes: its time, and the count of calls that it overlaps.
#include <algorithm>

#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

void drawFocusBand(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr || layout.overlapHeight <= 0) return;
  const double left = xOf(context.view.axis, focus->startUs);
  const double right = std::max(left + 1.5, xOf(context.view.axis, focus->endUs));
  context.canvas.add(RectShape{
      QRectF(left, layout.overlapTop + context.dy, right - left, layout.overlapHeight), {Role::FocusBand}, {}});
}

void drawFocusText(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr || focus->overlapped == 0 || layout.overlapHeight <= 0) return;
  Canvas& canvas = context.canvas;
  const TimeAxis& axis = context.view.axis;
  const double left = xOf(axis, focus->startUs);
  const double right = xOf(axis, focus->endUs);
  if (right < axis.leftPx || left > axis.rightPx()) return;
  const QString words = focusWords(context.variant(layout.variant), *focus);
  const double width = canvas.measure().width(words, FontRole::Strong);
  const double line = canvas.measure().height(FontRole::Strong);
  double x = (std::max(axis.leftPx, left) + std::min(axis.rightPx(), right) - width) / 2;
  if (right - left < width + 8) x = right + 6;
  if (x + width > axis.rightPx() - 4) x = left - width - 6;
  x = std::clamp(x, axis.leftPx + 4, std::max(axis.leftPx + 4, axis.rightPx() - width - 4));
  const double y = layout.overlapTop + context.dy + (layout.overlapHeight - line) / 2;
  canvas.text({x, y}, words, {Role::Text}, FontRole::Strong);
}

QString focusWords(const VariantIndex& variant, const Focus& focus) {
  if (focus.overlapped == 0) return {};
  if (variant.call(focus.call.call).outcome == CallOutcome::NotPerformed)
    return QStringLiteral("%1 in flight already").arg(grouped(focus.overlapped));
  return QStringLiteral("overlaps ") + callsText(focus.overlapped);
}

}  // namespace roundscope::ui::parts

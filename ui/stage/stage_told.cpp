// What the stage tells to screen readers: the moment, and the places that can be pointed at, one by one.
#include <algorithm>

#include "ui/stage/stage_widget.h"

namespace roundscope::ui {

std::vector<const StageHit*> StageWidget::places() {
  std::vector<const StageHit*> places;
  for (const StageHit& hit : scene().hits)
    if (!std::holds_alternative<ScrubberHit>(hit.what) && places.size() < kMostTold) places.push_back(&hit);
  return places;
}

QString StageWidget::tellMoment() {
  if (m_session.runs().empty()) return tr("Nothing is open");
  std::int64_t messages = 0;
  for (const StageHit* place : places()) {
    if (const auto* lying = std::get_if<MessagesHit>(&place->what)) messages += lying->messages.total();
    if (std::holds_alternative<MovingHit>(place->what)) ++messages;
  }
  const QString count = messages == 1 ? tr("1 message") : tr("%1 messages").arg(messages);
  return tr("At %1 s: %2 in queues and on their way").arg(m_shown.seconds(), 0, 'f', 1).arg(count);
}

int StageWidget::toldCount() { return static_cast<int>(places().size()); }

ToldItem StageWidget::toldItem(int item) {
  const StageHit& hit = *places()[static_cast<std::size_t>(item)];
  return {wordsOf(hit), hit.rect.toAlignedRect(), m_view.pointed && m_view.pointed->rect == hit.rect};
}

void StageWidget::chooseToldItem(int item) {
  const StageHit hit = *places()[static_cast<std::size_t>(item)];
  point(hit);
  choose(hit);
}

}  // namespace roundscope::ui

// See event_sentence.h.
#include "ui/window/event_sentence.h"

#include <optional>

#include "core/analysis/explain.h"

namespace roundscope::ui {

QString sentenceAtCursor(const Session& session) {
  std::optional<EventRef> latest;
  Time latestTime;
  std::size_t shown = 0;
  for (std::size_t v = 0; v < session.runs().size(); ++v) {
    if (session.viewState().foldedVariants.contains(v)) continue;
    ++shown;
    const Run& run = *session.runs()[v];
    const auto event = run.order().last(run.calls(), session.cursor());
    if (!event) continue;
    const Time time = run.calls().drawnAt(run.momentOf(*event));
    if (latest && time <= latestTime) continue;
    latest = EventRef{v, *event};
    latestTime = time;
  }
  if (!latest) return {};
  const Run& run = *session.runs()[latest->variant];
  const QString sentence = QString::fromStdString(explainEvent(run, latest->event).sentence);
  const QString variant = QString::fromStdString(run.scenario().variant);
  return shown > 1 && !sentence.isEmpty() ? variant + QStringLiteral(": ") + sentence : sentence;
}

}  // namespace roundscope::ui

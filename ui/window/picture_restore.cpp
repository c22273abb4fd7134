// See picture_restore.h.
#include "ui/window/picture_restore.h"

#include <algorithm>

#include "core/scenario/scenario.h"
#include "ui/picture/figure_view.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {
namespace {

/// The number of a variant; a picture of one run may name none.
std::optional<std::size_t> variantCalled(const std::string& name, const ScenarioSet& set) {
  const auto found = std::find_if(set.variants.begin(), set.variants.end(),
                                  [&](const Scenario& variant) { return name.empty() || variant.variant == name; });
  if (found == set.variants.end()) return std::nullopt;
  return static_cast<std::size_t>(found - set.variants.begin());
}

/// Whether the place's variant has something with its id.
template <class Things>
bool has(const ScenarioSet& set, const FigurePlace& place, Things Scenario::*things) {
  const auto variant = variantCalled(place.variant, set);
  if (!variant) return false;
  const Things& all = set.variants[*variant].*things;
  return std::any_of(all.begin(), all.end(), [&](const auto& thing) { return thing.id == place.id; });
}

QStringList unknownNames(const FigureWindow& window, const ScenarioSet& set) {
  QStringList names;
  const auto note = [&](const std::string& name) { names << QString::fromStdString(name); };
  for (const std::string& name : window.folded)
    if (!variantCalled(name, set)) note(name);
  for (const auto* places : {&window.collapsed, &window.opened})
    for (const FigurePlace& place : *places)
      if (!has(set, place, &Scenario::canisters)) note(place.id);
  for (const FigurePlace& place : window.subnets)
    if (!has(set, place, &Scenario::subnets)) note(place.id);
  if (window.selected && !variantCalled(window.selected->variant, set)) note(window.selected->variant);
  names.removeDuplicates();
  return names;
}

}  // namespace

QStringList showAsIn(const Figure& figure, const std::optional<TimeRange>& range, Session& session,
                     TimelineWidget& timeline) {
  const ScenarioSet& set = *session.scenarioSet();
  Figure places = figure;
  places.window.collapseIdle = false;  // the timeline knows itself where nothing happens
  const TimelineView view = viewOf(places, timeline.index());
  session.changeView([&](ViewState& state) {
    state.foldedVariants = view.foldedVariants;
    state.hideFuture = figure.hideFuture;
    state.showArrows = view.showArrows;
    state.showCriticalPath = figure.window.criticalPath;
    state.collapseIdle = figure.window.collapseIdle;
    if (figure.view == FigureView::Stage && state.shown == RunView::Timeline) state.shown = RunView::Stage;
    if (figure.view == FigureView::Timeline && state.shown == RunView::Stage) state.shown = RunView::Timeline;
  });
  timeline.showLanes(view.opened, view.collapsed, view.collapsedSubnets);
  const Time cursor{figure.cursorUs.value_or(0)};
  std::optional<CallRef> call;
  if (const auto& selected = figure.window.selected)
    if (const auto variant = variantCalled(selected->variant, set)) call = CallRef{*variant, CallId{selected->number}};
  if (range) timeline.showRange(*range, cursor);
  session.takeUp(cursor, view.markers, call);
  return unknownNames(figure.window, set);
}

}  // namespace roundscope::ui

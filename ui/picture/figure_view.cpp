// See figure_view.h.
#include "ui/picture/figure_view.h"

#include <algorithm>
#include <cmath>

#include "ui/timeline/idle_time.h"

namespace roundscope::ui {

namespace {

/// The number of the variant with this name. Without a name the first is meant.
std::optional<std::size_t> variantNamed(const std::string& name, const TimelineIndex& index) {
  const auto& variants = index.variants();
  const auto found = std::find_if(variants.begin(), variants.end(), [&](const VariantIndex& variant) {
    return name.empty() || variant.scenario().variant == name;
  });
  if (found == variants.end()) return std::nullopt;
  return static_cast<std::size_t>(found - variants.begin());
}

std::set<LaneKey> lanesOf(const std::vector<FigurePlace>& places, const TimelineIndex& index) {
  std::set<LaneKey> lanes;
  for (const FigurePlace& place : places) {
    const auto variant = variantNamed(place.variant, index);
    if (!variant) continue;
    const auto& canisters = index.variants()[*variant].scenario().canisters;
    for (std::size_t lane = 0; lane < canisters.size(); ++lane)
      if (canisters[lane].id == place.id) lanes.insert({*variant, lane});
  }
  return lanes;
}

std::set<SubnetKey> subnetsOf(const std::vector<FigurePlace>& places, const TimelineIndex& index) {
  std::set<SubnetKey> keys;
  for (const FigurePlace& place : places) {
    const auto variant = variantNamed(place.variant, index);
    if (!variant) continue;
    const auto& subnets = index.variants()[*variant].scenario().subnets;
    for (std::size_t i = 0; i < subnets.size(); ++i)
      if (subnets[i].id == place.id) keys.insert({*variant, SubnetId{static_cast<decltype(SubnetId{}.value)>(i)}});
  }
  return keys;
}

std::set<LaneKey> lanesOn(const SubnetKey& key, const TimelineIndex& index) {
  std::set<LaneKey> found;
  const std::vector<Lane>& lanes = index.variants()[key.variant].lanes();
  for (std::size_t lane = 0; lane < lanes.size(); ++lane)
    if (lanes[lane].subnet == key.subnet) found.insert({key.variant, lane});
  return found;
}

/// The lanes of canisters that the figure does not name.
std::set<LaneKey> leftOutOf(const std::vector<std::string>& wanted, const TimelineIndex& index) {
  std::set<LaneKey> lanes;
  for (std::size_t v = 0; v < index.variants().size() && !wanted.empty(); ++v) {
    const auto& canisters = index.variants()[v].scenario().canisters;
    for (std::size_t lane = 0; lane < canisters.size(); ++lane)
      if (std::find(wanted.begin(), wanted.end(), canisters[lane].id) == wanted.end()) lanes.insert({v, lane});
  }
  return lanes;
}

std::optional<CallRef> callOf(const std::optional<FigureCall>& call, const TimelineIndex& index) {
  if (!call) return std::nullopt;
  const auto variant = variantNamed(call->variant, index);
  if (!variant || !index.variants()[*variant].knows(CallId{call->number})) return std::nullopt;
  return CallRef{*variant, CallId{call->number}};
}

}  // namespace

TimeRange rangeOf(const TimelineIndex& index, const AxisScale& scale, const Figure& figure) {
  if (figure.rangeUs && figure.rangeUs->second > figure.rangeUs->first)
    return {static_cast<double>(figure.rangeUs->first), static_cast<double>(figure.rangeUs->second)};
  if (!figure.rounds) return {0, static_cast<double>(index.endUs())};
  const auto at = [&](double round) {
    return static_cast<double>(scale.phase.us) + round * static_cast<double>(scale.interval.us);
  };
  return {at(figure.rounds->first), at(figure.rounds->second + 1.0)};
}

Result<Theme> themeOf(const Figure& figure) {
  Theme theme{themeOf(figure.theme)};
  const std::string words = paletteText(figure);
  if (words.empty()) return theme;
  const Result<Palette> palette = paletteFrom(words, "palette");
  if (!palette.ok()) return palette.error();
  theme.palette = palette.value();
  return theme;
}

TimelineView viewOf(const Figure& figure, const TimelineIndex& index) {
  TimelineView view;
  view.showCursor = figure.cursorUs.has_value();
  view.cursor = Time{figure.cursorUs.value_or(0)};
  view.hideFuture = view.showCursor && figure.hideFuture;
  view.overview = view.controls = view.legend = false;
  view.stretch = true;
  view.calls = figure.shows(FigurePart::Calls);
  view.executions = figure.shows(FigurePart::Executions);
  view.strips = figure.shows(FigurePart::InFlight);
  view.variables = figure.shows(FigurePart::Variables);
  view.locks = figure.shows(FigurePart::Locks);
  view.callNumbers = figure.callNumbers;
  view.showArrows = figure.shows(FigurePart::Arrows);
  view.leftOut = leftOutOf(figure.canisters, index);
  for (const std::string& name : figure.window.folded)
    if (const auto variant = variantNamed(name, index)) view.foldedVariants.insert(*variant);
  view.collapsed = lanesOf(figure.window.collapsed, index);
  view.opened = lanesOf(figure.window.opened, index);
  view.collapsedSubnets = subnetsOf(figure.window.subnets, index);
  for (const std::int64_t us : figure.window.markersUs) view.markers.push_back(Time{us});
  view.selected = callOf(figure.window.selected, index);
  view.showCriticalPath = figure.window.criticalPath;
  view.collapseIdle = figure.window.collapseIdle;
  if (view.collapseIdle) view.axis.idle = IdleTime().mapOf(index);
  return view;
}

CompactView compactViewOf(const Figure& figure, const TimelineIndex& index) {
  CompactView view;
  for (const std::string& name : figure.window.folded)
    if (const auto variant = variantNamed(name, index)) view.leftOutVariants.insert(*variant);
  view.leftOutCanisters = leftOutOf(figure.canisters, index);
  view.calls = figure.shows(FigurePart::Calls);
  view.executions = figure.shows(FigurePart::Executions);
  view.variables = figure.shows(FigurePart::Variables);
  view.locks = figure.shows(FigurePart::Locks);
  view.inFlight = figure.shows(FigurePart::InFlight);
  view.arrows = figure.shows(FigurePart::Arrows);
  view.legend = figure.shows(FigurePart::Legend);
  view.patterns = figure.theme == FigureTheme::Grey;
  if (figure.cursorUs) view.cursor = Time{*figure.cursorUs};
  view.hideFuture = figure.hideFuture;
  view.collapsed = lanesOf(figure.window.collapsed, index);
  for (const SubnetKey& key : subnetsOf(figure.window.subnets, index)) view.collapsed.merge(lanesOn(key, index));
  view.opened = lanesOf(figure.window.opened, index);
  for (const std::int64_t us : figure.window.markersUs) view.markers.push_back(Time{us});
  view.selected = callOf(figure.window.selected, index);
  view.criticalPath = figure.window.criticalPath;
  view.collapseIdle = figure.window.collapseIdle;
  return view;
}

Figure figureOf(const TimelineView& view, const TimelineIndex& index) {
  Figure figure;
  if (view.shown == RunView::Stage) figure.view = FigureView::Stage;
  const auto name = [&](std::size_t variant) { return index.variants()[variant].scenario().variant; };
  const auto places = [&](const std::set<LaneKey>& lanes) {
    std::vector<FigurePlace> all;
    for (const LaneKey& key : lanes)
      all.push_back({name(key.variant), index.variants()[key.variant].scenario().canisters[key.lane].id});
    return all;
  };
  const TimeRange shown = view.axis.visible();
  figure.rangeUs = {std::llround(std::max(0.0, shown.startUs)), std::llround(shown.endUs)};
  if (view.showCursor) figure.cursorUs = view.cursor.us;
  figure.hideFuture = view.hideFuture || view.answerHidden;
  if (!view.showArrows) figure.hidden.insert(FigurePart::Arrows);
  if (!view.variables) figure.hidden.insert(FigurePart::Variables);
  for (const std::size_t variant : view.foldedVariants) figure.window.folded.push_back(name(variant));
  figure.window.collapsed = places(view.collapsed);
  figure.window.opened = places(view.opened);
  for (const SubnetKey& key : view.collapsedSubnets)
    figure.window.subnets.push_back(
        {name(key.variant), index.variants()[key.variant].scenario().subnet(key.subnet).id});
  for (const Time marker : view.markers) figure.window.markersUs.push_back(marker.us);
  if (view.selected) figure.window.selected = FigureCall{name(view.selected->variant), view.selected->call.value};
  figure.window.criticalPath = view.showCriticalPath;
  figure.window.collapseIdle = view.collapseIdle;
  return figure;
}

}  // namespace roundscope::ui

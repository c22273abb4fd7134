// Curves by pixels. See in_flight_series.h.
#include "ui/plot/in_flight_series.h"

#include <algorithm>
#include <map>

#include "ui/drawing/pixels.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

/// What tells a curve from the others: its variant, its pair of canisters, or both.
QString nameOf(const VariantIndex& variant, const PairInFlight& pair, bool severalPairs, bool severalVariants) {
  const Scenario& scenario = variant.scenario();
  const QString way = QString::fromStdString(scenario.canister(pair.caller).id) + QStringLiteral(" → ") +
                      QString::fromStdString(scenario.canister(pair.callee).id);
  if (scenario.variant.empty() || (severalPairs && !severalVariants)) return way;
  const QString name = QString::fromStdString(scenario.variant);
  return severalPairs ? name + QStringLiteral(": ") + way : name;
}

/// Beyond so many changes a pixel, each pixel shows the most that was in flight within it.
constexpr double kMostChangesPerPixel = 4;
constexpr double kLeastDipPx = 1;

/// The number of changes until a moment.
std::uint32_t changesUntil(const StepCurve& curve, double us) {
  std::uint32_t low = 0;
  std::uint32_t high = curve.size();
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (static_cast<double>(curve.point(middle).us) <= us)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/// Takes a step, and fills what lies narrow between it and higher ground before it.
void addStep(std::vector<CurvePoint>& points, CurvePoint step) {
  const bool up = points.size() >= 2 && step.value > points.back().value;
  const double before = up ? points[points.size() - 2].value : 0;
  if (up && before > points.back().value && step.x - points.back().x < kLeastDipPx) {
    if (before > step.value) {  // down by two steps: the lower one begins where the dip did
      points.back().value = step.value;
      return;
    }
    points.pop_back();
  }
  if (step.value != points.back().value) points.push_back(step);
}

}  // namespace

std::vector<InFlightSeries> inFlightSeries(const TimelineIndex& index, const std::set<std::size_t>& leftOut) {
  std::vector<InFlightSeries> all;
  const std::set<std::size_t> ownAxes = ownAxesOf(index, leftOut);
  bool several = false;
  for (const VariantIndex& variant : index.variants()) several = several || variant.run().inFlight().pairs().size() > 1;
  const std::size_t shown = index.variants().size() - std::min(leftOut.size(), index.variants().size());
  for (std::size_t v = 0; v < index.variants().size(); ++v) {
    const VariantIndex& variant = index.variants()[v];
    if (leftOut.contains(v) || ownAxes.contains(v)) continue;
    for (const auto& [ids, pair] : variant.run().inFlight().pairs())
      all.push_back(
          {v, &pair, variant.hueOf(variant.lanes()[pair.caller.value]), nameOf(variant, pair, several, shown > 1)});
  }
  std::stable_sort(all.begin(), all.end(), [](const InFlightSeries& a, const InFlightSeries& b) {
    if (a.pair->refused.size() != b.pair->refused.size()) return a.pair->refused.size() > b.pair->refused.size();
    return a.pair->curve.peak().value > b.pair->curve.peak().value;
  });
  constexpr std::size_t kMostSeries = 8;
  if (all.size() > kMostSeries) all.resize(kMostSeries);
  constexpr Dash kDashes[] = {Dash::None, Dash::Long, Dash::Dots, Dash::DashDot};
  std::map<std::uint8_t, std::size_t> used;
  for (InFlightSeries& series : all) series.dash = kDashes[used[series.hue]++ % std::size(kDashes)];
  return all;
}

double InFlightHeights::top() const {
  return (near && !limits.empty() ? std::max(peak, static_cast<double>(*limits.rbegin())) : peak) * 1.12;
}

InFlightHeights heightsOf(const TimelineIndex& index, const std::vector<InFlightSeries>& all,
                          const InFlightView& view) {
  InFlightHeights heights;
  for (const InFlightSeries& series : all) {
    const StepCurve& curve = series.pair->curve;
    const double known = knownUntil(index.variants()[series.variant], view);
    const std::int32_t high = (view.hideFuture ? curve.peakUntil(known) : curve.peak()).value;
    heights.peak = std::max(heights.peak, static_cast<double>(high));
    if (view.answerHidden) continue;
    if (series.pair->limit > 0) heights.limits.insert(series.pair->limit);
    heights.near = heights.near || !series.pair->refused.empty() ||
                   static_cast<double>(high) * 3 >= static_cast<double>(series.pair->limit);
  }
  return heights;
}

QString capText(const InFlightHeights& heights) {
  if (heights.limits.empty()) return {};
  const QString least = grouped(static_cast<std::int64_t>(*heights.limits.begin()));
  const QString most = grouped(static_cast<std::int64_t>(*heights.limits.rbegin()));
  const QString limits = heights.limits.size() == 1   ? QStringLiteral("limit %1").arg(most)
                         : heights.limits.size() == 2 ? QStringLiteral("limits %1 and %2").arg(least, most)
                                                      : QStringLiteral("limits %1 to %2").arg(least, most);
  return heights.near ? limits : QStringLiteral("%1 (far above)").arg(limits);
}

double knownUntil(const VariantIndex& variant, const InFlightView& view) {
  const auto frontier = static_cast<double>(variant.frontierUs());
  return view.hideFuture && view.cursor ? std::min(frontier, static_cast<double>(view.cursor->us)) : frontier;
}

std::vector<CurvePoint> curvePoints(const StepCurve& curve, const TimeAxis& axis, double untilUs) {
  std::vector<CurvePoint> points{{axis.leftPx, static_cast<double>(curve.valueAt(axis.firstUs()))}};
  const double lastUs = std::min(untilUs, axis.lastUs());
  const std::uint32_t first = changesUntil(curve, axis.firstUs());
  const std::uint32_t end = changesUntil(curve, lastUs);
  if (end > first && end - first > kMostChangesPerPixel * axis.widthPx) {
    const std::vector<double> xs = pixelsOf(axis, axis.rightPx());
    const std::vector<double> bounds = boundsOf(axis, xs);
    const std::vector<StepCurve::Stretch> stretches = curve.stretches(bounds);
    for (std::size_t i = 0; i < xs.size() && bounds[i] < untilUs; ++i)
      if (const double high = stretches[i].extremes.high; high != points.back().value) points.push_back({xs[i], high});
  } else {
    for (std::uint32_t i = first; i < end; ++i) {
      const StepCurve::Point change = curve.point(i);
      addStep(points, {xOf(axis, static_cast<double>(change.us)), static_cast<double>(change.value)});
    }
  }
  points.push_back({std::clamp(xOf(axis, untilUs), axis.leftPx, axis.rightPx()), points.back().value});
  return points;
}

}  // namespace roundscope::ui

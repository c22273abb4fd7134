// What the in-flight chart shows, whoever draws it: one curve a pair of canisters, and the cap.
#pragma once

#include <QString>
#include <cstddef>
#include <set>
#include <vector>

#include "ui/drawing/shapes.h"
#include "ui/plot/in_flight_view.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

struct InFlightSeries {
  std::size_t variant = 0;
  const PairInFlight* pair = nullptr;
  std::uint8_t hue = 0;
  QString name;
  Dash dash = Dash::None;  ///< tells curves of one hue apart
};

/// Of the variants that are not left out, the most telling pairs first, at most eight: those with refused calls, then
/// those with the highest peak. Variants with an axis of their own have no curve on the common one.
[[nodiscard]] std::vector<InFlightSeries> inFlightSeries(const TimelineIndex& index,
                                                         const std::set<std::size_t>& leftOut);

/// What the chart's height must hold.
struct InFlightHeights {
  double peak = 1;
  std::set<std::uint64_t> limits;  ///< of the pairs shown; variants may differ in them
  bool near = false;               ///< they are drawn to scale; far away, they are told only
  [[nodiscard]] double top() const;
};
/// As far as is told: while an answer is hidden, without the limit.
[[nodiscard]] InFlightHeights heightsOf(const TimelineIndex& index, const std::vector<InFlightSeries>& all,
                                        const InFlightView& view);
/// "limit 500", "limits 3 and 500"; empty without one.
[[nodiscard]] QString capText(const InFlightHeights& heights);

/// How far a curve may be shown, in microseconds.
[[nodiscard]] double knownUntil(const VariantIndex& variant, const InFlightView& view);

/// A step curve's corner: from here on it has this value.
struct CurvePoint {
  double x = 0;
  double value = 0;
};
/// As many points as there are pixels, about, whatever the number of calls; the last one is where the curve ends. What
/// comes and goes within a pixel is a band: a dip narrower than one is not drawn, for where it fell on pixels would be
/// a rhythm of the screen and none of the run.
[[nodiscard]] std::vector<CurvePoint> curvePoints(const StepCurve& curve, const TimeAxis& axis, double untilUs);

}  // namespace roundscope::ui

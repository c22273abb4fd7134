// What to draw: a pure function of the runs, the axis, the cursor, the selection and the size. The screen, pictures
// and hit tests all read the same scene. Its size is bounded by pixels, never by the number of calls.
#pragma once

#include <QSizeF>
#include <optional>
#include <set>
#include <vector>

#include "ui/drawing/axis.h"
#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"
#include "ui/drawing/ticks.h"
#include "ui/session/view_state.h"
#include "ui/timeline/index.h"
#include "ui/timeline/layout.h"

namespace roundscope::ui {

/// What the viewer has chosen, apart from the runs themselves: what all views share, and what is the timeline's own.
struct TimelineView : ViewState {
  TimeAxis axis;  ///< its pixels are those right of the gutter
  AxisScale scale;
  Time cursor;
  bool showCursor = true;
  std::optional<CallRef> selected;
  std::optional<CallRef> hovered;
  std::set<LaneKey> opened;  ///< batch rows shown call by call
  std::set<LaneKey> collapsed;
  std::set<SubnetKey> collapsedSubnets;
  std::vector<Time> markers;   ///< at most two are shown, with their distance
  double scrollPx = 0;         ///< of the lanes
  bool strips = true;          ///< of calls in flight; no strips where a chart shows the same
  bool variables = true;       ///< as step lines, where there is room
  bool keepVariables = false;  ///< where there is none, too: the height follows
  bool calls = true;           ///< the bars
  bool executions = true;
  bool locks = true;
  bool callNumbers = false;  ///< in bars, rather than what is called
  bool overview = true;
  bool legend = true;
  bool controls = true;         ///< the triangles that open batch rows
  bool stretch = false;         ///< lanes fill the height
  bool hideIdle = false;        ///< canisters that did nothing are left out
  bool leaveOutFolded = false;  ///< folded variants, too
  std::set<LaneKey> leftOut;    ///< and these lanes
  double leastBarPx = LayoutOptions{}.leastBarPx;
  double leastPhasesPx = 0;  ///< bars of calls that are narrower show that they are in flight, and no phases
};

/// Where an axis ends that must not give away how long the run is: it depends on the cursor alone.
[[nodiscard]] double neutralEndUs(const AxisScale& scale, Time cursor);

/// The width of the column of names, left of the axis.
[[nodiscard]] double gutterWidth(const TimelineIndex& index, const TextMeasure& text);
/// The axis' pixels in a picture of this width: what the gutter and a margin leave.
/// Whether a layer holds calls: their bars, or the marks of those that were refused.
[[nodiscard]] bool isOfCalls(const Layer& layer);

[[nodiscard]] TimeAxis axisFor(TimeAxis axis, double gutterPx, double widthPx);

inline constexpr double kOverviewHeight = 34;

/// The least height in which buildScene shows everything without scrolling, for a view without legend and overview.
[[nodiscard]] double leastHeightOf(const TimelineIndex& index, const TimelineView& view, const TextMeasure& text);

/// The legend of what is drawn, alone, for pictures that place it elsewhere; and the height that it needs, or may need
/// whatever is drawn.
[[nodiscard]] Scene buildLegend(const TimelineIndex& index, const TimelineView& view, const Scene& drawn, QSizeF size,
                                const TextMeasure& text);
[[nodiscard]] double legendHeightOf(const TimelineIndex& index, const TextMeasure& text, double widthPx,
                                    const TimelineView& view = {});
[[nodiscard]] double legendHeightOf(const TimelineIndex& index, const TextMeasure& text, double widthPx,
                                    const TimelineView& view, const Scene& drawn);

/// Where the lanes of a scene stand; its body is `bodyOf` the same view.
[[nodiscard]] Layout layoutOf(const TimelineIndex& index, const TimelineView& view, QSizeF size,
                              const TextMeasure& text);
[[nodiscard]] QRectF bodyOf(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text);

/// The axis with which buildScene draws a variant: its own where it has nothing but queries, beside others.
[[nodiscard]] TimeAxis axisOf(const TimelineIndex& index, const TimelineView& view, std::size_t variant);

[[nodiscard]] Scene buildScene(const TimelineIndex& index, const TimelineView& view, QSizeF size,
                               const TextMeasure& text);

}  // namespace roundscope::ui

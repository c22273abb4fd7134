// The parts that a scene is built from; each draws into the canvas' current layer. Only scene*.cpp
// and the compact picture include this.
#pragma once

#include <utility>

#include "core/analysis/differences.h"
#include "ui/drawing/canvas.h"
#include "ui/timeline/focus.h"
#include "ui/timeline/phases.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui::parts {

/// A mark is never smaller: on a low bar it stands out above and below.
inline constexpr double kLeastMarkPx = 9;
/// Of what was refused, where its row is high enough.
inline constexpr double kRefusalMarkPx = 13;

/// What every part needs to know. `dy` turns content coordinates into the picture's.
struct Context {
  const TimelineIndex& index;
  const TimelineView& view;
  Canvas& canvas;
  QRectF body;
  double dy = 0;
  std::optional<Focus> focus{};
  [[nodiscard]] const VariantIndex& variant(std::size_t v) const { return index.variants()[v]; }
  /// While a lesson asks, nothing after the cursor is told, either.
  [[nodiscard]] bool hidesFuture() const { return view.hideFuture || view.answerHidden; }
  /// The moment as of which texts speak: the end, or the cursor when the future is hidden.
  [[nodiscard]] double knownUs() const {
    return hidesFuture() ? static_cast<double>(view.cursor.us) : static_cast<double>(index.endUs());
  }
  /// Whether a mark of a broken expectation gives nothing away.
  [[nodiscard]] bool tells(const LostExpectation& lost) const {
    return static_cast<double>(lost.at.us) <= knownUs() || !hidesFuture();
  }
  /// The focus, where it lies in this variant.
  [[nodiscard]] const Focus* focusIn(std::size_t v) const {
    return focus && focus->call.variant == v ? &*focus : nullptr;
  }
};

/// The time of a variant that has nothing but queries, with some room before it.
[[nodiscard]] TimeRange ownRangeOf(const VariantIndex& variant, const TimelineView& view);

/// A lane's calls, row by row, and the marks of attempts that were refused.
void drawRows(const Context& context, const LaneLayout& lane);
/// A lane's calls as one block whose height is their number, phase over phase.
void drawBatch(const Context& context, const LaneLayout& lane);
/// Where the message arrows of calls begin and end: requests from caller to callee, responses back.
/// Those of all calls where they are few, to lie behind the bars …
void drawAllArrows(const Context& context, const VariantLayout& variant);
/// … the numbers of those that are bundled …
void drawArrowCounts(const Context& context, const VariantLayout& variant);
/// … and those of the causal chain in focus, to lie over them.
void drawFocusArrows(const Context& context, const VariantLayout& variant);
/// The time of the call in focus and how many calls it overlaps, in the strip of calls in flight.
void drawFocusBand(const Context& context, const VariantLayout& variant);
void drawFocusText(const Context& context, const VariantLayout& variant);
/// "overlaps 12 calls"; empty where it overlaps none.
[[nodiscard]] QString focusWords(const VariantIndex& variant, const Focus& focus);
/// The upper edge of that block at a moment.
[[nodiscard]] double batchTopAt(const Context& context, const LaneLayout& lane, double us);
/// The height of a bar, which is less than that of its row.
[[nodiscard]] inline double barHeightOf(const LaneLayout& lane) {
  return lane.rowHeight - (lane.rowHeight >= 7 ? 2 : 1);
}
/// The texts of a lane's batches, above their blocks.
void drawBatchTexts(const Context& context, const LaneLayout& lane);
/// What becomes of calls to a canister that does not exist, on its lane.
void drawAbsence(const Context& context, const LaneLayout& lane);
/// Executed messages, as small blocks.
void drawExecutions(const Context& context, const LaneLayout& lane);
/// The upper and the lower edge of the block that executes a call from a moment on; of the strip where there is none.
[[nodiscard]] std::pair<double, double> executionEdges(const Context& context, const LaneLayout& lane, CallId call,
                                                       const Moment& started);
/// Where a method that goes on later has committed changes; lies behind everything else on the lane.
void drawExposure(const Context& context, const LaneLayout& lane);
/// Commit points, and messages that came in between.
void drawCommits(const Context& context, const LaneLayout& lane);
/// From when to when locks are held.
void drawLocks(const Context& context, const LaneLayout& lane);
/// The failures of a lane that is shown as one line.
void drawFailures(const Context& context, const LaneLayout& lane);
/// Attempts that were refused, each a mark at its instant; those of a round that stand too close are one …
void drawRefused(const Context& context, const LaneLayout& lane);
/// … with its count beside.
void drawRefusedTexts(const Context& context, const LaneLayout& lane);
/// Where a variable's step line stands.
struct VariableTrack {
  const VariableChanges& changes;
  double top = 0;
  double height = 0;
  [[nodiscard]] double yOf(std::int64_t value) const;
};
/// The track of the lane's `i`th variable that is shown.
[[nodiscard]] VariableTrack trackOf(const Context& context, const LaneLayout& lane, std::size_t i);
/// A variable as a step line.
void drawVariableLine(const Context& context, const VariableTrack& track, double knownUs);
/// As far as a variant's variables are known and told.
[[nodiscard]] double variablesKnownUs(const Context& context, const LaneLayout& lane);
/// Variables as step lines, with their values where there is room.
void drawVariables(const Context& context, const LaneLayout& lane);
/// Their names and their values at the cursor, in the gutter.
void drawVariableNames(const Context& context, const LaneLayout& lane);
/// Makes outlines of what lies after `x`, among the shapes of the current layer from `first` on.
void outlineFuture(Canvas& canvas, std::size_t first, double x);
/// Breaks of the axis: what is left out, and how long it was; as high as `body`.
void drawBreaks(const Context& context, const QRectF& body, bool withWords);
/// The flag of a marker within `rect`, nothing of one that is out of view; of two, the distance where a part of it is
/// seen.
void drawMarkers(const Context& context, const QRectF& rect);
/// Of the line of flags.
[[nodiscard]] double markersHeight(const TextMeasure& text);
/// The calls of a batch that decide the end.
void drawBatchPath(const Context& context, const LaneLayout& lane);
/// How many calls of the variant are in flight. `peak` is the height's worth, common to all variants.
void drawOverlap(const Context& context, const VariantLayout& variant, double peak);
/// "finished after 3 rounds", beside a run that leaves the rest of the axis empty.
void drawFinish(const Context& context, const VariantLayout& variant);
void drawOverlapText(const Context& context, const VariantLayout& variant, double peak);

/// How a call differs from its counterpart in the variant that this one was made of; null where it does not, and where
/// that is not told.
[[nodiscard]] const CallDifference* toldDifference(const Context& context, std::size_t variant, CallId call);
/// Quick: false where none of the calls with these numbers differs.
[[nodiscard]] bool mayDiffer(const Context& context, std::size_t variant, CallId first, CallId last);
/// The mark of a call that differs, at the end of its bar, of which so much is taken by other marks; where it has no
/// room, the bar's upper edge …
void drawDifference(const Context& context, Differs how, const QRectF& bar, double takenLeftPx, double takenRightPx);
/// … as for several calls that are drawn as one.
void drawDifferenceEdge(const Context& context, const QRectF& rect);
/// " · 500 differ"; empty where none does.
[[nodiscard]] QString batchDifference(const Context& context, std::size_t variant, const Batch& batch);
/// "against Parallel: 5 calls end 1 round later"; empty where that is not told.
[[nodiscard]] QString headingDifference(const Context& context, std::size_t variant);

void drawRuler(const Context& context, const QRectF& rect);
/// Of a variant with nothing but queries, beside others: milliseconds.
void drawOwnRuler(const Context& context, const VariantLayout& variant);
void drawHeading(const Context& context, const VariantLayout& variant);
void drawGutter(const Context& context, const VariantLayout& variant);
void drawOverview(const Context& context, const QRectF& rect);

/// The box in which a legend shows what it explains.
inline constexpr QSizeF kLegendSample{16, 11};
/// What a legend says of one thing that is drawn.
struct LegendEntry {
  QString words;
  std::vector<Shape> sample;  ///< in the box of samples; a note has none
};
/// Explains what the scene shows, and nothing else.
[[nodiscard]] std::vector<LegendEntry> legendEntries(const Context& context, const Scene& scene);
/// The height of a legend of this width, in whole lines: enough for whatever the run may show.
[[nodiscard]] double legendHeight(const TimelineIndex& index, const TextMeasure& text, double widthPx,
                                  const TimelineView& view);
/// The height of the one that `drawn` needs.
[[nodiscard]] double legendHeight(const TimelineIndex& index, const TextMeasure& text, double widthPx,
                                  const TimelineView& view, const Scene& drawn);
void drawLegend(const Context& context, const Scene& scene, const QRectF& rect);

/// The diameter of the mark of an attempt that has room for a digit as high as those of other texts.
[[nodiscard]] inline double attemptMarkPx(const TextMeasure& text) { return text.digitHeight(FontRole::Strong) + 4; }
/// What one call of a lane stands for, or several that are drawn as one.
[[nodiscard]] Hit hitOf(LaneKey lane, CallId first, bool several);
/// The mark of a failure.
[[nodiscard]] Mark markOf(CallOutcome outcome);
/// The gutter's words: "app-1 · " and "caller".
[[nodiscard]] QString subnetPrefix(const Scenario& scenario, const Lane& lane);
/// "2,000 calls" or "500 messages": what a lane has made or executed until a moment.
[[nodiscard]] QString noteOf(const VariantIndex& variant, const Lane& lane, double untilUs);

}  // namespace roundscope::ui::parts

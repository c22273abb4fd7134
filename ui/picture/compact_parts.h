// The parts that a compact picture is made of. Only compact_*.cpp and their tests include this.
#pragma once

#include <QRectF>
#include <QString>
#include <set>
#include <vector>

#include "ui/picture/compact_view.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::compact {

/// The column of names begins there, and ends so far from the chart.
inline constexpr double kNamesLeftPx = 2;
inline constexpr double kNamesGapPx = 9;

/// A line that is told of a variant.
struct Fact {
  QString words;
  Paint paint{Role::MutedText};
  FontRole font = FontRole::Normal;
};

/// A variant that is shown, and its canisters from above.
struct Shown {
  std::size_t variant = 0;
  bool ownAxis = false;  ///< nothing but queries, beside others with rounds
  std::vector<std::size_t> lanes;
  std::vector<Fact> heading;  ///< its name first, in as many lines as it needs
  QString inFlight;           ///< "in flight: 5 of 500"; empty where there is nothing to tell
};

/// What is asked for, worked out once: everything but heights.
struct Request {
  Request(const TimelineIndex& theIndex, const CompactView& theView, double pageWidthPx, const TextMeasure& theText);

  const TimelineIndex& index;
  const CompactView& view;
  const TextMeasure& text;
  TimelineView common;  ///< with the axis that variants share
  TimelineView own;     ///< with the axis of those that have nothing but queries
  TimeRange wholeUs;    ///< of the variants that share it
  std::vector<Shown> variants;
  /// Headings stand in the column of names, beside the bars of the one canister that calls; else they are lines above.
  bool headingsBeside = false;
  double gutterPx = 0;
  double widthPx = 0;  ///< of the page: what was asked for, or what it takes
  double linePx = 0;

  [[nodiscard]] const VariantIndex& of(const Shown& shown) const { return index.variants()[shown.variant]; }
  [[nodiscard]] const TimelineView& viewOf(const Shown& shown) const { return shown.ownAxis ? own : common; }
  /// What the picture may tell: the end, or the cursor while the future is hidden.
  [[nodiscard]] double knownUs() const;
};

/// What is drawn of a lane.
struct Tracks {
  LaneForm form = LaneForm::NoCalls;  ///< Collapsed: one line, of what it executes and what failed
  bool strip = false;                 ///< of executions
  bool refused = false;
  std::size_t locks = 0;
  std::vector<VariableId> variables;
};
[[nodiscard]] Tracks tracksOf(const VariantIndex& variant, LaneKey lane, const CompactView& view);

/// Room that is kept for what found no free place among the bars.
struct Reserved {
  std::set<std::size_t> notes;  ///< variants with a line for the number in flight
  double legendPx = 0;          ///< below the axis
  bool operator==(const Reserved&) const = default;
};

/// Where everything stands on the page.
struct Page {
  struct Variant {
    VariantLayout layout;  ///< its ruler is below it: the axis of this variant and of those above it
    double noteTop = 0, noteHeight = 0;
  };
  double height = 0;
  double markersTop = 0, markersHeight = 0;  ///< of the flags of markers
  std::vector<Variant> variants;             ///< as in the request
  double legendTop = 0, legendHeight = 0;
};
/// As high as asked for, or as it takes.
[[nodiscard]] Page layOutPage(const Request& request, const Reserved& reserved, double heightPx);

/// Requests and responses as lines from the bars' edges to the edges of what serves them, one for calls of a fan-out
/// that run together; in red where all of them fail.
void drawArrows(const Request& request, const parts::Context& context, const Page::Variant& variant);

/// The facts of a heading that stands above its lanes, in lines.
[[nodiscard]] std::vector<std::vector<Fact>> headingLines(const Request& request, const Shown& shown);
/// The values of a lane's variables beside their lines: the first and the last, and of the others as many as have room.
void drawValues(const parts::Context& context, const LaneLayout& lane);

/// Names and headings in the column at the left, or above, and the axes.
void drawNames(const Request& request, const parts::Context& context, const Page& page);
/// The numbers of rounds, or the milliseconds of queries.
void drawAxis(const Request& request, const parts::Context& context, double top);
/// "rounds 2–6 of 181"; "round" where all are shown.
[[nodiscard]] QString axisWords(const Request& request, const AxisScale& scale);
/// With the half of the axis' first number that stands beside them.
[[nodiscard]] double axisWordsWidth(const Request& request, const AxisScale& scale);

/// The entries of a legend in lines.
struct LegendBlock {
  std::vector<parts::LegendEntry> entries;
  std::vector<QPointF> places;  ///< of each entry
  QSizeF size;
};
/// In short words, as wide as allowed.
[[nodiscard]] std::vector<parts::LegendEntry> shortEntries(const Request& request, const parts::Context& context);
[[nodiscard]] LegendBlock legendBlock(std::vector<parts::LegendEntry> entries, const TextMeasure& text, double widthPx);
void drawLegendBlock(Canvas& canvas, const LegendBlock& block, QPointF at);

}  // namespace roundscope::ui::compact

// Private to ui/plot: the page of a sweep's picture, with its axes and what stands around them.
#pragma once

#include "ui/drawing/canvas.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {

inline constexpr double kLowPx = 210;  ///< of a page: below this the room is for what is drawn, not for words

inline constexpr double kSampleWidthPx = 22;  ///< of a line beside its name

/// What is said about one line.
struct LineName {
  QString name;
  std::uint8_t hue = 0;
  Dash dash = Dash::None;
};

/// The look of a variant's line; each of the first sixteen has its own.
[[nodiscard]] LineName lineNameOf(const SweepTable& table, std::size_t variant);

/// Draws names with samples of their lines from left to right, in as many rows as they need. Gives the lower edge.
double drawNames(Canvas& canvas, const std::vector<LineName>& names, QPointF leftTop, double right);

/// A name that stands where its line ends.
struct EndName {
  LineName line;
  QPointF end;
};
inline constexpr double kEndLeaderPx = 26;  ///< from the end of a line to its name

/// Draws names at the right of a plot, each as near to its line's end as the others allow, with a leader to it.
void drawEndNames(Canvas& canvas, std::vector<EndName> names, const QRectF& plot, double right);

/// The text, cut where it is too wide, with its middle there.
void centredText(Canvas& canvas, QPointF middleTop, const QString& words, double mostPx, Paint paint,
                 FontRole font = FontRole::Normal);

/// What a parameter's axis says.
[[nodiscard]] QString parameterName(const SweepTable& table, const SweepView& view, std::size_t parameter);

/// What a chart and a map of a figure need at least.
[[nodiscard]] QSizeF leastSweepChart(const SweepTable& table, const SweepView& view, const TextMeasure& text);
[[nodiscard]] QSizeF leastSweepMap(const SweepTable& table, const SweepView& view, const TextMeasure& text);

/// The map of two parameters.
[[nodiscard]] SweepScene buildSweepMap(const SweepTable& table, const SweepView& view, const QRectF& page,
                                       const TextMeasure& text);

}  // namespace roundscope::ui

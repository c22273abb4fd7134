// Private to ui/plot: curves of calls in flight on one field, with the cap and the scale of values.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "ui/drawing/canvas.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/in_flight_series.h"

namespace roundscope::ui {

inline constexpr double kCurveSamplePx = 22;  ///< of a curve's line beside its name

/// What panels of one chart share.
struct InFlightPanelStyle {
  const TimelineIndex& index;
  const InFlightView& view;
  double top = 1;           ///< the value of the upper edge
  std::vector<Tick> ticks;  ///< of time
};

class InFlightPanel {
 public:
  /// The style must outlive the panel.
  InFlightPanel(const InFlightPanelStyle& style, const QRectF& plot, std::vector<InFlightSeries> series,
                bool limitNear);

  /// Lines of time and value; gives the values told. Their texts stay above `lowest`.
  std::vector<double> drawGrid(Canvas& canvas, double lowest) const;
  void drawCurves(Canvas& canvas) const;
  /// The curves as their corners.
  [[nodiscard]] const std::vector<std::vector<QPointF>>& lines() const { return m_lines; }
  [[nodiscard]] const QRectF& plot() const { return m_plot; }
  /// How high the lines of limits are drawn; none where they are far above.
  [[nodiscard]] std::set<double> limitLines() const;

 private:
  [[nodiscard]] double yOf(double value) const { return m_plot.bottom() - value / m_style.top * m_plot.height(); }
  [[nodiscard]] std::vector<QPointF> steps(const InFlightSeries& series) const;
  void drawRefused(Canvas& canvas, const InFlightSeries& series) const;

  const InFlightPanelStyle& m_style;
  QRectF m_plot;
  std::vector<InFlightSeries> m_series;
  bool m_limitNear;
  std::vector<std::vector<QPointF>> m_lines;
};

/// A sample of the curve, and the name.
void drawCurveName(Canvas& canvas, QPointF leftTop, const InFlightSeries& series);

}  // namespace roundscope::ui

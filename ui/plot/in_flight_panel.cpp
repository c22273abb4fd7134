// Fills first, then lines, so that no curve disappears behind another. See in_flight_panel.h.
#include "ui/plot/in_flight_panel.h"

#include <algorithm>
#include <cmath>

#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

InFlightPanel::InFlightPanel(const InFlightPanelStyle& style, const QRectF& plot, std::vector<InFlightSeries> series,
                             bool limitNear)
    : m_style(style), m_plot(plot), m_series(std::move(series)), m_limitNear(limitNear) {
  for (const InFlightSeries& one : m_series) m_lines.push_back(steps(one));
}

std::vector<double> InFlightPanel::drawGrid(Canvas& canvas, double lowest) const {
  const double line = canvas.measure().height(FontRole::Normal);
  for (const Tick& tick : m_style.ticks)
    canvas.add(LineShape{QLineF(tick.x, m_plot.top(), tick.x, m_plot.bottom()), {Role::RoundLine}});
  std::vector<double> told;
  const double step = std::max(1.0, niceStep(m_style.top * (line + 6) / m_plot.height()));
  for (double value = 0; value <= m_style.top; value += step) {
    const double y = yOf(value);
    told.push_back(value);
    canvas.add(LineShape{QLineF(m_plot.left() - 3, y, m_plot.right(), y), {Role::RoundLine}});
    const QString words = grouped(std::llround(value));
    const double width = canvas.measure().width(words, FontRole::Normal);
    canvas.text({m_plot.left() - 7 - width, std::min(y - line / 2, lowest - line)}, words, {Role::MutedText});
  }
  canvas.add(LineShape{QLineF(m_plot.left(), m_plot.top(), m_plot.left(), m_plot.bottom()), {Role::Divider}});
  canvas.add(LineShape{QLineF(m_plot.left(), m_plot.bottom(), m_plot.right(), m_plot.bottom()), {Role::Divider}});
  return told;
}

std::vector<QPointF> InFlightPanel::steps(const InFlightSeries& series) const {
  std::vector<QPointF> line;
  const double until = knownUntil(m_style.index.variants()[series.variant], m_style.view);
  for (const CurvePoint& point : curvePoints(series.pair->curve, m_style.view.axis, until)) {
    const double y = yOf(point.value);
    if (!line.empty() && line.back().y() != y) line.emplace_back(point.x, line.back().y());
    line.emplace_back(point.x, y);
  }
  return line;
}

void InFlightPanel::drawCurves(Canvas& canvas) const {
  for (std::size_t i = 0; i < m_series.size(); ++i) {
    AreaShape area{m_lines[i], {Role::OverlapFill, m_series[i].hue}};
    area.points.emplace_back(area.points.back().x(), m_plot.bottom());
    area.points.emplace_back(area.points.front().x(), m_plot.bottom());
    canvas.add(std::move(area));
  }
  for (std::size_t i = 0; i < m_series.size(); ++i)
    canvas.add(StrokeShape{m_lines[i], {Role::OverlapLine, m_series[i].hue}, 1.6, m_series[i].dash});
  for (const double y : limitLines())
    canvas.add(LineShape{QLineF(m_plot.left(), y, m_plot.right(), y), {Role::Limit}, 1.4, true});
  for (const InFlightSeries& series : m_series) drawRefused(canvas, series);
}

std::set<double> InFlightPanel::limitLines() const {
  std::set<double> lines;
  for (const InFlightSeries& series : m_series)
    if (m_limitNear && series.pair->limit > 0) lines.insert(yOf(static_cast<double>(series.pair->limit)));
  return lines;
}

/// Marks where the first call did not fit.
void InFlightPanel::drawRefused(Canvas& canvas, const InFlightSeries& series) const {
  const TimeAxis& axis = m_style.view.axis;
  if (series.pair->refused.empty()) return;
  const auto us = static_cast<double>(series.pair->refused.front());
  if (us < axis.firstUs() || us > axis.lastUs()) return;
  if (us > knownUntil(m_style.index.variants()[series.variant], m_style.view)) return;
  const QPointF at(xOf(axis, us), yOf(static_cast<double>(series.pair->curve.valueAt(us))));
  canvas.add(IconShape{QRectF(at.x() - 6, at.y() - 6, 12, 12), Mark::NotPerformed, {Role::Failure}});
}

void drawCurveName(Canvas& canvas, QPointF leftTop, const InFlightSeries& series) {
  if (!canvas.text({leftTop.x() + kCurveSamplePx + 4, leftTop.y()}, series.name, {Role::Text})) return;
  const double middle = leftTop.y() + canvas.measure().height(FontRole::Normal) / 2;
  canvas.add(StrokeShape{{{leftTop.x(), middle}, {leftTop.x() + kCurveSamplePx, middle}},
                         {Role::OverlapLine, series.hue},
                         series.dash == Dash::None ? 3.0 : 2.0,
                         series.dash});
}

}  // namespace roundscope::ui

// Fills first, then lines, then texts, so that no curve disappears behind another. See in_flight_scene.h.
#include "ui/plot/in_flight_scene.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/drawing/canvas.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/curve_names.h"
#include "ui/plot/in_flight_series.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr double kTopPx = 4;
constexpr double kSampleWidth = 22;  ///< of a curve's line beside its name
constexpr std::size_t kMostNameLines = 4;

class ChartDrawing {
 public:
  ChartDrawing(const TimelineIndex& index, const InFlightView& view, QSizeF size, const TextMeasure& text)
      : m_index(index),
        m_view(view),
        m_canvas(text),
        m_all(inFlightSeries(index, view.leftOut)),
        m_heights(heightsOf(index, m_all, view)),
        m_page(QPointF(0, 0), size) {
    std::vector<double> widths;
    for (const InFlightSeries& series : m_all)
      widths.push_back(kSampleWidth + 4 + text.width(series.name, FontRole::Normal));
    for (std::size_t lines = 1; lines <= kMostNameLines; ++lines) {
      layOut(lines, widths);
      if (std::all_of(m_names.begin(), m_names.end(), [](const auto& name) { return name.has_value(); })) break;
    }
  }

  InFlightScene draw() {
    m_canvas.begin("chart ground", m_page);
    m_canvas.add(RectShape{m_page, {Role::Lane}, {}});
    drawGrid();
    m_canvas.begin("chart", m_plot.adjusted(-1, -m_canvas.measure().height(FontRole::Strong), 8, 1));
    drawCurves();
    m_canvas.begin("chart texts", m_page);
    drawTexts();
    m_chart.scene = std::move(m_canvas.scene());
    m_chart.plot = m_plot;
    m_chart.topValue = m_heights.top();
    return std::move(m_chart);
  }

 private:
  /// Gives names above the chart so many lines, the curves the rest, and names their places.
  void layOut(std::size_t lines, const std::vector<double>& widths) {
    const TextMeasure& measure = m_canvas.measure();
    const double line = measure.height(FontRole::Strong);
    const double names = static_cast<double>(lines) * line + 8;
    m_plot = QRectF(m_view.axis.leftPx, names, m_view.axis.widthPx, std::max(1.0, m_page.height() - names - 6));
    m_lines.clear();
    for (const InFlightSeries& series : m_all) m_lines.push_back(steps(series));
    const double capWidth = measure.width(capText(m_heights), FontRole::Strong);
    m_names = placeCurveNames(m_lines, widths, {m_plot, kTopPx, line, m_plot.right() - capWidth - 8, lines});
    m_nameLines = lines;
  }

  [[nodiscard]] double yOf(double value) const { return m_plot.bottom() - value / m_heights.top() * m_plot.height(); }

  void drawGrid() {
    const double line = m_canvas.measure().height(FontRole::Normal);
    const AxisScale scale = scaleOf(m_index, AxisUnit::Rounds, m_view.leftOut);
    for (const Tick& tick : ticksOf(m_view.axis, scale, 70, 30)) {
      m_canvas.add(LineShape{QLineF(tick.x, m_plot.top(), tick.x, m_plot.bottom()), {Role::RoundLine}});
      m_chart.roundTicks.push_back(m_view.axis.onScale(tick.us));
    }
    const double step = std::max(1.0, niceStep(m_heights.top() * (line + 6) / m_plot.height()));
    for (double value = 0; value <= m_heights.top(); value += step) {
      const double y = yOf(value);
      m_chart.valueTicks.push_back(value);
      m_canvas.add(LineShape{QLineF(m_plot.left() - 3, y, m_plot.right(), y), {Role::RoundLine}});
      const QString words = grouped(std::llround(value));
      const double width = m_canvas.measure().width(words, FontRole::Normal);
      m_canvas.text({m_plot.left() - 7 - width, std::min(y - line / 2, m_page.bottom() - line)}, words,
                    {Role::MutedText});
    }
    m_canvas.add(LineShape{QLineF(m_plot.left(), m_plot.top(), m_plot.left(), m_plot.bottom()), {Role::Divider}});
    m_canvas.add(LineShape{QLineF(m_plot.left(), m_plot.bottom(), m_plot.right(), m_plot.bottom()), {Role::Divider}});
  }

  [[nodiscard]] std::vector<QPointF> steps(const InFlightSeries& series) const {
    std::vector<QPointF> line;
    for (const CurvePoint& point :
         curvePoints(series.pair->curve, m_view.axis, knownUntil(m_index.variants()[series.variant], m_view))) {
      const double y = yOf(point.value);
      if (!line.empty() && line.back().y() != y) line.emplace_back(point.x, line.back().y());
      line.emplace_back(point.x, y);
    }
    return line;
  }

  void drawCurves() {
    for (std::size_t i = 0; i < m_all.size(); ++i) {
      AreaShape area{m_lines[i], {Role::OverlapFill, m_all[i].hue}};
      area.points.emplace_back(area.points.back().x(), m_plot.bottom());
      area.points.emplace_back(area.points.front().x(), m_plot.bottom());
      m_canvas.add(std::move(area));
    }
    for (std::size_t i = 0; i < m_all.size(); ++i)
      m_canvas.add(StrokeShape{m_lines[i], {Role::OverlapLine, m_all[i].hue}, 1.6, m_all[i].dash});
    for (const std::uint64_t limit : m_heights.limits) {
      const double y = yOf(static_cast<double>(limit));
      if (m_heights.near)
        m_canvas.add(LineShape{QLineF(m_plot.left(), y, m_plot.right(), y), {Role::Limit}, 1.4, true});
    }
    for (const InFlightSeries& series : m_all) drawRefused(series);
  }

  /// Marks where the first call did not fit.
  void drawRefused(const InFlightSeries& series) {
    if (series.pair->refused.empty()) return;
    const auto us = static_cast<double>(series.pair->refused.front());
    if (us < m_view.axis.firstUs() || us > m_view.axis.lastUs()) return;
    if (us > knownUntil(m_index.variants()[series.variant], m_view)) return;
    const QPointF at(xOf(m_view.axis, us), yOf(static_cast<double>(series.pair->curve.valueAt(us))));
    m_canvas.add(IconShape{QRectF(at.x() - 6, at.y() - 6, 12, 12), Mark::NotPerformed, {Role::Failure}});
  }

  /// The title and the cap stand above the chart.
  void drawTexts() {
    const TextMeasure& measure = m_canvas.measure();
    m_canvas.text({10, kTopPx}, QStringLiteral("In flight"), {Role::Text}, FontRole::Strong);
    const QString cap = capText(m_heights);
    m_canvas.text({m_plot.right() - measure.width(cap, FontRole::Strong), kTopPx}, cap,
                  {m_heights.near ? Role::FailureText : Role::MutedText}, FontRole::Strong);
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
      if (m_names[i])
        drawName(*m_names[i], m_all[i]);
      else
        ++unnamed;
    }
    if (unnamed == 0) return;
    const double last = kTopPx + static_cast<double>(m_nameLines - 1) * measure.height(FontRole::Strong);
    m_canvas.text({10, last}, QStringLiteral("and %1 more").arg(unnamed), {Role::MutedText});
  }

  /// A sample of the curve, and the name.
  void drawName(QPointF at, const InFlightSeries& series) {
    if (!m_canvas.text({at.x() + kSampleWidth + 4, at.y()}, series.name, {Role::Text})) return;
    const double middle = at.y() + m_canvas.measure().height(FontRole::Normal) / 2;
    const double widthPx = series.dash == Dash::None ? 3 : 2;
    m_canvas.add(StrokeShape{
        {{at.x(), middle}, {at.x() + kSampleWidth, middle}}, {Role::OverlapLine, series.hue}, widthPx, series.dash});
  }

  const TimelineIndex& m_index;
  const InFlightView& m_view;
  Canvas m_canvas;
  std::vector<InFlightSeries> m_all;
  InFlightHeights m_heights;
  std::vector<std::vector<QPointF>> m_lines;  ///< of the curves
  std::vector<std::optional<QPointF>> m_names;
  std::size_t m_nameLines = 1;
  QRectF m_page;
  QRectF m_plot;
  InFlightScene m_chart;
};

}  // namespace

InFlightScene buildInFlightScene(const TimelineIndex& index, const InFlightView& view, QSizeF size,
                                 const TextMeasure& text) {
  return ChartDrawing(index, view, size, text).draw();
}

Scene buildInFlightCursor(const InFlightScene& chart, const InFlightView& view) {
  if (!view.cursor) return {};
  const QRectF& plot = chart.plot;
  const double x = xOf(view.axis, *view.cursor);
  const LineShape line{QLineF(x, plot.top(), x, plot.bottom()), {Role::Cursor}, 1.5};
  return {{{"chart cursor", plot.adjusted(-1, 0, 1, 1), {line}}}, {}, 0, {}};
}

}  // namespace roundscope::ui

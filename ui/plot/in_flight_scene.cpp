// A few curves share a field, more have one each, under one another and on one scale. See in_flight_scene.h.
#include "ui/plot/in_flight_scene.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/drawing/canvas.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/curve_names.h"
#include "ui/plot/in_flight_panel.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr double kTopPx = 4;
constexpr double kBelowPx = 6;  ///< of the curves, where no axis is
constexpr std::size_t kMostNameLines = 4;
/// More curves are not told apart on one field.
constexpr std::size_t kMostOnOneField = 3;
/// A field of one curve, in lines of text: its name, and as much again for the curve and for air.
constexpr double kLeastFieldLines = 2.9;
constexpr double kTickGapPx = 70;

class ChartDrawing {
 public:
  ChartDrawing(const TimelineIndex& index, const InFlightView& view, QSizeF size, const TextMeasure& text, bool ownAxis)
      : m_index(index),
        m_view(view),
        m_ownAxis(ownAxis),
        m_canvas(text),
        m_all(inFlightSeries(index, view.leftOut)),
        m_heights(heightsOf(index, m_all, view)),
        m_page(QPointF(0, 0), size),
        m_line(text.height(FontRole::Normal)) {
    m_style.top = m_heights.top();
    m_scale = scaleOf(m_index, AxisUnit::Rounds, m_view.leftOut);
    m_style.ticks = ticksOf(m_view.axis, m_scale, kTickGapPx, 30);
    for (const Tick& tick : m_style.ticks) m_chart.roundTicks.push_back(m_view.axis.onScale(tick.us));
  }

  InFlightScene draw() {
    m_canvas.begin("chart ground", m_page);
    m_canvas.add(RectShape{m_page, {Role::Lane}, {}});
    if (hasFields())
      drawFields();
    else
      drawOneField();
    if (m_ownAxis) drawAxis();
    m_chart.scene = std::move(m_canvas.scene());
    m_chart.topValue = m_heights.top();
    return std::move(m_chart);
  }

 private:
  [[nodiscard]] double bottom() const { return m_page.bottom() - (m_ownAxis ? 2 * m_line + 12 : kBelowPx); }
  [[nodiscard]] double headingPx() const { return kTopPx + m_canvas.measure().height(FontRole::Strong) + 4; }
  /// In a window or beside lanes only where there is room; in a figure of its own always.
  [[nodiscard]] bool hasFields() const {
    if (m_all.size() <= kMostOnOneField) return false;
    const double each = (bottom() - fieldsTop()) / static_cast<double>(m_all.size());
    return m_ownAxis || each >= kLeastFieldLines * m_line;
  }
  [[nodiscard]] double fieldsTop() const { return m_ownAxis ? headingPx() : kTopPx; }
  [[nodiscard]] QString title() const {
    return m_ownAxis ? QStringLiteral("Calls in flight") : QStringLiteral("In flight");
  }
  /// A figure's title stands over the curves, the others' beside them.
  [[nodiscard]] double titleLeft() const { return m_ownAxis ? m_view.axis.leftPx : 10; }

  /// Beyond the fields, so that marks on their edges are whole.
  void beginCurves(const QRectF& plot) {
    m_canvas.begin("chart", plot.adjusted(-8, -m_canvas.measure().height(FontRole::Strong), 8, 1));
  }

  void drawOneField() {
    const InFlightPanel panel = layOutOneField();
    m_chart.plot = panel.plot();
    m_chart.valueTicks = panel.drawGrid(m_canvas, m_page.bottom());
    beginCurves(panel.plot());
    panel.drawCurves(m_canvas);
    m_canvas.begin("chart texts", m_page);
    drawTitles();
    std::size_t unnamed = 0;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
      if (m_names[i])
        drawCurveName(m_canvas, *m_names[i], m_all[i]);
      else
        ++unnamed;
    }
    if (unnamed == 0) return;
    const double last = kTopPx + static_cast<double>(m_nameLines - 1) * m_canvas.measure().height(FontRole::Strong);
    m_canvas.text({10, last}, QStringLiteral("and %1 more").arg(unnamed), {Role::MutedText});
  }

  /// The title and the cap stand above the chart.
  void drawTitles() {
    const TextMeasure& measure = m_canvas.measure();
    m_canvas.text({titleLeft(), kTopPx}, title(), {Role::Text}, FontRole::Strong);
    const QString cap = capText(m_heights);
    m_canvas.text({m_view.axis.rightPx() - measure.width(cap, FontRole::Strong), kTopPx}, cap,
                  {m_heights.near ? Role::FailureText : Role::MutedText}, FontRole::Strong);
  }

  /// Gives names above the chart as many lines as they need, and the curves the rest.
  InFlightPanel layOutOneField() {
    const TextMeasure& measure = m_canvas.measure();
    const double line = measure.height(FontRole::Strong);
    const double capWidth = measure.width(capText(m_heights), FontRole::Strong);
    std::vector<double> widths;
    for (const InFlightSeries& series : m_all)
      widths.push_back(kCurveSamplePx + 4 + measure.width(series.name, FontRole::Normal));
    // In a figure of its own the title takes the first line.
    const double above = m_ownAxis ? line + 2 : 0;
    for (m_nameLines = 1;; ++m_nameLines) {
      const double names = above + static_cast<double>(m_nameLines) * line + 8;
      const QRectF plot(m_view.axis.leftPx, names, m_view.axis.widthPx, std::max(1.0, bottom() - names));
      InFlightPanel panel(m_style, plot, m_all, m_heights.near);
      const double firstRight = m_ownAxis ? plot.right() : plot.right() - capWidth - 8;
      m_names = placeCurveNames(panel.lines(), widths,
                                {plot, kTopPx + above, line, firstRight, m_nameLines, panel.limitLines()});
      const bool all = std::all_of(m_names.begin(), m_names.end(), [](const auto& name) { return name.has_value(); });
      if (all || m_nameLines == kMostNameLines) return panel;
    }
  }

  /// One under the other, each with its name and its cap.
  void drawFields() {
    const double top = fieldsTop();
    const double each = (bottom() - top) / static_cast<double>(m_all.size());
    m_canvas.begin("chart titles", m_page);
    m_canvas.text({titleLeft(), kTopPx}, title(), {Role::Text}, FontRole::Strong);
    for (std::size_t i = 0; i < m_all.size(); ++i) {
      InFlightSeries series = m_all[i];
      series.dash = Dash::None;  // nothing else is on its field
      const double y = top + static_cast<double>(i) * each;
      const QRectF plot(m_view.axis.leftPx, y + m_line + 1, m_view.axis.widthPx, std::max(1.0, each - m_line - 5));
      const InFlightPanel panel(m_style, plot, {series}, m_heights.near);
      m_canvas.begin("chart ground", m_page);
      const std::vector<double> told = panel.drawGrid(m_canvas, m_page.bottom());
      if (i == 0) m_chart.valueTicks = told;
      m_chart.plot = i == 0 ? plot : m_chart.plot.united(plot);
      beginCurves(plot);
      panel.drawCurves(m_canvas);
      m_canvas.begin("chart texts", m_page);
      drawFieldName(series, {plot.left(), y}, plot.right());
    }
  }

  void drawFieldName(const InFlightSeries& series, QPointF leftTop, double right) {
    const TextMeasure& measure = m_canvas.measure();
    const InFlightHeights heights = heightsOf(m_index, {series}, m_view);
    const QString cap =
        heights.limits.empty() ? QString()
        : m_heights.near ? QStringLiteral("limit %1").arg(grouped(static_cast<std::int64_t>(*heights.limits.begin())))
                         : capText(heights);
    const double capLeft = right - measure.width(cap, FontRole::Normal);
    m_canvas.text({capLeft, leftTop.y()}, cap, {m_heights.near ? Role::FailureText : Role::MutedText});
    m_canvas.text(leftTop, measure.elided(series.name, FontRole::Normal, capLeft - leftTop.x() - 12), {Role::Text});
  }

  /// Rounds, named and numbered.
  void drawAxis() {
    m_canvas.begin("chart axis", m_page);
    const TextMeasure& measure = m_canvas.measure();
    const double y = bottom() + 5;
    for (const Tick& tick : m_style.ticks) {
      if (tick.label.isEmpty()) continue;
      m_canvas.add(LineShape{QLineF(tick.x, bottom(), tick.x, bottom() + 4), {Role::Divider}});
      const double width = measure.width(tick.label, FontRole::Normal);
      const double left = std::clamp(tick.x - width / 2, m_page.left() + 2, m_page.right() - width - 2);
      m_canvas.text({left, y}, tick.label, {Role::MutedText});
    }
    const QString words = axisTitle(m_scale);
    m_canvas.text(
        {m_view.axis.leftPx + (m_view.axis.widthPx - measure.width(words, FontRole::Normal)) / 2, y + m_line + 1},
        words, {Role::Text});
  }

  const TimelineIndex& m_index;
  const InFlightView& m_view;
  bool m_ownAxis;
  Canvas m_canvas;
  std::vector<InFlightSeries> m_all;
  InFlightHeights m_heights;
  AxisScale m_scale;
  InFlightPanelStyle m_style{m_index, m_view, 1, {}};
  std::vector<std::optional<QPointF>> m_names;
  std::size_t m_nameLines = 1;
  QRectF m_page;
  double m_line;
  InFlightScene m_chart;
};

}  // namespace

InFlightScene buildInFlightScene(const TimelineIndex& index, const InFlightView& view, QSizeF size,
                                 const TextMeasure& text) {
  return ChartDrawing(index, view, size, text, false).draw();
}

InFlightScene buildInFlightFigure(const TimelineIndex& index, InFlightView view, QSizeF size, const TextMeasure& text) {
  constexpr double kRightMarginPx = 14;
  const InFlightHeights heights = heightsOf(index, inFlightSeries(index, view.leftOut), view);
  const double values = text.width(grouped(std::llround(heights.top())), FontRole::Normal);
  view.axis.leftPx = values + 18;
  view.axis.widthPx = std::max(40.0, size.width() - view.axis.leftPx - kRightMarginPx);
  InFlightScene chart = ChartDrawing(index, view, size, text, true).draw();
  for (Layer& layer : buildInFlightCursor(chart, view).layers) chart.scene.layers.push_back(std::move(layer));
  return chart;
}

double leastInFlightFigureHeight(const TimelineIndex& index, const InFlightView& view, const TextMeasure& text) {
  const double line = text.height(FontRole::Normal);
  const auto curves = static_cast<double>(inFlightSeries(index, view.leftOut).size());
  const double axis = 2 * line + 12;
  const double heading = kTopPx + text.height(FontRole::Strong) + 4;
  if (curves > static_cast<double>(kMostOnOneField)) return heading + curves * kLeastFieldLines * line + axis;
  return heading + kMostNameLines * text.height(FontRole::Strong) + 3 * line + axis;
}

Scene buildInFlightCursor(const InFlightScene& chart, const InFlightView& view) {
  if (!view.cursor) return {};
  const QRectF& plot = chart.plot;
  const double x = xOf(view.axis, *view.cursor);
  const LineShape line{QLineF(x, plot.top(), x, plot.bottom()), {Role::Cursor}, 1.5};
  return {{{"chart cursor", plot.adjusted(-1, 0, 1, 1), {line}}}, {}, 0, {}};
}

}  // namespace roundscope::ui

// Fills first, then lines, then texts, so that no curve disappears behind another. See in_flight_scene.h.
#include "ui/plot/in_flight_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/drawing/canvas.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/in_flight_series.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

namespace {

constexpr double kSampleWidth = 22;  ///< of a curve's line beside its name
constexpr std::size_t kMostNameLines = 4;

/// Where the names of curves stand: in lines above the chart, of which the first leaves room for the cap.
struct Names {
  struct Place {
    double x = 0;
    std::size_t line = 0;
  };
  std::vector<Place> places;  ///< of as many curves as find room
  std::size_t lines = 1;
};

Names placeNames(const std::vector<InFlightSeries>& all, const TextMeasure& text, double left, double right,
                 double capWidth) {
  Names names;
  Names::Place next{left, 0};
  for (const InFlightSeries& series : all) {
    const double width = kSampleWidth + 4 + text.width(series.name, FontRole::Normal) + 18;
    const double end = next.line == 0 ? right - capWidth : right;
    if (next.x + width > end && (next.line == 0 || next.x > left)) next = {left, next.line + 1};
    if (next.line == kMostNameLines) break;
    names.places.push_back(next);
    names.lines = next.line + 1;
    next.x += width;
  }
  return names;
}

class ChartDrawing {
 public:
  ChartDrawing(const TimelineIndex& index, const InFlightView& view, QSizeF size, const TextMeasure& text)
      : m_index(index),
        m_view(view),
        m_canvas(text),
        m_all(inFlightSeries(index, view.leftOut)),
        m_heights(heightsOf(m_all)),
        m_names(placeNames(m_all, text, view.axis.leftPx, view.axis.leftPx + view.axis.widthPx,
                           text.width(capText(m_heights), FontRole::Strong))),
        m_page(QPointF(0, 0), size) {
    const double names = static_cast<double>(m_names.lines) * text.height(FontRole::Strong) + 8;
    m_plot = QRectF(view.axis.leftPx, names, view.axis.widthPx, std::max(1.0, size.height() - names - 6));
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
  [[nodiscard]] double yOf(double value) const { return m_plot.bottom() - value / m_heights.top() * m_plot.height(); }

  void drawGrid() {
    const double line = m_canvas.measure().height(FontRole::Normal);
    const AxisScale scale = scaleOf(m_index, AxisUnit::Rounds);
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
    std::vector<std::vector<QPointF>> lines;
    for (const InFlightSeries& series : m_all) {
      lines.push_back(steps(series));
      AreaShape area{lines.back(), {Role::OverlapFill, series.hue}};
      area.points.emplace_back(area.points.back().x(), m_plot.bottom());
      area.points.emplace_back(area.points.front().x(), m_plot.bottom());
      m_canvas.add(std::move(area));
    }
    for (std::size_t i = 0; i < m_all.size(); ++i)
      m_canvas.add(StrokeShape{std::move(lines[i]), {Role::OverlapLine, m_all[i].hue}, 1.6, m_all[i].dash});
    if (m_heights.near && m_heights.limit > 0) {
      const double y = yOf(static_cast<double>(m_heights.limit));
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

  /// The title, a name for each curve and the cap stand above the chart, where no curve can cross them.
  void drawTexts() {
    const TextMeasure& measure = m_canvas.measure();
    const double y = 4;
    m_canvas.text({10, y}, QStringLiteral("In flight"), {Role::Text}, FontRole::Strong);
    const QString cap = capText(m_heights);
    const double capWidth = measure.width(cap, FontRole::Strong);
    m_canvas.text({m_plot.right() - capWidth, y}, cap, {m_heights.near ? Role::FailureText : Role::MutedText},
                  FontRole::Strong);
    const double line = measure.height(FontRole::Strong);
    for (std::size_t i = 0; i < m_names.places.size(); ++i) {
      const auto [x, row] = m_names.places[i];
      const InFlightSeries& series = m_all[i];
      const double top = y + static_cast<double>(row) * line;
      const double middle = top + line / 2;
      const double widthPx = series.dash == Dash::None ? 3 : 2;
      m_canvas.add(StrokeShape{
          {{x, middle}, {x + kSampleWidth, middle}}, {Role::OverlapLine, series.hue}, widthPx, series.dash});
      m_canvas.text({x + kSampleWidth + 4, top}, series.name, {Role::MutedText});
    }
    const std::size_t unnamed = m_all.size() - m_names.places.size();
    if (unnamed == 0) return;
    m_canvas.text({10, y + static_cast<double>(kMostNameLines - 1) * line}, QStringLiteral("and %1 more").arg(unnamed),
                  {Role::MutedText});
  }

  const TimelineIndex& m_index;
  const InFlightView& m_view;
  Canvas m_canvas;
  std::vector<InFlightSeries> m_all;
  InFlightHeights m_heights;
  Names m_names;
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

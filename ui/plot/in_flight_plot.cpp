// Step lines by pixels: each pair gives at most two points a pixel, whatever the number of calls.
#include "ui/plot/in_flight_plot.h"

#include <algorithm>
#include <cmath>

#include "ui/drawing/text_measure.h"
#include "ui/drawing/ticks.h"
#include "ui/plot/in_flight_series.h"

namespace roundscope::ui {

namespace {

Qt::PenStyle penOf(Dash dash) {
  switch (dash) {
    case Dash::None:
      return Qt::SolidLine;
    case Dash::Long:
      return Qt::DashLine;
    case Dash::Dots:
      return Qt::DotLine;
    case Dash::DashDot:
      return Qt::DashDotLine;
  }
  return Qt::SolidLine;
}

void addCurve(QCustomPlot& plot, const InFlightSeries& series, const VariantIndex& variant, const InFlightView& view) {
  QCPGraph* graph = plot.addGraph();
  const QColor color = view.theme.color(Role::OverlapLine, series.hue);
  QPen pen(color, 1.6);
  pen.setStyle(penOf(series.dash));
  graph->setPen(pen);
  QColor fill = view.theme.color(Role::OverlapFill, series.hue);
  fill.setAlpha(110);
  graph->setBrush(fill);
  graph->setLineStyle(QCPGraph::lsStepLeft);
  graph->setAntialiased(true);
  graph->setName(series.name);
  QVector<QCPGraphData> data;
  for (const CurvePoint& point : curvePoints(series.pair->inFlight, view.axis, knownUntil(variant, view)))
    data.append(QCPGraphData(view.axis.startUs + (point.x - view.axis.leftPx) / view.axis.widthPx * view.axis.spanUs,
                             point.value));
  graph->data()->set(data, true);
}

void addText(QCustomPlot& plot, const InFlightView& view, const QString& words, QPointF at, Qt::Alignment side,
             Role role) {
  auto* text = new QCPItemText(&plot);
  text->setText(words);
  QFont font = fontOf(FontRole::Strong, view.basePt);
  text->setFont(font);
  text->setColor(view.theme.color(role));
  text->setPositionAlignment(side);
  text->setPadding(QMargins(3, 1, 3, 1));
  text->position->setType(QCPItemPosition::ptAbsolute);
  text->position->setCoords(at);
  text->setClipToAxisRect(false);
}

void addCap(QCustomPlot& plot, const InFlightView& view, std::uint64_t limit) {
  auto* line = new QCPItemStraightLine(&plot);
  line->point1->setCoords(view.axis.startUs, static_cast<double>(limit));
  line->point2->setCoords(view.axis.endUs(), static_cast<double>(limit));
  line->setPen(QPen(view.theme.color(Role::Limit), 1.4, Qt::DashLine));
}

/// A cross where the first call did not fit.
void addRefused(QCustomPlot& plot, const InFlightSeries& series, const InFlightView& view) {
  if (series.pair->refused.empty()) return;
  const auto us = static_cast<double>(series.pair->refused.front());
  if (us < view.axis.firstUs() || us > view.axis.lastUs()) return;
  if (view.hideFuture && view.cursor && us > static_cast<double>(view.cursor->us)) return;
  QCPGraph* graph = plot.addGraph();
  graph->setLineStyle(QCPGraph::lsNone);
  graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCrossSquare, QPen(view.theme.color(Role::Failure), 1.6),
                                         QBrush(view.theme.color(Role::Background)), 10));
  graph->addData(view.axis.onScale(us), static_cast<double>(series.pair->inFlight.valueAt(us)));
}

void style(QCustomPlot& plot, const InFlightView& view) {
  plot.setBackground(QBrush(view.theme.color(Role::Lane)));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis}) {
    axis->setBasePen(QPen(view.theme.color(Role::Divider)));
    axis->setTickPen(QPen(view.theme.color(Role::Divider)));
    axis->setSubTicks(false);
    axis->setTickLabelFont(fontOf(FontRole::Normal, view.basePt));
    axis->setTickLabelColor(view.theme.color(Role::MutedText));
    axis->grid()->setPen(QPen(view.theme.color(Role::RoundLine)));
    axis->grid()->setZeroLinePen(QPen(view.theme.color(Role::RoundLine)));
  }
  plot.xAxis->setTickLabels(false);
  plot.xAxis->setTickLength(0);
  plot.yAxis->setTickLength(0, 3);
}

}  // namespace

void fillInFlightPlot(QCustomPlot& plot, const TimelineIndex& index, const InFlightView& view, QSize size) {
  plot.clearItems();
  plot.clearGraphs();
  style(plot, view);
  const std::vector<InFlightSeries> all = inFlightSeries(index, view.leftOut);
  const auto [peak, limit, near] = heightsOf(all);
  // The cap is always there to be compared with; far away, it is told rather than drawn to scale.
  const FontTextMeasure measure(view.basePt);
  const double line = measure.height(FontRole::Strong);
  const QMargins margins(static_cast<int>(std::lround(view.axis.leftPx)), static_cast<int>(line) + 8,
                         std::max(0, size.width() - static_cast<int>(std::lround(view.axis.rightPx()))), 5);
  plot.axisRect()->setAutoMargins(QCP::msNone);
  plot.axisRect()->setMargins(margins);
  const double top = (near ? std::max(peak, static_cast<double>(limit)) : peak) * 1.12;
  plot.xAxis->setRange(view.axis.startUs, view.axis.endUs());
  plot.yAxis->setRange(0, top);

  auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
  const double plotHeight = std::max(20.0, size.height() - margins.top() - margins.bottom() * 1.0);
  ticker->setTickStep(std::max(1.0, niceStep(top * (line + 6) / plotHeight)));
  plot.yAxis->setTicker(ticker);
  plot.yAxis->setNumberFormat(QStringLiteral("f"));
  plot.yAxis->setNumberPrecision(0);
  auto rounds = QSharedPointer<QCPAxisTickerText>::create();
  if (!index.variants().empty() && !index.variants()[0].scenario().subnets.empty()) {
    const Subnet& subnet = index.variants()[0].scenario().subnets[0];
    for (const Tick& tick : ticksOf(view.axis, {AxisUnit::Rounds, subnet.blockInterval, subnet.phase}, 70, 30))
      rounds->addTick(view.axis.onScale(tick.us), QString());
  }
  plot.xAxis->setTicker(rounds);

  // Low curves are drawn last, so that none disappears behind another's fill.
  for (const InFlightSeries& series : all) addCurve(plot, series, index.variants()[series.variant], view);
  for (const InFlightSeries& series : all) addRefused(plot, series, view);
  if (near && limit > 0) addCap(plot, view, limit);

  // The title, one name a curve and the cap stand above the chart, where no curve can cross them.
  double x = 10;
  const double y = 4;
  addText(plot, view, QStringLiteral("In flight"), {x - 3, y}, Qt::AlignLeft | Qt::AlignTop, Role::Text);
  const QString cap = capText({peak, limit, near});
  const double capWidth = measure.width(cap, FontRole::Strong) + 12;
  if (!cap.isEmpty())
    addText(plot, view, cap, {view.axis.rightPx(), y}, Qt::AlignRight | Qt::AlignTop,
            near ? Role::FailureText : Role::MutedText);
  x = view.axis.leftPx;
  for (const InFlightSeries& series : all) {
    const double width = measure.width(series.name, FontRole::Strong) + 40;
    if (x + width > view.axis.rightPx() - capWidth) break;
    auto* swatch = new QCPItemLine(&plot);
    for (QCPItemPosition* end : {swatch->start, swatch->end}) end->setType(QCPItemPosition::ptAbsolute);
    swatch->start->setCoords(x, y + line / 2);
    swatch->end->setCoords(x + 20, y + line / 2);
    swatch->setClipToAxisRect(false);
    swatch->setPen(
        QPen(view.theme.color(Role::OverlapLine, series.hue), series.dash == Dash::None ? 3 : 2, penOf(series.dash)));
    addText(plot, view, series.name, {x + 22, y}, Qt::AlignLeft | Qt::AlignTop, Role::MutedText);
    x += width;
  }
  if (view.cursor) {
    auto* cursor = new QCPItemStraightLine(&plot);
    cursor->setObjectName(QStringLiteral("cursor"));
    cursor->point1->setCoords(view.axis.onScale(static_cast<double>(view.cursor->us)), 0);
    cursor->point2->setCoords(view.axis.onScale(static_cast<double>(view.cursor->us)), 1);
    cursor->setPen(QPen(view.theme.color(Role::Cursor), 1.5));
  }
}

void moveInFlightCursor(QCustomPlot& plot, const TimeAxis& axis, Time cursor) {
  const double us = axis.onScale(static_cast<double>(cursor.us));
  for (int i = 0; i < plot.itemCount(); ++i) {
    auto* line = qobject_cast<QCPItemStraightLine*>(plot.item(i));
    if (line == nullptr || line->objectName() != QStringLiteral("cursor")) continue;
    line->point1->setCoords(us, 0);
    line->point2->setCoords(us, 1);
  }
}

}  // namespace roundscope::ui

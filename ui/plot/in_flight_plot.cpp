// Everything is drawn by the one painter of scenes, within the layers of the plot. See in_flight_plot.h.
#include "ui/plot/in_flight_plot.h"

#include <cmath>

#include "ui/plot/scene_layerable.h"

namespace roundscope::ui {

namespace {

/// The axis has range and ticks; the shapes show them.
void setAxis(QCPAxis& axis, double from, double to, const std::vector<double>& ticks) {
  axis.setRange(from, to);
  const auto ticker = QSharedPointer<QCPAxisTickerText>::create();
  for (const double tick : ticks) ticker->addTick(tick, QString());
  axis.setTicker(ticker);
}

}  // namespace

InFlightPlot::InFlightPlot(QWidget* parent)
    : PlotCanvas(parent),
      m_shapes(new SceneLayerable(this, QStringLiteral("main"))),
      m_cursor(new SceneLayerable(this, QStringLiteral("overlay"))) {
  axisRect()->setAutoMargins(QCP::msNone);
  for (QCPAxis* axis : {xAxis, yAxis}) {
    axis->setBasePen(Qt::NoPen);
    axis->setTickPen(Qt::NoPen);
    axis->setSubTicks(false);
    axis->setTickLabels(false);
    axis->grid()->setVisible(false);
  }
  replot();  // from here on each layer can be drawn by itself
}

void InFlightPlot::showChart(InFlightScene chart, const InFlightView& view) {
  m_chart = std::move(chart);
  setAxes(view.axis);
  setBackground(QBrush(view.theme.color(Role::Lane)));
  m_shapes->show(m_chart.scene, view.theme, view.basePt);
  m_cursor->show(buildInFlightCursor(m_chart, view), view.theme, view.basePt);
  replot(rpQueuedReplot);
}

void InFlightPlot::setAxes(const TimeAxis& axis) {
  const QRect plot = m_chart.plot.toRect();
  axisRect()->setMargins(
      QMargins(plot.left(), plot.top(), width() - plot.left() - plot.width(), height() - plot.top() - plot.height()));
  setAxis(*xAxis, axis.startUs, axis.endUs(), m_chart.roundTicks);
  setAxis(*yAxis, 0, m_chart.topValue, m_chart.valueTicks);
}

void InFlightPlot::moveCursor(const InFlightView& view) {
  m_cursor->show(buildInFlightCursor(m_chart, view), view.theme, view.basePt);
  layer(QStringLiteral("overlay"))->replot();
}

}  // namespace roundscope::ui

// Everything is drawn by the one painter of scenes, within the layers of the plot. See in_flight_plot.h.
#include "ui/plot/in_flight_plot.h"

#include <cmath>

#include "ui/drawing/painter.h"

namespace roundscope::ui {

/// A scene on a layer of a plot.
class SceneLayerable final : public QCPLayerable {
 public:
  SceneLayerable(QCustomPlot* plot, const QString& layer) : QCPLayerable(plot, layer) {}

  void show(Scene scene, const Theme& theme, double basePt) {
    m_scene = std::move(scene);
    m_theme = theme;
    m_basePt = basePt;
  }

 protected:
  // The plot cuts one row of pixels off at the lower edge of what is given here.
  [[nodiscard]] QRect clipRect() const override { return QCPLayerable::clipRect().adjusted(0, 0, 0, 1); }
  // Antialiasing is the scene's painter's affair; with the plot's everything would be half a pixel lower.
  void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(false); }
  void draw(QCPPainter* painter) override { paintScene(*painter, m_scene, m_theme, m_basePt); }

 private:
  Scene m_scene;
  Theme m_theme;
  double m_basePt = 9;
};

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
    : QCustomPlot(parent),
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

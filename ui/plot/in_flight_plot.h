// The QCustomPlot on the screen that hosts the in-flight chart. Only ui/plot/ includes this.
#pragma once

#include "ui/plot/in_flight_scene.h"
#include "ui/plot/plot_canvas.h"

namespace roundscope::ui {

class SceneLayerable;

/// Its axes have the chart's place, ranges and ticks, so that a pixel has a moment and a value; its layers hold the
/// chart's shapes, which say how all of it looks. The cursor is on the plot's overlay, which is redrawn by itself.
class InFlightPlot final : public PlotCanvas {
 public:
  explicit InFlightPlot(QWidget* parent);

  void showChart(InFlightScene chart, const InFlightView& view);
  /// Of the chart shown.
  void moveCursor(const InFlightView& view);
  [[nodiscard]] const Scene& scene() const { return m_chart.scene; }

 private:
  void setAxes(const TimeAxis& axis);

  InFlightScene m_chart;
  SceneLayerable* m_shapes;  ///< the plot's own, as every layerable
  SceneLayerable* m_cursor;
};

}  // namespace roundscope::ui

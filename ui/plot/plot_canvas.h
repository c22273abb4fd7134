// What hosts our scenes: QCustomPlot, but for what it does without room. Only ui/plot/ includes this.
#pragma once

#include <qcustomplot.h>

namespace roundscope::ui {

/// Keys are for the widget around it. A splitter may leave it nothing: QCustomPlot would draw all the same, and warn.
class PlotCanvas : public QCustomPlot {
 public:
  explicit PlotCanvas(QWidget* parent) : QCustomPlot(parent) { setFocusPolicy(Qt::NoFocus); }

 protected:
  void resizeEvent(QResizeEvent* event) override {
    if (!event->size().isEmpty()) QCustomPlot::resizeEvent(event);
  }
};

}  // namespace roundscope::ui

// What hosts our scenes: QCustomPlot, but for what it does without room. Only ui/plot/ includes this.
#pragma once

#include <qcustomplot.h>

namespace roundscope::ui {

/// A splitter may leave it nothing. QCustomPlot would draw all the same, and warn of it.
class PlotCanvas : public QCustomPlot {
 public:
  using QCustomPlot::QCustomPlot;

 protected:
  void resizeEvent(QResizeEvent* event) override {
    if (!event->size().isEmpty()) QCustomPlot::resizeEvent(event);
  }
};

}  // namespace roundscope::ui

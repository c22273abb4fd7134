// Fills a QCustomPlot with the in-flight chart. Only ui/plot/ includes this.
#pragma once

#include <qcustomplot.h>

#include "ui/plot/in_flight_chart.h"

namespace roundscope::ui {

/// Replaces what the plot shows. `size` is the plot's, in its own pixels.
void fillInFlightPlot(QCustomPlot& plot, const TimelineIndex& index, const InFlightView& view, QSize size);

/// Moves the cursor line only. The caller replots.
void moveInFlightCursor(QCustomPlot& plot, const TimeAxis& axis, Time cursor);

}  // namespace roundscope::ui

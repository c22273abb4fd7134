// How many calls of each pair are in flight, against the cap: the in-flight limit made visible.
#pragma once

#include <QWidget>

#include "ui/plot/in_flight_view.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {

class InFlightPlot;

/// A chart that follows a timeline: its runs, axis, theme and cursor. Placed under it with the same left edge and
/// width, the columns line up.
class InFlightChart : public QWidget {
  Q_OBJECT

 public:
  /// The timeline must outlive the chart.
  explicit InFlightChart(const TimelineWidget& timeline, QWidget* parent = nullptr);

  [[nodiscard]] QSize sizeHint() const override { return {600, 130}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 100}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void refresh();
  void moveCursor();
  [[nodiscard]] InFlightView view() const;

  const TimelineWidget& m_timeline;
  InFlightPlot* m_plot;
};

}  // namespace roundscope::ui

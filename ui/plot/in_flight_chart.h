// How many calls of each pair are in flight, against the cap: the in-flight limit made visible.
#pragma once

#include <QWidget>
#include <optional>
#include <set>

#include "ui/drawing/axis.h"
#include "ui/drawing/theme.h"
#include "ui/timeline/index.h"
#include "ui/timeline/timeline_widget.h"

class QCustomPlot;

namespace roundscope::ui {

/// What the chart is drawn with, apart from the runs. The axis' pixels are relative to the chart's left edge.
struct InFlightView {
  TimeAxis axis;
  Theme theme;
  double basePt = 9;
  std::optional<Time> cursor;  ///< absent: no cursor line
  bool hideFuture = false;
  std::set<std::size_t> leftOut;  ///< variants that are not drawn
};

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

  const TimelineWidget& m_timeline;
  QCustomPlot* m_plot;
};

}  // namespace roundscope::ui

// How many calls of each pair are in flight, against the cap: the in-flight limit made visible.
#pragma once

#include <QWidget>

#include "ui/drawing/shapes.h"
#include "ui/plot/in_flight_view.h"
#include "ui/session/session.h"
#include "ui/timeline/time_frame.h"

namespace roundscope::ui {

class InFlightPlot;

/// A chart that follows a timeline: its runs, axis, theme and cursor. Placed under it with the same left edge and
/// width, the columns line up.
class InFlightChart : public QWidget {
  Q_OBJECT

 public:
  /// The session and the frame must outlive the chart.
  InFlightChart(const Session& session, const TimeFrame& frame, QWidget* parent = nullptr);

  /// What is shown now, all but the cursor.
  [[nodiscard]] const Scene& scene() const;

  [[nodiscard]] QSize sizeHint() const override { return {600, 130}; }
  /// The more lines the names of curves take, the higher.
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, m_leastHeight}; }

 signals:
  /// It came in sight, or went: while it is there, nobody else needs to show what it shows.
  void shownChanged(bool shown);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  static constexpr int kLeastHeightPx = 100;

  void refresh();
  void moveCursor();
  [[nodiscard]] InFlightView view() const;

  const Session& m_session;
  const TimeFrame& m_frame;
  InFlightPlot* m_plot;
  int m_leastHeight = kLeastHeightPx;
};

}  // namespace roundscope::ui

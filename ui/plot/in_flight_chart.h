// How many calls of each pair are in flight, against the cap: the in-flight limit made visible.
#pragma once

#include <QRectF>
#include <QWidget>
#include <memory>

#include "ui/session/session.h"
#include "ui/timeline/axis.h"
#include "ui/timeline/index.h"
#include "ui/timeline/theme.h"

class QCustomPlot;

namespace roundscope {

/// What the chart is drawn with, apart from the runs. The axis' pixels are relative to the chart's left edge.
struct InFlightView {
  TimeAxis axis;
  Theme theme;
  double basePt = 9;
  std::optional<Time> cursor;  ///< absent: no cursor line
  bool hideFuture = false;
};

/// A chart over the session's runs. Give it the timeline's axis whenever that changes, and the columns line up.
class InFlightChart : public QWidget {
  Q_OBJECT

 public:
  explicit InFlightChart(Session& session, QWidget* parent = nullptr);
  ~InFlightChart() override;

  /// `axis` in the timeline's own pixels; the chart must be as wide as the timeline and have the same left edge.
  void setAxis(const TimeAxis& axis);
  void setTheme(const Theme& theme);
  void setBasePt(double basePt);
  void setHideFuture(bool hide);

  [[nodiscard]] QSize sizeHint() const override { return {600, 130}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {200, 100}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void reopen();
  void grow();
  void refresh();
  void moveCursor();

  Session& m_session;
  QCustomPlot* m_plot;
  std::unique_ptr<TimelineIndex> m_index;
  InFlightView m_view;
};

/// Draws the same chart into a rectangle of any painter, at the painter's resolution.
void paintInFlightChart(QPainter& painter, const QRectF& rect, const TimelineIndex& index, const InFlightView& view);

}  // namespace roundscope

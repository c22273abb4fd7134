// The chart as a widget, and as a picture. See in_flight_chart.h.
#include "ui/plot/in_flight_chart.h"

#include <QVBoxLayout>

#include "ui/plot/in_flight_plot.h"

namespace roundscope {

InFlightChart::InFlightChart(const TimelineWidget& timeline, QWidget* parent)
    : QWidget(parent), m_timeline(timeline), m_plot(new QCustomPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_plot);
  m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
  setAccessibleName(tr("In-flight chart"));
  setAccessibleDescription(tr("How many calls of each pair of canisters are in flight, against the limit"));
  connect(&timeline, &TimelineWidget::viewChanged, this, &InFlightChart::refresh);
  connect(&timeline.session(), &Session::cursorChanged, this, &InFlightChart::moveCursor);
}

void InFlightChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void InFlightChart::refresh() {
  const InFlightView view{m_timeline.axis(),       m_timeline.theme(),
                          m_timeline.basePt(),     m_timeline.session().cursor(),
                          m_timeline.hideFuture(), m_timeline.foldedVariants()};
  fillInFlightPlot(*m_plot, m_timeline.index(), view, size());
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void InFlightChart::moveCursor() {
  if (m_timeline.hideFuture()) return refresh();
  moveInFlightCursor(*m_plot, m_timeline.axis(), m_timeline.session().cursor());
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void paintInFlightChart(QPainter& painter, const QRectF& rect, const TimelineIndex& index, const InFlightView& view) {
  QCustomPlot plot;
  const QSize size = rect.size().toSize();
  plot.setViewport(QRect(QPoint(0, 0), size));
  fillInFlightPlot(plot, index, view, size);
  // QCustomPlot paints only with its own painter; a recording of it is played at any resolution.
  QPicture picture;
  QCPPainter recorder;
  recorder.begin(&picture);
  recorder.setMode(QCPPainter::pmVectorized);
  recorder.setMode(QCPPainter::pmNoCaching);
  plot.toPainter(&recorder, size.width(), size.height());
  recorder.end();
  painter.save();
  painter.setClipRect(rect, Qt::IntersectClip);
  painter.fillRect(rect, view.theme.color(Role::Lane));
  painter.translate(rect.topLeft());
  // A recording is played at the device's resolution; the page is already laid out in pixels of its own.
  const double zoom = static_cast<double>(picture.logicalDpiX()) / painter.device()->logicalDpiX();
  painter.scale(zoom, zoom);
  painter.drawPicture(0, 0, picture);
  painter.restore();
}

}  // namespace roundscope

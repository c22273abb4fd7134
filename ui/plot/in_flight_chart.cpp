// The chart as a widget, and as a picture. See in_flight_chart.h.
#include "ui/plot/in_flight_chart.h"

#include <QVBoxLayout>

#include "ui/plot/in_flight_plot.h"

namespace roundscope {

namespace {

std::unique_ptr<TimelineIndex> indexOf(const Session& session) {
  std::vector<const VariantRun*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  return std::make_unique<TimelineIndex>(runs);
}

}  // namespace

InFlightChart::InFlightChart(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_plot(new QCustomPlot(this)), m_index(indexOf(session)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_plot);
  m_plot->setInteractions(QCP::iNone);
  m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
  setAccessibleName(tr("In-flight chart"));
  setAccessibleDescription(tr("How many calls of each pair of canisters are in flight, against the limit"));
  connect(&session, &Session::opened, this, &InFlightChart::reopen);
  connect(&session, &Session::grew, this, &InFlightChart::grow);
  connect(&session, &Session::cursorChanged, this, &InFlightChart::moveCursor);
  m_view.cursor = session.cursor();
}

InFlightChart::~InFlightChart() = default;

void InFlightChart::setAxis(const TimeAxis& axis) {
  m_view.axis = axis;
  refresh();
}

void InFlightChart::setTheme(const Theme& theme) {
  m_view.theme = theme;
  refresh();
}

void InFlightChart::setBasePt(double basePt) {
  m_view.basePt = basePt;
  refresh();
}

void InFlightChart::setHideFuture(bool hide) {
  m_view.hideFuture = hide;
  refresh();
}

void InFlightChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

void InFlightChart::reopen() {
  m_index = indexOf(m_session);
  m_view.cursor = m_session.cursor();
  refresh();
}

void InFlightChart::grow() {
  if (m_index->variants().size() != m_session.runs().size()) return reopen();
  m_index->grow();
  refresh();
}

void InFlightChart::refresh() {
  fillInFlightPlot(*m_plot, *m_index, m_view, size());
  m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void InFlightChart::moveCursor() {
  m_view.cursor = m_session.cursor();
  if (m_view.hideFuture) return refresh();
  const auto us = static_cast<double>(m_session.cursor().us);
  for (int i = 0; i < m_plot->itemCount(); ++i) {
    auto* line = qobject_cast<QCPItemStraightLine*>(m_plot->item(i));
    if (line == nullptr || line->objectName() != QStringLiteral("cursor")) continue;
    line->point1->setCoords(us, 0);
    line->point2->setCoords(us, 1);
  }
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
  painter.drawPicture(0, 0, picture);
  painter.restore();
}

}  // namespace roundscope

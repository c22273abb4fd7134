// The chart as a widget. See in_flight_chart.h.
#include "ui/plot/in_flight_chart.h"

#include <QVBoxLayout>

#include "ui/plot/in_flight_plot.h"

namespace roundscope::ui {

InFlightChart::InFlightChart(const TimelineWidget& timeline, QWidget* parent)
    : QWidget(parent), m_timeline(timeline), m_plot(new InFlightPlot(this)) {
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

InFlightView InFlightChart::view() const {
  return {m_timeline.axis(),       m_timeline.theme(),         m_timeline.basePt(), m_timeline.session().cursor(),
          m_timeline.hideFuture(), m_timeline.foldedVariants()};
}

void InFlightChart::refresh() {
  const InFlightView now = view();
  m_plot->showChart(buildInFlightScene(m_timeline.index(), now, size(), FontTextMeasure(now.basePt)), now);
}

void InFlightChart::moveCursor() {
  if (m_timeline.hideFuture()) return refresh();
  m_plot->moveCursor(view());
}

}  // namespace roundscope::ui

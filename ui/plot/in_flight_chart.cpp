// The chart as a widget. See in_flight_chart.h.
#include "ui/plot/in_flight_chart.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/plot/in_flight_plot.h"

namespace roundscope::ui {

namespace {
constexpr int kLeastPlotPx = 72;
}  // namespace

InFlightChart::InFlightChart(const Session& session, const TimeFrame& frame, QWidget* parent)
    : QWidget(parent), m_session(session), m_frame(frame), m_plot(new InFlightPlot(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_plot);
  m_plot->setAttribute(Qt::WA_TransparentForMouseEvents);
  setAccessibleName(tr("In-flight chart"));
  setAccessibleDescription(tr("How many calls of each pair of canisters are in flight, against the limit"));
  connect(&frame, &TimeFrame::changed, this, &InFlightChart::refresh);
  connect(&session, &Session::viewStateChanged, this, &InFlightChart::refresh);
  connect(&session, &Session::cursorChanged, this, &InFlightChart::moveCursor);
}

void InFlightChart::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

const Scene& InFlightChart::scene() const { return m_plot->scene(); }

void InFlightChart::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shownChanged(true);
}

void InFlightChart::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit shownChanged(false);
}

InFlightView InFlightChart::view() const {
  const ViewState& state = m_session.viewState();
  return {m_frame.axis(),
          m_frame.theme(),
          m_frame.basePt(),
          m_session.cursor(),
          state.hideFuture || state.answerHidden,
          state.answerHidden,
          state.foldedVariants};
}

void InFlightChart::refresh() {
  const InFlightView now = view();
  InFlightScene chart = buildInFlightScene(m_frame.index(), now, size(), FontTextMeasure(now.basePt));
  const int leastHeight = std::max(kLeastHeightPx, static_cast<int>(std::ceil(chart.plot.top())) + kLeastPlotPx);
  m_plot->showChart(std::move(chart), now);
  if (leastHeight == m_leastHeight) return;
  m_leastHeight = leastHeight;
  updateGeometry();
}

void InFlightChart::moveCursor() {
  if (m_session.viewState().hideFuture || m_session.viewState().answerHidden) return refresh();
  m_plot->moveCursor(view());
}

}  // namespace roundscope::ui

// See centre.h.
#include "ui/window/centre.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/plot/in_flight_chart.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/banner.h"

namespace roundscope::ui {

namespace {

constexpr double kTimelineShare = 0.72;  ///< of what timeline and chart have together, while presenting

}  // namespace

Centre::Centre(Session& session, QWidget* parent)
    : QWidget(parent),
      m_banner(new Banner(this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_timeline(new TimelineWidget(session, m_splitter)),
      m_chart(new InFlightChart(session, m_timeline->frame(), m_splitter)) {
  m_splitter->addWidget(m_timeline);
  m_splitter->addWidget(m_chart);
  m_splitter->setStretchFactor(0, 3);
  m_splitter->setStretchFactor(1, 1);
  m_splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_banner);
  layout->addWidget(m_splitter, 1);
  m_share.setSingleShot(true);
  m_share.setInterval(0);
  connect(&m_share, &QTimer::timeout, this, &Centre::shareRoom);
  connect(&m_timeline->frame(), &TimeFrame::changed, &m_share, qOverload<>(&QTimer::start));
}

void Centre::present(bool on) {
  m_presented = on;
  m_timeline->present(on);
  shareRoom();
}

void Centre::setDrawer(bool open) {
  m_drawer = open;
  shareRoom();
}

void Centre::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  m_share.start();
}

/// What the timeline should have before the chart gets anything.
int Centre::neededPx() const {
  if (m_presented) return static_cast<int>(std::ceil(m_timeline->leastHeightPx()));
  return m_drawer ? window()->height() / 2 : 0;
}

void Centre::shareRoom() {
  const int forChart = m_chart->minimumSizeHint().height() + m_splitter->handleWidth();
  const bool room = neededPx() == 0 || m_splitter->height() - forChart >= neededPx();
  if (m_chart->isHidden() == room) m_chart->setVisible(room);
  if (!room || !m_presented) return;
  const int height = m_splitter->height() - m_splitter->handleWidth();
  const int whole = static_cast<int>(std::ceil(m_timeline->wholeHeightPx()));
  const int timeline = std::min(std::max(whole, static_cast<int>(height * kTimelineShare)),
                                height - m_chart->minimumSizeHint().height());
  if (m_splitter->sizes().constFirst() != timeline) m_splitter->setSizes({timeline, height - timeline});
}

}  // namespace roundscope::ui

// See centre.h.
#include "ui/window/centre.h"

#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/editor/knob_bar.h"
#include "ui/plot/in_flight_chart.h"
#include "ui/stage/stage_widget.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/banner.h"
#include "ui/window/stale_strip.h"

namespace roundscope::ui {

namespace {

constexpr double kStageShare = 0.52;     ///< of what stage and timeline have together, at first
constexpr double kTimelineShare = 0.72;  ///< of what timeline and chart have together, while presenting

}  // namespace

Centre::Centre(Session& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_banner(new Banner(this)),
      m_stale(new StaleStrip(session, this)),
      m_knobs(new KnobBar(session, this)),
      m_splitter(new QSplitter(Qt::Vertical, this)),
      m_stage(new StageWidget(session, m_splitter)),
      m_timeline(new TimelineWidget(session, m_splitter)),
      m_chart(new InFlightChart(session, m_timeline->frame(), m_splitter)) {
  m_splitter->addWidget(m_stage);
  m_splitter->addWidget(m_timeline);
  m_splitter->addWidget(m_chart);
  m_splitter->setStretchFactor(0, 4);
  m_splitter->setStretchFactor(1, 3);
  m_splitter->setStretchFactor(2, 1);
  m_splitter->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_banner);
  layout->addWidget(m_stale);
  layout->addWidget(m_knobs);
  layout->addWidget(m_splitter, 1);
  m_share.setSingleShot(true);
  m_share.setInterval(0);
  connect(&m_share, &QTimer::timeout, this, &Centre::shareRoom);
  connect(&m_timeline->frame(), &TimeFrame::changed, &m_share, qOverload<>(&QTimer::start));
  connect(m_chart, &InFlightChart::shownChanged, m_timeline,
          [this](bool shown) { m_timeline->setStripsShown(!shown); });
  // The stage looks as the timeline does: one theme, one size of type.
  connect(&m_timeline->frame(), &TimeFrame::changed, m_stage, [this] {
    m_stage->setTheme(m_timeline->frame().theme());
    m_stage->setBasePt(m_timeline->frame().basePt());
  });
  connect(&session, &Session::viewStateChanged, this, &Centre::followShown);
  followShown();
}

void Centre::followShown() {
  const RunView shown = m_session.viewState().shown;
  const bool joins = shown == RunView::Both && (m_stage->isHidden() || m_timeline->isHidden());
  m_stage->setVisible(shown != RunView::Timeline);
  m_timeline->setVisible(shown != RunView::Stage);
  m_stage->setScrubber(shown == RunView::Stage);
  shareRoom();
  const int height = m_splitter->height();
  if (joins)
    m_splitter->setSizes({static_cast<int>(height * kStageShare), static_cast<int>(height * (1 - kStageShare)), 0});
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
  // The stage shows the calls in flight at its foot, or leaves the room to the timeline.
  if (m_session.viewState().shown != RunView::Timeline) {
    m_chart->setVisible(false);
    return;
  }
  const int forChart = m_chart->minimumSizeHint().height() + m_splitter->handleWidth();
  const bool room = neededPx() == 0 || m_splitter->height() - forChart >= neededPx();
  if (m_chart->isHidden() == room) m_chart->setVisible(room);
  if (!room || !m_presented) return;
  const int height = m_splitter->height() - m_splitter->handleWidth();
  const int whole = static_cast<int>(std::ceil(m_timeline->wholeHeightPx()));
  const int timeline = std::min(std::max(whole, static_cast<int>(height * kTimelineShare)),
                                height - m_chart->minimumSizeHint().height());
  if (m_splitter->sizes().value(1) != timeline) m_splitter->setSizes({0, timeline, height - timeline});
}

}  // namespace roundscope::ui

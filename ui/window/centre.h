// The middle of the window: the banner, the stage, the timeline and the chart; which of them are shown, and which gives
// way where room is scarce.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/session/session.h"

class QSplitter;

namespace roundscope::ui {

class Banner;
class InFlightChart;
class KnobBar;
class StageWidget;
class StaleStrip;
class TimelineWidget;

/// The chart stands where it leaves the timeline enough: while presenting, the height at which no lane is scrolled;
/// while a drawer is open below, half of the window.
class Centre : public QWidget {
  Q_OBJECT

 public:
  Centre(Session& session, QWidget* parent);

  [[nodiscard]] Banner* banner() const { return m_banner; }
  [[nodiscard]] StaleStrip* staleStrip() const { return m_stale; }
  [[nodiscard]] KnobBar* knobBar() const { return m_knobs; }
  [[nodiscard]] QSplitter* splitter() const { return m_splitter; }
  [[nodiscard]] StageWidget* stage() const { return m_stage; }
  [[nodiscard]] TimelineWidget* timeline() const { return m_timeline; }

  void present(bool on);
  /// A panel below the timeline is open.
  void setDrawer(bool open);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void followShown();
  void shareRoom();
  [[nodiscard]] int neededPx() const;

  Session& m_session;
  Banner* m_banner;
  StaleStrip* m_stale;
  KnobBar* m_knobs;
  QSplitter* m_splitter;
  StageWidget* m_stage;
  TimelineWidget* m_timeline;
  InFlightChart* m_chart;
  QTimer m_share;  ///< a splitter must not be told of other sizes while it lays its parts out
  bool m_presented = false;
  bool m_drawer = false;
};

}  // namespace roundscope::ui

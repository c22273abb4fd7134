// The timeline as a widget over a session: paints the scene, and turns the mouse into cursor, view and selection.
#pragma once

#include <QPoint>
#include <QPointF>
#include <QWidget>
#include <optional>

#include "ui/drawing/theme.h"
#include "ui/session/parent_comparison.h"
#include "ui/session/session.h"
#include "ui/timeline/idle_time.h"
#include "ui/timeline/path_finder.h"
#include "ui/timeline/scene.h"
#include "ui/timeline/target.h"
#include "ui/timeline/time_frame.h"
#include "ui/told_items.h"
#include "ui/topics.h"

namespace roundscope::ui {

/// Cursor, selection and what several views show alike belong to the session; what part is seen, and which lanes are
/// open, belong to this widget.
class TimelineWidget : public QWidget, public ToldItems {
  Q_OBJECT

 public:
  explicit TimelineWidget(Session& session, QWidget* parent = nullptr);

  [[nodiscard]] const TimelineIndex& index() const { return m_index; }
  [[nodiscard]] const TimeAxis& axis() const { return m_view.axis; }
  /// For views that line up with this one.
  [[nodiscard]] const TimeFrame& frame() const { return m_frame; }
  [[nodiscard]] const AxisScale& scale() const { return m_view.scale; }
  [[nodiscard]] const Theme& theme() const { return m_theme; }
  [[nodiscard]] double basePt() const { return m_basePt; }
  /// What is shown now; rebuilt when anything it depends on has changed.
  [[nodiscard]] const Scene& scene();

  /// The lane of the canister that made the selected call.
  [[nodiscard]] std::optional<LaneKey> selectedLane() const;
  /// The height below which lanes would have to be scrolled, without legend and overview.
  [[nodiscard]] double leastHeightPx() const { return leastHeightOf(m_index, m_view, FontTextMeasure(m_basePt)); }
  /// The same with them.
  [[nodiscard]] double wholeHeightPx() const;
  [[nodiscard]] const TimelineView& view() const { return m_view; }

  /// Selects the call below (+1) or above (-1) the selected one among those in flight at the cursor, round and round.
  /// False where there is none.
  bool selectNeighbour(int by);

  [[nodiscard]] QString tellMoment() override;
  [[nodiscard]] int toldCount() override;
  [[nodiscard]] ToldItem toldItem(int item) override;
  void chooseToldItem(int item) override;

  [[nodiscard]] QSize sizeHint() const override { return {900, 460}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {360, 180}; }

 public slots:
  void zoomIn();
  void zoomOut();
  void panLeft();
  void panRight();
  /// The whole run; it stays in view while the run grows, until the view is changed otherwise.
  void fitAll();
  /// Exactly this stretch of time, which may end later than what is known yet. It stays when the cursor comes to
  /// `cursor`, be that outside.
  void showRange(TimeRange range, std::optional<Time> cursor = std::nullopt);
  /// The selected call with some room around it; again, or without a selection, the whole run.
  void fitSelection();
  void setTheme(const Theme& theme);
  /// The size of ordinary type in points; the presenter's is larger.
  void setBasePt(double basePt);
  void setAxisUnit(AxisUnit unit);
  /// The strips of calls in flight: not beside a chart that shows the same.
  void setStripsShown(bool shown);
  /// Shows a batch row call by call, or as one block again.
  void toggleLane(LaneKey lane);
  /// Shows a canister, or all of a subnet, as one line, or in full again.
  void collapseLane(LaneKey lane);
  void collapseSubnet(SubnetKey subnet);
  /// Exactly these batch rows call by call, and these canisters and subnets as one line. They must be the runs'.
  void showLanes(std::set<LaneKey> opened, std::set<LaneKey> collapsed, std::set<SubnetKey> subnets);
  /// The whole of what is shown in full, from its first call on where that comes late, and the lanes from the top.
  void fitShown();
  /// Zooms in where the selected call would be too narrow to be looked at.
  void makeSelectionLegible();
  /// Every canister as one line; when all are, every one in full.
  void collapseAll();
  void scrollLanes(double deltaPx);
  /// For a lecture hall: what is not looked at has no room, bars are high, and legend and overview stand only where
  /// they take no room from them.
  void present(bool on);
  /// Lanes that are not shown while presenting.
  void leaveOut(const std::set<LaneKey>& lanes);
  /// Brings all of this into view, and keeps it there whatever the size, until the viewer scrolls or looks elsewhere.
  void lookAt(const Target& target);

 signals:
  /// Questions about a place are wanted.
  void asked(const roundscope::ui::AskedPlace& place);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Drag { None, Ruler, Overview, Body };

  void reopen();
  void grow();
  void followCursor();
  void followViewState();
  void showMarkers();
  void findPaths();
  void showPath(const Run* run, const std::shared_ptr<const PathAnalysis>& path);
  void showDifferences();
  void leaveOutLead();
  void shareRoom();
  void keepTargetInView();
  void changeAxis(const TimeAxis& axis);
  void layOutAxis();
  void refresh();
  const std::vector<CallRef>& toldCalls();
  void tellFrame();
  void seekTo(double x);
  void hover(std::optional<CallRef> call);
  void click(QPointF at);
  [[nodiscard]] AskedPlace placeAt(QPointF at);
  [[nodiscard]] TimeRange bounds() const;
  [[nodiscard]] std::optional<TimeRange> selectedSpan() const;
  void foldVariant(std::size_t variant);
  [[nodiscard]] QString headingTip(std::size_t variant) const;
  [[nodiscard]] QString tipAt(QPointF at);
  [[nodiscard]] QString tipOf(CallRef ref, double x) const;
  [[nodiscard]] QString tipOf(const CallsHit& calls) const;

  Session& m_session;
  ParentComparison& m_comparison;
  /// Those of the index: what moves this widget may have heard of other runs before it has.
  std::vector<std::shared_ptr<Run>> m_runs;
  TimelineIndex m_index;
  IdleTime m_idleTime;
  TimeFrame m_frame{m_index};
  PathFinder m_paths;
  TimelineView m_view;
  Theme m_theme;
  double m_basePt = 9;
  bool m_fitsAll = true;
  std::optional<TimeRange> m_range;   ///< shown whatever is known of it, until the view is changed
  std::optional<Time> m_rangeCursor;  ///< the cursor that belongs to m_range
  bool m_presented = false;
  std::set<LaneKey> m_besideTheTopic;  ///< left out while presenting
  std::optional<Target> m_target;
  std::optional<Scene> m_scene;
  std::optional<std::vector<CallRef>> m_told;  ///< made when it is asked for
  std::size_t m_inFlight = 0;                  ///< with m_told
  Drag m_drag = Drag::None;
  QPointF m_pressedAt;
  QPointF m_draggedTo;
  bool m_moved = false;
};

}  // namespace roundscope::ui

// View state and painting; the mouse is in timeline_mouse.cpp. See timeline_widget.h.
#include "ui/timeline/timeline_widget.h"

#include <QPainter>
#include <algorithm>

#include "core/run/call_phases.h"
#include "ui/drawing/painter.h"
#include "ui/timeline/calls_at.h"

namespace roundscope::ui {

namespace {
constexpr double kZoomStep = 1.5;
constexpr double kPanShare = 0.2;
constexpr double kLegiblePx = 40;
constexpr double kLateShare = 0.3;  ///< of the run; a first call after it is late
constexpr double kPresentedBarPx = 24;
constexpr double kLeadShare = 0.2;  ///< of what follows, shown before it

std::vector<const Run*> runsOf(const Session& session) {
  std::vector<const Run*> runs;
  for (const auto& run : session.runs()) runs.push_back(run.get());
  return runs;
}
}  // namespace

TimelineWidget::TimelineWidget(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_comparison(ParentComparison::of(session)) {
  m_view.stretch = true;
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Timeline"));
  setAccessibleDescription(tr("Calls between canisters, on a lane each, over the rounds of their subnets"));
  connect(&session, &Session::opened, this, &TimelineWidget::reopen);
  connect(&session, &Session::grew, this, &TimelineWidget::grow);
  connect(&session, &Session::cursorChanged, this, &TimelineWidget::followCursor);
  connect(&m_paths, &PathFinder::found, this, &TimelineWidget::showPath);
  connect(&m_comparison, &ParentComparison::changed, this, &TimelineWidget::showDifferences);
  connect(&session, &Session::markersChanged, this, &TimelineWidget::showMarkers);
  connect(&session, &Session::viewStateChanged, this, &TimelineWidget::followViewState);
  connect(&session, &Session::selectionChanged, this, [this] {
    m_view.selected = m_session.selectedCall();
    refresh();
  });
  for (const auto signal : {&Session::cursorChanged, &Session::selectionChanged, &Session::opened})
    connect(&session, signal, this, [this] { tellChange(this); });
  reopen();
}

const Scene& TimelineWidget::scene() {
  if (!m_scene) m_scene = buildScene(m_index, m_view, size(), FontTextMeasure(m_basePt));
  return *m_scene;
}

void TimelineWidget::reopen() {
  m_index = TimelineIndex(runsOf(m_session));
  m_runs = m_session.runs();
  m_idleTime = {};
  m_paths.forget();
  static_cast<ViewState&>(m_view) = m_session.viewState();
  findPaths();
  showDifferences();
  m_view.opened.clear();
  m_view.collapsed.clear();
  m_view.collapsedSubnets.clear();
  m_view.markers.clear();
  m_view.scrollPx = 0;
  m_besideTheTopic.clear();
  m_view.leftOut.clear();
  m_target.reset();
  m_view.hovered.reset();
  m_view.selected = m_session.selectedCall();
  m_view.cursor = m_session.cursor();
  // Of a scenario that was changed the same rounds stay in view.
  if (!m_session.isChange()) {
    m_fitsAll = true;
    m_range.reset();
  }
  layOutAxis();
}

void TimelineWidget::grow() {
  if (m_index.variants().size() != m_session.runs().size()) return reopen();
  m_index.grow();
  findPaths();
  layOutAxis();
}

/// Gives the axis its pixels, and its range where that follows the run.
void TimelineWidget::layOutAxis() {
  m_view.scale = scaleOf(m_index, m_view.scale.unit, m_view.foldedVariants);
  const FontTextMeasure text(m_basePt);
  m_view.axis = axisFor(m_view.axis, gutterWidth(m_index, text), width());
  m_view.axis.idle = m_view.collapseIdle ? m_idleTime.mapOf(m_index) : nullptr;
  if (m_range)
    m_view.axis = fitted(m_view.axis, *m_range);
  else
    m_view.axis = m_fitsAll ? fitted(m_view.axis, bounds()) : clampedTo(m_view.axis, bounds());
  shareRoom();
  keepTargetInView();
  refresh();
  tellFrame();
}

/// What may be seen: the variants that are shown in full, and the cursor.
TimeRange TimelineWidget::bounds() const {
  if (m_view.answerHidden) return {0, neutralEndUs(m_view.scale, m_view.cursor)};
  std::int64_t end = m_view.cursor.us;
  for (std::size_t v = 0; v < m_index.variants().size(); ++v)
    if (!m_view.foldedVariants.contains(v)) end = std::max(end, m_index.variants()[v].frontierUs());
  return {0, static_cast<double>(end > 0 ? end : m_index.endUs())};
}

void TimelineWidget::refresh() {
  m_scene.reset();
  m_told.reset();
  update();
}

void TimelineWidget::tellFrame() { m_frame.set(m_view.axis, m_theme, m_basePt); }

/// The cursor never leaves the view by itself: what is seen follows it.
void TimelineWidget::followCursor() {
  m_view.cursor = m_session.cursor();
  const auto us = static_cast<double>(m_view.cursor.us);
  if (m_view.answerHidden && m_fitsAll) return layOutAxis();
  const TimeAxis& axis = m_view.axis;
  const bool belongs = m_range && m_rangeCursor == m_view.cursor;
  if (!belongs && m_drag == Drag::None && (us < axis.firstUs() || us > axis.lastUs())) {
    TimeAxis next = axis;
    next.startUs = axis.onScale(us) - axis.spanUs * (us < axis.firstUs() ? 0.8 : 0.2);
    m_view.axis = clampedTo(next, bounds());
    tellFrame();
  }
  refresh();
}

void TimelineWidget::changeAxis(const TimeAxis& axis) {
  m_range.reset();
  m_fitsAll = axis.spanUs >= fitted(axis, bounds()).spanUs;
  m_view.axis = axis;
  refresh();
  tellFrame();
}

void TimelineWidget::zoomIn() {
  changeAxis(zoomed(m_view.axis, kZoomStep, m_view.axis.leftPx + m_view.axis.widthPx / 2, bounds()));
}
void TimelineWidget::zoomOut() {
  changeAxis(zoomed(m_view.axis, 1 / kZoomStep, m_view.axis.leftPx + m_view.axis.widthPx / 2, bounds()));
}
void TimelineWidget::panLeft() { changeAxis(panned(m_view.axis, -m_view.axis.widthPx * kPanShare, bounds())); }
void TimelineWidget::panRight() { changeAxis(panned(m_view.axis, m_view.axis.widthPx * kPanShare, bounds())); }
void TimelineWidget::fitAll() { changeAxis(fitted(m_view.axis, bounds())); }

void TimelineWidget::showRange(TimeRange range, std::optional<Time> cursor) {
  m_range = range;
  m_rangeCursor = cursor;
  m_fitsAll = false;
  layOutAxis();
}

/// When the selected call begins and ends.
std::optional<TimeRange> TimelineWidget::selectedSpan() const {
  const std::optional<CallRef> selected = m_session.selectedCall();
  if (!selected || selected->variant >= m_index.variants().size()) return std::nullopt;
  const VariantIndex& variant = m_index.variants()[selected->variant];
  if (!variant.knows(selected->call)) return std::nullopt;
  const CallSpan& call = variant.call(selected->call);
  if (!call.at(CallPoint::Performed).happened()) return std::nullopt;
  const auto start = static_cast<double>(variant.table().drawnAt(call.at(CallPoint::Performed)).us);
  const Moment last = call.end();
  auto end = last.happened() ? static_cast<double>(variant.table().drawnAt(last).us)
                             : static_cast<double>(variant.frontierUs());
  // A call that was not performed has no duration: a round around it is shown.
  if (call.outcome == CallOutcome::NotPerformed) end = start + static_cast<double>(m_view.scale.interval.us);
  return TimeRange{start, end};
}

void TimelineWidget::fitSelection() {
  const std::optional<TimeRange> call = selectedSpan();
  if (!call) return fitAll();
  const double room = (call->endUs - call->startUs) * 0.15;
  const TimeAxis next = clampedTo(fitted(m_view.axis, {call->startUs - room, call->endUs + room}), bounds());
  if (next == m_view.axis) return fitAll();
  changeAxis(next);
}

void TimelineWidget::followViewState() {
  const ViewState before = m_view;
  static_cast<ViewState&>(m_view) = m_session.viewState();
  if (m_view.showCriticalPath != before.showCriticalPath) findPaths();
  if (m_view.collapseIdle != before.collapseIdle) {  // the same time stays in view
    const TimeRange seen = m_view.axis.visible();
    m_view.axis.idle = m_view.collapseIdle ? m_idleTime.mapOf(m_index) : nullptr;
    m_view.axis = fitted(m_view.axis, seen);
  }
  layOutAxis();
  scrollLanes(0);
}

void TimelineWidget::setTheme(const Theme& theme) {
  m_theme = theme;
  refresh();
  tellFrame();
}

void TimelineWidget::setBasePt(double basePt) {
  m_basePt = basePt;
  layOutAxis();
}

void TimelineWidget::setStripsShown(bool shown) {
  if (m_view.strips == shown) return;
  m_view.strips = shown;
  layOutAxis();  // what is looked at stays in view
  scrollLanes(0);
}

void TimelineWidget::setAxisUnit(AxisUnit unit) {
  m_view.scale = scaleOf(m_index, unit, m_view.foldedVariants);
  refresh();
  tellFrame();
}

void TimelineWidget::toggleLane(LaneKey lane) {
  if (!m_view.opened.erase(lane)) m_view.opened.insert(lane);
  refresh();
  scrollLanes(0);
}

void TimelineWidget::collapseLane(LaneKey lane) {
  if (!m_view.collapsed.erase(lane)) m_view.collapsed.insert(lane);
  refresh();
  scrollLanes(0);
}

void TimelineWidget::collapseSubnet(SubnetKey subnet) {
  if (!m_view.collapsedSubnets.erase(subnet)) m_view.collapsedSubnets.insert(subnet);
  refresh();
  scrollLanes(0);
}

void TimelineWidget::showLanes(std::set<LaneKey> opened, std::set<LaneKey> collapsed, std::set<SubnetKey> subnets) {
  m_view.opened = std::move(opened);
  m_view.collapsed = std::move(collapsed);
  m_view.collapsedSubnets = std::move(subnets);
  refresh();
  scrollLanes(0);
}

std::optional<LaneKey> TimelineWidget::selectedLane() const {
  if (!m_view.selected) return std::nullopt;
  const VariantIndex& variant = m_index.variants()[m_view.selected->variant];
  return LaneKey{m_view.selected->variant, variant.call(m_view.selected->call).caller.value};
}

bool TimelineWidget::selectNeighbour(int by) {
  const std::vector<CallRef> calls = callsAt(m_index, m_view.cursor);
  if (calls.empty()) return false;
  const auto size = static_cast<std::ptrdiff_t>(calls.size());
  std::ptrdiff_t next = by > 0 ? 0 : size - 1;
  if (m_view.selected) {
    const auto found = std::find(calls.begin(), calls.end(), *m_view.selected);
    if (found != calls.end()) next = (found - calls.begin() + by + size) % size;
  }
  m_session.selectCall(calls[static_cast<std::size_t>(next)]);
  return true;
}

void TimelineWidget::foldVariant(std::size_t variant) {
  m_session.changeView([variant](ViewState& view) {
    if (!view.foldedVariants.erase(variant)) view.foldedVariants.insert(variant);
  });
}

void TimelineWidget::fitShown() {
  m_view.scrollPx = 0;
  fitAll();
  leaveOutLead();
  scrollLanes(0);
}

/// Where the first call comes late in the run, as queries do, the view begins shortly before it.
void TimelineWidget::leaveOutLead() {
  const double end = bounds().endUs;
  double first = end;
  for (std::size_t v = 0; v < m_index.variants().size(); ++v) {
    const std::optional<std::int64_t> attempt = m_index.variants()[v].run().outcomes().attemptFrom(0);
    if (!m_view.foldedVariants.contains(v) && attempt) first = std::min(first, static_cast<double>(*attempt));
  }
  if (first < end * kLateShare || first >= end) return;
  changeAxis(clampedTo(fitted(m_view.axis, {first - (end - first) * kLeadShare, end}), bounds()));
}

void TimelineWidget::makeSelectionLegible() {
  const std::optional<TimeRange> call = selectedSpan();
  if (!call) return;
  const double length = call->endUs - call->startUs;
  if (length / m_view.axis.spanUs * m_view.axis.widthPx >= kLegiblePx) return;
  changeAxis(clampedTo(fitted(m_view.axis, {call->startUs - length, call->endUs + 5 * length}), bounds()));
}

void TimelineWidget::collapseAll() {
  std::set<LaneKey> all;
  for (std::size_t v = 0; v < m_index.variants().size(); ++v)
    for (const std::size_t lane : m_index.variants()[v].laneOrder()) all.insert({v, lane});
  const bool open = m_view.collapsed == all || !m_view.collapsedSubnets.empty();
  m_view.collapsed = open ? std::set<LaneKey>() : all;
  m_view.collapsedSubnets.clear();
  refresh();
  scrollLanes(0);
}

void TimelineWidget::findPaths() {
  if (!m_view.showCriticalPath) return;
  for (const auto& run : m_session.runs())
    if (run->trace().finished()) m_paths.find(run);
}

void TimelineWidget::showPath(const Run* run, const std::shared_ptr<const PathAnalysis>& path) {
  for (std::size_t v = 0; v < m_index.variants().size(); ++v)
    if (&m_index.variants()[v].run() == run) m_index.setPath(v, path);
  refresh();
}

void TimelineWidget::showDifferences() {
  // Another scenario may be open, whose runs this timeline has not taken in yet.
  for (std::size_t v = 0; v < m_index.variants().size() && v < m_session.runs().size(); ++v)
    if (&m_index.variants()[v].run() == m_session.runs()[v].get())
      m_index.setDifferences(v, m_comparison.differencesOf(v));
  refresh();
}

void TimelineWidget::showMarkers() {
  m_view.markers = m_session.markers();
  refresh();
}

void TimelineWidget::present(bool on) {
  m_presented = on;
  m_view.leaveOutFolded = on;
  m_view.leastBarPx = on ? kPresentedBarPx : LayoutOptions{}.leastBarPx;
  m_view.leftOut = on ? m_besideTheTopic : std::set<LaneKey>();
  layOutAxis();
  scrollLanes(0);
}

void TimelineWidget::leaveOut(const std::set<LaneKey>& lanes) {
  m_besideTheTopic = lanes;
  present(m_presented);
}

void TimelineWidget::lookAt(const Target& target) {
  m_target = target;
  keepTargetInView();
  refresh();
}

double TimelineWidget::wholeHeightPx() const {
  return leastHeightPx() + kOverviewHeight + legendHeightOf(m_index, FontTextMeasure(m_basePt), width(), m_view);
}

/// While presenting, or below the stage, the lanes come first: the overview stands where they leave room, then the
/// legend.
void TimelineWidget::shareRoom() {
  m_view.overview = m_view.legend = true;
  if (!m_presented && m_view.shown != RunView::Both) return;
  m_view.overview = height() >= leastHeightPx() + kOverviewHeight;
  m_view.legend = height() >= wholeHeightPx();
}

void TimelineWidget::keepTargetInView() {
  if (!m_target) return;
  const FontTextMeasure text(m_basePt);
  const double room = bodyOf(m_index, m_view, size(), text).height();
  const auto extent = extentOf(*m_target, m_index, layoutOf(m_index, m_view, size(), text), room);
  if (extent) m_view.scrollPx = std::max(0.0, scrolledTo(*extent, m_view.scrollPx, room));
}

void TimelineWidget::scrollLanes(double deltaPx) {
  if (deltaPx != 0) m_target.reset();
  const double most = std::max(0.0, scene().contentHeight - scene().body.height());
  m_view.scrollPx = std::clamp(m_view.scrollPx + deltaPx, 0.0, most);
  refresh();
}

void TimelineWidget::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintScene(painter, scene(), m_theme, m_basePt);
}

void TimelineWidget::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  layOutAxis();
  scrollLanes(0);
}

}  // namespace roundscope::ui

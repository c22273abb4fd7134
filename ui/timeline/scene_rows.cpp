// Calls as bars on rows. Bars too narrow to be told apart are merged by pixel columns, found by binary search,
// so a row costs what its width costs; a merged bar shows a failure when one of its calls failed.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/drawing/phase_style.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// Narrower calls are merged.
constexpr double kLeastBarPx = 3;
constexpr double kMergedPx = 2;
/// No name is shorter.
constexpr double kLeastNamedPx = 20;
/// Less cannot be seen between bars: they are one band.
constexpr double kSeenGapPx = 1;

double endOf(const VariantIndex& variant, const RowItem& item) {
  return static_cast<double>(item.endUs == kStillOpen ? variant.frontierUs() : item.endUs);
}

struct RowPlace {
  double top = 0;
  double height = 0;
};

class RowPainter {
 public:
  RowPainter(const Context& context, const LaneLayout& lane)
      : m_context(context), m_variant(context.variant(lane.key.variant)), m_lane(lane) {}

  void draw(const LaneRow& row, RowPlace place) const {
    const TimeAxis& axis = m_context.view.axis;
    auto item = std::partition_point(row.items.begin(), row.items.end(),
                                     [&](const RowItem& i) { return endOf(m_variant, i) < axis.firstUs(); });
    std::optional<Merged> open;
    while (item != row.items.end() && static_cast<double>(item->startUs) <= axis.lastUs()) {
      const double x0 = xOf(axis, static_cast<double>(item->startUs));
      const double x1 = xOf(axis, endOf(m_variant, *item));
      if (x1 - x0 >= kLeastBarPx) {
        // Too short for its phases, it is no different from those that it follows without a gap.
        if (open && x0 <= open->x1 + kSeenGapPx && x1 - x0 < m_context.view.leastPhasesPx && isPlain(*item, *open)) {
          open->x1 = x1;
          ++item;
          continue;
        }
        flush(open, place);
        bar(*item, x0, x1, place);
        ++item;
        continue;
      }
      const double columnEnd = (std::floor(x0 / kMergedPx) + 1) * kMergedPx;
      const double untilUs = usAt(axis, columnEnd);
      auto next = std::max(item + 1, std::partition_point(item, row.items.end(), [&](const RowItem& i) {
                             return static_cast<double>(i.startUs) < untilUs;
                           }));
      // The last that begins here may be long, and has a bar of its own.
      if (next - item > 1 && widthOf(*(next - 1)) >= kLeastBarPx) --next;
      const auto first = static_cast<std::size_t>(item - row.items.begin());
      const auto last = static_cast<std::size_t>(next - row.items.begin());
      const double right = std::max(columnEnd, xOf(axis, endOf(m_variant, *(next - 1))));
      const bool dimmed =
          dims(static_cast<double>(item->startUs), endOf(m_variant, *(next - 1)), item->call, (next - 1)->call);
      const bool critical =
          m_context.view.showCriticalPath && m_variant.path().hasCritical(item->call, (next - 1)->call);
      merge(open,
            {columnEnd - kMergedPx, right, shownFailure(row, first, last), dimmed, critical, anyDiffers(item, next),
             item->call},
            place);
      item = next;
    }
    flush(open, place);
  }

 private:
  struct Merged {
    double x0, x1;
    bool failed;
    bool dimmed;
    bool critical;
    bool differs;
    CallId call;
  };

  [[nodiscard]] double widthOf(const RowItem& item) const {
    const TimeAxis& axis = m_context.view.axis;
    return xOf(axis, endOf(m_variant, item)) - xOf(axis, static_cast<double>(item.startUs));
  }

  /// Whether calls of a row, which hold such a time and such numbers, have nothing to do with the call in focus.
  [[nodiscard]] bool dims(double fromUs, double toUs, CallId first, CallId last) const {
    const Focus* focus = m_context.focusIn(m_lane.key.variant);
    if (focus == nullptr || focus->overlaps(fromUs, toUs)) return false;
    const auto near = std::lower_bound(focus->chain.begin(), focus->chain.end(), first);
    return near == focus->chain.end() || *near > last;
  }
  /// What is not the topic is grey.
  [[nodiscard]] std::uint8_t hueOf(CallId call, bool dimmed) const { return dimmed ? kGreyHue : m_variant.hueOf(call); }

  /// With the future hidden, a failure shows only once it has happened.
  [[nodiscard]] bool shownFailure(const LaneRow& row, std::size_t first, std::size_t last) const {
    if (!row.failed.anyIn(first, last)) return false;
    if (!m_context.hidesFuture()) return true;
    const auto known = std::partition_point(row.items.begin() + static_cast<std::ptrdiff_t>(first),
                                            row.items.begin() + static_cast<std::ptrdiff_t>(last),
                                            [&](const RowItem& i) { return i.endUs <= m_context.view.cursor.us; });
    return row.failed.anyIn(first, static_cast<std::size_t>(known - row.items.begin()));
  }

  /// Whether the call would be drawn as those are that were merged, which did not fail.
  [[nodiscard]] bool isPlain(const RowItem& item, const Merged& open) const {
    const CallSpan& call = m_variant.call(item.call);
    const bool critical = m_context.view.showCriticalPath && m_variant.path().hasCritical(item.call, item.call);
    const bool dimmed = dims(static_cast<double>(item.startUs), endOf(m_variant, item), item.call, item.call);
    return !open.failed && !call.failed() && !call.isOwnMessage() && call.attempt <= 1 && !call.compensation &&
           open.critical == critical && open.dimmed == dimmed && !open.differs &&
           toldDifference(m_context, m_lane.key.variant, item.call) == nullptr;
  }

  /// Whether any call of a stretch of a row differs from its counterpart in the parent.
  template <class Item>
  [[nodiscard]] bool anyDiffers(Item first, Item last) const {
    const std::size_t v = m_lane.key.variant;
    return mayDiffer(m_context, v, first->call, (last - 1)->call) &&
           std::any_of(first, last, [&](const RowItem& i) { return toldDifference(m_context, v, i.call) != nullptr; });
  }

  void merge(std::optional<Merged>& open, Merged next, RowPlace place) const {
    if (open && open->failed == next.failed && open->dimmed == next.dimmed && open->critical == next.critical &&
        open->differs == next.differs && next.x0 <= open->x1 + kSeenGapPx) {
      open->x1 = std::max(open->x1, next.x1);
      return;
    }
    flush(open, place);
    open = next;
  }

  void flush(std::optional<Merged>& open, RowPlace place) const {
    if (!open) return;
    const QRectF rect(open->x0, place.top, std::max(1.5, open->x1 - open->x0), place.height);
    const std::uint8_t hue = hueOf(open->call, open->dimmed);
    RectShape shape{rect, {open->failed ? Role::Failure : Role::MergedBar, hue}, {}};
    if (open->failed) shape.hatch = Hatch::Dense;
    m_context.canvas.add(shape);
    if (open->critical) criticalEdges(rect);
    if (open->differs) drawDifferenceEdge(m_context, rect);
    m_context.canvas.clippedHit(rect, CallsHit{m_lane.key, open->call});
    open.reset();
  }

  void bar(const RowItem& item, double x0, double x1, RowPlace place) const {
    const TimeAxis& axis = m_context.view.axis;
    const CallSpan& call = m_variant.call(item.call);
    const double gap = x1 - x0 > 5 ? 1 : 0;
    const QRectF whole(x0, place.top, x1 - x0 - gap, place.height);
    const QRectF seen = whole.intersected(QRectF(axis.leftPx - 4, whole.top(), axis.widthPx + 8, whole.height()));
    if (seen.isEmpty()) return;
    const CallRef ref{m_lane.key.variant, item.call};
    const bool dimmed = dims(static_cast<double>(item.startUs), endOf(m_variant, item), item.call, item.call);
    if (call.isOwnMessage() && !call.failed()) {
      quiet(seen);
      return frame(ref, seen);
    }
    const std::uint8_t hue = hueOf(item.call, dimmed);
    const DrawnPhases phases = drawPhases(call, seen, hue);
    const bool known = !m_context.hidesFuture() || item.endUs <= m_context.view.cursor.us;
    status(call, seen, hue, item.endUs != kStillOpen && known);
    const double takenLeft = marks(call, seen, hue);
    if (const CallDifference* difference = toldDifference(m_context, m_lane.key.variant, item.call))
      drawDifference(m_context, difference->how, seen, takenLeft, call.failed() && known ? statusPx(seen) : 0);
    if (m_context.view.selected == ref)
      namePhases(phases);
    else
      nameCall(phases, call, item.call);
    if (m_context.view.showCriticalPath && known) path(item, seen, x1);
    frame(ref, seen);
  }

  /// A phase of a bar, where it is drawn.
  struct DrawnPhase {
    Phase phase = Phase::OutputQueue;
    QRectF rect;
  };
  struct DrawnPhases {
    std::array<DrawnPhase, kPhaseCount + 1> all{};
    std::size_t count = 0;
    [[nodiscard]] const DrawnPhase* begin() const { return all.data(); }
    [[nodiscard]] const DrawnPhase* end() const { return all.data() + count; }
  };

  [[nodiscard]] DrawnPhases drawPhases(const CallSpan& call, const QRectF& seen, std::uint8_t hue) const {
    const TimeAxis& axis = m_context.view.axis;
    DrawnPhases drawn;
    if (seen.width() < m_context.view.leastPhasesPx) {
      m_context.canvas.add(RectShape{seen, {Role::MergedBar, hue}, {}});
      return drawn;
    }
    for (const PhaseSpan& span : phasesOf(m_variant.table(), call, m_variant.frontierUs())) {
      const double left = std::max(seen.left(), xOf(axis, static_cast<double>(span.startUs)));
      const double right = std::min(seen.right(), xOf(axis, static_cast<double>(span.endUs)));
      if (right - left < 0.4) continue;
      const PhaseStyle style = styleOf(span.phase);
      RectShape shape{QRectF(left, seen.top(), right - left, seen.height()), {style.role, hue}, {}};
      if (right - left >= 7 && seen.height() >= 9) shape.hatch = style.hatch;
      shape.hatchPaint = {Role::HatchLine, hue};
      drawn.all[drawn.count++] = {span.phase, shape.rect};
      m_context.canvas.add(shape);
    }
    return drawn;
  }

  /// A message of a canister's runtime to itself is low and grey, because nobody wrote such a call.
  void quiet(const QRectF& seen) const {
    const double height = std::max(3.0, seen.height() * 0.34);
    const QRectF rect(seen.left(), seen.center().y() - height / 2, seen.width(), height);
    m_context.canvas.add(RectShape{rect, {Role::Quiet}, {}});
  }

  /// The part of a phase that the cursor has not come to is an outline.
  [[nodiscard]] bool isDark(const DrawnPhase& part) const {
    const bool past =
        !m_context.view.showCursor || xOf(m_context.view.axis, m_context.view.cursor) >= part.rect.right();
    return part.phase == Phase::Executing && past;
  }

  /// Words within a part of a bar, if they fit there; nothing that is hidden is named.
  bool words(const DrawnPhase& part, const QString& text) const {
    constexpr double kRoomPx = 3;
    const TextMeasure& measure = m_context.canvas.measure();
    const double line = measure.height(FontRole::Normal);
    const double width = measure.width(text, FontRole::Normal);
    QRectF rect = part.rect;
    if (m_context.hidesFuture()) rect.setRight(std::min(rect.right(), xOf(m_context.view.axis, m_context.view.cursor)));
    if (rect.height() < line || rect.width() < width + 2 * kRoomPx) return false;
    const QRectF box(rect.left() + (rect.width() - width) / 2, rect.center().y() - line / 2, width, line);
    if (!m_context.canvas.free(box)) return false;
    // No hatching runs through words.
    if (styleOf(part.phase).hatch != Hatch::None)
      m_context.canvas.add(RectShape{box.adjusted(-2, 0, 2, 0), {Role::Lane}, {}});
    return m_context.canvas.text(box.topLeft(), text, {isDark(part) ? Role::CursorText : Role::Text});
  }

  /// The selected bar says what each of its phases is.
  void namePhases(const DrawnPhases& phases) const {
    for (const DrawnPhase& part : phases) words(part, textOf(nameOf(part.phase)));
  }

  /// "#17 callee.ping" in the widest phase that is no queue, or as much of it as fits.
  void nameCall(const DrawnPhases& phases, const CallSpan& call, CallId id) const {
    const auto plain = [](const DrawnPhase& part) {
      return part.phase == Phase::Awaiting || styleOf(part.phase).hatch == Hatch::None;
    };
    const DrawnPhase* widest = nullptr;
    for (const DrawnPhase& part : phases)
      if (plain(part) && (widest == nullptr || part.rect.width() > widest->rect.width())) widest = &part;
    if (widest == nullptr) return;
    if (widest->rect.width() < kLeastNamedPx && !m_context.view.callNumbers) return;
    if (widest->rect.height() < m_context.canvas.measure().height(FontRole::Normal)) return;
    const QString number = QLatin1Char('#') + QString::number(id.value);
    if (m_context.view.callNumbers) {
      words(*widest, number);
      return;
    }
    const QString method = QString::fromStdString(m_variant.run().name(call.callee));
    if (!words(*widest, number + QLatin1Char(' ') + method) && !words(*widest, method)) words(*widest, number);
  }

  /// Which attempt it is, and whether it undoes an earlier call: at the bar's beginning. Says how much of it they take.
  double marks(const CallSpan& call, const QRectF& seen, std::uint8_t hue) const {
    const TextMeasure& text = m_context.canvas.measure();
    const QString number = QString::number(call.attempt);
    const double numbered = attemptMarkPx(text);
    const double broad = call.attempt > 9 ? text.width(number, FontRole::Strong) + 5 : numbered;
    // Where the number would be too small to read, or no room is left for it, a disc alone says that this is a further
    // attempt.
    const bool fits = seen.height() >= numbered && seen.width() >= broad + numbered + 4;
    const double size = fits ? numbered : std::clamp(seen.height() - 2, kLeastMarkPx, 14.0);
    if (seen.height() < 5 || seen.width() < 2 * size + 4) return 0;
    QRectF box(seen.left() + 2, seen.center().y() - size / 2, size, size);
    if (call.attempt > 1) {
      IconShape icon{box, Mark::Attempt, {Role::Arrow, hue}};
      icon.number = fits ? call.attempt : std::uint8_t{0};
      if (fits) box.setWidth(broad);
      icon.box = box;
      m_context.canvas.add(icon);
      m_context.canvas.reserve(box);  // no name stands over the number
      box.moveLeft(box.right() + 2);
      box.setWidth(size);
    }
    if (call.compensation) {
      m_context.canvas.add(IconShape{box, Mark::Compensation, {Role::Arrow, hue}});
      box.moveLeft(box.right() + 2);
    }
    return box.left() - seen.left();
  }

  /// Calls that decide the end have heavy edges; others a dashed line as long as they may slip for free.
  void path(const RowItem& item, const QRectF& seen, double x1) const {
    Canvas& canvas = m_context.canvas;
    const PathAnalysis& path = m_variant.path();
    if (path.hasCritical(item.call, item.call)) return criticalEdges(seen);
    if (item.call.value >= path.slackRounds.size()) return;
    const std::optional<std::uint32_t> slack = path.slackRounds[item.call.value];
    if (!slack || *slack == 0) return;
    const TimeAxis& axis = m_context.view.axis;
    const Subnet& subnet = m_variant.scenario().subnetOf(m_variant.call(item.call).caller);
    const double to = xOf(axis, static_cast<double>(item.endUs) +
                                    static_cast<double>(*slack) * static_cast<double>(subnet.blockInterval.us));
    LineShape line{QLineF(x1, seen.center().y(), to, seen.center().y()), {Role::Slack}, 1.5, true};
    canvas.add(line);
    canvas.add(LineShape{QLineF(to, seen.top() + 1, to, seen.bottom() - 1), {Role::Slack}, 1.5});
    const QString words = QLatin1Char('+') + grouped(*slack);
    const double width = canvas.measure().width(words, FontRole::Normal);
    const double height = canvas.measure().height(FontRole::Normal);
    if (seen.height() < height || to - x1 < width + 10) return;
    const QPointF at((x1 + to - width) / 2, seen.center().y() - height / 2);
    canvas.add(RectShape{QRectF(at.x() - 2, at.y(), width + 4, height), {Role::Lane}, {}});
    canvas.text(at, words, {Role::Text});
  }

  void criticalEdges(const QRectF& rect) const {
    for (const double y : {rect.top(), rect.bottom() - 3})
      m_context.canvas.add(RectShape{QRectF(rect.left(), y, rect.width(), 3), {Role::Critical}, {}});
  }

  void frame(CallRef ref, const QRectF& seen) const {
    const Focus* focus = m_context.focusIn(m_lane.key.variant);
    if (m_context.view.selected == ref)
      outline(seen.adjusted(-1, -1, 1, 1), {Role::Selection}, 2.5);
    else if (m_context.view.hovered == ref)
      outline(seen, {Role::Hover}, 2);
    else if (focus != nullptr && seen.width() >= 12 && focus->inChain(ref.call))
      outline(seen, {Role::Chain}, 1.5);
    m_context.canvas.clippedHit(seen, CallHit{ref});
  }

  static double statusIconPx(const QRectF& rect) { return std::clamp(rect.height() - 2, kLeastMarkPx, 13.0); }
  /// What the mark of a failure takes of a bar's end.
  static double statusPx(const QRectF& rect) {
    const double icon = statusIconPx(rect);
    return rect.height() >= 5 && rect.width() >= icon + 2 ? icon + 2 : 0;
  }

  /// The border says how the call ended; a failure is hatched and has its mark, too.
  void status(const CallSpan& call, const QRectF& rect, std::uint8_t hue, bool ended) const {
    Canvas& canvas = m_context.canvas;
    if (!ended || !call.failed()) {
      if (rect.width() >= std::max(6.0, m_context.view.leastPhasesPx) && rect.height() >= 6)
        outline(rect, {Role::BarBorder, hue}, 1);
      return;
    }
    const double hatched = std::min(rect.width(), std::max(4.0, rect.width() * 0.35));
    RectShape end{QRectF(rect.right() - hatched, rect.top(), hatched, rect.height()), {Role::FailureFill}, {}};
    end.hatch = Hatch::Dense;
    end.hatchPaint = {Role::Failure};
    canvas.add(end);
    outline(rect, {Role::Failure}, rect.height() >= 8 ? 2 : 1);
    const double icon = statusIconPx(rect);
    if (rect.height() >= 5 && rect.width() >= icon + 2)
      canvas.add(IconShape{QRectF(rect.right() - icon - 1, rect.center().y() - icon / 2, icon, icon),
                           markOf(call.outcome),
                           {Role::Failure}});
  }

  void outline(const QRectF& rect, Paint paint, double width) const {
    const QLineF edges[] = {{rect.topLeft(), rect.topRight()},
                            {rect.topRight(), rect.bottomRight()},
                            {rect.bottomRight(), rect.bottomLeft()},
                            {rect.bottomLeft(), rect.topLeft()}};
    for (const QLineF& edge : edges) m_context.canvas.add(LineShape{edge, paint, width});
  }

  const Context& m_context;
  const VariantIndex& m_variant;
  const LaneLayout& m_lane;
};

}  // namespace

Hit hitOf(LaneKey lane, CallId first, bool several) {
  if (several) return CallsHit{lane, first};
  return CallHit{{lane.variant, first}};
}

Mark markOf(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::InFlight:
    case CallOutcome::Replied:
      return Mark::Replied;
    case CallOutcome::Rejected:
      return Mark::Rejected;
    case CallOutcome::Trapped:
      return Mark::Trapped;
    case CallOutcome::Expired:
      return Mark::Expired;
    case CallOutcome::Dropped:
      return Mark::Dropped;
    case CallOutcome::NotPerformed:
      return Mark::NotPerformed;
  }
  return Mark::Rejected;
}

void drawRows(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  const RowPainter painter(context, lane);
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const RowPlace place{lane.callsTop + context.dy + static_cast<double>(i) * lane.rowHeight, barHeightOf(lane)};
    if (place.top + place.height < context.body.top() || place.top > context.body.bottom()) continue;
    painter.draw(data.rows[i], place);
  }
}

}  // namespace roundscope::ui::parts

// Message arrows, from the edge of a call's bar to the edge of what executes it and back. Those of one fan-out that
// leave or arrive within a few pixels are one wedge with its number.
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "core/run/overlaps.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// With more calls in view, only the focus' arrows are drawn.
constexpr std::uint32_t kMostArrowCalls = 40;
/// In lanes with more rows nothing is searched for row by row.
constexpr std::size_t kMostArrowRows = 2000;
/// Messages closer than this at either end are not told apart …
constexpr double kTogetherPx = 9;
/// … and so many of them are one wedge, which is a line where it is no broader than this.
constexpr std::size_t kLeastBundle = 3;
constexpr double kLeastWedgePx = 3;

const LaneLayout* laneOf(const VariantLayout& variant, CanisterId canister) {
  for (const LaneLayout& lane : variant.lanes)
    if (lane.key.lane == canister.value) return &lane;
  return nullptr;
}

/// The way of one message: a slanted leg while it travels, and one along the callee's edge while it waits there.
struct Way {
  std::array<QPointF, 3> points;
  std::size_t slanted = 0;  ///< the leg from this point to the next one
  Paint paint;
  [[nodiscard]] QLineF leg() const { return {points[slanted], points[slanted + 1]}; }
  /// The other leg; after the slanted one it leads to what executes.
  [[nodiscard]] QLineF waiting() const { return {points[1 - slanted], points[2 - slanted]}; }
};

bool together(const Way& a, const Way& b) {
  return a.paint == b.paint &&
         std::min(std::abs(a.leg().x1() - b.leg().x1()), std::abs(a.leg().x2() - b.leg().x2())) <= kTogetherPx;
}

/// The part of a convex outline that is left of `x`.
std::vector<QPointF> leftOf(const std::vector<QPointF>& outline, double x) {
  std::vector<QPointF> left;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const QPointF& a = outline[i];
    const QPointF& b = outline[(i + 1) % outline.size()];
    if (a.x() <= x) left.push_back(a);
    if ((a.x() <= x) != (b.x() <= x)) left.emplace_back(x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x()));
  }
  return left;
}

using Bundle = std::vector<Way>;

class Arrows {
 public:
  Arrows(const Context& context, const VariantLayout& layout)
      : m_context(context), m_variant(context.variant(layout.variant)), m_layout(layout) {}

  void draw(CallId id, bool strong) const {
    if (const auto way = request(id, strong)) message(*way, strong);
    if (const auto way = response(id, strong)) message(*way, strong);
  }

  /// Those of all calls that are in view, of rows that can be searched, as bundles.
  [[nodiscard]] std::vector<Bundle> visible() const {
    // By who calls whom, in which step of which message, and whether it is the answer.
    using Fan = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint16_t, bool>;
    std::map<Fan, Bundle> fans;
    for (const CallId id : callsInView()) {
      const CallSpan& call = m_variant.call(id);
      const auto take = [&](bool answer, const std::optional<Way>& way) {
        if (way && std::abs(way->points[2].x() - way->points[0].x()) >= 3)
          fans[{call.caller.value, call.callee.canister.value, call.context.value, call.step, answer}].push_back(*way);
      };
      take(false, request(id, false));
      take(true, response(id, false));
    }
    std::vector<Bundle> bundles;
    for (auto& [fan, ways] : fans) {
      std::sort(ways.begin(), ways.end(),
                [](const Way& a, const Way& b) { return a.leg().x1() + a.leg().x2() < b.leg().x1() + b.leg().x2(); });
      std::size_t first = 0;
      for (std::size_t i = 1; i <= ways.size(); ++i) {
        if (i < ways.size() && together(ways[i - 1], ways[i])) continue;
        const auto begin = ways.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = ways.begin() + static_cast<std::ptrdiff_t>(i);
        if (i - first >= kLeastBundle)
          bundles.emplace_back(begin, end);
        else
          std::for_each(begin, end, [&](const Way& way) { bundles.push_back({way}); });
        first = i;
      }
    }
    return bundles;
  }

  void draw(const Bundle& bundle) const {
    if (bundle.size() == 1) return message(bundle.front(), false);
    const double leaving = bundle.back().leg().x1() - bundle.front().leg().x1();
    const double arriving = bundle.back().leg().x2() - bundle.front().leg().x2();
    if (std::max(std::abs(leaving), std::abs(arriving)) <= kLeastWedgePx) {
      message(bundle[bundle.size() / 2], true);
    } else {
      wedge(bundle);
      message(bundle.front(), false);
      message(bundle.back(), false);
    }
    // What lies along the callee's edge is told apart: what begins there has a head of its own.
    double head = -1e9;
    for (const Way& way : bundle) {
      const QLineF leg = way.waiting();
      const bool headed = way.slanted == 0 && std::abs(leg.x2() - head) >= kTogetherPx;
      if (headed) head = leg.x2();
      along(leg, way.paint, headed);
    }
  }

  /// How many messages a bundle is, beside it where nothing else is.
  void count(const Bundle& bundle) const {
    if (bundle.size() < kLeastBundle) return;
    Canvas& canvas = m_context.canvas;
    const QString words = QStringLiteral("× ") + grouped(static_cast<std::int64_t>(bundle.size()));
    const QSizeF size(canvas.measure().width(words, FontRole::Normal), canvas.measure().height(FontRole::Normal));
    const bool answer = bundle.front().slanted == 1;
    const QLineF leg = answer ? bundle.back().leg() : bundle.front().leg();
    const double edge = answer ? leg.y1() : leg.y2();
    const double cursor = m_context.hidesFuture() ? xOf(m_context.view.axis, m_context.view.cursor) : 1e9;
    for (const double share : {0.5, 0.7, 0.3, 0.85}) {
      const QPointF middle = leg.pointAt(share);
      const double slant = std::abs((leg.x2() - leg.x1()) / (leg.y2() - leg.y1())) * size.height() / 2;
      const double left = answer ? middle.x() + slant + 3 : middle.x() - slant - size.width() - 3;
      const QRectF box(QPointF(left, middle.y() - size.height() / 2), size);
      const bool between = edge > middle.y() ? box.bottom() <= edge : box.top() >= edge;
      if (!between || box.right() > cursor || !isEmpty(box)) continue;
      if (canvas.text(box.topLeft(), words, {Role::Text})) return;
    }
  }

 private:
  [[nodiscard]] std::vector<CallId> callsInView() const {
    const TimeAxis& axis = m_context.view.axis;
    std::vector<CallId> calls;
    for (const LaneLayout& lane : m_layout.lanes) {
      const Lane& data = m_variant.lanes()[lane.key.lane];
      if (data.rows.size() > kMostArrowRows) continue;
      for (const LaneRow& row : data.rows) {
        auto item = std::partition_point(row.items.begin(), row.items.end(), [&](const RowItem& i) {
          return static_cast<double>(i.endUs) < axis.firstUs();
        });
        for (; item != row.items.end() && static_cast<double>(item->startUs) <= axis.lastUs(); ++item)
          calls.push_back(item->call);
      }
    }
    return calls;
  }

  struct Ends {
    const LaneLayout* caller = nullptr;
    const LaneLayout* callee = nullptr;
    bool exists = true;  ///< the callee
    bool down = true;
  };
  [[nodiscard]] std::optional<Ends> endsOf(const CallSpan& call) const {
    if (call.outcome == CallOutcome::NotPerformed || call.isOwnMessage()) return std::nullopt;
    Ends ends{laneOf(m_layout, call.caller), laneOf(m_layout, call.callee.canister)};
    if (ends.caller == nullptr || ends.callee == nullptr) return std::nullopt;
    ends.exists = roundscope::exists(m_variant.scenario().canister(call.callee.canister).status);
    ends.down = ends.caller->top <= ends.callee->top;
    return ends;
  }

  [[nodiscard]] std::optional<Way> request(CallId id, bool strong) const {
    const CallSpan& call = m_variant.call(id);
    const auto ends = endsOf(call);
    // Nobody is there to start it: it goes as far as where it is rejected.
    const CallPoint reached = ends && ends->exists ? CallPoint::Started : CallPoint::Answered;
    if (!ends || !call.at(reached).happened()) return std::nullopt;
    const Moment& left = call.at(CallPoint::RequestRouted).happened() ? call.at(CallPoint::RequestRouted)
                                                                      : call.at(CallPoint::Performed);
    const double started = xAt(call, reached);
    const double arrived = std::min(xAtOr(call, CallPoint::RequestInducted, started), started);
    const double calleeY = calleeEdge(*ends, id, call);
    return Way{{QPointF(xOf(m_context.view.axis, m_variant.table().drawnAt(left)), callerEdge(*ends, id, left)),
                QPointF(arrived, calleeY), QPointF(started, calleeY)},
               0,
               paintOf(id, strong)};
  }

  [[nodiscard]] std::optional<Way> response(CallId id, bool strong) const {
    const CallSpan& call = m_variant.call(id);
    const auto ends = endsOf(call);
    if (!ends || !call.at(CallPoint::Answered).happened() || !call.at(CallPoint::Completed).happened())
      return std::nullopt;
    // Of a deadline that has passed the caller's own subnet tells, and nobody sends anything.
    if (call.outcome == CallOutcome::Expired) return std::nullopt;
    const bool started = call.at(CallPoint::Started).happened();
    if (ends->exists && (!started || call.at(CallPoint::Answered) < call.at(CallPoint::Started))) return std::nullopt;
    const Moment& back = call.at(CallPoint::ResponseInducted).happened() ? call.at(CallPoint::ResponseInducted)
                                                                         : call.at(CallPoint::Completed);
    const double calleeY = calleeEdge(*ends, id, call);
    const double answered = xAt(call, CallPoint::Answered);
    const double arrived = xOf(m_context.view.axis, m_variant.table().drawnAt(back));
    // An answer that comes after its caller has given up finds no bar any more.
    if (arrived < answered || arrived > xAt(call, CallPoint::Completed) + 0.5) return std::nullopt;
    return Way{{QPointF(answered, calleeY), QPointF(xAtOr(call, CallPoint::ResponseRouted, answered), calleeY),
                QPointF(arrived, callerEdge(*ends, id, back))},
               1,
               call.failed() ? Paint{Role::Failure} : paintOf(id, strong)};
  }

  [[nodiscard]] Paint paintOf(CallId id, bool strong) const {
    return {strong ? Role::Arrow : Role::ArrowFaint, m_variant.hueOf(id)};
  }
  [[nodiscard]] double xAt(const CallSpan& call, CallPoint point) const {
    return xOf(m_context.view.axis, m_variant.table().drawnAt(call.at(point)));
  }
  [[nodiscard]] double xAtOr(const CallSpan& call, CallPoint point, double otherwise) const {
    return call.at(point).happened() ? xAt(call, point) : otherwise;
  }

  /// The edge of the call's bar, or of the block that it is part of, that faces the callee.
  [[nodiscard]] double callerEdge(const Ends& ends, CallId id, const Moment& at) const {
    const LaneLayout& lane = *ends.caller;
    switch (lane.form) {
      case LaneForm::Rows:
      case LaneForm::OpenBatch: {
        const double top = lane.callsTop + static_cast<double>(m_variant.rowOf(id)) * lane.rowHeight + m_context.dy;
        return ends.down ? top + barHeightOf(lane) : top;
      }
      case LaneForm::Batch:
        if (ends.down) return lane.callsTop + lane.callsHeight + m_context.dy;
        return batchTopAt(m_context, lane, static_cast<double>(m_variant.table().drawnAt(at).us));
      case LaneForm::NoCalls:
      case LaneForm::Collapsed:
      case LaneForm::Folded:
        break;
    }
    return lane.stripTop + (ends.down ? lane.stripHeight : 0) + m_context.dy;
  }
  /// The edge of what executes the call that faces the caller.
  [[nodiscard]] double calleeEdge(const Ends& ends, CallId id, const CallSpan& call) const {
    const auto [top, bottom] = executionEdges(m_context, *ends.callee, id, call.at(CallPoint::Started));
    return ends.down ? top : bottom;
  }

  [[nodiscard]] double cursorPx(double otherwise) const {
    return m_context.view.showCursor ? xOf(m_context.view.axis, m_context.view.cursor) : otherwise;
  }

  /// A line with a head at its end. What the cursor has not come to is dotted, or not there where the future is hidden:
  /// while the message is on its way, its head is at the cursor.
  void message(const Way& way, bool strong) const {
    const TimeAxis& axis = m_context.view.axis;
    const double x0 = way.points.front().x();
    const double x1 = way.points.back().x();
    if (x1 < axis.leftPx - 1 || x0 > axis.rightPx() + 1) return;
    const double cursor = cursorPx(x1);
    const double width = strong ? 1.6 : 1.0;
    bool headed = false;
    for (std::size_t i = way.points.size() - 1; i > 0; --i) {
      QLineF leg(way.points[i - 1], way.points[i]);
      if (leg.length() < 0.5) continue;
      const bool last = !headed;
      if (leg.x1() > cursor) {
        if (!m_context.hidesFuture()) m_context.canvas.add(LineShape{leg, way.paint, width, true, last});
        headed = headed || !m_context.hidesFuture();
        continue;
      }
      if (leg.x2() > cursor) {
        QLineF rest(leg.pointAt((cursor - leg.x1()) / (leg.x2() - leg.x1())), leg.p2());
        leg.setP2(rest.p1());
        if (!m_context.hidesFuture() && rest.length() > 2)
          m_context.canvas.add(LineShape{rest, way.paint, width, true});
        if (leg.length() >= 0.5) m_context.canvas.add(LineShape{leg, way.paint, strong ? 2.2 : 1.6, false, true});
      } else {
        m_context.canvas.add(LineShape{leg, way.paint, width, false, last});
      }
      headed = true;
    }
  }

  /// What lies between the first message and the last, as far as the cursor has come.
  void wedge(const Bundle& bundle) const {
    std::vector<QPointF> outline;
    for (const Way& way : bundle) outline.push_back(way.leg().p1());
    for (auto way = bundle.rbegin(); way != bundle.rend(); ++way) outline.push_back(way->leg().p2());
    outline = leftOf(outline, cursorPx(1e9));
    const Paint& line = bundle.front().paint;
    const Paint fill = line.role == Role::Failure ? Paint{Role::FailureWedge} : Paint{Role::Wedge, line.hue};
    if (outline.size() >= 3) m_context.canvas.add(AreaShape{outline, fill});
  }

  void along(QLineF leg, Paint paint, bool headed) const {
    const double cursor = cursorPx(1e9);
    if (leg.x1() >= cursor || leg.length() < 0.5) return;
    if (leg.x2() > cursor) {
      leg.setP2({cursor, leg.y2()});
      headed = false;
    }
    m_context.canvas.add(LineShape{leg, paint, 1, false, headed});
  }

  /// Whether no box, no mark and no arrow is there.
  [[nodiscard]] bool isEmpty(const QRectF& box) const {
    for (const Layer& layer : m_context.canvas.scene().layers) {
      const bool arrows = QLatin1String(layer.name) == QLatin1String("arrows behind");
      if (!arrows && !isOfCalls(layer)) continue;
      for (const Shape& shape : layer.shapes)
        if (boundsOf(shape).intersects(box) && (!arrows || covers(shape, box))) return false;
    }
    return true;
  }
  /// Slanted shapes leave much of their bounds empty.
  static bool covers(const Shape& shape, const QRectF& box) {
    QPainterPath path;
    if (const auto* area = std::get_if<AreaShape>(&shape))
      path.addPolygon(QPolygonF(QList<QPointF>(area->points.begin(), area->points.end())));
    if (const auto* line = std::get_if<LineShape>(&shape)) {
      path.moveTo(line->line.p1());
      path.lineTo(line->line.p2());
    }
    return path.intersects(box);
  }

  const Context& m_context;
  const VariantIndex& m_variant;
  const VariantLayout& m_layout;
};

/// Whether all calls have their arrows.
bool showsAll(const Context& context, const VariantLayout& variant) {
  if (!context.view.showArrows || variant.folded || context.focusIn(variant.variant) != nullptr) return false;
  const TimeAxis& axis = context.view.axis;
  return callsInFlightWithin(context.variant(variant.variant).run(), axis.firstUs(), axis.lastUs()) <= kMostArrowCalls;
}

}  // namespace

void drawAllArrows(const Context& context, const VariantLayout& variant) {
  if (!showsAll(context, variant)) return;
  const Arrows arrows(context, variant);
  for (const Bundle& bundle : arrows.visible()) arrows.draw(bundle);
}

void drawArrowCounts(const Context& context, const VariantLayout& variant) {
  if (!showsAll(context, variant)) return;
  const Arrows arrows(context, variant);
  for (const Bundle& bundle : arrows.visible()) arrows.count(bundle);
}

void drawFocusArrows(const Context& context, const VariantLayout& variant) {
  const Focus* focus = context.focusIn(variant.variant);
  if (!context.view.showArrows || focus == nullptr) return;
  for (const CallId id : focus->chain) Arrows(context, variant).draw(id, id == focus->call.call);
}

}  // namespace roundscope::ui::parts

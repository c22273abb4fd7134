// Messages as lines between bars and what serves them. See compact_parts.h.
#include <algorithm>
#include <map>
#include <tuple>

#include "core/run/overlaps.h"
#include "ui/picture/compact_parts.h"

namespace roundscope::ui::compact {

namespace {

/// More calls than these are not looked at one by one.
constexpr std::uint32_t kMostCalls = 2'000;
/// Lines of shorter calls could not be told apart.
constexpr double kLeastBundlePx = 14;

/// Calls of one fan-out to one canister that were dispatched in the same round: they run together.
struct Bundle {
  std::size_t edgeRow = 0;  ///< the row that lies nearest to the callee …
  CallId edge;              ///< … and the call on it
  Moment started, answered;
  bool anyReplied = false;
  bool open = false;  ///< the answer of one of them is not there yet
};
/// The calls that one message made in one step, to whichever canisters, and their rows.
struct FanOut {
  struct Extent {
    double left = 0, right = 0;
  };
  std::map<std::size_t, Extent> bars;       ///< by row
  std::map<std::uint16_t, Bundle> bundles;  ///< by callee
};
/// By call context, step, and round in which the calls were made.
using FanOuts = std::map<std::tuple<std::uint32_t, std::uint16_t, std::uint32_t>, FanOut>;

const LaneLayout* laneOf(const VariantLayout& layout, CanisterId canister) {
  for (const LaneLayout& lane : layout.lanes)
    if (lane.key.lane == canister.value) return &lane;
  return nullptr;
}

class ArrowPainter {
 public:
  ArrowPainter(const parts::Context& context, const VariantLayout& layout)
      : m_context(context), m_variant(context.variant(layout.variant)), m_layout(layout) {}

  void draw(const LaneLayout& caller) const {
    for (const auto& [made, fanOut] : fanOutsOf(caller))
      for (const auto& [number, bundle] : fanOut.bundles) {
        const LaneLayout* callee = laneOf(m_layout, CanisterId{number});
        if (callee == nullptr || callee == &caller) continue;
        draw(bundle, fanOut, caller, *callee);
      }
  }

 private:
  [[nodiscard]] FanOuts fanOutsOf(const LaneLayout& caller) const {
    const TimeAxis& axis = m_context.view.axis;
    const Lane& data = m_variant.lanes()[caller.key.lane];
    FanOuts fanOuts;
    if (data.rows.size() > kMostCalls) return fanOuts;
    for (std::size_t row = 0; row < data.rows.size(); ++row) {
      const auto& items = data.rows[row].items;
      auto item = std::partition_point(items.begin(), items.end(),
                                       [&](const RowItem& i) { return static_cast<double>(i.endUs) < axis.firstUs(); });
      for (; item != items.end() && static_cast<double>(item->startUs) <= axis.lastUs(); ++item)
        join(fanOuts, *item, row, caller);
    }
    return fanOuts;
  }

  void join(FanOuts& fanOuts, const RowItem& item, std::size_t row, const LaneLayout& caller) const {
    const CallSpan& call = m_variant.call(item.call);
    if (call.isOwnMessage()) return;
    FanOut& fanOut = fanOuts[{call.context.value, call.step, call.at(CallPoint::Performed).round}];
    const std::int64_t endUs = std::min(item.endUs, m_variant.frontierUs());
    fanOut.bars[row] = {xOf(m_context.view.axis, static_cast<double>(item.startUs)),
                        xOf(m_context.view.axis, static_cast<double>(endUs))};
    if (call.at(CallPoint::Started).happened()) join(fanOut, item.call, call, row, caller);
  }

  void join(FanOut& fanOut, CallId id, const CallSpan& call, std::size_t row, const LaneLayout& caller) const {
    const LaneLayout* callee = laneOf(m_layout, call.callee.canister);
    const bool down = callee != nullptr && callee->top > caller.top;
    const auto [at, made] = fanOut.bundles.try_emplace(call.callee.canister.value);
    Bundle& bundle = at->second;
    if (made || (down ? row >= bundle.edgeRow : row < bundle.edgeRow)) {
      bundle.edgeRow = row;
      bundle.edge = id;
    }
    const Moment& started = call.at(CallPoint::Started);
    // What expires or is dropped, the network answers: no response comes from the callee.
    const bool byCallee = call.outcome != CallOutcome::Expired && call.outcome != CallOutcome::Dropped;
    const Moment answered = byCallee ? call.at(CallPoint::Answered) : Moment{};
    if (made || started < bundle.started) bundle.started = started;
    bundle.open = bundle.open || !call.at(CallPoint::Completed).happened();
    if (answered.happened() && (!bundle.answered.happened() || bundle.answered < answered)) bundle.answered = answered;
    bundle.anyReplied = bundle.anyReplied || !call.failed();
  }

  [[nodiscard]] double xAt(const Moment& moment) const {
    return xOf(m_context.view.axis, m_variant.table().drawnAt(moment));
  }
  [[nodiscard]] double xAt(const CallSpan& call, CallPoint point, CallPoint otherwise) const {
    return xAt(call.at(point).happened() ? call.at(point) : call.at(otherwise));
  }

  void draw(const Bundle& bundle, const FanOut& fanOut, const LaneLayout& caller, const LaneLayout& callee) const {
    const CallSpan& edge = m_variant.call(bundle.edge);
    const bool down = callee.top > caller.top;
    const double barY = barEdge(caller, bundle.edgeRow, down);
    const double blockY = blockEdge(callee, down);
    const Paint paint{Role::Arrow, m_variant.hueOf(bundle.edge)};
    const double sent = xAt(edge, CallPoint::RequestRouted, CallPoint::Performed);
    const double started = xAt(bundle.started);
    const bool ended = !bundle.open && bundle.answered.happened();
    const double back = ended ? xAt(edge, CallPoint::ResponseInducted, CallPoint::Completed) : started;
    if (std::max(back, started) - sent < kLeastBundlePx) return;
    const auto outside = [&](QPointF block, double barX) {
      return whereSeen({{barX, barY}, block}, fanOut, caller, bundle.edgeRow, down);
    };
    const QPointF arrives(started, blockY);
    const QPointF leaves(xAt(bundle.answered.happened() ? bundle.answered : bundle.started), blockY);
    line(outside(arrives, sent), arrives, paint);
    if (ended && !(bundle.answered < bundle.started))
      line(leaves, outside(leaves, back), bundle.anyReplied ? paint : Paint{Role::Failure});
  }

  /// Where a line from a bar comes out from behind the other bars of its fan-out.
  static QPointF whereSeen(QLineF way, const FanOut& fanOut, const LaneLayout& caller, std::size_t row, bool down) {
    if (caller.form == LaneForm::Batch || way.dy() == 0) return way.p1();
    QPointF seen = way.p1();
    for (const auto& [other, bar] : fanOut.bars) {
      if (down ? other <= row : other >= row) continue;
      const double y = barEdge(caller, other, down);
      const QPointF at = way.pointAt((y - way.y1()) / way.dy());
      const bool further = down ? y > seen.y() : y < seen.y();
      if (further && at.x() >= bar.left && at.x() <= bar.right) seen = at;
    }
    return seen;
  }

  /// Dashed where it has not happened yet.
  void line(QPointF from, QPointF to, Paint paint) const {
    const TimelineView& view = m_context.view;
    const bool toCome = view.showCursor && from.x() > xOf(view.axis, view.cursor);
    m_context.canvas.add(LineShape{QLineF(from, to), paint, 1, toCome});
  }

  static double barEdge(const LaneLayout& lane, std::size_t row, bool lower) {
    if (lane.form == LaneForm::Batch) return lane.callsTop + (lower ? lane.callsHeight : 0);
    const double gap = lane.rowHeight >= 7 ? 2 : 1;  // as between bars
    return lane.callsTop + static_cast<double>(row + (lower ? 1 : 0)) * lane.rowHeight - (lower ? gap : 0);
  }
  static double blockEdge(const LaneLayout& lane, bool upper) {
    if (lane.stripHeight > 0) return lane.stripTop + (upper ? 0 : lane.stripHeight);
    return lane.top + (upper ? 0 : lane.height);
  }

  const parts::Context& m_context;
  const VariantIndex& m_variant;
  const VariantLayout& m_layout;
};

}  // namespace

void drawArrows(const Request& request, const parts::Context& context, const Page::Variant& variant) {
  if (!request.view.arrows || !request.view.calls) return;
  const TimeAxis& axis = context.view.axis;
  const Run& run = context.variant(variant.layout.variant).run();
  if (callsInFlightWithin(run, axis.firstUs(), axis.lastUs()) > kMostCalls) return;
  ArrowPainter painter(context, variant.layout);
  for (const LaneLayout& lane : variant.layout.lanes)
    if (lane.form != LaneForm::NoCalls) painter.draw(lane);
}

}  // namespace roundscope::ui::compact

// Rooms stand in two columns, desks below each other; a single room has its desks in both columns.
#include "ui/stage/stage_layout.h"

#include <QLineF>
#include <algorithm>

#include "core/scenario/scenario.h"

namespace roundscope::ui {
namespace {

constexpr double kGapShare = 0.27;
constexpr double kMostGapPx = 420;
constexpr double kMarginPx = 8;
constexpr double kPortPx = 6;      ///< how far ways begin outside of a desk
constexpr double kBendPx = 22;     ///< how far a way goes around between desks with their gates on the same side
constexpr double kMostLines = 24;  ///< no desk needs to be higher
constexpr double kRoomyLines = 9;
constexpr double kNarrowLines = 8;   ///< of height, as a width
constexpr double kGateShare = 0.46;  ///< of a desk's width, for its queues
constexpr double kLeastGatePx = 60;
constexpr double kMostGatePx = 300;

/// Whether the canister calls another one.
bool callsOthers(const Run& run, CanisterId canister) {
  const auto& pairs = run.whereabouts().pairs();
  return std::any_of(pairs.begin(), pairs.end(),
                     [&](const CanisterPair& pair) { return pair.caller == canister && pair.callee != canister; });
}

/// Whether canisters of the subnet call each other.
bool hasLocalCalls(const Run& run, SubnetId subnet) {
  const auto& pairs = run.whereabouts().pairs();
  return std::any_of(pairs.begin(), pairs.end(), [&](const CanisterPair& pair) {
    return pair.caller != pair.callee && run.scenario().canister(pair.caller).subnet == subnet &&
           run.scenario().canister(pair.callee).subnet == subnet;
  });
}

struct Column {
  QRectF rect;
  Gate gate;
};

/// Queues stand at the gate, one above the other, with what executes between them; the rest is told beside them.
void divide(DeskLayout& desk, double line) {
  const QRectF inner = desk.rect.adjusted(kMarginPx, 4, -kMarginPx, -5);
  const bool narrow = inner.width() < kNarrowLines * line;
  desk.roomy = inner.height() >= kRoomyLines * line && !narrow;
  desk.header = QRectF(inner.left(), inner.top(), inner.width(), std::min(line * 1.2, inner.height() / 3));
  const QRectF body = inner.adjusted(0, desk.header.height() + (desk.roomy ? 6 : 2), 0, 0);
  // A narrow desk has its queues alone.
  const double gateWidth = narrow ? body.width() : std::clamp(body.width() * kGateShare, kLeastGatePx, kMostGatePx);
  const bool right = desk.gate == Gate::Right;
  const QRectF gate(right ? body.right() - gateWidth : body.left(), body.top(), gateWidth, body.height());
  desk.facts = right ? body.adjusted(0, 0, -gateWidth - kMarginPx, 0) : body.adjusted(gateWidth + kMarginPx, 0, 0, 0);
  // The names of queues stand above the upper and below the lower one.
  const double name = desk.roomy ? line : 0;
  const double strip = desk.roomy ? line * 1.5 : std::min(line * 1.15, (body.height() - 2) / 2);
  desk.upperQueue = QRectF(gate.left(), gate.top() + name, gate.width(), strip);
  desk.lowerQueue = QRectF(gate.left(), gate.bottom() - name - strip, gate.width(), strip);
  desk.workplace = QRectF(QPointF(gate.left(), desk.upperQueue.bottom()), desk.lowerQueue.topRight());
}

/// Desks of equal height below each other.
void placeDesks(std::vector<DeskLayout>& desks, const std::vector<CanisterId>& canisters, const Column& column,
                double line) {
  if (canisters.empty()) return;
  const auto count = static_cast<double>(canisters.size());
  const double each = std::min((column.rect.height() - kMarginPx * (count - 1)) / count, kMostLines * line);
  double top = column.rect.top() + (column.rect.height() - each * count - kMarginPx * (count - 1)) / 2;
  for (const CanisterId canister : canisters) {
    DeskLayout desk{.canister = canister, .rect = {column.rect.left(), top, column.rect.width(), each}};
    desk.gate = column.gate;
    divide(desk, line);
    desks.push_back(desk);
    top += each + kMarginPx;
  }
}

void markAbsent(StageLayout& layout, const Scenario& scenario) {
  for (DeskLayout& desk : layout.desks) desk.present = exists(scenario.canister(desk.canister).status);
}

}  // namespace

QPointF DeskLayout::port(const QRectF& queue) const {
  return gate == Gate::Right ? QPointF(rect.right() + kPortPx, queue.center().y())
                             : QPointF(rect.left() - kPortPx, queue.center().y());
}

const DeskLayout* StageLayout::desk(CanisterId canister) const {
  const auto found =
      std::find_if(desks.begin(), desks.end(), [&](const DeskLayout& desk) { return desk.canister == canister; });
  return found == desks.end() ? nullptr : &*found;
}

StageLayout layOutStage(const Run& run, const QRectF& area, const TextMeasure& text) {
  const Scenario& scenario = run.scenario();
  const double line = text.height(FontRole::Normal) + 3;
  StageLayout layout;
  layout.heading = QRectF(area.left(), area.top(), area.width(), text.height(FontRole::Heading) + 8);
  const QRectF rest = area.adjusted(kMarginPx, layout.heading.height(), -kMarginPx, -kMarginPx);
  const double gap = std::min(rest.width() * kGapShare, kMostGapPx);
  const double side = (rest.width() - gap) / 2;
  layout.gap = QRectF(rest.left() + side, rest.top(), gap, rest.height());
  const QRectF left(rest.left(), rest.top(), side, rest.height());
  const QRectF right(layout.gap.right(), rest.top(), side, rest.height());

  std::vector<std::vector<CanisterId>> inRoom(scenario.subnets.size());
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c)
    if (scenario.canisters[c].status != CanisterStatus::Nowhere)
      inRoom[scenario.canisters[c].subnet.value].push_back(CanisterId{c});
  std::vector<SubnetId> rooms;
  for (std::uint16_t s = 0; s < scenario.subnets.size(); ++s)
    if (!inRoom[s].empty()) rooms.push_back(SubnetId{s});

  const double header = line + 6;
  const auto inside = [&](const QRectF& room) { return room.adjusted(kMarginPx, header, -kMarginPx, -kMarginPx); };
  if (rooms.size() == 1) {
    layout.rooms.push_back({rooms[0], rest, QRectF(rest.left(), rest.top(), rest.width(), header)});
    std::vector<CanisterId> callers, others;
    for (const CanisterId canister : inRoom[rooms[0].value])
      (callsOthers(run, canister) ? callers : others).push_back(canister);
    if (callers.empty()) std::swap(callers, others);
    // Callers of each other face each other.
    for (; others.size() + 1 < callers.size(); callers.pop_back()) others.insert(others.begin(), callers.back());
    if (others.empty() && callers.size() > 1) {
      others.push_back(callers.back());
      callers.pop_back();
    }
    placeDesks(layout.desks, callers, {inside(left), Gate::Right}, line);
    placeDesks(layout.desks, others, {inside(right), Gate::Left}, line);
    markAbsent(layout, scenario);
    return layout;
  }
  const std::size_t rows = (rooms.size() + 1) / 2;
  const double height = (rest.height() - kMarginPx * static_cast<double>(rows - 1)) / static_cast<double>(rows);
  for (std::size_t i = 0; i < rooms.size(); ++i) {
    const QRectF& column = i % 2 == 0 ? left : right;
    const double top = rest.top() + static_cast<double>(i / 2) * (height + kMarginPx);
    const QRectF room(column.left(), top, column.width(), height);
    layout.rooms.push_back({rooms[i], room, QRectF(room.left(), room.top(), room.width(), header)});
    const Gate gate = i % 2 == 0 ? Gate::Right : Gate::Left;
    // Ways between desks of one room stay in it.
    const double aisle = hasLocalCalls(run, rooms[i]) ? kBendPx + kPortPx : 0;
    const QRectF desks =
        gate == Gate::Right ? inside(room).adjusted(0, 0, -aisle, 0) : inside(room).adjusted(aisle, 0, 0, 0);
    placeDesks(layout.desks, inRoom[rooms[i].value], {desks, gate}, line);
  }
  markAbsent(layout, scenario);
  return layout;
}

std::vector<QPointF> wayBetween(const DeskLayout& from, const DeskLayout& to) {
  const QPointF start = from.port(from.outputQueue());
  const QPointF end = to.port(to.inputQueue());
  if (from.gate != to.gate) return {start, end};
  const double out =
      from.gate == Gate::Right ? std::max(start.x(), end.x()) + kBendPx : std::min(start.x(), end.x()) - kBendPx;
  return {start, {out, start.y()}, {out, end.y()}, end};
}

double lengthOf(const std::vector<QPointF>& way) {
  double length = 0;
  for (std::size_t i = 1; i < way.size(); ++i) length += QLineF(way[i - 1], way[i]).length();
  return length;
}

QPointF pointOn(const std::vector<QPointF>& way, double part) {
  double left = lengthOf(way) * std::clamp(part, 0.0, 1.0);
  for (std::size_t i = 1; i < way.size(); ++i) {
    const QLineF piece(way[i - 1], way[i]);
    if (left <= piece.length() || i + 1 == way.size())
      return piece.length() > 0 ? piece.pointAt(std::min(1.0, left / piece.length())) : piece.p2();
    left -= piece.length();
  }
  return way.front();
}

}  // namespace roundscope::ui

// Rooms, the ways between desks, and the messages on them.
#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "core/run/rounds.h"
#include "ui/stage/stage_parts.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::parts {
namespace {

constexpr double kTokenPx = 16;
constexpr double kBundlePx = 34;  ///< half of a bundle's width, about
constexpr double kApart = 1.6;  ///< of a token's height: how close tokens that take the same step may follow each other

/// Slow at both ends.
double eased(double part) {
  const double x = std::clamp(part, 0.0, 1.0);
  return x * x * (3 - 2 * x);
}

/// The round's beat: how much of it has passed, as a ring that fills clockwise.
void drawBeat(Canvas& canvas, QPointF centre, double radius, double passed) {
  const auto arc = [&](double until) {
    std::vector<QPointF> points;
    const int steps = std::max(2, static_cast<int>(40 * until));
    for (int i = 0; i <= steps; ++i) {
      const double angle = 2 * std::numbers::pi * until * i / steps;
      points.emplace_back(centre.x() + radius * std::sin(angle), centre.y() - radius * std::cos(angle));
    }
    return points;
  };
  canvas.add(StrokeShape{arc(1), {Role::Divider}, 3.5});
  if (passed > 0.01) canvas.add(StrokeShape{arc(passed), {Role::Text}, 3.5});
}

}  // namespace

std::vector<std::uint8_t> huesOf(const Run& run) {
  constexpr std::size_t kMostLookedAt = 512;
  const auto& pairs = run.whereabouts().pairs();
  const auto& calls = run.calls().calls();
  std::vector<std::uint8_t> hues(pairs.size(), 0);
  std::vector<bool> known(pairs.size(), false);
  for (std::size_t i = 0; i < std::min<std::size_t>(calls.size(), kMostLookedAt); ++i) {
    const auto pair = std::find(pairs.begin(), pairs.end(), CanisterPair{calls[i].caller, calls[i].callee.canister});
    const auto at = static_cast<std::size_t>(pair - pairs.begin());
    const CallStep* step = run.stepOf(calls[i]);
    if (pair == pairs.end() || known[at] || step == nullptr) continue;
    hues[at] = static_cast<std::uint8_t>(step->order);
    known[at] = true;
  }
  return hues;
}

void drawRooms(const StageContext& context) {
  Canvas& canvas = context.canvas;
  const TextMeasure& text = context.text();
  for (const RoomLayout& room : context.layout.rooms) {
    const Subnet& subnet = context.run().scenario().subnet(room.subnet);
    canvas.add(RectShape{
        .rect = room.rect, .fill = {Role::LaneOther}, .border = Paint{Role::Divider}, .radius = 10, .borderPx = 1.4});
    const Beat beat = beatOf(subnet, context.moment.time);
    const double radius = (room.header.height() - 9) / 2;
    const QPointF centre(room.header.right() - 12 - radius, room.header.center().y() + 1);
    const QString round = QStringLiteral("round ") + grouped(static_cast<std::int64_t>(beat.round));
    const double top = room.header.center().y() - text.height(FontRole::Normal) / 2 + 1;
    const double left = room.header.left() + 12;
    const double space = centre.x() - radius - 6 - left;
    const QString whole = QStringLiteral("subnet ") + textOf(subnet.id);
    const QString name =
        text.elided(text.width(whole, FontRole::Strong) <= space ? whole : textOf(subnet.id), FontRole::Strong, space);
    drawBeat(canvas, centre, radius, beat.passed);
    canvas.text({left, top}, name, {Role::Text}, FontRole::Strong);
    canvas.text({centre.x() - radius - 8 - text.width(round, FontRole::Normal), top}, round, {Role::MutedText});
  }
  if (context.layout.rooms.size() < 2) return;
  const QString words = QStringLiteral("certified streams");
  const double width = text.width(words, FontRole::Normal);
  if (width < context.layout.gap.width())
    canvas.text({context.layout.gap.center().x() - width / 2, context.layout.gap.top() + 6}, words, {Role::MutedText});
}

void drawWays(const StageContext& context) {
  const auto& pairs = context.run().whereabouts().pairs();
  for (const CanisterPair& pair : pairs) {
    if (pair.caller == pair.callee) continue;
    const DeskLayout* caller = context.layout.desk(pair.caller);
    const DeskLayout* callee = context.layout.desk(pair.callee);
    if (caller == nullptr || callee == nullptr) continue;
    for (const std::vector<QPointF>& way : {wayBetween(*caller, *callee), wayBetween(*callee, *caller)}) {
      context.canvas.add(StrokeShape{way, {Role::RoundLineMajor}, 1.2, Dash::Dots});
      context.canvas.add(LineShape{
          .line = QLineF(pointOn(way, 0.97), way.back()), .paint = {Role::MutedText}, .widthPx = 1, .arrow = true});
    }
  }
}

namespace {

class Travellers {
 public:
  explicit Travellers(const StageContext& context) : m_context(context), m_canvas(context.canvas) {}

  void draw() {
    for (const Flight& flight : m_context.moment.flights) drawFlight(flight);
    std::map<std::pair<std::size_t, int>, std::vector<const Passage*>> steps;
    for (const Passage& passage : m_context.moment.passages) {
      const CallSpan& call = m_context.run().call(passage.call);
      const auto pair = pairOf(call);
      const int kind = static_cast<int>(passage.reached) * 2 + (passage.refused ? 1 : 0);
      if (pair) steps[{*pair, kind}].push_back(&passage);
    }
    for (const auto& [step, passages] : steps) {
      const double length = lengthOf(wayOf(m_context.pair(step.first), *passages.front()));
      const auto most = std::max<std::size_t>(1, static_cast<std::size_t>(length / (kTokenPx * kApart)));
      std::size_t every = 1;
      while (passages.size() / every > most) every *= 2;
      for (const Passage* passage : passages)
        if (passage->call.value % every == 0) drawPassage(step.first, *passage);
    }
  }

 private:
  [[nodiscard]] std::optional<std::size_t> pairOf(const CallSpan& call) const {
    const auto& pairs = m_context.run().whereabouts().pairs();
    const auto found = std::find(pairs.begin(), pairs.end(), CanisterPair{call.caller, call.callee.canister});
    if (found == pairs.end() || call.caller == call.callee.canister) return std::nullopt;
    return static_cast<std::size_t>(found - pairs.begin());
  }

  void drawFlight(const Flight& flight) {
    const CanisterPair pair = m_context.pair(flight.pair);
    const DeskLayout* caller = m_context.layout.desk(pair.caller);
    const DeskLayout* callee = m_context.layout.desk(pair.callee);
    if (caller == nullptr || callee == nullptr) return;
    const std::vector<QPointF> way = flight.answers ? wayBetween(*callee, *caller) : wayBetween(*caller, *callee);
    // A bundle stays between the desks.
    const double end = std::min(0.4, kBundlePx / std::max(1.0, lengthOf(way)));
    const QPointF centre = pointOn(way, end + (1 - 2 * end) * eased(flight.progress));
    const std::uint8_t hue = m_context.hue(flight.pair);
    const Station station = flight.answers ? Station::Inbound : Station::Outbound;
    // Of one round there may be two kinds: the rejects fly below the replies.
    const bool both = flight.messages.plain > 0 && flight.messages.marked > 0;
    const double apart = both ? (m_context.text().height(FontRole::Strong) + 8) / 2 : 0;
    const auto one = [&](std::int64_t count, bool marked, double dy) {
      if (count == 0) return;
      const QRectF box =
          drawToken(m_canvas, centre + QPointF(0, dy), kTokenPx, {flight.answers, marked, hue, false}, count, true);
      StationCount messages;
      (marked ? messages.marked : messages.plain) = count;
      m_context.hit(box.adjusted(-3, -3, 3, 3), MessagesHit{pair, station, messages, flight.row});
    };
    one(flight.messages.plain, false, -apart);
    one(flight.messages.marked, true, apart);
  }

  /// From where to where a message moves that takes this step. Between subnets it flies, see drawFlight.
  [[nodiscard]] std::vector<QPointF> wayOf(CanisterPair pair, const Passage& passage) const {
    const DeskLayout* caller = m_context.layout.desk(pair.caller);
    const DeskLayout* callee = m_context.layout.desk(pair.callee);
    if (caller == nullptr) return {};
    const bool local = m_context.isLocal(pair);
    const auto centre = [](const QRectF& queue) { return queue.center(); };
    // Beside the words of what executes, not over them.
    const auto beside = [](const DeskLayout& desk, const QRectF& queue) {
      const double y = queue.center().y() < desk.workplace.center().y() ? 0.3 : 0.7;
      return QPointF(desk.workplace.center().x(), desk.workplace.top() + desk.workplace.height() * y);
    };
    switch (passage.reached) {
      case CallPoint::Performed:
        return {beside(*caller, caller->outputQueue()), centre(caller->outputQueue())};
      case CallPoint::RequestInducted:
        if (callee == nullptr) return {};
        if (!local) return {callee->port(callee->inputQueue()), centre(callee->inputQueue())};
        return wayBetween(*caller, *callee);
      case CallPoint::Started:
        if (callee == nullptr) return {};
        return {centre(callee->inputQueue()), beside(*callee, callee->inputQueue())};
      case CallPoint::Answered:
        if (callee == nullptr) return {};
        return {beside(*callee, callee->outputQueue()), centre(callee->outputQueue())};
      case CallPoint::ResponseInducted:
        if (callee == nullptr) return {};
        if (!local) return {caller->port(caller->inputQueue()), centre(caller->inputQueue())};
        return wayBetween(*callee, *caller);
      case CallPoint::Completed:
        return {centre(caller->inputQueue()), beside(*caller, caller->inputQueue())};
      case CallPoint::RequestRouted:
      case CallPoint::ResponseRouted:
        return {};
    }
    return {};
  }

  void drawPassage(std::size_t pairIndex, const Passage& passage) {
    const CanisterPair pair = m_context.pair(pairIndex);
    const std::vector<QPointF> way = wayOf(pair, passage);
    if (way.empty()) return;
    if (passage.refused) {
      // It bounces: towards the queue, and back.
      const QPointF at = pointOn(way, 0.7 * (1 - std::abs(2 * passage.age - 1)));
      QRectF mark(0, 0, kTokenPx, kTokenPx);
      mark.moveCenter(at);
      m_canvas.add(IconShape{mark, Mark::NotPerformed, {Role::Failure}});
      m_context.hit(mark, MovingHit{passage.call});
      return;
    }
    const bool answer = passage.reached >= CallPoint::Answered;
    const CallSpan& call = m_context.run().call(passage.call);
    const QRectF box = drawToken(
        m_canvas, pointOn(way, eased(passage.age)), kTokenPx,
        {answer, answer ? passage.reject : call.timeoutSeconds > 0, m_context.hue(pairIndex), false}, 1, true);
    m_context.hit(box, MovingHit{passage.call});
  }

  const StageContext& m_context;
  Canvas& m_canvas;
};

}  // namespace

void drawTravellers(const StageContext& context) { Travellers(context).draw(); }

}  // namespace roundscope::ui::parts

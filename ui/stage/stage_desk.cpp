// A canister at its desk: its name and what it does, its queues, slots, calls that found no slot, and its state.
#include <algorithm>

#include "core/run/step_curve.h"
#include "ui/stage/stage_parts.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::parts {
namespace {

constexpr double kPadPx = 6;

/// Words at the left of a row, or at its right end.
bool leftText(Canvas& canvas, const QRectF& row, const QString& words, Paint paint, FontRole font = FontRole::Normal) {
  const QString fits = canvas.measure().elided(words, font, row.width());
  return canvas.text({row.left(), row.center().y() - canvas.measure().height(font) / 2}, fits, paint, font);
}
double rightText(Canvas& canvas, const QRectF& row, const QString& words, Paint paint,
                 FontRole font = FontRole::Normal) {
  const double width = canvas.measure().width(words, font);
  canvas.text({row.right() - width, row.center().y() - canvas.measure().height(font) / 2}, words, paint, font);
  return width;
}

class DeskPainter {
 public:
  DeskPainter(const StageContext& context, const DeskLayout& desk)
      : m_context(context),
        m_desk(desk),
        m_canvas(context.canvas),
        m_scenario(context.run().scenario()),
        m_canister(m_scenario.canister(desk.canister)),
        m_now(context.moment.state.canisters[desk.canister.value]),
        m_line(context.text().height(FontRole::Normal) + 3) {}

  void draw() {
    const bool lit = std::any_of(m_context.view.shared.lit.begin(), m_context.view.shared.lit.end(), [&](LaneKey key) {
      return key.variant == m_context.moment.variant && key.lane == m_desk.canister.value;
    });
    m_canvas.add(RectShape{.rect = m_desk.rect,
                           .fill = {m_desk.present ? Role::Background : Role::LaneOther},
                           .border = lit ? Paint{Role::OverlapLine, hue()} : Paint{Role::RoundLineMajor},
                           .radius = 7,
                           .borderPx = lit ? 2.4 : 1.4});
    m_context.hit(m_desk.rect, DeskHit{m_desk.canister});
    drawHeader();
    drawQueue(m_desk.outputQueue(), true);
    drawQueue(m_desk.inputQueue(), false);
    if (m_desk.roomy) drawWorkplace();
    drawFacts();
  }

 private:
  [[nodiscard]] double us() const { return static_cast<double>(m_context.moment.time.us); }

  /// "executing ping", "awaits 312 calls", "idle": in as many words as there is room for. What has a place of its own
  /// on the desk is not said again.
  [[nodiscard]] QString stateText(double room) const {
    if (!m_desk.present) return QStringLiteral("does not exist");
    if (!m_desk.roomy && !executing().isEmpty()) return executingText(room);
    std::int64_t open = 0;
    for (const PairSlots& pair : m_context.moment.state.pairs)
      if (pair.caller == m_desk.canister && pair.callee != m_desk.canister) open += pair.used;
    if (open > 0) {
      const QString words = QStringLiteral("awaits ") + callsText(static_cast<std::uint32_t>(open));
      const bool fits = m_context.text().width(words, FontRole::Strong) <= room;
      return fits ? words : QStringLiteral("awaits ") + grouped(open);
    }
    if (m_now.place.outside > 0) return QStringLiteral("waits");
    return m_desk.roomy ? QString() : QStringLiteral("idle");
  }

  /// "executing ping", or "ping" where there is no more room.
  [[nodiscard]] QString executingText(double room) const {
    const QString words = QStringLiteral("executing ") + executing();
    return m_context.text().width(words, FontRole::Strong) <= room ? words : executing();
  }

  /// The method; empty when none executes.
  [[nodiscard]] QString executing() const {
    const auto& line = m_now.place.executing;
    if (!line || line->method.value >= m_canister.methods.size()) return {};
    return textOf(m_canister.methods[line->method.value].name);
  }

  void drawHeader() {
    const QRectF& row = m_desk.header;
    const bool runs = !m_desk.roomy && !executing().isEmpty();
    const double room =
        row.width() - m_context.text().width(textOf(m_canister.id), FontRole::Heading) - 12 - 2 * kPadPx;
    // A piece of a word would say nothing.
    QString state = stateText(room);
    if (m_context.text().width(state, FontRole::Strong) > room) state.clear();
    leftText(m_canvas, row, textOf(m_canister.id), {Role::Text}, FontRole::Heading);
    if (state.isEmpty()) return;
    const double width = m_context.text().width(state, FontRole::Strong) + 2 * kPadPx;
    const double height = std::min(row.height() - 1, m_context.text().height(FontRole::Strong) + 3);
    const QRectF pill(row.right() - width, row.center().y() - height / 2, width, height);
    m_canvas.add(
        RectShape{.rect = pill, .fill = {runs ? Role::Executing : Role::Heading, hue()}, .radius = height / 2});
    m_canvas.text({pill.left() + kPadPx, pill.center().y() - m_context.text().height(FontRole::Strong) / 2}, state,
                  {runs ? Role::CursorText : Role::Text}, FontRole::Strong);
  }

  /// Of the first pair that the canister is part of.
  [[nodiscard]] std::uint8_t hue() const {
    const auto& pairs = m_context.run().whereabouts().pairs();
    for (std::size_t p = 0; p < pairs.size(); ++p)
      if (!m_context.isSelf(p) && (pairs[p].caller == m_desk.canister || pairs[p].callee == m_desk.canister))
        return m_context.hue(p);
    return 0;
  }

  struct Heap {
    std::size_t pair;
    Station station;
    TokenKind kind;
    std::int64_t count;
  };

  /// What lies in one of the two queues, pair by pair.
  [[nodiscard]] std::vector<Heap> heapsOf(bool output) const {
    std::vector<Heap> heaps;
    const auto& messages = m_context.moment.state.messages;
    for (std::size_t p = 0; p < messages.size(); ++p) {
      const CanisterPair pair = m_context.pair(p);
      const std::uint8_t hue = m_context.hue(p);
      const auto take = [&](Station station) {
        const StationCount& here = messages[p][station];
        const TokenKind kind{holdsAnswers(station), false, hue, m_context.isSelf(p)};
        if (here.plain > 0) heaps.push_back({p, station, kind, here.plain});
        TokenKind marked = kind;
        marked.marked = true;
        if (here.marked > 0) heaps.push_back({p, station, marked, here.marked});
      };
      if (pair.caller == m_desk.canister) {
        take(output ? Station::CallerOutput : Station::CallerInput);
        // Within a subnet what has left one queue is on its way to the next, which takes no time.
        if (output && m_context.isLocal(pair)) take(Station::Outbound);
      }
      if (pair.callee == m_desk.canister) {
        take(output ? Station::CalleeOutput : Station::CalleeInput);
        if (output && m_context.isLocal(pair)) take(Station::Inbound);
      }
    }
    return heaps;
  }

  void drawQueue(const QRectF& place, bool output) {
    const std::vector<Heap> heaps = heapsOf(output);
    m_canvas.add(RectShape{.rect = place, .fill = {Role::LaneOther}, .radius = 4});
    if (m_desk.roomy) {
      const double line = m_context.text().height(FontRole::Normal);
      const bool upper = place == m_desk.upperQueue;
      const QString name = output ? QStringLiteral("output queue") : QStringLiteral("input queue");
      const QRectF row(place.left(), upper ? place.top() - line - 1 : place.bottom() + 1, place.width(), line);
      if (m_desk.gate == Gate::Right)
        rightText(m_canvas, row, name, {Role::MutedText});
      else
        leftText(m_canvas, row, name, {Role::MutedText});
    }
    double taken = 4;
    for (std::size_t i = 0; i < heaps.size(); ++i)
      taken += drawHeap(heaps[i], place, taken, (place.width() - taken) / static_cast<double>(heaps.size() - i));
  }

  /// The message that executes, with the calls that are being served behind it.
  void drawWorkplace() {
    const double height = std::min(m_desk.workplace.height() - 12, m_line * 1.9);
    if (height < m_line) return;
    QRectF box(0, 0, m_desk.workplace.width(), height);
    box.moveCenter(m_desk.workplace.center());
    const bool runs = !executing().isEmpty();
    m_canvas.add(RectShape{.rect = box,
                           .fill = {runs ? Role::Executing : Role::Background, hue()},
                           .border = runs ? std::nullopt : std::optional(Paint{Role::Divider}),
                           .radius = 5});
    const FontRole font = runs ? FontRole::Strong : FontRole::Normal;
    const double room = box.width() - 10;
    const QString words = m_context.text().elided(runs ? executingText(room) : QStringLiteral("idle"), font, room);
    m_canvas.text({box.center().x() - m_context.text().width(words, font) / 2,
                   box.center().y() - m_context.text().height(font) / 2},
                  words, {runs ? Role::CursorText : Role::MutedText}, font);
  }

  /// Tokens side by side as far as there is room, then their number. Says how much room it took.
  double drawHeap(const Heap& heap, const QRectF& place, double from, double room) {
    const double height = std::min(place.height() - 5, m_context.text().height(FontRole::Normal) - 2);
    const double each = height * (heap.kind.answer ? 1.7 : 1.35) + 3;
    const QString words = timesText(heap.count);
    const double wordsWidth = m_context.text().width(words, FontRole::Strong) + 8;
    auto fit = static_cast<std::int64_t>((room - 4) / each);
    const bool all = heap.count <= std::min<std::int64_t>(fit, 12);
    if (!all) fit = std::clamp<std::int64_t>(static_cast<std::int64_t>((room - wordsWidth) / each), 1, 8);
    const std::int64_t drawn = std::min(heap.count, fit);
    const bool right = m_desk.gate == Gate::Right;
    const auto at = [&](double offset) { return right ? place.right() - offset : place.left() + offset; };
    for (std::int64_t i = 0; i < drawn; ++i)
      drawToken(m_canvas, {at(from + each * (static_cast<double>(i) + 0.5)), place.center().y()}, height, heap.kind, 1,
                false);
    double used = each * static_cast<double>(drawn);
    if (!all) {
      const double width = wordsWidth - 8;
      const double left = right ? at(from + used + 4) - width : at(from + used + 4);
      m_canvas.text({left, place.center().y() - m_context.text().height(FontRole::Strong) / 2}, words,
                    {heap.kind.answer && heap.kind.marked ? Role::FailureText : Role::Text}, FontRole::Strong);
      used += wordsWidth;
    }
    const QRectF area = right ? QRectF(QPointF(at(from + used), place.top()), QPointF(at(from), place.bottom()))
                              : QRectF(QPointF(at(from), place.top()), QPointF(at(from + used), place.bottom()));
    StationCount count;
    (heap.kind.marked ? count.marked : count.plain) = heap.count;
    m_context.hit(area, MessagesHit{m_context.pair(heap.pair), heap.station, count});
    return used + 6;
  }

  // --- Facts: a line for each thing there is to say, the most telling first.

  void drawFacts() {
    if (m_desk.facts.width() < 40) return;
    drawRefused();
    drawVariables(true);
    // Where room is short, what the canister holds comes before what it may still send.
    if (!m_desk.roomy) drawVariables(false);
    const auto& pairs = m_context.moment.state.pairs;
    for (std::size_t p = 0; p < pairs.size(); ++p)
      if (pairs[p].caller == m_desk.canister && !m_context.isSelf(p)) drawSlots(p);
    if (m_desk.roomy) drawVariables(false);
    drawServing();
    drawOutside();
  }

  void drawVariables(bool locks) {
    for (std::size_t v = 0; v < m_canister.variables.size(); ++v)
      if (m_canister.variables[v].isLock == locks) drawVariable(v);
  }

  /// The next free lines; absent when they do not fit any more.
  [[nodiscard]] std::optional<QRectF> nextLine(double lines = 1) {
    const double height = m_line * lines * (m_desk.roomy ? 1.15 : 1);
    const double top = m_desk.facts.top() + m_used;
    if (top + height > m_desk.facts.bottom() + 1) return std::nullopt;
    m_used += height;
    return QRectF(m_desk.facts.left(), top, m_desk.facts.width(), height);
  }

  void drawServing() {
    for (std::size_t p = 0; p < m_context.moment.state.messages.size(); ++p) {
      if (m_context.pair(p).callee != m_desk.canister || m_context.isSelf(p)) continue;
      const StationCount& here = m_context.moment.state.messages[p][Station::Serving];
      if (here.total() == 0) continue;
      const CanisterPair of = m_context.pair(p);
      const auto line = nextLine();
      if (!line) continue;
      const double height = m_line - 6;
      const std::int64_t total = here.total();
      const QRectF token = drawToken(m_canvas, {line->left() + height, line->center().y()}, height,
                                     {false, here.plain == 0, m_context.hue(p), false}, 1, true);
      const QString caller = textOf(m_context.run().name(of.caller));
      const QString words = total == 1 ? QStringLiteral("serves a call of %1").arg(caller)
                                       : QStringLiteral("serves %1 calls of %2").arg(grouped(total), caller);
      leftText(m_canvas, line->adjusted(token.right() - line->left() + 6, 0, 0, 0), words, {Role::Text});
      m_context.hit(*line, MessagesHit{of, Station::Serving, here});
    }
  }

  void drawSlots(std::size_t index) {
    const PairSlots& pair = m_context.moment.state.pairs[index];
    const PairInFlight* fold = m_context.run().inFlight().pair(pair.caller, pair.callee);
    if (fold == nullptr || (fold->curve.empty() && fold->notPerformed == 0)) return;
    const auto line = nextLine(m_desk.roomy ? 1.7 : 1);
    if (!line) return;
    const QString label = QStringLiteral("slots to ") + textOf(m_context.run().name(pair.callee));
    const QString number = m_context.view.shared.answerHidden ? grouped(pair.used)
                                                              : grouped(pair.used) + QStringLiteral(" / ") +
                                                                    grouped(static_cast<std::int64_t>(pair.limit));
    const QRectF row(line->left(), line->top(), line->width(), m_line);
    const double numberWidth = rightText(m_canvas, row, number, {Role::Text}, FontRole::Strong);
    const double room = row.width() - numberWidth - 6;
    const bool wide = m_context.text().width(label, FontRole::Normal) <= room;
    leftText(m_canvas, row.adjusted(0, 0, -numberWidth - 6, 0), wide ? label : QStringLiteral("slots"),
             {Role::MutedText});
    if (!m_desk.roomy) return;
    const QRectF bar(line->left(), row.bottom() + 2, line->width() - 2, 9);
    if (bar.width() < 24) return;
    m_canvas.add(RectShape{.rect = bar, .fill = {Role::Divider}, .radius = 4});
    // What is full would tell the limit.
    const auto full =
        static_cast<double>(m_context.view.shared.answerHidden ? std::max<std::uint64_t>(pair.limit, 1) * 2
                                                               : std::max<std::uint64_t>(pair.limit, 1));
    const double share = std::min(1.0, static_cast<double>(pair.used) / full);
    if (share > 0)
      m_canvas.add(RectShape{.rect = QRectF(bar.left(), bar.top(), std::max(3.0, bar.width() * share), bar.height()),
                             .fill = {Role::OverlapLine, m_context.hue(index)},
                             .radius = 4});
    if (m_context.view.shared.answerHidden) return;
    m_canvas.add(LineShape{QLineF(bar.right(), bar.top() - 3, bar.right(), bar.bottom() + 3),
                           {pair.used >= static_cast<std::int64_t>(pair.limit) ? Role::Failure : Role::Text},
                           2});
  }

  void drawRefused() {
    const auto& refused = m_context.run().outcomes().of(m_desk.canister).notPerformed().times();
    const std::uint32_t count = refused.countUntil(us());
    if (count == 0) return;
    const auto line = nextLine();
    if (!line) return;
    const double side = m_context.text().digitHeight(FontRole::Strong) + 4;
    const int marks = std::min<int>(static_cast<int>(count), line->width() > 220 ? 4 : 1);
    for (int i = 0; i < marks; ++i)
      m_canvas.add(IconShape{QRectF(line->left() + i * (side + 2), line->center().y() - side / 2, side, side),
                             Mark::NotPerformed,
                             {Role::Failure}});
    const QRectF rest = line->adjusted(marks * (side + 2) + 4, 0, 0, 0);
    const QString words = QStringLiteral("%1 never sent").arg(grouped(count));
    const bool fits = m_context.text().width(words, FontRole::Strong) <= rest.width();
    leftText(m_canvas, rest, fits ? words : grouped(count), {Role::FailureText}, FontRole::Strong);
    m_context.hit(*line, RefusedHit{m_desk.canister});
  }

  /// Calls to the network itself.
  void drawOutside() {
    if (m_now.place.outside == 0) return;
    const auto line = nextLine();
    if (!line) return;
    leftText(m_canvas, *line,
             m_now.place.outside == 1
                 ? QStringLiteral("waits for the network")
                 : QStringLiteral("waits for the network, %1 times").arg(grouped(m_now.place.outside)),
             {Role::MutedText});
    const CanisterPair self{m_desk.canister, m_desk.canister};
    for (std::size_t p = 0; p < m_context.moment.state.messages.size(); ++p)
      if (m_context.pair(p) == self)
        m_context.hit(*line, MessagesHit{self, Station::Outside, m_context.moment.state.messages[p][Station::Outside]});
  }

  void drawVariable(std::size_t v) {
    const auto line = nextLine();
    if (!line) return;
    const Variable& variable = m_canister.variables[v];
    const std::int64_t value = m_now.variables[v];
    if (variable.isLock) {
      const double side = m_line - 6;
      if (value != 0)
        m_canvas.add(RectShape{.rect = line->adjusted(0, 1, 0, -1), .fill = {Role::LockSpan}, .radius = 4});
      m_canvas.add(IconShape{QRectF(line->left() + 3, line->center().y() - side / 2, side, side),
                             Mark::Lock,
                             {value != 0 ? Role::Text : Role::MutedText}});
      const QRectF rest =
          line->adjusted(side + 9, 0, -m_context.text().width(QStringLiteral("taken "), FontRole::Strong), 0);
      const QString words = QStringLiteral("lock ") + textOf(variable.name);
      const bool fits = m_context.text().width(words, FontRole::Normal) <= rest.width();
      leftText(m_canvas, rest, fits ? words : textOf(variable.name), {Role::Text});
      rightText(m_canvas, line->adjusted(0, 0, -4, 0), value != 0 ? QStringLiteral("taken") : QStringLiteral("free"),
                {value != 0 ? Role::Text : Role::MutedText}, value != 0 ? FontRole::Strong : FontRole::Normal);
      return;
    }
    const double width =
        rightText(m_canvas, *line, grouped(value), {Role::Text}, m_desk.roomy ? FontRole::Heading : FontRole::Strong);
    leftText(m_canvas, line->adjusted(0, 0, -width - 8, 0), textOf(variable.name), {Role::Text});
  }

  const StageContext& m_context;
  const DeskLayout& m_desk;
  Canvas& m_canvas;
  const Scenario& m_scenario;
  const Canister& m_canister;
  const CanisterMoment& m_now;
  double m_line;
  double m_used = 0;  ///< of the height of the facts
};

}  // namespace

void drawDesk(const StageContext& context, const DeskLayout& desk) { DeskPainter(context, desk).draw(); }

}  // namespace roundscope::ui::parts

// What stands around the lanes: the ruler, headings and names.
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

QString subnetPrefix(const Scenario& scenario, const Lane& lane) {
  if (scenario.canister(lane.canister).status == CanisterStatus::Nowhere) return QStringLiteral("nowhere · ");
  return QString::fromStdString(scenario.subnet(lane.subnet).id) + QStringLiteral(" · ");
}

QString noteOf(const VariantIndex& variant, const Lane& lane, double untilUs) {
  if (!exists(variant.scenario().canister(lane.canister).status)) return QStringLiteral("does not exist");
  const std::uint32_t attempted = variant.outcomesOf(lane).countsUntil(untilUs).attempted;
  if (attempted > 0) return callsText(attempted);
  if (const std::int64_t served = lane.servedUntil(untilUs); served > 0)
    return QStringLiteral("served ") + QString::fromStdString(counted(served, "call"));
  const std::int64_t count = lane.executionsUntil(untilUs);
  return count == 0 ? QString() : QString::fromStdString(counted(count, "message"));
}

namespace {

void flag(Canvas& canvas, const QRectF& rect, double centre, const QString& words) {
  const double width = canvas.measure().width(words, FontRole::Strong) + 12;
  const double left = std::clamp(centre - width / 2, rect.left(), std::max(rect.left(), rect.right() - width - 1));
  const QRectF box(left, rect.top() + 1, width, canvas.measure().height(FontRole::Strong) + 4);
  if (!canvas.free(box.adjusted(1, 1, -1, -1))) return;
  canvas.add(RectShape{box, {Role::Marker}, {}, Hatch::None, {}, 3});
  canvas.text({left + 6, box.top() + 2}, words, {Role::CursorText}, FontRole::Strong);
  canvas.reserve(box.adjusted(-6, 0, 6, 0));
}

}  // namespace

double markersHeight(const TextMeasure& text) { return text.height(FontRole::Strong) + 8; }

void drawMarkers(const Context& context, const QRectF& rect) {
  const TimeAxis& axis = context.view.axis;
  const QRectF room(axis.leftPx, rect.top(), rect.right() - axis.leftPx, rect.height());
  const std::vector<Time>& markers = context.view.markers;
  if (markers.size() >= 2) {
    const auto [first, last] = std::minmax(markers[0].us, markers[1].us);
    const double x0 = xOf(axis, Time{first});
    const double x1 = xOf(axis, Time{last});
    if (x1 < axis.leftPx || x0 > axis.rightPx()) return;
    const double left = std::max(x0, axis.leftPx);
    const double right = std::min(x1, axis.rightPx());
    context.canvas.add(LineShape{QLineF(left, rect.bottom() - 3, right, rect.bottom() - 3), {Role::Marker}, 3});
    flag(context.canvas, room, (left + right) / 2,
         distanceText(context.view.scale, static_cast<double>(first), static_cast<double>(last)));
  } else {
    for (const Time marker : markers)
      if (const double x = xOf(axis, marker); x >= axis.leftPx && x <= axis.rightPx())
        flag(context.canvas, room, x, QStringLiteral("M"));
  }
}

namespace {

/// "2 user messages: 1 replied, 1 failed"; empty where a single one has not failed, which goes without saying.
QString usersText(const UserCounts& users) {
  if (users.sent <= 1 && users.failed() == 0) return {};
  QStringList parts;
  if (users.replied > 0) parts << grouped(users.replied) + QStringLiteral(" replied");
  if (users.failed() > 0) parts << grouped(users.failed()) + QStringLiteral(" failed");
  const QString unit = users.sent == 1 ? QStringLiteral(" user message") : QStringLiteral(" user messages");
  const QString all = grouped(users.sent) + unit;
  return parts.isEmpty() ? all : all + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

/// "1 expectation broken"; empty where none is, as far as the picture may tell.
QString lostText(const Context& context, std::size_t variant) {
  std::size_t lost = 0;
  for (const LostExpectation& each : context.view.lost)
    if (context.tells(each) && each.variant == variant) ++lost;
  return lost == 0 ? QString() : QString::fromStdString(counted(lost, "expectation")) + QStringLiteral(" broken");
}

/// What a heading tells of its run. Where not all fits, what went wrong stays longest, and the first things.
class HeadingParts {
 public:
  /// Nothing where there are no words.
  void add(const QString& words, bool wentWrong = false) {
    if (!words.isEmpty()) m_parts.push_back({words, wentWrong});
  }
  [[nodiscard]] std::size_t size() const { return m_parts.size(); }
  void dropOne() {
    const auto good = std::find_if(m_parts.rbegin(), m_parts.rend(), [](const Part& part) { return !part.wentWrong; });
    m_parts.erase(good == m_parts.rend() ? m_parts.end() - 1 : good.base() - 1);
  }
  [[nodiscard]] QString joined() const {
    QStringList words;
    for (const Part& part : m_parts) words << part.words;
    return words.join(QStringLiteral(" · "));
  }

 private:
  struct Part {
    QString words;
    bool wentWrong;
  };
  std::vector<Part> m_parts;
};

/// A flag on the variant's heading where an expectation was lost for good.
void drawLost(const Context& context, const VariantLayout& variant, const QRectF& rect) {
  const TimeAxis& axis = context.view.axis;
  const double size = context.canvas.measure().height(FontRole::Normal) * 0.7;
  for (const LostExpectation& lost : context.view.lost) {
    if (!context.tells(lost) || lost.variant != variant.variant) continue;
    const double x = xOf(axis, lost.at);
    if (x < axis.leftPx || x > axis.rightPx()) continue;
    // Below the heading's words, where there is room.
    const double top = variant.folded ? rect.bottom() - size : rect.bottom() - 1;
    context.canvas.add(LineShape{QLineF(x, rect.bottom() - 4, x, rect.bottom()), {Role::Failure}, 2});
    context.canvas.add(IconShape{QRectF(x - size / 2, top, size, size), Mark::Handle, {Role::Failure}});
  }
}

}  // namespace

namespace {

constexpr double kIterationsFromPx = 160;  ///< of a round, whose iterations can then be told apart

/// "round 3", and where rounds are wide the iteration, too.
QString cursorFlag(const Context& context) {
  const TimeAxis& axis = context.view.axis;
  const AxisScale& scale = context.view.scale;
  const auto us = static_cast<double>(context.view.cursor.us);
  const QString words = momentText(scale, us, axis.spanUs / 1000);
  const double roundPx = axis.widthPx / axis.spanUs * static_cast<double>(scale.interval.us);
  if (scale.queries || roundPx < kIterationsFromPx) return words;
  // Of several variants, the first that is shown.
  for (std::size_t v = 0; v < context.index.variants().size(); ++v) {
    if (context.view.foldedVariants.contains(v)) continue;
    const auto iteration = iterationAt(context.variant(v).run(), context.view.cursor);
    return iteration ? words + QStringLiteral(", iteration ") + grouped(*iteration) : words;
  }
  return words;
}

/// The labels of an axis on a line of texts; the round in view is named even where none begins in view.
void drawTicks(const Context& context, const QRectF& rect, double textTop) {
  Canvas& canvas = context.canvas;
  const TextMeasure& measure = canvas.measure();
  const TimeAxis& axis = context.view.axis;
  bool labelled = false;
  for (const Tick& tick : ticksOf(axis, context.view.scale, 70, 7)) {
    canvas.add(
        LineShape{QLineF(tick.x, rect.bottom() - (tick.major ? 6 : 3), tick.x, rect.bottom()), {Role::MutedText}});
    if (!tick.major) continue;
    const double width = measure.width(tick.label, FontRole::Normal);
    labelled = canvas.text({std::clamp(tick.x - width / 2, axis.leftPx, rect.right() - width), textTop}, tick.label,
                           {Role::Text}) ||
               labelled;
  }
  const bool named = context.view.showCursor && static_cast<double>(context.view.cursor.us) >= axis.firstUs() &&
                     static_cast<double>(context.view.cursor.us) <= axis.lastUs();
  if (!labelled && !named)
    canvas.text({axis.leftPx + 4, textTop}, momentText(context.view.scale, axis.firstUs(), axis.spanUs / 100),
                {Role::Text});
}

}  // namespace

void drawRuler(const Context& context, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  const TextMeasure& measure = canvas.measure();
  const TimeAxis& axis = context.view.axis;
  canvas.add(RectShape{rect, {Role::Ruler}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.bottom() - 0.5, rect.right(), rect.bottom() - 0.5), {Role::Divider}});
  canvas.hit(QRectF(axis.leftPx, rect.top(), axis.widthPx, rect.height()), RulerHit{});
  const double textTop = rect.top() + 3;
  canvas.text({10, textTop}, measure.elided(axisTitle(context.view.scale), FontRole::Normal, axis.leftPx - 18),
              {Role::MutedText});

  const double cursorX = xOf(axis, context.view.cursor);
  if (context.view.showCursor && cursorX >= axis.leftPx - 0.5 && cursorX <= axis.rightPx() + 0.5) {
    const QString words = cursorFlag(context);
    const double width = measure.width(words, FontRole::Strong) + 12;
    const double left = std::clamp(cursorX - width / 2, axis.leftPx - 4, rect.right() - width - 1);
    const QRectF flag(left, rect.top() + 1, width, measure.height(FontRole::Strong) + 4);
    canvas.add(LineShape{QLineF(cursorX, flag.bottom(), cursorX, rect.bottom()), {Role::Cursor}, 1.5});
    canvas.add(RectShape{flag, {Role::Cursor}, {}, Hatch::None, {}, 3});
    canvas.text({left + 6, flag.top() + 2}, words, {Role::CursorText}, FontRole::Strong);
    canvas.reserve(flag.adjusted(-6, 0, 6, 0));
  }
  drawMarkers(context, rect);
  drawTicks(context, rect, textTop);
}

void drawOwnRuler(const Context& context, const VariantLayout& variant) {
  const double right = context.view.axis.leftPx;
  const QRectF rect(0, variant.rulerTop + context.dy, context.body.width(), variant.rulerHeight);
  if (!rect.intersects(context.body)) return;
  context.canvas.add(RectShape{rect, {Role::Ruler}, {}});
  context.canvas.text({10, rect.top() + 3},
                      context.canvas.measure().elided(axisTitle(context.view.scale), FontRole::Normal, right - 18),
                      {Role::MutedText});
  drawTicks(context, rect, rect.top() + 2);
}

void drawHeading(const Context& context, const VariantLayout& variant) {
  Canvas& canvas = context.canvas;
  const TextMeasure& measure = canvas.measure();
  const VariantIndex& data = context.variant(variant.variant);
  const QRectF rect(0, variant.top + context.dy, context.body.width(), variant.headingHeight);
  if (!rect.intersects(context.body)) return;
  canvas.add(RectShape{rect, {Role::Heading}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.top() + 0.5, rect.right(), rect.top() + 0.5), {Role::Divider}});

  const OutcomeCounts counts = data.run().outcomes().countsUntil(context.knownUs());
  const UserCounts users = data.run().users().countsUntil(context.knownUs());
  const auto rounds = static_cast<std::int64_t>(roundsUntil(data.run(), context.knownUs()));
  const QString name =
      QString::fromStdString(data.scenario().variant.empty() ? data.scenario().title : data.scenario().variant);
  HeadingParts parts;
  const QString lost = lostText(context, variant.variant);
  parts.add(lost, true);
  if (counts.attempted > 0) parts.add(outcomeText(counts), counts.failed() > 0);
  parts.add(headingDifference(context, variant.variant));
  parts.add(usersText(users), users.failed() > 0);
  if (rounds > 0 || data.run().users().sent().empty())
    parts.add(textOf(counted(rounds, "round")));
  else
    parts.add(QStringLiteral("outside of rounds"));
  parts.add(cutOffText(data, context.knownUs()), true);
  const QString soFar = data.run().trace().finished() ? QString() : QStringLiteral(" so far");
  const auto summary = [&] { return QStringLiteral(" — ") + parts.joined() + soFar; };
  const bool failed = (counts.failed() > 0 && failedCallsAreBad(data)) || users.failed() > 0 || !lost.isEmpty();
  const bool tellsNothing = variant.folded && context.view.foldedTellNothing;
  if (!tellsNothing) drawLost(context, variant, rect);

  const double y = rect.top() + (rect.height() - measure.height(FontRole::Heading)) / 2;
  double left = 10;
  if (context.view.controls && context.index.variants().size() > 1) {
    const double size = measure.height(FontRole::Normal) * 0.62;
    canvas.add(IconShape{QRectF(left, rect.top() + (rect.height() - size) / 2, size, size),
                         variant.folded ? Mark::Closed : Mark::Open,
                         {Role::MutedText}});
    canvas.clippedHit(rect, HeadingHit{variant.variant});
    left += size + 6;
  }
  double room = rect.width() - left - 10;
  const Focus* focus = context.focusIn(variant.variant);
  if (focus != nullptr && variant.overlapHeight <= 0 && !variant.folded) {
    const QString words = focusWords(data, *focus);
    const double width = measure.width(words, FontRole::Strong);
    const double top = rect.top() + (rect.height() - measure.height(FontRole::Strong)) / 2;
    if (canvas.text({rect.right() - width - 10, top}, words, {Role::Text}, FontRole::Strong)) room -= width + 20;
  }
  const QString shownName = measure.elided(name, FontRole::Heading, room);
  const double nameWidth = measure.width(shownName, FontRole::Heading);
  if (!canvas.text({left, y}, shownName, {Role::Text}, FontRole::Heading)) return;
  if (tellsNothing) return;
  const double baseline = y + measure.height(FontRole::Heading) - measure.height(FontRole::Normal) - 1;
  while (parts.size() > 1 && measure.width(summary(), FontRole::Normal) > room - nameWidth) parts.dropOne();
  canvas.text({left + nameWidth + 1, baseline}, measure.elided(summary(), FontRole::Normal, room - nameWidth),
              {failed ? Role::FailureText : Role::MutedText});
}

namespace {

/// The canister's name, after its subnet's where that has no line of its own.
void drawName(const Context& context, const VariantIndex& variant, const Lane& lane, bool banded, QRectF box) {
  Canvas& canvas = context.canvas;
  const TextMeasure& measure = canvas.measure();
  const QString prefix = banded ? QString() : subnetPrefix(variant.scenario(), lane);
  const QString name = QString::fromStdString(variant.scenario().canister(lane.canister).id);
  const double nameWidth = std::min(box.width() * 0.62, measure.width(name, FontRole::Strong));
  const QString shownPrefix = measure.elided(prefix, FontRole::Normal, box.width() - nameWidth);
  const double prefixWidth = measure.width(shownPrefix, FontRole::Normal);
  canvas.text(box.topLeft(), shownPrefix, {Role::MutedText});
  canvas.text({box.left() + prefixWidth, box.top()}, measure.elided(name, FontRole::Strong, box.width() - prefixWidth),
              {Role::Text}, FontRole::Strong);
}

}  // namespace

void drawAbsence(const Context& context, const LaneLayout& lane) {
  const CanisterStatus status = context.variant(lane.key.variant).scenario().canisters[lane.key.lane].status;
  if (exists(status)) return;
  const QString words = status == CanisterStatus::Nowhere
                            ? QStringLiteral("exists on no subnet: the caller's own rejects what is sent to it")
                            : QStringLiteral("does not exist: its subnet rejects what is sent to it");
  const double line = context.canvas.measure().height(FontRole::Normal);
  context.canvas.text({context.view.axis.leftPx + 8, lane.top + context.dy + (lane.height - line) / 2}, words,
                      {Role::MutedText});
}

void drawGutter(const Context& context, const VariantLayout& variant) {
  Canvas& canvas = context.canvas;
  const TextMeasure& measure = canvas.measure();
  const VariantIndex& data = context.variant(variant.variant);
  const double right = context.view.axis.leftPx;
  const double line = measure.height(FontRole::Normal);
  canvas.add(LineShape{
      QLineF(right - 0.5, variant.overlapTop + context.dy, right - 0.5, variant.top + variant.height + context.dy),
      {Role::Divider}});
  if (variant.overlapHeight > 0)
    canvas.text({10, variant.overlapTop + context.dy + (variant.overlapHeight - line) / 2},
                measure.elided(QStringLiteral("calls in flight"), FontRole::Normal, right - 18), {Role::MutedText});
  for (const LaneLayout& lane : variant.lanes) {
    const Lane& content = data.lanes()[lane.key.lane];
    const double top = lane.top + context.dy;
    canvas.add(LineShape{QLineF(0, top + 0.5, context.body.width(), top + 0.5), {Role::Divider}});
    if (std::find(context.view.lit.begin(), context.view.lit.end(), lane.key) != context.view.lit.end())
      canvas.add(RectShape{QRectF(0, top + 1, 5, lane.height - 1), {Role::Selection}, {}});
    if (lane.form == LaneForm::Folded) continue;
    const bool batch = lane.form == LaneForm::Batch || lane.form == LaneForm::OpenBatch;
    const bool banded = variant.hasBand(content.subnet);
    double left = banded ? 18 : 10;
    const double height = lane.variables.empty() ? lane.height : lane.variablesTop - lane.top;
    const bool twoLines = height >= 2 * line + 8;
    const double y = batch ? lane.headerTop + context.dy : top + (height - (twoLines ? 2 * line : line)) / 2;
    const double size = line * 0.62;
    const double toggle = context.view.controls ? size + 6 : 0;
    if (context.view.controls) {
      const Mark mark = lane.form == LaneForm::Collapsed ? Mark::Closed : Mark::Open;
      canvas.add(IconShape{QRectF(left, y + (line - size) / 2, size, size), mark, {Role::MutedText}});
      canvas.clippedHit(QRectF(0, y - 1, right, line + 1), LaneNameHit{lane.key});
    }
    drawName(context, data, content, banded, QRectF(left + toggle, y, right - left - toggle - 6, line));
    drawVariableNames(context, lane);
    if (!twoLines) continue;
    left += toggle;
    if (batch && context.view.controls) {
      const QRectF box(left, y + line + (line - size) / 2, size, size);
      canvas.add(IconShape{box, lane.form == LaneForm::Batch ? Mark::Closed : Mark::Open, {Role::MutedText}});
      canvas.clippedHit(QRectF(0, y + line, right, line + 4), BatchHit{lane.key});
      left += toggle;
    }
    canvas.text({left, y + line},
                measure.elided(noteOf(data, content, context.knownUs()), FontRole::Normal, right - left - 8),
                {Role::MutedText});
  }
  for (const BandLayout& band : variant.bands) {
    const double top = band.top + context.dy;
    canvas.add(LineShape{QLineF(0, top + 0.5, context.body.width(), top + 0.5), {Role::Divider}});
    const double size = line * 0.62;
    double left = 10;
    const double y = top + (band.height - line) / 2;
    if (context.view.controls) {
      canvas.add(IconShape{QRectF(left, y + (line - size) / 2, size, size),
                           band.collapsed ? Mark::Closed : Mark::Open,
                           {Role::MutedText}});
      canvas.clippedHit(QRectF(0, top, right, band.height), SubnetNameHit{{variant.variant, band.subnet}});
      left += size + 6;
    }
    const QString name = QString::fromStdString(data.scenario().subnet(band.subnet).id);
    const QString words =
        band.collapsed ? name + QStringLiteral(" · %1 canisters").arg(band.lanes) : QStringLiteral("subnet ") + name;
    canvas.text({left, y}, measure.elided(words, FontRole::Normal, right - left - 6), {Role::MutedText});
  }
}

}  // namespace roundscope::ui::parts

// The column of names, headings, and the axis at the bottom. See compact_parts.h.
#include <algorithm>

#include "core/run/rounds.h"
#include "ui/picture/compact_parts.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::compact {

namespace {

const QLatin1String kBetween(" \xb7 ");

void drawHeading(const Request& request, Canvas& canvas, const Shown& shown, double top) {
  double y = top;
  if (request.headingsBeside) {
    for (const Fact& fact : shown.heading) {
      canvas.text({kNamesLeftPx, y}, fact.words, fact.paint, fact.font);
      y += request.linePx;
    }
    return;
  }
  for (const std::vector<Fact>& line : headingLines(request, shown)) {
    double x = kNamesLeftPx;
    for (const Fact& fact : line) {
      canvas.text({x, y}, fact.words, fact.paint, fact.font);
      x += request.text.width(fact.words, fact.font) + request.text.width(kBetween, FontRole::Normal);
      if (&fact == &line.back()) continue;
      canvas.text({x - request.text.width(kBetween, FontRole::Normal), y}, kBetween, {Role::MutedText});
    }
    y += request.linePx;
  }
}

/// Beside what it names; the canister that calls needs no name where the heading stands beside its bars.
void drawLaneNames(const Request& request, Canvas& canvas, const Shown& shown, const VariantLayout& layout) {
  const VariantIndex& variant = request.of(shown);
  const double right = request.gutterPx - kNamesGapPx;
  const auto write = [&](const QString& words, double middle, Paint paint) {
    canvas.text({kNamesLeftPx, middle - request.linePx / 2},
                request.text.elided(words, FontRole::Normal, right - kNamesLeftPx), paint);
  };
  for (const LaneLayout& lane : layout.lanes) {
    if (request.headingsBeside && &lane == &layout.lanes.front()) continue;
    const Canister& canister = variant.scenario().canisters[lane.key.lane];
    const double middle = lane.stripHeight > 0 ? lane.stripTop + lane.stripHeight / 2
                          : lane.form == LaneForm::Batch || lane.form == LaneForm::NoCalls
                              ? lane.top + std::max(lane.height, request.linePx) / 2
                              : lane.callsTop + std::max(lane.callsHeight, request.linePx) / 2;
    write(QString::fromStdString(canister.id), middle, {Role::Text});
    double y = lane.variablesTop + lane.variableHeight / 2;
    for (const VariableId id : lane.variables) {
      write(QString::fromStdString(canister.variables[id.value].name), y, {Role::MutedText});
      y += lane.variableHeight;
    }
  }
}

/// A thin rule parts variants.
void drawRule(Canvas& canvas, double y, double width) {
  canvas.add(LineShape{QLineF(0, y, width, y), {Role::MutedText}, 0.7});
}

}  // namespace

std::vector<std::vector<Fact>> headingLines(const Request& request, const Shown& shown) {
  std::vector<std::vector<Fact>> lines(1);
  double x = 0;
  for (const Fact& fact : shown.heading) {
    const double width = request.text.width(fact.words, fact.font);
    if (!lines.back().empty() && x + width > request.widthPx - 2 * kNamesLeftPx) {
      lines.emplace_back();
      x = 0;
    }
    lines.back().push_back(fact);
    x += width + request.text.width(kBetween, FontRole::Normal);
  }
  return lines;
}

void drawNames(const Request& request, const parts::Context& context, const Page& page) {
  Canvas& canvas = context.canvas;
  for (std::size_t i = 0; i < request.variants.size(); ++i) {
    const VariantLayout& layout = page.variants[i].layout;
    if (i > 0) drawRule(canvas, layout.top, request.widthPx);
    // Beside bars as high as a line, the name stands at their middle.
    const double down =
        request.headingsBeside && !layout.lanes.empty() ? std::max(0.0, layout.lanes.front().top - layout.top - 1) : 3;
    drawHeading(request, canvas, request.variants[i], layout.top + down);
    drawLaneNames(request, canvas, request.variants[i], layout);
    if (layout.rulerHeight <= 0) continue;
    drawRule(canvas, layout.rulerTop, request.widthPx);
    const TimelineView& view = request.viewOf(request.variants[i]);
    drawAxis(request, {context.index, view, canvas, context.body}, layout.rulerTop);
  }
}

QString axisWords(const Request& request, const AxisScale& scale) {
  if (scale.queries) return QStringLiteral("latency (model)");
  const bool whole = !request.view.range || (request.view.range->startUs <= request.wholeUs.startUs &&
                                             request.view.range->endUs >= request.wholeUs.endUs);
  if (whole) return QStringLiteral("round");
  const std::int64_t first = roundAt(scale, request.view.range->startUs);
  const std::int64_t last = roundAt(scale, request.view.range->endUs - 1);
  std::int64_t all = 0;
  for (const Shown& shown : request.variants)
    all = std::max(all, static_cast<std::int64_t>(roundsUntil(request.of(shown).run(), request.knownUs())));
  const QString which = first == last ? QStringLiteral("round ") + grouped(first)
                                      : QStringLiteral("rounds ") + grouped(first) + QChar(0x2013) + grouped(last);
  return which + QStringLiteral(" of ") + grouped(all);
}

double axisWordsWidth(const Request& request, const AxisScale& scale) {
  const QString first = QString::number(scale.queries ? 0 : roundAt(scale, request.common.axis.firstUs()));
  return request.text.width(axisWords(request, scale), FontRole::Normal) +
         request.text.width(first, FontRole::Normal) / 2;
}

void drawAxis(const Request& request, const parts::Context& context, double top) {
  Canvas& canvas = context.canvas;
  const AxisScale& scale = context.view.scale;
  const TimeAxis& axis = context.view.axis;
  const double y = top + 3;
  const QString words = axisWords(request, scale);
  const double width = axisWordsWidth(request, scale);
  canvas.text({std::max(kNamesLeftPx, request.gutterPx - kNamesGapPx - width), y}, words, {Role::MutedText});
  const QString widest = scale.queries ? QStringLiteral("100.5 ms") : QString::number(roundAt(scale, axis.lastUs()));
  const double gap = request.text.width(widest, FontRole::Normal) + 8;
  for (const Tick& tick : ticksOf(axis, scale, gap, 7)) {
    if (!tick.major) continue;
    const QString label = scale.queries ? tick.label : QString::number(roundAt(scale, tick.us));
    const double half = request.text.width(label, FontRole::Normal) / 2;
    canvas.text({std::clamp(tick.x - half, axis.leftPx - 5, request.widthPx - 2 * half), y}, label, {Role::MutedText});
  }
}

}  // namespace roundscope::ui::compact

// The legend: call styles, phases and status marks, in as many lines as the width needs.
#include <algorithm>

#include "core/run/call_phases.h"
#include "core/scenario/words.h"
#include "ui/drawing/phase_style.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

struct Entry {
  QString words;
  std::optional<RectShape> swatch;
  std::optional<Mark> mark;
  Paint markPaint{Role::Failure};
};

constexpr double kSwatch = 16;
constexpr double kSpace = 16;

/// Marks of outcomes that occur until `knownUs`.
std::vector<Entry> entriesOf(const TimelineIndex& index, double knownUs, const TimelineView& view) {
  const std::set<std::size_t>& folded = view.foldedVariants;
  std::vector<Entry> entries;
  std::uint8_t hue = 0;
  bool hueFound = false;
  for (std::uint8_t style = 0; style < kHueCount; ++style)
    for (const VariantIndex& variant : index.variants()) {
      const bool shown = !folded.contains(static_cast<std::size_t>(&variant - index.variants().data()));
      if (!shown || !variant.usesHue(style)) continue;
      if (!hueFound) hue = style;
      hueFound = true;
      entries.push_back({textOf(nameOf(static_cast<Order>(style))), RectShape{{}, {Role::OverlapLine, style}, {}}, {}});
      break;
    }
  for (std::size_t i = 0; i < kPhaseCount; ++i) {
    const auto phase = static_cast<Phase>(i);
    const PhaseStyle style = styleOf(phase);
    RectShape swatch{{}, {style.role, hue}, Paint{Role::BarBorder, hue}};
    swatch.hatch = style.hatch;
    swatch.hatchPaint = {Role::HatchLine, hue};
    entries.push_back({textOf(nameOf(phase)), swatch, {}});
  }
  entries.push_back({QStringLiteral("message executes"), RectShape{{}, {Role::ExecutionOther}, {}}, {}});
  RectShape failed{{}, {Role::FailureFill}, Paint{Role::Failure}};
  failed.hatch = Hatch::Dense;
  failed.hatchPaint = {Role::Failure};
  std::vector<OutcomeCounts> counts;
  for (const VariantIndex& variant : index.variants()) {
    const Outcomes& outcomes = variant.run().outcomes();
    counts.push_back(outcomes.countsUntil(knownUs));
    counts.back() += outcomes.toItselfUntil(knownUs);  // they have marks, too
  }
  bool anyFailed = false;
  for (const CallOutcome outcome : kFailures) {
    if (std::none_of(counts.begin(), counts.end(), [&](const OutcomeCounts& c) { return c.of(outcome) > 0; })) continue;
    if (!anyFailed) entries.push_back({QStringLiteral("failed"), failed, {}});
    anyFailed = true;
    entries.push_back({outcomeName(outcome), {}, markOf(outcome)});
  }
  const auto any = [&](bool (VariantIndex::*uses)() const) {
    return std::any_of(index.variants().begin(), index.variants().end(),
                       [&](const VariantIndex& variant) { return (variant.*uses)(); });
  };
  if (any(&VariantIndex::usesRetries))
    entries.push_back({QStringLiteral("further attempt"), {}, Mark::Attempt, {Role::Arrow, hue}});
  if (any(&VariantIndex::usesCompensation))
    entries.push_back({QStringLiteral("compensation"), {}, Mark::Compensation, {Role::Arrow, hue}});
  if (any(&VariantIndex::usesOwnMessages))
    entries.push_back({QStringLiteral("message to itself"), RectShape{{}, {Role::Quiet}, {}}, {}});
  const auto anyLane = [&](auto&& uses) {
    return std::any_of(index.variants().begin(), index.variants().end(), [&](const VariantIndex& variant) {
      return std::any_of(variant.lanes().begin(), variant.lanes().end(),
                         [&](const Lane& lane) { return uses(variant, lane); });
    });
  };
  if (anyLane([](const VariantIndex& variant, const Lane& lane) { return !variant.exposureOf(lane).commits.empty(); }))
    entries.push_back({QStringLiteral("commit at an await"), {}, Mark::Commit, {Role::Text}});
  if (anyLane([](const VariantIndex& variant, const Lane& lane) { return !variant.exposureOf(lane).halfDone.empty(); }))
    entries.push_back(
        {QStringLiteral("others see partial state"), RectShape{{}, {Role::Exposed}, Paint{Role::ExposedLine}}, {}});
  if (anyLane(
          [](const VariantIndex& variant, const Lane& lane) { return !variant.exposureOf(lane).cameBetween.empty(); }))
    entries.push_back({QStringLiteral("message in between"), {}, Mark::CameBetween, {Role::Marker}});
  if (anyLane([](const VariantIndex& variant, const Lane& lane) { return !variant.locksOf(lane).empty(); }))
    entries.push_back({QStringLiteral("lock"), {}, Mark::Lock, {Role::Text}});
  const auto& variants = index.variants();
  const bool anyPath = std::any_of(variants.begin(), variants.end(), [](const auto& v) { return v.knowsPath(); });
  if (view.showCriticalPath && !anyPath) {
    entries.push_back(
        {QStringLiteral("what decides the end is not known yet"), RectShape{{}, {Role::Critical}, {}}, {}});
  } else if (view.showCriticalPath) {
    entries.push_back({QStringLiteral("decides the end"), RectShape{{}, {Role::Critical}, {}}, {}});
    entries.push_back({QStringLiteral("+n: rounds it may slip"), RectShape{{}, {Role::Slack}, {}}, {}});
  }
  return entries;
}

/// Calls `place(entry, x, line)` for each, from left to right and top to bottom.
template <class Place>
std::size_t flow(const std::vector<Entry>& entries, const TextMeasure& text, double widthPx, Place&& place) {
  double x = 10;
  std::size_t line = 0;
  for (const Entry& entry : entries) {
    const double width = kSwatch + 5 + text.width(entry.words, FontRole::Normal);
    if (x > 10 && x + width > widthPx - 10) {
      x = 10;
      ++line;
    }
    place(entry, x, line);
    x += width + kSpace;
  }
  return line + 1;
}

}  // namespace

double legendHeight(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view) {
  const std::size_t lines = flow(entriesOf(index, static_cast<double>(index.endUs()), view), text, widthPx,
                                 [](const Entry&, double, std::size_t) {});
  return static_cast<double>(lines) * (text.height(FontRole::Normal) + 3) + 7;
}

void drawLegend(const Context& context, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  canvas.add(RectShape{rect, {Role::Background}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.top() + 0.5, rect.right(), rect.top() + 0.5), {Role::Divider}});
  const double line = canvas.measure().height(FontRole::Normal);
  flow(entriesOf(context.index, context.knownUs(), context.view), canvas.measure(), rect.width(),
       [&](const Entry& entry, double x, std::size_t row) {
         const double y = rect.top() + 4 + static_cast<double>(row) * (line + 3);
         if (entry.swatch) {
           RectShape swatch = *entry.swatch;
           swatch.rect = QRectF(x, y + (line - 11) / 2, kSwatch, 11);
           canvas.add(swatch);
         }
         if (entry.mark) {
           const bool numbered = *entry.mark == Mark::Attempt;
           const double size = numbered ? attemptMarkPx(canvas.measure()) : 12;
           IconShape icon{QRectF(x + 8 - size / 2, y + (line - size) / 2, size, size), *entry.mark, entry.markPaint};
           icon.number = numbered ? 2 : 0;
           canvas.add(icon);
         }
         canvas.text({x + kSwatch + 5, y}, entry.words, {Role::MutedText});
       });
}

}  // namespace roundscope::ui::parts

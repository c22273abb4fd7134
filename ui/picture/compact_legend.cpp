// The legend in short words, as a block that fits into a free place. See compact_parts.h.
#include <algorithm>
#include <array>
#include <utility>

#include "core/run/call_phases.h"
#include "ui/drawing/phase_style.h"
#include "ui/picture/compact_parts.h"
#include "ui/text.h"

namespace roundscope::ui::compact {

namespace {

constexpr double kSwatchWidth = parts::kLegendSample.width();
constexpr double kBetweenPx = 12;

/// A short word for what the timeline's legend says at length.
struct ShortWords {
  std::string_view words;
  std::string_view brief;
};

std::vector<ShortWords> shortWords() {
  return {{nameOf(Phase::OutputQueue), "queued"},
          {nameOf(Phase::Outbound), "travels"},
          {nameOf(Phase::InputQueue), "at callee"},
          {nameOf(Phase::Executing), "runs"},
          {nameOf(Phase::Awaiting), "awaits"},
          {nameOf(Phase::Inbound), "travels back"},
          {nameOf(Phase::Callback), "answer queued"},
          {"message executes", "other message"},
          {"commit at an await", "commit"},
          {"others see partial state", "half done"},
          {"Within a round, places show order only", "in a round: order only"}};
}

bool isWaiting(const QString& words) {
  for (const Phase phase : {Phase::OutputQueue, Phase::InputQueue, Phase::Callback})
    if (words == textOf(nameOf(phase))) return true;
  return false;
}

/// Whether any phase of waiting is drawn with its hatch, so that one can be told from the other.
bool tellsQueuesApart(const Scene& scene) {
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes) {
      if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->hatch != Hatch::None)
        for (const Phase phase : {Phase::OutputQueue, Phase::InputQueue, Phase::Callback})
          if (rect->fill.role == styleOf(phase).role) return true;
      if (const auto* area = std::get_if<AreaShape>(&shape); area != nullptr && area->hatch != Hatch::None)
        for (const Phase phase : {Phase::OutputQueue, Phase::InputQueue, Phase::Callback})
          if (area->fill.role == styleOf(phase).role) return true;
    }
  return false;
}

/// Whether a variant's name says what its hue does: each has a style of its own.
bool namesTellStyles(const Request& request) {
  return std::all_of(request.variants.begin(), request.variants.end(), [&](const Shown& shown) {
    std::size_t styles = 0;
    for (std::size_t hue = 0; hue < kHueCount; ++hue) styles += request.of(shown).usesHue(hue) ? 1U : 0U;
    return styles <= 1;
  });
}

/// Whether the sample has such a shape.
template <class Kind, class Is>
bool has(const parts::LegendEntry& entry, Is&& is) {
  return std::any_of(entry.sample.begin(), entry.sample.end(), [&](const Shape& shape) {
    const auto* found = std::get_if<Kind>(&shape);
    return found != nullptr && is(*found);
  });
}

bool isStyle(const parts::LegendEntry& entry) {
  return has<AreaShape>(entry, [](const AreaShape& area) { return area.fill.role == Role::OverlapLine; });
}

/// Hue 0 is drawn plain where there are patterns.
bool isPatterned(const parts::LegendEntry& entry) {
  return has<AreaShape>(entry,
                        [](const AreaShape& area) { return area.fill.role == Role::OverlapLine && area.fill.hue > 0; });
}

/// The mark on a bar says how its call failed; that the bar is hatched need not be told, too.
bool isFailureSwatch(const parts::LegendEntry& entry) {
  return has<RectShape>(entry, [](const RectShape& rect) { return rect.fill.role == Role::FailureFill; });
}
bool isFailureMark(const parts::LegendEntry& entry) {
  return std::any_of(kFailures.begin(), kFailures.end(), [&](CallOutcome outcome) {
    return outcome != CallOutcome::NotPerformed &&
           has<IconShape>(entry, [&](const IconShape& icon) { return icon.mark == parts::markOf(outcome); });
  });
}

double widthOf(const parts::LegendEntry& entry, const TextMeasure& text) {
  return (entry.sample.empty() ? 0 : kSwatchWidth + 4) + text.width(entry.words, FontRole::Normal);
}

}  // namespace

std::vector<parts::LegendEntry> shortEntries(const Request& request, const parts::Context& context) {
  const bool queuesApart = tellsQueuesApart(context.canvas.scene());
  bool queued = false;
  const auto all = parts::legendEntries(context, context.canvas.scene());
  // Colours go with the names; a pattern asks what it means.
  const bool patterned = request.view.patterns && std::any_of(all.begin(), all.end(), isPatterned);
  const bool stylesNamed = !patterned && namesTellStyles(request);
  const bool failuresMarked = std::any_of(all.begin(), all.end(), isFailureMark);
  std::vector<parts::LegendEntry> entries;
  for (parts::LegendEntry entry : all) {
    if (stylesNamed && isStyle(entry)) continue;
    if (failuresMarked && isFailureSwatch(entry)) continue;
    if (!queuesApart && isWaiting(entry.words)) {
      if (std::exchange(queued, true)) continue;
      entry.words = QStringLiteral("queued");
      for (Shape& shape : entry.sample)
        if (auto* rect = std::get_if<RectShape>(&shape)) rect->hatch = Hatch::None;
    }
    for (const ShortWords& known : shortWords())
      if (entry.words == textOf(known.words)) entry.words = textOf(known.brief);
    entries.push_back(std::move(entry));
  }
  return entries;
}

LegendBlock legendBlock(std::vector<parts::LegendEntry> entries, const TextMeasure& text, double widthPx) {
  LegendBlock block{std::move(entries), {}, {}};
  const double line = text.height(FontRole::Normal) + 1;
  double x = 0;
  double y = 0;
  double widest = 0;
  for (const parts::LegendEntry& entry : block.entries) {
    const double width = widthOf(entry, text);
    if (x > 0 && x + width > widthPx) {
      x = 0;
      y += line;
    }
    block.places.emplace_back(x, y);
    widest = std::max(widest, x + width);
    x += width + kBetweenPx;
  }
  block.size = QSizeF(widest, block.entries.empty() ? 0 : y + line);
  return block;
}

void drawLegendBlock(Canvas& canvas, const LegendBlock& block, QPointF at) {
  const double line = canvas.measure().height(FontRole::Normal);
  canvas.add(RectShape{QRectF(at, block.size), {Role::Background}, {}});
  for (std::size_t i = 0; i < block.entries.size(); ++i) {
    const parts::LegendEntry& entry = block.entries[i];
    const QPointF place = at + block.places[i];
    for (Shape shape : entry.sample) {
      moveBy(shape, {place.x(), place.y() + (line - parts::kLegendSample.height()) / 2});
      canvas.add(std::move(shape));
    }
    canvas.text({place.x() + (entry.sample.empty() ? 0 : kSwatchWidth + 4), place.y()}, entry.words, {Role::Text});
  }
}

}  // namespace roundscope::ui::compact

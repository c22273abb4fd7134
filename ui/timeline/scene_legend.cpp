// The legend: call styles, phases and status marks, in as many lines as the width needs.
#include <algorithm>
#include <bitset>
#include <utility>

#include "core/run/call_phases.h"
#include "core/scenario/words.h"
#include "ui/drawing/phase_style.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// What shapes show: only that is explained.
struct Drawn {
  std::bitset<256> fills;   ///< by Role
  std::bitset<256> marks;   ///< by Mark
  std::bitset<256> hues;    ///< of calls
  bool everything = false;  ///< whatever a run may show, to keep room for it

  void note(Role role) { fills.set(static_cast<std::size_t>(role)); }
  void note(Mark mark) { marks.set(static_cast<std::size_t>(mark)); }
  [[nodiscard]] bool draws(Role role) const { return fills.test(static_cast<std::size_t>(role)); }
  [[nodiscard]] bool has(Role role) const { return everything || draws(role); }
  [[nodiscard]] bool has(Mark mark) const { return everything || marks.test(static_cast<std::size_t>(mark)); }
  [[nodiscard]] bool has(std::uint8_t hue) const { return everything || hues.test(hue); }
};

bool isOfCalls(Role role) {
  for (std::size_t i = 0; i < kPhaseCount; ++i)
    if (styleOf(static_cast<Phase>(i)).role == role) return true;
  return role == Role::MergedBar;
}

/// What lies behind `untilPx` is covered.
Drawn drawnIn(const Scene& scene, double untilPx) {
  Drawn drawn;
  for (const Layer& layer : scene.layers) {
    if (QLatin1String(layer.name) == QLatin1String("overview")) continue;  // its ticks are nothing that lanes show
    const auto note = [&](Paint fill, const QRectF& box) {
      if (!box.intersects(layer.clip) || box.left() >= untilPx) return;
      drawn.note(fill.role);
      if (isOfCalls(fill.role)) drawn.hues.set(fill.hue);
    };
    for (const Shape& shape : layer.shapes) {
      if (const auto* rect = std::get_if<RectShape>(&shape)) note(rect->fill, rect->rect);
      if (const auto* area = std::get_if<AreaShape>(&shape))
        note(area->fill, QRectF(area->points.front(), QSizeF(layer.clip.right() - area->points.front().x(), 1)));
      if (const auto* line = std::get_if<LineShape>(&shape)) drawn.note(line->paint.role);
      if (const auto* icon = std::get_if<IconShape>(&shape);
          icon != nullptr && icon->box.intersects(layer.clip) && icon->box.left() < untilPx)
        drawn.note(icon->mark);
    }
  }
  return drawn;
}

constexpr double kSwatch = 16;
constexpr double kSpace = 16;

class Entries {
 public:
  Entries(const TimelineIndex& index, const TimelineView& view, const Drawn& drawn)
      : m_index(index), m_view(view), m_drawn(drawn) {}

  std::vector<LegendEntry> make() {
    addStyles();
    addPhases();
    addFailures();
    addState();
    addPath();
    addDifferences();
    const bool outlines = m_view.showCursor && !m_view.hideFuture && !m_view.answerHidden;
    if (outlines && m_drawn.has(Role::Future))
      swatch("still to come", {{}, {Role::Future, m_hue}, Paint{Role::FutureLine, m_hue}});
    if (m_drawn.hues.test(kGreyHue)) swatch("apart from it in time", {{}, {Role::Inbound, kGreyHue}, {}});
    if (!m_view.scale.queries) m_entries.push_back({QStringLiteral("Within a round, places show order only"), {}, {}});
    return std::move(m_entries);
  }

 private:
  void swatch(const char* words, const RectShape& like) { m_entries.push_back({QString::fromUtf8(words), like, {}}); }
  void mark(const char* words, Mark mark, Paint paint) {
    if (m_drawn.has(mark)) m_entries.push_back({QString::fromUtf8(words), {}, mark, paint});
  }
  [[nodiscard]] bool isShown(const VariantIndex& variant) const {
    return !m_view.foldedVariants.contains(static_cast<std::size_t>(&variant - m_index.variants().data()));
  }
  template <class Uses>
  [[nodiscard]] bool any(Uses&& uses) const {
    return std::any_of(m_index.variants().begin(), m_index.variants().end(),
                       [&](const VariantIndex& variant) { return isShown(variant) && uses(variant); });
  }

  void addStyles() {
    bool found = false;
    for (std::uint8_t style = 0; style < kHueCount; ++style) {
      if (!any([&](const VariantIndex& variant) { return variant.usesHue(style); }) || !m_drawn.has(style)) continue;
      if (!std::exchange(found, true)) m_hue = style;
      m_entries.push_back(
          {textOf(nameOf(static_cast<Order>(style))), RectShape{{}, {Role::OverlapLine, style}, {}}, {}});
    }
  }

  void addPhases() {
    const bool awaits = any([](const VariantIndex& variant) {
      const auto& canisters = variant.run().outcomes().canisters();
      return std::any_of(canisters.begin(), canisters.end(), [](const auto& c) { return !c.suspended.empty(); });
    });
    for (std::size_t i = 0; i < kPhaseCount; ++i) {
      const auto phase = static_cast<Phase>(i);
      const PhaseStyle style = styleOf(phase);
      if (!m_drawn.has(style.role) || (phase == Phase::Awaiting && !awaits)) continue;
      // A query's call waits in no queue, and travels nowhere.
      if (m_drawn.everything && m_view.scale.queries && phase != Phase::Executing && phase != Phase::Awaiting) continue;
      RectShape shape{{}, {style.role, m_hue}, Paint{Role::BarBorder, m_hue}};
      shape.hatch = style.hatch;
      shape.hatchPaint = {Role::HatchLine, m_hue};
      m_entries.push_back({textOf(nameOf(phase)), shape, {}});
    }
    if (m_drawn.draws(Role::MergedBar)) swatch("in flight", {{}, {Role::MergedBar, m_hue}, {}});
    if (m_drawn.has(Role::ExecutionOther)) swatch("message executes", {{}, {Role::ExecutionOther}, {}});
    if (m_drawn.has(Role::Quiet) && any([](const VariantIndex& v) { return v.usesOwnMessages(); }))
      swatch("message to itself", {{}, {Role::Quiet}, {}});
  }

  void addFailures() {
    RectShape failed{{}, {Role::FailureFill}, Paint{Role::Failure}};
    failed.hatch = Hatch::Dense;
    failed.hatchPaint = {Role::Failure};
    OutcomeCounts counts;
    for (const VariantIndex& variant : m_index.variants()) {
      if (!isShown(variant)) continue;
      counts += variant.run().outcomes().countsUntil(static_cast<double>(m_index.endUs()));
      counts += variant.run().outcomes().toItselfUntil(static_cast<double>(m_index.endUs()));  // they have marks, too
    }
    if (counts.failed() > 0 && (m_drawn.has(Role::FailureFill) || m_drawn.draws(Role::Failure)))
      m_entries.push_back({QStringLiteral("failed"), failed, {}});
    for (const CallOutcome outcome : kFailures)
      if (counts.of(outcome) > 0 && m_drawn.has(markOf(outcome)))
        m_entries.push_back({outcomeName(outcome), {}, markOf(outcome)});
    if (any([](const VariantIndex& variant) { return variant.usesRetries(); }))
      mark("further attempt", Mark::Attempt, {Role::Arrow, m_hue});
    if (any([](const VariantIndex& variant) { return variant.usesCompensation(); }))
      mark("compensation", Mark::Compensation, {Role::Arrow, m_hue});
  }

  void addState() {
    const auto anyLane = [&](auto&& uses) {
      return any([&](const VariantIndex& variant) {
        return std::any_of(variant.lanes().begin(), variant.lanes().end(),
                           [&](const Lane& lane) { return uses(variant, lane); });
      });
    };
    if (anyLane([](const auto& variant, const auto& lane) { return !variant.exposureOf(lane).commits.empty(); }))
      mark("commit at an await", Mark::Commit, {Role::Text});
    if (m_drawn.has(Role::Exposed) &&
        anyLane([](const auto& variant, const auto& lane) { return !variant.exposureOf(lane).halfDone.empty(); }))
      swatch("others see partial state", {{}, {Role::Exposed}, Paint{Role::ExposedLine}});
    if (anyLane([](const auto& variant, const auto& lane) { return !variant.exposureOf(lane).cameBetween.empty(); }))
      mark("message in between", Mark::CameBetween, {Role::Marker});
    if (anyLane([](const auto& variant, const auto& lane) { return !variant.locksOf(lane).empty(); }))
      mark("lock", Mark::Lock, {Role::Text});
  }

  void addPath() {
    if (!m_view.showCriticalPath) return;
    if (!any([](const VariantIndex& variant) { return variant.knowsPath(); }))
      return swatch("what decides the end is not known yet", {{}, {Role::Critical}, {}});
    if (m_drawn.has(Role::Critical)) swatch("decides the end", {{}, {Role::Critical}, {}});
    if (m_drawn.has(Role::Slack)) swatch("+n: rounds it may slip", {{}, {Role::Slack}, {}});
  }

  void addDifferences() {
    if (!any([](const VariantIndex& variant) { return variant.differences() != nullptr; })) return;
    mark("ends later than in its parent", Mark::Later, {Role::Differs});
    mark("ends earlier", Mark::Earlier, {Role::Differs});
    mark("ends otherwise, or only here", Mark::Differs, {Role::Differs});
    if (m_drawn.has(Role::Differs)) swatch("differs from its parent", {{}, {Role::Differs}, {}});
  }

  const TimelineIndex& m_index;
  const TimelineView& m_view;
  const Drawn& m_drawn;
  std::uint8_t m_hue = 0;
  std::vector<LegendEntry> m_entries;
};

double textLeftOf(const LegendEntry& entry) { return entry.swatch || entry.mark ? kSwatch + 5 : 0; }

/// Calls `place(entry, x, line)` for each, from left to right and top to bottom.
template <class Place>
std::size_t flow(const std::vector<LegendEntry>& entries, const TextMeasure& text, double widthPx, Place&& place) {
  double x = 10;
  std::size_t line = 0;
  for (const LegendEntry& entry : entries) {
    const double width = textLeftOf(entry) + text.width(entry.words, FontRole::Normal);
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
  Drawn whatever;
  whatever.everything = true;
  const std::size_t lines =
      flow(Entries(index, view, whatever).make(), text, widthPx, [](const LegendEntry&, double, std::size_t) {});
  return static_cast<double>(lines) * (text.height(FontRole::Normal) + 3) + 7;
}

std::vector<LegendEntry> legendEntries(const Context& context, const Scene& scene) {
  // Variants with an axis of their own have another place for the cursor.
  const bool covers = context.hidesFuture() && ownAxesOf(context.index, context.view.foldedVariants).empty();
  const Drawn drawn = drawnIn(scene, covers ? xOf(context.view.axis, context.view.cursor) : 1e9);
  return Entries(context.index, context.view, drawn).make();
}

void drawLegend(const Context& context, const Scene& scene, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  canvas.add(RectShape{rect, {Role::Background}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.top() + 0.5, rect.right(), rect.top() + 0.5), {Role::Divider}});
  const double line = canvas.measure().height(FontRole::Normal);
  flow(legendEntries(context, scene), canvas.measure(), rect.width(),
       [&](const LegendEntry& entry, double x, std::size_t row) {
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
         canvas.text({x + textLeftOf(entry), y}, entry.words, {Role::MutedText});
       });
}

}  // namespace roundscope::ui::parts

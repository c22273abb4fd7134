// The legend: call styles, phases and status marks, in as many lines as the width needs.
#include <algorithm>
#include <bitset>
#include <cmath>
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
  std::bitset<256> fills;    ///< by Role
  std::bitset<256> strokes;  ///< by Role
  std::bitset<256> marks;    ///< by Mark
  std::bitset<256> hues;     ///< of calls
  bool everything = false;   ///< whatever a run may show, to keep room for it

  [[nodiscard]] bool fillsWith(Role role) const { return everything || fills.test(static_cast<std::size_t>(role)); }
  [[nodiscard]] bool strokesWith(Role role) const { return everything || strokes.test(static_cast<std::size_t>(role)); }
  [[nodiscard]] bool has(Mark mark) const { return everything || marks.test(static_cast<std::size_t>(mark)); }
  [[nodiscard]] bool has(std::uint8_t hue) const { return everything || hues.test(hue); }
};

bool isOfCalls(Role role) {
  for (std::size_t i = 0; i < kPhaseCount; ++i)
    if (styleOf(static_cast<Phase>(i)).role == role) return true;
  return role == Role::MergedBar;
}

/// Notes shapes that are seen: within their layer, and not covered as all behind `untilPx` is.
class Watcher {
 public:
  explicit Watcher(double untilPx) : m_untilPx(untilPx) {}

  Drawn watch(const Scene& scene) {
    for (const Layer& layer : scene.layers) {
      // The ticks of the overview are nothing that lanes show.
      if (QLatin1String(layer.name) == QLatin1String("overview")) continue;
      m_clip = layer.clip;
      for (const Shape& shape : layer.shapes) std::visit(*this, shape);
    }
    return m_drawn;
  }

  void operator()(const RectShape& s) { fill(s.fill, s); }
  void operator()(const AreaShape& s) { fill(s.fill, s); }
  void operator()(const LineShape& s) {
    if (seen(s)) m_drawn.strokes.set(static_cast<std::size_t>(s.paint.role));
  }
  void operator()(const StrokeShape&) {}
  void operator()(const TextShape&) {}
  void operator()(const IconShape& s) {
    const bool isCursors = s.mark == Mark::Handle && s.paint.role != Role::Failure;
    if (!isCursors && seen(s)) m_drawn.marks.set(static_cast<std::size_t>(s.mark));
  }

 private:
  [[nodiscard]] bool seen(const Shape& shape) const {
    const QRectF box = boundsOf(shape);
    return box.intersects(m_clip) && box.left() < m_untilPx;
  }
  void fill(Paint paint, const Shape& shape) {
    if (!seen(shape)) return;
    m_drawn.fills.set(static_cast<std::size_t>(paint.role));
    if (isOfCalls(paint.role)) m_drawn.hues.set(paint.hue);
  }

  double m_untilPx;
  QRectF m_clip;
  Drawn m_drawn;
};

constexpr double kSampleWidth = kLegendSample.width();
constexpr double kSampleHeight = kLegendSample.height();
constexpr double kSpace = 16;

/// Small pictures of what is explained, each in the same box: not boxes of its colour, but as it is drawn.
const QRectF kSample(0, 0, kSampleWidth, kSampleHeight);

/// A disc is the key to a colour; it is drawn nowhere else.
Shape styleSample(std::uint8_t hue) {
  constexpr int kCorners = 24;
  AreaShape disc{{}, {Role::OverlapLine, hue}};
  for (int i = 0; i < kCorners; ++i) {
    const double angle = 2 * 3.14159265358979 * i / kCorners;
    disc.points.emplace_back(kSample.center() + kSampleHeight / 2 * QPointF(std::cos(angle), std::sin(angle)));
  }
  return disc;
}
RectShape boxSample(Paint fill, std::optional<Paint> border = {}, Hatch hatch = Hatch::None, Paint hatchPaint = {}) {
  return {kSample, fill, border, hatch, hatchPaint};
}
/// A low strip, as high as it is drawn beside bars.
Shape stripSample(Paint fill, double height) {
  return RectShape{QRectF(0, (kSampleHeight - height) / 2, kSampleWidth, height), fill, {}};
}
/// Edges of a bar.
std::vector<Shape> edgeSample(Paint edge, bool both, Paint bar) {
  std::vector<Shape> shapes{boxSample(bar), RectShape{QRectF(0, 0, kSampleWidth, 3), edge, {}}};
  if (both) shapes.emplace_back(RectShape{QRectF(0, kSampleHeight - 3, kSampleWidth, 3), edge, {}});
  return shapes;
}
std::vector<Shape> slackSample() {
  const double middle = kSample.center().y();
  return {LineShape{QLineF(0, middle, kSampleWidth - 1, middle), {Role::Slack}, 1.5, true},
          LineShape{QLineF(kSampleWidth - 1, 1, kSampleWidth - 1, kSampleHeight - 1), {Role::Slack}, 1.5}};
}
std::vector<Shape> exposedSample() {
  std::vector<Shape> shapes{boxSample({Role::Exposed})};
  for (const double x : {0.5, kSampleWidth - 0.5})
    shapes.emplace_back(LineShape{QLineF(x, 0, x, kSampleHeight), {Role::ExposedLine}, 1, true});
  return shapes;
}

class Entries {
 public:
  Entries(const TimelineIndex& index, const TimelineView& view, const Drawn& drawn, const TextMeasure& text)
      : m_index(index), m_view(view), m_drawn(drawn), m_text(text) {}

  std::vector<LegendEntry> make() {
    addStyles();
    addPhases();
    addFailures();
    addState();
    addPath();
    addDifferences();
    const bool outlines = m_view.showCursor && !m_view.hideFuture && !m_view.answerHidden;
    if (outlines && m_drawn.fillsWith(Role::Future))
      add("still to come", {boxSample({Role::Future, m_hue}, Paint{Role::FutureLine, m_hue})});
    if (m_drawn.hues.test(kGreyHue)) add("apart from it in time", {boxSample({Role::Inbound, kGreyHue})});
    if (!m_view.scale.queries) note("Within a round, places show order only");
    return std::move(m_entries);
  }

 private:
  void add(const char* words, std::vector<Shape> sample) {
    m_entries.push_back({QString::fromUtf8(words), std::move(sample)});
  }
  void note(const char* words) { m_entries.push_back({QString::fromUtf8(words), {}}); }
  void mark(const QString& words, Mark mark, Paint paint) {
    if (!m_drawn.has(mark)) return;
    const double size = mark == Mark::Attempt ? attemptMarkPx(m_text) : 12;
    IconShape icon{QRectF(0, 0, size, size), mark, paint};
    icon.box.moveCenter(kSample.center());
    icon.number = mark == Mark::Attempt ? 2 : 0;
    m_entries.push_back({words, {icon}});
  }
  void mark(const char* words, Mark which, Paint paint) { mark(QString::fromUtf8(words), which, paint); }
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
      m_entries.push_back({textOf(nameOf(static_cast<Order>(style))), {styleSample(style)}});
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
      if (!m_drawn.fillsWith(style.role) || (phase == Phase::Awaiting && !awaits)) continue;
      // A query's call waits in no queue, and travels nowhere.
      if (m_drawn.everything && m_view.scale.queries && phase != Phase::Executing && phase != Phase::Awaiting) continue;
      m_entries.push_back(
          {textOf(nameOf(phase)),
           {boxSample({style.role, m_hue}, Paint{Role::BarBorder, m_hue}, style.hatch, {Role::HatchLine, m_hue})}});
    }
    if (!m_drawn.everything && m_drawn.fillsWith(Role::MergedBar))
      add("in flight", {boxSample({Role::MergedBar, m_hue})});
    if (m_drawn.fillsWith(Role::ExecutionOther)) add("message executes", {stripSample({Role::ExecutionOther}, 6)});
    if (m_drawn.fillsWith(Role::Quiet) && any([](const VariantIndex& v) { return v.usesOwnMessages(); }))
      add("message to itself", {stripSample({Role::Quiet}, 4)});
  }

  void addFailures() {
    OutcomeCounts counts;
    for (const VariantIndex& variant : m_index.variants()) {
      if (!isShown(variant)) continue;
      counts += variant.run().outcomes().countsUntil(static_cast<double>(m_index.endUs()));
      counts += variant.run().outcomes().toItselfUntil(static_cast<double>(m_index.endUs()));  // they have marks, too
    }
    if (counts.failed() > 0 && (m_drawn.fillsWith(Role::FailureFill) || m_drawn.fillsWith(Role::Failure)))
      add("failed", {boxSample({Role::FailureFill}, Paint{Role::Failure}, Hatch::Dense, {Role::Failure})});
    for (const CallOutcome outcome : kFailures)
      if (counts.of(outcome) > 0) mark(outcomeName(outcome), markOf(outcome), {Role::Failure});
    if (!m_view.lost.empty()) mark("expectation broken", Mark::Handle, {Role::Failure});
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
    if (m_drawn.fillsWith(Role::Exposed) &&
        anyLane([](const auto& variant, const auto& lane) { return !variant.exposureOf(lane).halfDone.empty(); }))
      add("others see partial state", exposedSample());
    if (anyLane([](const auto& variant, const auto& lane) { return !variant.exposureOf(lane).cameBetween.empty(); }))
      mark("message in between", Mark::CameBetween, {Role::Marker});
    if (anyLane([](const auto& variant, const auto& lane) { return !variant.locksOf(lane).empty(); }))
      mark("lock", Mark::Lock, {Role::Text});
  }

  void addPath() {
    if (!m_view.showCriticalPath) return;
    if (!any([](const VariantIndex& variant) { return variant.knowsPath(); }))
      return note("what decides the end is not known yet");
    if (m_drawn.fillsWith(Role::Critical))
      add("decides the end", edgeSample({Role::Critical}, true, {Role::Inbound, m_hue}));
    if (m_drawn.strokesWith(Role::Slack)) add("+n: rounds it may slip", slackSample());
  }

  void addDifferences() {
    if (!any([](const VariantIndex& variant) { return variant.differences() != nullptr; })) return;
    mark("ends later than in its parent", Mark::Later, {Role::Differs});
    mark("ends earlier", Mark::Earlier, {Role::Differs});
    mark("ends otherwise, or only here", Mark::Differs, {Role::Differs});
    if (m_drawn.fillsWith(Role::Differs))
      add("differs from its parent", edgeSample({Role::Differs}, false, {Role::Inbound, m_hue}));
  }

  const TimelineIndex& m_index;
  const TimelineView& m_view;
  const Drawn& m_drawn;
  const TextMeasure& m_text;
  std::uint8_t m_hue = 0;
  std::vector<LegendEntry> m_entries;
};

double textLeftOf(const LegendEntry& entry) { return entry.sample.empty() ? 0 : kLegendSample.width() + 5; }

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

std::vector<LegendEntry> entriesOf(const TimelineIndex& index, const TimelineView& view, const Scene& scene,
                                   const TextMeasure& text) {
  // Variants with an axis of their own have another place for the cursor.
  const bool covers = (view.hideFuture || view.answerHidden) && ownAxesOf(index, view.foldedVariants).empty();
  const Drawn drawn = Watcher(covers ? xOf(view.axis, view.cursor) : 1e9).watch(scene);
  return Entries(index, view, drawn, text).make();
}

double heightOf(const std::vector<LegendEntry>& entries, const TextMeasure& text, double widthPx) {
  const std::size_t lines = flow(entries, text, widthPx, [](const LegendEntry&, double, std::size_t) {});
  return static_cast<double>(lines) * (text.height(FontRole::Normal) + 3) + 7;
}

}  // namespace

double legendHeight(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view) {
  Drawn whatever;
  whatever.everything = true;
  return heightOf(Entries(index, view, whatever, text).make(), text, widthPx);
}

double legendHeight(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view,
                    const Scene& drawn) {
  return heightOf(entriesOf(index, view, drawn, text), text, widthPx);
}

std::vector<LegendEntry> legendEntries(const Context& context, const Scene& scene) {
  return entriesOf(context.index, context.view, scene, context.canvas.measure());
}

void drawLegend(const Context& context, const Scene& scene, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  const std::vector<LegendEntry> entries = legendEntries(context, scene);
  canvas.add(RectShape{rect, {Role::Background}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.top() + 0.5, rect.right(), rect.top() + 0.5), {Role::Divider}});
  const double line = canvas.measure().height(FontRole::Normal);
  flow(entries, canvas.measure(), rect.width(), [&](const LegendEntry& entry, double x, std::size_t row) {
    const double y = rect.top() + 4 + static_cast<double>(row) * (line + 3);
    for (Shape shape : entry.sample) {
      moveBy(shape, {x, y + (line - kSampleHeight) / 2});
      canvas.add(std::move(shape));
    }
    canvas.text({x + textLeftOf(entry), y}, entry.words, {Role::MutedText});
  });
}

}  // namespace roundscope::ui::parts

// Puts the parts of a compact picture one over the other, and finds places for the legend and the numbers in flight: a
// free one among the bars, or room of their own. See compact_scene.h.
#include "ui/picture/compact_scene.h"

#include <algorithm>
#include <cmath>

#include "ui/picture/compact_parts.h"
#include "ui/picture/free_places.h"

namespace roundscope::ui {

namespace compact {
namespace {

constexpr double kMarginPx = 5;  ///< around what stands in a free place

/// One picture, and what found no place in it.
struct Drawn {
  Scene scene;
  double height = 0;
  Reserved homeless;
};

class Drawing {
 public:
  Drawing(const Request& request, const Reserved& reserved, double heightPx)
      : m_request(request),
        m_reserved(reserved),
        m_canvas(request.text),
        m_page(layOutPage(request, reserved, heightPx)),
        m_pageRect(0, 0, request.widthPx, m_page.height) {}

  Drawn draw() {
    drawRuns();
    m_canvas.begin("names", m_pageRect);
    drawNames(m_request, contextOf(m_request.common), m_page);
    FreePlaces places = freePlaces();
    if (m_page.markersHeight > 0) {
      m_canvas.begin("markers", m_pageRect);
      parts::drawMarkers(contextOf(m_request.common),
                         QRectF(0, m_page.markersTop, m_request.widthPx, m_page.markersHeight));
    }
    m_canvas.begin("notes", m_pageRect);
    const std::vector<parts::LegendEntry> entries = m_request.view.legend
                                                        ? shortEntries(m_request, contextOf(m_request.common))
                                                        : std::vector<parts::LegendEntry>();
    const std::optional<std::size_t> together =
        m_reserved == Reserved{} ? placeTogether(entries, places) : std::nullopt;
    for (std::size_t i = 0; i < m_request.variants.size(); ++i)
      if (i != together) placeNote(i, places);
    if (!entries.empty() && !together) placeLegend(entries, places);
    m_canvas.scene().contentHeight = m_page.height;
    m_canvas.scene().body = m_pageRect;
    return {std::move(m_canvas.scene()), m_page.height, m_homeless};
  }

 private:
  [[nodiscard]] parts::Context contextOf(const TimelineView& view) {
    return {m_request.index, view, m_canvas, m_pageRect};
  }
  template <class Draw>
  void forVariants(Draw&& draw) {
    for (std::size_t i = 0; i < m_request.variants.size(); ++i)
      draw(contextOf(m_request.viewOf(m_request.variants[i])), m_page.variants[i]);
  }

  void drawRuns() {
    const double left = m_request.gutterPx - 1;
    const QRectF chart(left, 0, m_request.widthPx - left, m_page.height);
    m_canvas.begin("background", m_pageRect);
    m_canvas.add(RectShape{m_pageRect, {Role::Background}, {}});
    m_canvas.begin("rounds", chart);
    forVariants([](const parts::Context& own, const Page::Variant& variant) {
      parts::drawBreaks(own, QRectF(0, variant.layout.top, 0, variant.layout.height), false);
      drawRoundLines(own, variant.layout);
      for (const LaneLayout& lane : variant.layout.lanes)
        own.canvas.clippedHit(QRectF(own.view.axis.leftPx, lane.top, own.view.axis.widthPx, lane.height),
                              LaneHit{lane.key});
    });
    m_canvas.begin("state", chart);
    if (m_request.view.variables)
      forVariants([](const parts::Context& own, const Page::Variant& variant) {
        // Whom a lock keeps out, the lock says; the shading behind it would say the opposite.
        for (const LaneLayout& lane : variant.layout.lanes)
          if (lane.stripHeight > 0 && lane.lockHeight <= 0 && lane.form != LaneForm::Collapsed)
            parts::drawExposure(own, lane);
      });
    m_canvas.begin("calls", chart);
    forVariants([this](const parts::Context& own, const Page::Variant& variant) {
      drawLanes(own, variant.layout, [&](const LaneLayout& lane) { drawTracks(own, lane); });
    });
    // A message may cross other calls' bars; it ends at the block that serves it, and crosses none.
    m_canvas.begin("arrows", beforeCursor(chart));
    forVariants(
        [this](const parts::Context& own, const Page::Variant& variant) { drawArrows(m_request, own, variant); });
    m_canvas.begin("executions", chart);
    forVariants([this](const parts::Context& own, const Page::Variant& variant) {
      drawLanes(own, variant.layout, [&](const LaneLayout& lane) {
        if (lane.stripHeight > 0 && own.view.executions) parts::drawExecutions(own, lane);
      });
    });
    // Half of a mark at the very beginning lies before it.
    m_canvas.begin("marks", chart.adjusted(1 - kNamesGapPx, 0, 0, 0));
    forVariants([this](const parts::Context& own, const Page::Variant& variant) { drawMarks(own, variant.layout); });
    m_canvas.begin("veil", chart);
    forVariants([this](const parts::Context& own, const Page::Variant& variant) { drawVeil(own, variant.layout); });
    m_canvas.begin("texts", chart);
    forVariants([](const parts::Context& own, const Page::Variant& variant) {
      for (const LaneLayout& lane : variant.layout.lanes) {
        drawRefusedTexts(own, lane);
        parts::drawAbsence(own, lane);
        drawValues(own, lane);
      }
      for (const Time marker : own.view.markers)
        drawLineAt(own, variant.layout, marker, {{}, {Role::Marker}, 1.5, true});
      if (own.view.showCursor) drawLineAt(own, variant.layout, own.view.cursor, {{}, {Role::Cursor}, 1.5});
      drawLost(own, variant.layout);
    });
  }

  /// An arrow that comes by passes behind the words.
  static void drawRefusedTexts(const parts::Context& context, const LaneLayout& lane) {
    std::vector<Shape>& shapes = context.canvas.scene().layers.back().shapes;
    const std::size_t first = shapes.size();
    parts::drawRefusedTexts(context, lane);
    for (std::size_t i = first; i < shapes.size(); ++i) {
      const auto* text = std::get_if<TextShape>(&shapes[i]);
      if (text == nullptr || !isCrossed(context.canvas.scene(), text->box)) continue;
      shapes.insert(shapes.begin() + static_cast<std::ptrdiff_t>(i++), RectShape{text->box, {Role::Background}, {}});
    }
  }

  static bool isCrossed(const Scene& scene, const QRectF& box) {
    FreePlaces arrows(QSizeF(box.right() + 1, box.bottom() + 1));
    for (const Layer& layer : scene.layers)
      if (QLatin1String(layer.name) == QLatin1String("arrows")) arrows.take(layer);
    return arrows.takenIn(box) > 0;
  }

  static double topOf(const VariantLayout& layout) {
    return layout.headingHeight > 0 && !layout.lanes.empty() ? layout.lanes.front().top : layout.top;
  }

  static void drawLineAt(const parts::Context& context, const VariantLayout& layout, Time time, LineShape like) {
    const double x = xOf(context.view.axis, time);
    like.line = QLineF(x, topOf(layout), x, layout.top + layout.height);
    context.canvas.add(like);
  }

  /// A line down the variant, with a flag, where an expectation was lost for good.
  static void drawLost(const parts::Context& context, const VariantLayout& layout) {
    constexpr double kFlagPx = 11;
    for (const LostExpectation& lost : context.view.lost) {
      if (lost.variant != layout.variant || !context.tells(lost)) continue;
      const double x = xOf(context.view.axis, lost.at);
      if (x < context.view.axis.leftPx || x > context.view.axis.rightPx() + 0.5) continue;
      drawLineAt(context, layout, lost.at, {{}, {Role::Failure}, 1.5, true});
      context.canvas.add(
          IconShape{QRectF(x - kFlagPx / 2, topOf(layout), kFlagPx, kFlagPx), Mark::Handle, {Role::Failure}});
    }
  }

  /// No message is told that the cursor has not come to.
  [[nodiscard]] QRectF beforeCursor(QRectF chart) const {
    const bool shared = std::none_of(m_request.variants.begin(), m_request.variants.end(),
                                     [](const Shown& shown) { return shown.ownAxis; });
    if (m_request.common.hideFuture && shared)
      chart.setRight(std::clamp(xOf(m_request.common.axis, m_request.common.cursor), chart.left(), chart.right()));
    return chart;
  }

  static void drawRoundLines(const parts::Context& context, const VariantLayout& layout) {
    constexpr double kLabelGap = 40;
    constexpr double kLineGap = 18;
    const double top = topOf(layout);
    for (const Tick& tick : ticksOf(context.view.axis, context.view.scale, kLabelGap, kLineGap))
      context.canvas.add(LineShape{QLineF(tick.x, top, tick.x, layout.top + layout.height), {Role::RoundLine}});
  }

  static void drawVariableTracks(const parts::Context& context, const LaneLayout& lane) {
    for (std::size_t i = 0; i < lane.variables.size(); ++i)
      parts::drawVariableLine(context, parts::trackOf(context, lane, i), parts::variablesKnownUs(context, lane));
  }

  static void drawTracks(const parts::Context& context, const LaneLayout& lane) {
    if (lane.form == LaneForm::Rows || lane.form == LaneForm::OpenBatch) parts::drawRows(context, lane);
    if (lane.form == LaneForm::Batch) parts::drawBatch(context, lane);
    if (lane.form == LaneForm::Batch && context.view.showCriticalPath) parts::drawBatchPath(context, lane);
    if (lane.lockHeight > 0) parts::drawLocks(context, lane);
    drawVariableTracks(context, lane);
  }

  /// Something of every lane, as an outline where it is still to come.
  template <class DrawLane>
  void drawLanes(const parts::Context& context, const VariantLayout& layout, DrawLane&& drawLane) {
    const std::size_t first = m_canvas.scene().layers.back().shapes.size();
    for (const LaneLayout& lane : layout.lanes) drawLane(lane);
    if (context.view.showCursor && !context.hidesFuture())
      parts::outlineFuture(m_canvas, first, xOf(context.view.axis, context.view.cursor));
  }

  void drawMarks(const parts::Context& context, const VariantLayout& layout) const {
    const bool state = m_request.view.variables || m_request.view.locks;
    for (const LaneLayout& lane : layout.lanes) {
      if (lane.form == LaneForm::Collapsed) {
        parts::drawFailures(context, lane);
        continue;
      }
      parts::drawRefused(context, lane);
      if (state && lane.stripHeight > 0) parts::drawCommits(context, lane);
    }
  }

  /// Covers what is still to come, where it is hidden. Other things than times may stand there.
  void drawVeil(const parts::Context& context, const VariantLayout& layout) {
    if (!context.view.showCursor || !context.hidesFuture()) return;
    const double left = std::max(context.view.axis.leftPx, xOf(context.view.axis, context.view.cursor));
    if (m_request.widthPx > left)
      m_canvas.add(
          RectShape{QRectF(left, layout.top, m_request.widthPx - left, layout.height), {Role::VeilHidden}, {}});
  }

  [[nodiscard]] FreePlaces freePlaces() {
    FreePlaces places(m_pageRect.size());
    for (const Layer& layer : m_canvas.scene().layers)
      if (const QLatin1String name(layer.name);
          name != QLatin1String("background") && name != QLatin1String("rounds") && name != QLatin1String("veil"))
        places.take(layer);
    places.take(QRectF(0, 0, m_request.gutterPx, m_page.height));
    return places;
  }

  /// The room of a variant's bars.
  [[nodiscard]] QRectF roomOf(const Page::Variant& variant) const {
    return {m_request.gutterPx, variant.layout.top + 1, m_request.widthPx - m_request.gutterPx,
            variant.layout.height - 2};
  }

  [[nodiscard]] QSizeF noteSize(const Shown& shown) const {
    return {m_request.text.width(shown.inFlight, FontRole::Strong), m_request.text.height(FontRole::Strong)};
  }
  void writeNote(const Shown& shown, QPointF at) {
    m_canvas.add(RectShape{QRectF(at, noteSize(shown)), {Role::Background}, {}});
    m_canvas.text(at, shown.inFlight, {Role::Text}, FontRole::Strong);
  }

  /// Further down a number in flight would seem to be about something else.
  static bool isBesideCalls(const Page::Variant& variant, double bottom) {
    const std::vector<LaneLayout>& lanes = variant.layout.lanes;
    return !lanes.empty() && bottom <= lanes.front().top + lanes.front().height;
  }

  void placeNote(std::size_t i, FreePlaces& places) {
    const Shown& shown = m_request.variants[i];
    const Page::Variant& variant = m_page.variants[i];
    if (shown.inFlight.isEmpty()) return;
    QPointF at(m_request.gutterPx, variant.noteTop);
    if (variant.noteHeight <= 0) {
      const std::optional<QPointF> found =
          places.find({noteSize(shown).width() + 2 * kMarginPx, noteSize(shown).height()}, roomOf(variant));
      if (!found || !isBesideCalls(variant, found->y() + noteSize(shown).height())) {
        m_homeless.notes.insert(shown.variant);
        return;
      }
      at = {found->x() + kMarginPx, found->y()};
    }
    writeNote(shown, at);
    places.take(QRectF(at, noteSize(shown)));
  }

  /// Blocks of these entries, from low and wide to high and narrow, until `take` takes one. Says whether it did.
  template <class Take>
  bool forBlocks(const std::vector<parts::LegendEntry>& entries, Take&& take) const {
    double width = m_request.widthPx - m_request.gutterPx - 2 * kMarginPx;
    for (;;) {
      const LegendBlock block = legendBlock(entries, m_request.text, width);
      if (block.size.width() > width) return false;
      if (take(block)) return true;
      width = block.size.width() - 1;
    }
  }

  /// The legend right below a variant's number in flight, where there is a place for both. Says for which variant.
  std::optional<std::size_t> placeTogether(const std::vector<parts::LegendEntry>& entries, FreePlaces& places) {
    std::optional<std::size_t> with;
    if (entries.empty()) return with;
    forBlocks(entries, [&](const LegendBlock& block) {
      for (std::size_t i = 0; i < m_request.variants.size() && !with; ++i) {
        const Shown& shown = m_request.variants[i];
        if (shown.inFlight.isEmpty()) continue;
        const QSizeF note = noteSize(shown);
        const double width = std::max(note.width(), block.size.width()) + 2 * kMarginPx;
        const double height = note.height() + 2 + block.size.height() + kMarginPx;
        const std::optional<QPointF> found = places.find({width, height}, roomOf(m_page.variants[i]));
        if (!found || !isBesideCalls(m_page.variants[i], found->y() + note.height())) continue;
        with = i;
        const QPointF at(found->x() + kMarginPx, found->y());
        writeNote(shown, at);
        drawLegendBlock(m_canvas, block, at + QPointF(0, note.height() + 2));
        places.take(QRectF(*found, QSizeF(width, height)));
      }
      return with.has_value();
    });
    return with;
  }

  void placeLegend(const std::vector<parts::LegendEntry>& entries, FreePlaces& places) {
    const LegendBlock whole = legendBlock(entries, m_request.text, m_request.widthPx - 2 * kNamesLeftPx);
    const double needed = whole.size.height() + 3;
    if (m_reserved.legendPx > 0) {
      if (needed <= m_reserved.legendPx) return drawLegendBlock(m_canvas, whole, {kNamesLeftPx, m_page.legendTop + 2});
      m_homeless.legendPx = needed;
      return;
    }
    const bool found = forBlocks(entries, [&](const LegendBlock& block) {
      const QSizeF wanted(block.size.width() + 2 * kMarginPx, block.size.height() + kMarginPx);
      for (const Page::Variant& variant : m_page.variants)
        if (const auto place = places.find(wanted, roomOf(variant))) {
          drawLegendBlock(m_canvas, block, {place->x() + kMarginPx, place->y() + kMarginPx / 2});
          return true;
        }
      return false;
    });
    if (!found) m_homeless.legendPx = needed;
  }

  const Request& m_request;
  Reserved m_reserved;
  Canvas m_canvas;
  Page m_page;
  QRectF m_pageRect;
  Reserved m_homeless;
};

/// Draws until all has a place, with room of their own for what finds none: first for notes, which are small.
Drawn drawnWith(const Request& request, Reserved reserved, double heightPx) {
  constexpr int kMostTries = 8;
  Drawn drawn;
  for (int i = 0; i < kMostTries; ++i) {
    drawn = Drawing(request, reserved, heightPx).draw();
    if (drawn.homeless == Reserved{}) break;
    if (drawn.homeless.notes.empty())
      reserved.legendPx = drawn.homeless.legendPx;
    else
      reserved.notes.insert(drawn.homeless.notes.begin(), drawn.homeless.notes.end());
  }
  return drawn;
}

bool isWholeWithin(const Drawn& drawn, double heightPx) {
  return drawn.homeless == Reserved{} && drawn.height <= heightPx + 0.5;
}

/// The lowest picture in which all has a place. A little more height may make room among the bars, which takes less
/// than room of its own.
Drawn lowest(const Request& request) {
  constexpr double kStepPx = 3;
  Drawn found = drawnWith(request, {}, 0);
  for (double height = Drawing(request, {}, 0).draw().height; height < found.height; height += kStepPx)
    if (Drawn lower = drawnWith(request, {}, height); isWholeWithin(lower, height)) return lower;
  return found;
}

/// As high as asked for, if that is enough.
Drawn drawnAt(const Request& request, double heightPx) {
  Drawn drawn = drawnWith(request, {}, heightPx);
  return isWholeWithin(drawn, heightPx) ? std::move(drawn) : lowest(request);
}

}  // namespace
}  // namespace compact

QSizeF leastCompactSize(const TimelineIndex& index, const CompactView& view, double widthPx, const TextMeasure& text) {
  const compact::Request request(index, view, widthPx, text);
  return {request.widthPx, std::ceil(compact::lowest(request).height)};
}

Scene buildCompact(const TimelineIndex& index, const CompactView& view, QSizeF sizePx, const TextMeasure& text) {
  return compact::drawnAt(compact::Request(index, view, sizePx.width(), text), sizePx.height()).scene;
}

TimeAxis compactAxis(const TimelineIndex& index, const CompactView& view, std::size_t variant, double widthPx,
                     const TextMeasure& text) {
  const compact::Request request(index, view, widthPx, text);
  for (const compact::Shown& shown : request.variants)
    if (shown.variant == variant) return request.viewOf(shown).axis;
  return request.common.axis;
}

}  // namespace roundscope::ui

// Lays out a whole picture: title, lanes, in-flight chart, legend, caption. See picture.h.
#include "ui/picture/picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/scenario/figure_limits.h"
#include "ui/drawing/patterns.h"
#include "ui/picture/compact_scene.h"
#include "ui/picture/figure_view.h"
#include "ui/picture/lost_for_room.h"
#include "ui/picture/notes.h"
#include "ui/picture/page_text.h"
#include "ui/picture/page_words.h"
#include "ui/picture/paper.h"
#include "ui/picture/picture_words.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/stage/stage_scene.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

namespace {

constexpr double kLeastChartPx = 96;
constexpr double kLeastAxisPx = 90;  ///< with what is right of it
constexpr double kGreatestHeightPx = 20'000;
constexpr double kScaleTolerance = 1e-6;

/// How the height between title and caption is divided.
struct Division {
  double lanes = 0;
  double chart = 0;
  double legend = 0;
  double missing = 0;  ///< what the lanes would need above what they have
};

/// Lays out one picture: from the outside, title and caption, to what is between them.
class PictureLayout {
 public:
  PictureLayout(const PictureSource& source, const Figure& figure, std::optional<double> usPerMm)
      : m_source(source),
        m_figure(figure),
        m_usPerMm(usPerMm),
        m_type(kLayoutPt, QString::fromStdString(figure.font)),
        m_text(m_type) {}

  Result<Picture> layOut() {
    if (auto error = layOutPage()) return *error;
    if (m_figure.callNumbers && m_figure.view == FigureView::Timeline && !hasNumber())
      m_picture.remarks << QStringLiteral("No bar is large enough for the number of its call.");
    m_picture.remarks += cutOffRemarks(*m_source.index, knownUs());
    addMargin();
    if (m_picture.transparent) leaveOutPaper(m_picture.scene);
    addPatterns(m_picture.scene, m_picture.theme);
    return std::move(m_picture);
  }

 private:
  /// What is within the margins.
  std::optional<Error> layOutPage() {
    const Result<Theme> theme = themeOf(m_figure);
    if (!theme.ok()) return theme.error();
    m_picture.theme = theme.value();
    m_picture.type = m_type;
    m_picture.zoom = m_figure.fontPt / kLayoutPt;
    m_picture.inMm = m_figure.widthMm.has_value();
    m_picture.transparent = m_figure.transparent;
    m_picture.title = titleOf(m_source, m_figure);
    const QSizeF page = pageOf();
    layOutView(page.width());
    layOutWords(page.width());
    if (m_unshared) return cutByScale();
    m_picture.size = QSizeF(page.width(), page.height() > 0 ? page.height() : heightFor(page.width()));
    m_leastHeight = page.height();
    if (m_figure.view != FigureView::Timeline && !m_figure.notes.empty())
      m_picture.remarks << QStringLiteral("Notes are drawn in pictures of the timeline only.");
    if (m_picture.theme.kind == ThemeKind::Grey && !paletteText(m_figure).empty())
      m_picture.remarks << QStringLiteral("A palette has no colours in the grey theme.");
    if (m_figure.view == FigureView::Stage) {
      fillWithStage();
      return std::nullopt;
    }
    if (m_figure.view == FigureView::InFlight) {
      fillWithChart();
      return std::nullopt;
    }
    if (auto error = fitTo(page)) return error;
    if (isCompact()) {
      fillCompact();
      return std::nullopt;
    }
    if (shows(FigurePart::Chart) && m_parts.chart <= 0)
      m_remarks << QStringLiteral("There was no room for the chart of calls in flight.");
    fill();
    return std::nullopt;
  }

  /// Whether any call has its number in its bar.
  [[nodiscard]] bool hasNumber() const {
    for (const Layer& layer : m_picture.scene.layers)
      for (std::size_t i = 0; isOfCalls(layer) && i < layer.shapes.size(); ++i)
        if (const auto* text = std::get_if<TextShape>(&layer.shapes[i]))
          if (text->text.startsWith(QLatin1Char('#'))) return true;
    return false;
  }

  /// Else the page is as high as the content needs.
  [[nodiscard]] bool hasHeight() const {
    return m_figure.widthMm ? m_figure.heightMm.has_value() : m_figure.sizePx.has_value();
  }
  /// Within its margins, in units of the layout. Where it has no height: its least.
  [[nodiscard]] QSizeF pageOf() const {
    const auto [width, height] = m_figure.sizePx.value_or(std::pair(kUsualWidthPx, kUsualHeightPx));
    const QSizeF page = m_figure.widthMm ? QSizeF(*m_figure.widthMm, m_figure.heightMm.value_or(0)) / 25.4 * kPageDpi
                                         : QSizeF(width, height) * kPageDpi / dpiOf(m_figure);
    return page / m_picture.zoom - QSizeF(2, 2) * margin();
  }
  [[nodiscard]] double margin() const { return m_figure.marginMm / 25.4 * kPageDpi / m_picture.zoom; }
  [[nodiscard]] bool shows(FigurePart part) const { return m_figure.shows(part); }
  [[nodiscard]] double top() const { return m_words.top(m_text); }
  [[nodiscard]] double bottom() const { return m_words.bottom(m_text); }
  [[nodiscard]] bool isCompact() const {
    return m_figure.density == FigureDensity::Compact && m_figure.view == FigureView::Timeline;
  }

  void layOutWords(double width) {
    m_words.compact = isCompact();
    const double textWidth = width - 2 * m_words.inset();
    // Words that were written for this figure are drawn, whatever parts are left out of figures of its kind.
    const bool ownTitle = m_figure.title && !m_figure.title->empty();
    if (shows(FigurePart::Title) || ownTitle)
      m_words.title = wrapped(m_picture.title, m_text, m_words.titleFont(), textWidth);
    if (shows(FigurePart::Caption))
      m_words.caption = wrapped(QString::fromStdString(m_figure.caption), m_text, FontRole::Normal, textWidth);
    // A compact picture says it beside its axis.
    if (m_figure.density != FigureDensity::Compact)
      m_words.caption +=
          wrapped(excerptOf(m_source, m_view.scale, m_picture.range), m_text, FontRole::Normal, textWidth);
    if (shows(FigurePart::Provenance))
      m_words.caption += wrapped(originOf(m_source), m_text, FontRole::Normal, textWidth);
  }

  void layOutView(double width) {
    m_view = viewOf(m_figure, *m_source.index);
    m_view.lost = m_source.lost;
    m_view.keepVariables = !hasHeight();
    m_view.scale = scaleOf(*m_source.index, AxisUnit::Rounds);
    m_picture.range = rangeOf(*m_source.index, m_view.scale, m_figure);
    m_view.axis = fitted(axisFor(m_view.axis, gutterWidth(*m_source.index, m_text), width), m_picture.range);
    m_compact = compactViewOf(m_figure, *m_source.index);
    m_compact.lost = m_source.lost;
    if (m_figure.rounds || m_figure.rangeUs) m_compact.range = m_picture.range;
    m_picture.usPerMm = usPerMmOf(width);
    if (m_usPerMm) shareScale(width);
    const std::optional<Time> known = m_view.hideFuture ? std::optional(m_view.cursor) : std::nullopt;
    m_picture.description = descriptionOf(m_source, m_view.scale, m_picture.range, known);
  }

  [[nodiscard]] double usPerMmOf(double width) const {
    const std::size_t variants = m_source.runs.size();
    std::size_t first = 0;
    while (first + 1 < variants && m_compact.leftOutVariants.contains(first)) ++first;
    const TimeAxis axis =
        isCompact() && variants > 0 ? compactAxis(*m_source.index, m_compact, first, width, m_text) : m_view.axis;
    return axis.spanUs / (axis.widthPx * m_picture.zoom / kPageDpi * 25.4);
  }

  /// More time than the runs take stays empty. The axis of a compact picture has its own left edge.
  void shareScale(double width) {
    m_unshared = m_picture.usPerMm > *m_usPerMm * (1 + kScaleTolerance);
    TimeRange wider = m_picture.range;
    // The axis of a compact picture takes a little more than its range, and names beside it may need other room.
    for (int i = 0; i < 3; ++i) {
      wider.endUs = wider.startUs + wider.spanUs() * *m_usPerMm / m_picture.usPerMm;
      m_view.axis = fitted(m_view.axis, wider);
      m_compact.range = wider;
      m_picture.usPerMm = usPerMmOf(width);
    }
  }

  [[nodiscard]] Error cutByScale() const {
    return {ErrorKind::Usage, "scale_of", "at the scale of the other figure this one shows less than it should",
            "a wider figure, fewer rounds, or another scale"};
  }

  [[nodiscard]] double legendHeight(double width) const {
    return shows(FigurePart::Legend) ? legendHeightOf(*m_source.index, m_text, width, m_view) : 0;
  }

  /// As high as the content needs, with some room for the lanes.
  [[nodiscard]] double heightFor(double width) {
    if (m_figure.view == FigureView::Stage) return width * 9 / 16;
    if (m_figure.view == FigureView::InFlight)
      return std::ceil(top() + bottom() +
                       std::max(width * 0.45, leastInFlightFigureHeight(*m_source.index, chartView(), m_text)));
    if (isCompact())
      return std::ceil(top() + bottom() + leastCompactSize(*m_source.index, m_compact, width, m_text).height());
    const double lanes = leastHeightOf(*m_source.index, m_view, m_text) * 1.2;
    const double chart = shows(FigurePart::Chart) ? kLeastChartPx : 0;
    return std::ceil(std::min(top() + bottom() + legendHeight(width) + lanes + chart + 24, kGreatestHeightPx));
  }

  /// What the lanes need at least. Beside the chart they need no strips, which show the same.
  double leastLanes(bool withChart, bool hideIdle) {
    m_view.strips = !withChart && shows(FigurePart::InFlight);
    m_view.hideIdle = hideIdle;
    return leastHeightOf(*m_source.index, m_view, m_text);
  }

  /// What the page lacks.
  QSizeF missing() {
    if (!isCompact()) {
      divide();
      return {std::max(0.0, m_view.axis.leftPx + kLeastAxisPx - m_picture.size.width()), m_parts.missing};
    }
    const QSizeF size(m_picture.size.width(), m_picture.size.height() - top() - bottom());
    const QSizeF least = leastCompactSize(*m_source.index, m_compact, size.width(), m_text);
    return {std::max(0.0, least.width() - size.width()), std::max(0.0, least.height() - size.height())};
  }

  /// A page that was not given a height grows as high as it must be.
  std::optional<Error> fitTo(QSizeF page) {
    constexpr double kRounding = 0.01;
    QSizeF lacks = missing();
    const bool gaveUpChart = shows(FigurePart::Chart) && !isCompact() && m_parts.chart <= 0;
    if ((lacks.height() > kRounding || gaveUpChart) && !hasHeight() && page.height() > 0) {
      m_picture.size.setHeight(std::max(page.height(), heightFor(page.width())));
      lacks = missing();
    }
    if (lacks.width() > kRounding || lacks.height() > kRounding) return tooSmall(lacks);
    return std::nullopt;
  }

  /// Where room is short, the chart shrinks first, then canisters that did nothing fold up, then the chart goes.
  void divide() {
    constexpr double kLeastRoomForChart = 240;
    m_parts = {};
    m_parts.legend = legendHeight(m_picture.size.width());
    const double room = m_picture.size.height() - top() - bottom() - m_parts.legend;
    double needed = kGreatestHeightPx;
    for (const bool withChart : {true, false}) {
      if (withChart && (!shows(FigurePart::Chart) || room < kLeastRoomForChart)) continue;
      for (const bool hideIdle : {false, true}) {
        const double least = leastLanes(withChart, hideIdle);
        const double leastChart = withChart ? kLeastChartPx : 0;
        needed = std::min(needed, least + leastChart);
        if (least + leastChart > room) continue;
        m_parts.chart = withChart ? std::clamp(room * 0.2, leastChart, std::min(200.0, room - least)) : 0;
        m_parts.lanes = room - m_parts.chart;
        return;
      }
    }
    m_parts.missing = needed - room;
  }

  /// What would fit, in the unit that was asked for.
  [[nodiscard]] Error tooSmall(QSizeF missing) const {
    const double unit = m_picture.zoom * (m_picture.inMm ? 25.4 / kPageDpi : dpiOf(m_figure) / kPageDpi);
    const auto sized = [&](QSizeF inner) {
      const QSizeF size = (inner + QSizeF(2, 2) * margin()) * unit;
      return fmt::format("{} × {} {}", std::lround(std::ceil(size.width() - 0.01)),
                         std::lround(std::ceil(size.height() - 0.01)), m_picture.inMm ? "mm" : "pixels");
    };
    return {ErrorKind::Usage, "size", fmt::format("{} is too small for this figure", sized(m_picture.size)),
            fmt::format("at least {}, smaller type, {}or fewer variants or canisters", sized(m_picture.size + missing),
                        isCompact() ? "" : "the compact density, ")};
  }

  void addMargin() {
    const double px = margin();
    if (px <= 0) return;
    Scene inner = std::move(m_picture.scene);
    m_picture.size += QSizeF(2, 2) * px;
    const QRectF page(QPointF(0, 0), m_picture.size);
    m_picture.scene = {};
    m_picture.scene.layers.push_back({"margin", page, {RectShape{page, {Role::Background}, {}}}});
    append(m_picture.scene, std::move(inner), {px, px});
  }

  void fillCompact() {
    const TimelineIndex& index = *m_source.index;
    const QRectF page(QPointF(0, 0), m_picture.size);
    const QSizeF size(page.width(), page.height() - top() - bottom());
    beginPage(page);
    append(m_picture.scene, buildCompact(index, m_compact, size, m_text), {0, top()});
    m_picture.remarks += addNotes(QRectF(QPointF(0, top()), size), m_compact.leftOutVariants, [&](std::size_t variant) {
      return compactAxis(index, m_compact, variant, size.width(), m_text);
    });
    endPage(page);
  }

  QStringList addNotes(const QRectF& body, const std::set<std::size_t>& leftOut,
                       const std::function<TimeAxis(std::size_t)>& axisOf) {
    const std::optional<double> known =
        m_view.hideFuture ? std::optional(static_cast<double>(m_view.cursor.us)) : std::nullopt;
    return drawNotes(m_figure.notes,
                     {{*m_source.index, m_view.scale, leftOut}, known, axisOf, body, m_text, shows(FigurePart::Calls)},
                     m_picture.scene);
  }

  [[nodiscard]] double knownUs() const {
    return static_cast<double>(m_view.hideFuture ? m_view.cursor.us : m_source.index->endUs());
  }

  /// When the round's events have happened, and what it sent is half-way.
  [[nodiscard]] Time stageMoment() const {
    if (m_figure.cursorUs) return Time{*m_figure.cursorUs};
    return Time{std::llround(m_picture.range.endUs - 0.15 * static_cast<double>(m_view.scale.interval.us))};
  }

  [[nodiscard]] InFlightView chartView() const {
    return {.axis = m_view.axis,
            .theme = m_picture.theme,
            .basePt = m_type.pt,
            .cursor = m_view.showCursor ? std::optional(m_view.cursor) : std::nullopt,
            .hideFuture = m_view.hideFuture,
            .leftOut = m_view.foldedVariants};
  }

  /// The chart of calls in flight alone.
  void fillWithChart() {
    const QRectF page(QPointF(0, 0), m_picture.size);
    const QSizeF size(page.width(), page.height() - top() - bottom());
    const InFlightView view = chartView();
    beginPage(page);
    InFlightScene chart = buildInFlightFigure(*m_source.index, view, size, m_text);
    const Scene cursor = buildInFlightCursor(chart, view);
    append(m_picture.scene, std::move(chart.scene), {0, top()});
    append(m_picture.scene, cursor, {0, top()});
    endPage(page);
  }

  void fillWithStage() {
    const QRectF page(QPointF(0, 0), m_picture.size);
    Scene& scene = m_picture.scene;
    beginPage(page);
    StageView view{.cursor = stageMoment()};
    view.legend = shows(FigurePart::Legend);
    const QSizeF size(page.width(), page.height() - top() - bottom());
    append(scene, buildStage(m_source.runs, view, size, m_text).scene, {0, top()});
    endPage(page);
  }

  void beginPage(const QRectF& page) { m_words.begin(m_picture.scene, page, m_text); }
  void endPage(const QRectF& page) { m_words.end(m_picture.scene, page, m_text); }

  void fill() {
    drawLanes();
    if (shows(FigurePart::Legend)) {
      fitLegend();
      const double top = m_picture.size.height() - bottom() - m_parts.legend;
      const QSizeF size(m_picture.size.width(), m_parts.legend);
      append(m_picture.scene, buildLegend(*m_source.index, m_view, m_picture.scene, size, m_text), {0, top});
    }
    endPage(QRectF(QPointF(0, 0), m_picture.size));
  }

  /// Title, lanes, notes and chart.
  void drawLanes() {
    const TimelineIndex& index = *m_source.index;
    const QRectF page(QPointF(0, 0), m_picture.size);
    const double width = page.width();
    Scene& scene = m_picture.scene = {};
    beginPage(page);
    append(scene, buildScene(index, m_view, QSizeF(width, m_parts.lanes), m_text), {0, top()});
    const double lanesEnd = top() + m_parts.lanes;
    const QStringList unplaced = addNotes(QRectF(0, top(), width, m_parts.lanes), m_view.foldedVariants,
                                          [&](std::size_t variant) { return axisOf(index, m_view, variant); });
    m_picture.remarks = m_remarks + lostForRoom(index, m_view, QSizeF(width, m_parts.lanes), m_text) + unplaced;
    if (m_parts.chart <= 0) return;
    const InFlightView plot = chartView();
    InFlightScene chart = buildInFlightScene(index, plot, QSizeF(width, m_parts.chart), m_text);
    const Scene cursorLine = buildInFlightCursor(chart, plot);
    append(scene, std::move(chart.scene), {0, lanesEnd});
    append(scene, cursorLine, {0, lanesEnd});
  }

  /// Gives the lanes what the legend does not need of the room that was kept for whatever it might explain. One picture
  /// of a series is as large as the other, and its legend has its place whatever the cursor shows.
  void fitLegend() {
    if (m_view.showCursor) return;
    const double width = m_picture.size.width();
    const double needed = legendHeightOf(*m_source.index, m_text, width, m_view, m_picture.scene);
    const double spare = m_parts.legend - needed;
    if (spare < 1) return;
    const Division before = m_parts;
    const QSizeF size = m_picture.size;
    if (hasHeight() || size.height() - spare < m_leastHeight)
      m_parts.lanes += spare;
    else
      m_picture.size.rheight() -= spare;
    m_parts.legend = needed;
    drawLanes();
    if (legendHeightOf(*m_source.index, m_text, width, m_view, m_picture.scene) <= needed) return;
    m_parts = before;
    m_picture.size = size;
    drawLanes();
  }

  const PictureSource& m_source;
  const Figure& m_figure;
  std::optional<double> m_usPerMm;
  TypeStyle m_type;
  FontTextMeasure m_text;
  Picture m_picture;
  TimelineView m_view;
  CompactView m_compact;
  bool m_unshared = false;  ///< the scale of the other picture leaves too little room
  PageWords m_words;
  QStringList m_remarks;
  Division m_parts;
  double m_leastHeight = 0;  ///< of a page that grows with its content
};

}  // namespace

double dpiOf(const Figure& figure) {
  return figure.dpi.value_or(static_cast<std::uint32_t>(figure.widthMm ? kPaperDpi : kScreenDpi));
}

Result<Picture> layOutPicture(const PictureSource& source, const Figure& figure, std::optional<double> usPerMm) {
  return PictureLayout(source, figure, usPerMm).layOut();
}

}  // namespace roundscope::ui

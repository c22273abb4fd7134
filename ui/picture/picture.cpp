// Lays out a whole picture: title, lanes, in-flight chart, legend, caption. See picture.h.
#include "ui/picture/picture.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/drawing/canvas.h"
#include "ui/drawing/painter.h"
#include "ui/drawing/patterns.h"
#include "ui/picture/paper.h"
#include "ui/picture/picture_words.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/session/parent_comparison.h"
#include "ui/stage/stage_scene.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

namespace {

constexpr double kMargin = 10;
constexpr double kLeastChartPx = 96;
constexpr double kGreatestHeightPx = 20'000;

TimeRange rangeOf(const TimelineIndex& index, const AxisScale& scale, const PictureOptions& options) {
  if (options.range && options.range->spanUs() > 0) return *options.range;
  if (!options.rounds) return {0, static_cast<double>(index.endUs())};
  const auto at = [&](double round) {
    return static_cast<double>(scale.phase.us) + round * static_cast<double>(scale.interval.us);
  };
  return {at(options.rounds->first), at(std::max(options.rounds->first, options.rounds->second) + 1.0)};
}

/// Words in as many lines as the width needs, so that nothing is cut off.
QStringList wrapped(const QString& words, const TextMeasure& text, FontRole font, double widthPx) {
  QStringList lines;
  QString line;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
    if (!line.isEmpty() && text.width(longer, font) > widthPx) {
      lines << line;
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.isEmpty()) lines << text.elided(line, font, widthPx);
  return lines;
}

void append(Scene& page, Scene part, QPointF at) {
  for (Layer& layer : part.layers) {
    if (layer.clip.isEmpty()) continue;
    layer.clip.translate(at);
    for (Shape& shape : layer.shapes) moveBy(shape, at);
    page.layers.push_back(std::move(layer));
  }
}

/// A column of lines as a layer of its own.
Layer linesOfText(const char* name, const QStringList& lines, QPointF leftTop, FontRole font, Role role,
                  const TextMeasure& text) {
  const double height = text.height(font);
  Layer layer{name, {}, {}};
  double y = leftTop.y();
  for (const QString& line : lines) {
    const QRectF box(leftTop.x(), y, text.width(line, font), height);
    layer.clip = layer.clip.united(box.adjusted(-1, -1, 1, 1));
    layer.shapes.push_back(TextShape{box, line, {role}, font});
    y += height;
  }
  return layer;
}

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
  PictureLayout(const PictureSource& source, const PictureOptions& options)
      : m_source(source), m_options(options), m_text(options.fontPt), m_shown(source.runs.size()) {}

  Picture layOut() {
    m_picture.theme = Theme{m_options.theme, m_options.palette};
    m_picture.fontPt = m_options.fontPt;
    m_picture.widthMm = m_options.widthMm;
    m_picture.transparent = m_options.transparent;
    m_picture.title = m_options.title.isEmpty() && !m_source.runs.empty()
                          ? QString::fromStdString(m_source.runs.front()->scenario().title)
                          : m_options.title;
    const double width =
        m_options.widthMm ? *m_options.widthMm / 25.4 * kPageDpi : m_options.sizePx.width() * kPageDpi / m_options.dpi;
    layOutWords(width);
    layOutView(width);
    const double height = m_options.widthMm ? (m_options.stage ? width * 9 / 16 : heightFor(width))
                                            : m_options.sizePx.height() * kPageDpi / m_options.dpi;
    m_picture.size = QSizeF(width, height);
    if (m_options.stage) {
      fillWithStage();
      addPatterns(m_picture.scene, m_picture.theme);
      return std::move(m_picture);
    }
    divide(*m_source.index);
    const TimelineIndex fewer = leaveOutVariants();
    const TimelineIndex& shown = m_shown == m_source.runs.size() ? *m_source.index : fewer;
    tellOfChart(shown);
    fill(shown);
    addPatterns(m_picture.scene, m_picture.theme);
    return std::move(m_picture);
  }

 private:
  [[nodiscard]] double top() const {
    return m_title.isEmpty() ? 0 : static_cast<double>(m_title.size()) * m_text.height(FontRole::Title) + 14;
  }
  [[nodiscard]] double bottom() const {
    return static_cast<double>(m_caption.size() + m_notes.size()) * m_text.height(FontRole::Normal) + 10;
  }

  void layOutWords(double width) {
    m_textWidth = width - 2 * kMargin;
    m_title = wrapped(m_picture.title, m_text, FontRole::Title, m_textWidth);
    m_caption = wrapped(m_options.caption, m_text, FontRole::Normal, m_textWidth) +
                wrapped(originOf(m_source), m_text, FontRole::Normal, m_textWidth);
  }

  void layOutView(double width) {
    m_view.scale = scaleOf(*m_source.index, AxisUnit::Rounds);
    m_picture.range = rangeOf(*m_source.index, m_view.scale, m_options);
    m_view.axis = fitted(axisFor({}, gutterWidth(*m_source.index, m_text), width), m_picture.range);
    m_view.showCursor = m_options.cursor.has_value();
    m_view.hideFuture = m_view.showCursor && m_options.hideFuture;
    m_view.cursor = m_options.cursor.value_or(Time{});
    m_view.overview = false;
    m_view.controls = false;
    m_view.legend = false;
    m_view.stretch = true;
    m_picture.description =
        descriptionOf(m_source, m_view.scale, m_picture.range, m_view.hideFuture ? m_options.cursor : std::nullopt);
  }

  /// On paper a picture is as high as its content needs, with some room for the lanes, but no flatter than 16:9.
  [[nodiscard]] double heightFor(double width) {
    const double legend = m_options.legend ? legendHeightOf(*m_source.index, m_text, width) : 0;
    const double lanes = leastHeightOf(*m_source.index, m_view, m_text) * 1.2;
    return std::ceil(
        std::clamp(top() + bottom() + legend + lanes + kLeastChartPx + 24, width * 9 / 16, kGreatestHeightPx));
  }

  /// Where room is short, the chart shrinks first, then canisters that did nothing fold up, then the chart goes.
  void divide(const TimelineIndex& index) {
    m_parts = {};
    m_parts.legend = m_options.legend ? legendHeightOf(index, m_text, m_picture.size.width()) : 0;
    const double room = m_picture.size.height() - top() - bottom() - m_parts.legend;
    m_parts.chart = room < 240 ? 0 : std::clamp(room * 0.2, kLeastChartPx, 200.0);
    m_view.strips = m_parts.chart <= 0;  // the chart shows the same
    m_view.hideIdle = false;
    double least = leastHeightOf(index, m_view, m_text);
    if (m_parts.chart > 0) m_parts.chart = std::max(kLeastChartPx, std::min(m_parts.chart, room - least));
    m_view.hideIdle = least > room - m_parts.chart;
    if (m_view.hideIdle) least = leastHeightOf(index, m_view, m_text);
    if (least > room - m_parts.chart) {
      m_parts.chart = 0;
      m_view.strips = true;
      least = leastHeightOf(index, m_view, m_text);
    }
    m_parts.lanes = std::max(0.0, room - m_parts.chart);
    m_parts.missing = std::max(0.0, least - m_parts.lanes);
  }

  /// Whole variants are left out rather than cut off, and the caption says so. Gives the index of those that remain.
  TimelineIndex leaveOutVariants() {
    TimelineIndex fewer;
    if (m_parts.missing <= 0) return fewer;
    const double needed = m_picture.size.height() + m_parts.missing + m_text.height(FontRole::Normal);
    std::vector<const Run*> shown = m_source.runs;
    const auto note = [&] {
      return wrapped(QStringLiteral("%1 of %2 variants shown: all of them need a height of %3 pixels")
                         .arg(shown.size())
                         .arg(m_source.runs.size())
                         .arg(qRound(needed * (m_options.widthMm ? 1 : m_options.dpi / kPageDpi))),
                     m_text, FontRole::Normal, m_textWidth);
    };
    m_notes = note();
    while (m_parts.missing > 0 && shown.size() > 1) {
      shown.pop_back();
      fewer = TimelineIndex(shown);
      for (std::size_t v = 0; v < shown.size(); ++v)
        fewer.setDifferences(v, m_source.index->variants()[v].differences());
      divide(fewer);
    }
    m_notes = note();
    m_shown = shown.size();
    return fewer;
  }

  /// The same goes for the chart.
  void tellOfChart(const TimelineIndex& index) {
    if (m_parts.chart > 0) return;
    m_notes += wrapped(QStringLiteral("There is no room here for the chart of calls in flight"), m_text,
                       FontRole::Normal, m_textWidth);
    divide(index);
  }

  /// When the round's events have happened, and what it sent is half-way.
  [[nodiscard]] Time stageMoment() const {
    if (m_options.cursor) return *m_options.cursor;
    return Time{std::llround(m_picture.range.endUs - 0.15 * static_cast<double>(m_view.scale.interval.us))};
  }

  void fillWithStage() {
    const QRectF page(QPointF(0, 0), m_picture.size);
    Scene& scene = m_picture.scene;
    scene.layers.push_back({"paper", page, {RectShape{page, {Role::Background}, {}}}});
    scene.layers.push_back(linesOfText("title", m_title, {kMargin, 7}, FontRole::Title, Role::Text, m_text));
    StageView view{.cursor = stageMoment()};
    view.legend = m_options.legend;
    const QSizeF size(page.width(), page.height() - top() - bottom());
    append(scene, buildStage(m_source.runs, view, size, m_text).scene, {0, top()});
    scene.layers.push_back(linesOfText("caption", m_caption, {kMargin, page.height() - bottom() + 4}, FontRole::Normal,
                                       Role::MutedText, m_text));
    if (m_options.transparent) leaveOutPaper(m_picture.scene);
  }

  void fill(const TimelineIndex& index) {
    const QRectF page(QPointF(0, 0), m_picture.size);
    const double width = page.width();
    Scene& scene = m_picture.scene;
    scene.layers.push_back({"paper", page, {RectShape{page, {Role::Background}, {}}}});
    scene.layers.push_back(linesOfText("title", m_title, {kMargin, 7}, FontRole::Title, Role::Text, m_text));
    append(scene, buildScene(index, m_view, QSizeF(width, m_parts.lanes), m_text), {0, top()});
    const double lanesEnd = top() + m_parts.lanes;
    if (m_parts.chart > 0) {
      const InFlightView plot{.axis = m_view.axis,
                              .theme = m_picture.theme,
                              .basePt = m_options.fontPt,
                              .cursor = m_options.cursor,
                              .hideFuture = m_view.hideFuture};
      InFlightScene chart = buildInFlightScene(index, plot, QSizeF(width, m_parts.chart), m_text);
      const Scene cursor = buildInFlightCursor(chart, plot);
      append(scene, std::move(chart.scene), {0, lanesEnd});
      append(scene, cursor, {0, lanesEnd});
    }
    if (m_options.legend)
      append(scene, buildLegend(index, m_view, scene, {width, m_parts.legend}, m_text), {0, lanesEnd + m_parts.chart});
    scene.layers.push_back(linesOfText("caption", m_notes + m_caption, {kMargin, page.height() - bottom() + 4},
                                       FontRole::Normal, Role::MutedText, m_text));
    if (m_options.transparent) leaveOutPaper(m_picture.scene);
  }

  const PictureSource& m_source;
  const PictureOptions& m_options;
  FontTextMeasure m_text;
  std::size_t m_shown;  ///< how many variants
  Picture m_picture;
  TimelineView m_view;
  QStringList m_title, m_notes, m_caption;
  double m_textWidth = 0;
  Division m_parts;
};

std::vector<QString> fingerprintsOf(const std::vector<const Run*>& runs) {
  std::vector<QString> fingerprints;
  for (const Run* run : runs) fingerprints.push_back(QString::fromStdString(run->fingerprint()));
  return fingerprints;
}

}  // namespace

PictureSource::PictureSource(std::vector<const Run*> variantRuns)
    : runs(std::move(variantRuns)), fingerprints(fingerprintsOf(runs)) {
  const auto indexed = std::make_shared<TimelineIndex>(runs);
  for (std::size_t v = 0; v < runs.size(); ++v)
    if (const auto parent = parentIn(runs, v);
        parent && runs[v]->trace().finished() && runs[*parent]->trace().finished())
      indexed->setDifferences(v, comparedWithParent(*runs[v], *runs[*parent], *parent));
  index = indexed;
}

PictureSource::PictureSource(const TimelineIndex& borrowed) : index(std::shared_ptr<void>(), &borrowed) {
  for (const VariantIndex& variant : borrowed.variants()) runs.push_back(&variant.run());
  fingerprints = fingerprintsOf(runs);
}

Picture layOutPicture(const PictureSource& source, const PictureOptions& options) {
  return PictureLayout(source, options).layOut();
}

void paintPicture(QPainter& painter, const Picture& picture) {
  paintScene(painter, picture.scene, picture.theme, picture.fontPt);
}

QImage renderPicture(const Picture& picture, double dpi) {
  const double zoom = dpi / kPageDpi;
  const QSize size(qRound(picture.size.width() * zoom), qRound(picture.size.height() * zoom));
  QImage image(size, picture.transparent ? QImage::Format_ARGB32 : QImage::Format_RGB32);
  image.fill(picture.transparent ? QColor(Qt::transparent) : picture.theme.color(Role::Background));
  QPainter painter(&image);
  painter.scale(zoom, zoom);
  paintPicture(painter, picture);
  painter.end();
  // Only now, so that painting is in pixels.
  image.setDotsPerMeterX(qRound(dpi / 0.0254));
  image.setDotsPerMeterY(qRound(dpi / 0.0254));
  return image;
}

QImage renderPicture(const PictureSource& source, const PictureOptions& options) {
  return renderPicture(layOutPicture(source, options), options.dpi);
}

}  // namespace roundscope::ui

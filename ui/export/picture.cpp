// Lays out a whole picture: title, lanes, in-flight chart, legend, caption. See picture.h.
#include "ui/export/picture.h"

#include <QPainter>
#include <algorithm>

#include "ui/plot/in_flight_chart.h"
#include "ui/timeline/painter.h"
#include "ui/timeline/scene.h"

namespace roundscope {

namespace {

QString profileName(Profile profile) {
  switch (profile) {
    case Profile::Guide:
      return QStringLiteral("guide");
    case Profile::Mainnet:
      return QStringLiteral("mainnet");
    case Profile::PocketIc:
      return QStringLiteral("pocketic");
  }
  return {};
}

/// What identifies the runs, so that anybody can make them again.
QString captionOf(const std::vector<const VariantRun*>& runs) {
  if (runs.empty()) return QStringLiteral("Roundscope");
  const Scenario& scenario = *runs.front()->scenario;
  QStringList prints;
  for (const VariantRun* run : runs) prints << QString::fromStdString(fingerprint(run->trace));
  return QStringLiteral("Roundscope · %1 · seed %2 · profile %3 · fingerprint %4")
      .arg(QString::fromStdString(scenario.id))
      .arg(scenario.seed)
      .arg(profileName(scenario.profile), prints.join(QStringLiteral(", ")));
}

TimeRange rangeOf(const TimelineIndex& index, const AxisScale& scale, const PictureOptions& options) {
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
  for (const QString& word : words.split(QLatin1Char(' '))) {
    const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
    if (!line.isEmpty() && text.width(longer, font) > widthPx) {
      lines << line;
      line = word;
    } else {
      line = longer;
    }
  }
  lines << text.elided(line, font, widthPx);
  return lines;
}

double paintLines(QPainter& painter, const QStringList& lines, QPointF leftTop, const QFont& font, double lineHeight,
                  const QColor& color) {
  painter.setFont(font);
  painter.setPen(color);
  double y = leftTop.y();
  for (const QString& line : lines) {
    painter.drawText(QRectF(leftTop.x(), y, 1e5, lineHeight), Qt::AlignLeft | Qt::AlignVCenter, line);
    y += lineHeight;
  }
  return y;
}

/// How the height between title and caption is divided.
struct Division {
  double lanes = 0;
  double chart = 0;
  double legend = 0;
  double missing = 0;  ///< what the lanes would need above what they have
};

/// First the chart gives way, then lanes of canisters that did nothing, then the chart altogether.
Division divide(const TimelineIndex& index, TimelineView& view, const TextMeasure& text, double widthPx, double inner) {
  constexpr double kLeastChart = 96;
  Division parts;
  parts.legend = legendHeightOf(index, text, widthPx);
  const double room = inner - parts.legend;
  parts.chart = room < 240 ? 0 : std::clamp(inner * 0.2, kLeastChart, 200.0);
  double least = leastHeightOf(index, view, text);
  if (parts.chart > 0) parts.chart = std::max(kLeastChart, std::min(parts.chart, room - least));
  view.hideIdle = least > room - parts.chart;
  if (view.hideIdle) least = leastHeightOf(index, view, text);
  if (least > room - parts.chart) parts.chart = 0;
  parts.lanes = std::max(0.0, room - parts.chart);
  parts.missing = std::max(0.0, least - parts.lanes);
  return parts;
}

}  // namespace

void paintPicture(QPainter& painter, const std::vector<const VariantRun*>& runs, QSizeF size,
                  const PictureOptions& options) {
  const FontTextMeasure text(options.fontPt);
  const Theme theme{options.theme};
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.color(Role::Background));

  const QString title =
      options.title.isEmpty() && !runs.empty() ? QString::fromStdString(runs.front()->scenario->title) : options.title;
  const double titleLine = text.height(FontRole::Title);
  const double smallLine = text.height(FontRole::Normal);
  const double margin = 10;
  const double textWidth = size.width() - 2 * margin;
  const QStringList titleLines = title.isEmpty() ? QStringList() : wrapped(title, text, FontRole::Title, textWidth);
  const double top = titleLines.isEmpty() ? 0 : static_cast<double>(titleLines.size()) * titleLine + 14;
  QStringList captionLines = wrapped(captionOf(runs), text, FontRole::Normal, textWidth);
  const auto bottom = [&] { return static_cast<double>(captionLines.size()) * smallLine + 10; };

  const TimelineIndex whole(runs);
  TimelineView view;
  view.scale = scaleOf(whole, AxisUnit::Rounds);
  view.axis = fitted(axisFor({}, gutterWidth(whole, text), size.width()), rangeOf(whole, view.scale, options));
  view.showCursor = false;
  view.overview = false;
  view.controls = false;
  view.legend = false;
  view.stretch = true;
  Division parts = divide(whole, view, text, size.width(), size.height() - top - bottom());

  // Whole variants are left out rather than cut off, and the caption says so.
  std::vector<const VariantRun*> shown = runs;
  std::optional<TimelineIndex> fewer;
  if (parts.missing > 0) {
    const double needed = size.height() + parts.missing + smallLine;
    const auto note = [&] {
      return text.elided(QStringLiteral("%1 of %2 variants shown: all of them need a height of %3 pixels")
                             .arg(shown.size())
                             .arg(runs.size())
                             .arg(qRound(needed)),
                         FontRole::Normal, textWidth);
    };
    captionLines.prepend(note());
    while (parts.missing > 0 && shown.size() > 1) {
      shown.pop_back();
      fewer.emplace(shown);
      parts = divide(*fewer, view, text, size.width(), size.height() - top - bottom());
    }
    captionLines[0] = note();
  }
  const TimelineIndex& index = fewer ? *fewer : whole;

  paintLines(painter, titleLines, {margin, 7}, fontOf(FontRole::Title, options.fontPt), titleLine,
             theme.color(Role::Text));
  painter.save();
  painter.translate(0, top);
  paintScene(painter, buildScene(index, view, QSizeF(size.width(), parts.lanes), text), theme, options.fontPt);
  painter.translate(0, parts.lanes);
  if (parts.chart > 0) {
    const InFlightView plot{view.axis, theme, options.fontPt, std::nullopt, false, {}};
    paintInFlightChart(painter, QRectF(0, 0, size.width(), parts.chart), index, plot);
  }
  painter.translate(0, parts.chart);
  paintScene(painter, buildLegend(index, {size.width(), parts.legend}, text), theme, options.fontPt);
  painter.restore();
  paintLines(painter, captionLines, {margin, size.height() - bottom() + 4}, fontOf(FontRole::Normal, options.fontPt),
             smallLine, theme.color(Role::MutedText));
}

QImage renderPicture(const std::vector<const VariantRun*>& runs, const PictureOptions& options) {
  QImage image(options.sizePx, QImage::Format_RGB32);
  QPainter painter(&image);
  const double zoom = options.dpi / 96;
  painter.scale(zoom, zoom);
  paintPicture(painter, runs, QSizeF(options.sizePx) / zoom, options);
  painter.end();
  // Only now, so that painting is in pixels.
  image.setDotsPerMeterX(qRound(options.dpi / 0.0254));
  image.setDotsPerMeterY(qRound(options.dpi / 0.0254));
  return image;
}

}  // namespace roundscope

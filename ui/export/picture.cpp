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

}  // namespace

void paintPicture(QPainter& painter, const std::vector<const VariantRun*>& runs, QSizeF size,
                  const PictureOptions& options) {
  const FontTextMeasure text(options.fontPt);
  const Theme theme{options.theme};
  const TimelineIndex index(runs);
  painter.fillRect(QRectF(QPointF(0, 0), size), theme.color(Role::Background));

  const QString title =
      options.title.isEmpty() && !runs.empty() ? QString::fromStdString(runs.front()->scenario->title) : options.title;
  const double titleLine = text.height(FontRole::Title);
  const double smallLine = text.height(FontRole::Normal);
  const double margin = 10;
  const QStringList titleLines =
      title.isEmpty() ? QStringList() : wrapped(title, text, FontRole::Title, size.width() - 2 * margin);
  const QStringList captionLines = wrapped(captionOf(runs), text, FontRole::Normal, size.width() - 2 * margin);
  const double top = titleLines.isEmpty() ? 0 : static_cast<double>(titleLines.size()) * titleLine + 14;
  const double bottom = static_cast<double>(captionLines.size()) * smallLine + 10;
  const double inner = std::max(0.0, size.height() - top - bottom);
  const double chart = inner < 260 ? 0 : std::clamp(inner * 0.2, 96.0, 200.0);

  TimelineView view;
  view.scale = scaleOf(index, AxisUnit::Rounds);
  view.axis = fitted(axisFor({}, gutterWidth(index, text), size.width()), rangeOf(index, view.scale, options));
  view.showCursor = false;
  view.overview = false;
  view.legend = false;
  view.stretch = true;
  const double legend = legendHeightOf(index, text, size.width());
  const QSizeF lanes(size.width(), std::max(0.0, inner - chart - legend));

  paintLines(painter, titleLines, {margin, 7}, fontOf(FontRole::Title, options.fontPt), titleLine,
             theme.color(Role::Text));
  painter.save();
  painter.translate(0, top);
  paintScene(painter, buildScene(index, view, lanes, text), theme, options.fontPt);
  painter.restore();
  if (chart > 0) {
    InFlightView plot{view.axis, theme, options.fontPt, std::nullopt, false};
    paintInFlightChart(painter, QRectF(0, top + lanes.height(), size.width(), chart), index, plot);
  }
  painter.save();
  painter.translate(0, top + lanes.height() + chart);
  paintScene(painter, buildLegend(index, {size.width(), legend}, text), theme, options.fontPt);
  painter.restore();
  paintLines(painter, captionLines, {margin, size.height() - bottom + 4}, fontOf(FontRole::Normal, options.fontPt),
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

// Rounds as the axis counts them. See frames.h.
#include "ui/picture/frames.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "core/scenario/figure_limits.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

std::int64_t firstRound(const PictureSource& source, const Figure& figure) {
  const AxisScale scale = scaleOf(*source.index, AxisUnit::Rounds);
  if (figure.rangeUs) return std::max<std::int64_t>(0, roundAt(scale, static_cast<double>(figure.rangeUs->first)));
  return figure.rounds ? figure.rounds->first : 0;
}

std::vector<Frame> framesOf(const PictureSource& source, const Figure& figure, std::size_t most) {
  const AxisScale scale = scaleOf(*source.index, AxisUnit::Rounds);
  const std::int64_t first = firstRound(source, figure);
  std::int64_t last = roundAt(scale, static_cast<double>(source.index->endUs()) - 1);
  if (figure.rangeUs) {
    last = std::min(last, roundAt(scale, static_cast<double>(figure.rangeUs->second) - 1));
  } else if (figure.rounds) {
    last = std::min<std::int64_t>(last, figure.rounds->second);
  }
  std::vector<Frame> frames;
  if (last < first) return frames;
  const std::int64_t count = last - first + 1;
  const std::int64_t step = (count + static_cast<std::int64_t>(most) - 1) / static_cast<std::int64_t>(most);
  const std::int64_t early = figure.view == FigureView::Stage ? scale.interval.us * 15 / 100 : 0;
  for (std::int64_t round = first; round <= last; round += step) {
    const std::int64_t shown = std::min(last, round + step - 1);
    frames.push_back({shown, Time{scale.phase.us + (shown + 1) * scale.interval.us - 1 - early}});
  }
  return frames;
}

Figure ofWidth(Figure figure, double widthPx) {
  figure.widthMm = widthPx / kPageDpi * 25.4;
  figure.heightMm.reset();
  return figure;
}

Picture laidOut(const PictureSource& source, const Figure& figure) {
  Result<Picture> picture = layOutPicture(source, figure);
  if (picture.ok()) return std::move(picture).value();
  const double widthPx = figure.widthMm ? *figure.widthMm / 25.4 * kPageDpi
                                        : figure.sizePx.value_or(std::pair(kUsualWidthPx, kUsualHeightPx)).first *
                                              kPageDpi / dpiOf(figure);
  return layOutPicture(source, ofWidth(figure, widthPx)).value();
}

Figure ofFixedSize(Figure figure, QSizeF pagePx, double dpi) {
  figure.widthMm.reset();
  figure.heightMm.reset();
  figure.dpi = static_cast<std::uint32_t>(std::lround(dpi));
  const QSizeF size = pagePx * dpi / kPageDpi;
  figure.sizePx = {static_cast<std::uint32_t>(std::ceil(size.width() - 0.01)),
                   static_cast<std::uint32_t>(std::ceil(size.height() - 0.01))};
  return figure;
}

QString numberedPath(const QString& path, std::size_t number, std::size_t count) {
  const QFileInfo file(path);
  const auto digits = std::max<qsizetype>(3, QString::number(count).size());
  const QString name = file.completeBaseName() + QLatin1Char('-') +
                       QString::number(number).rightJustified(digits, QLatin1Char('0')) + QLatin1Char('.') +
                       file.suffix();
  return path.contains(QLatin1Char('/')) ? file.path() + QLatin1Char('/') + name : name;
}

}  // namespace roundscope::ui

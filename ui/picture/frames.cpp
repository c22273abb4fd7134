// Rounds as the axis counts them. See frames.h.
#include "ui/picture/frames.h"

#include <QFileInfo>
#include <algorithm>
#include <cmath>

#include "ui/timeline/scene.h"

namespace roundscope::ui {

std::vector<Frame> framesOf(const PictureSource& source, const PictureOptions& options, std::size_t most) {
  const AxisScale scale = scaleOf(*source.index, AxisUnit::Rounds);
  std::int64_t first = 0;
  std::int64_t last = roundAt(scale, static_cast<double>(source.index->endUs()) - 1);
  if (options.range) {
    first = std::max<std::int64_t>(0, roundAt(scale, options.range->startUs));
    last = roundAt(scale, options.range->endUs - 1);
  } else if (options.rounds) {
    first = options.rounds->first;
    last = std::min<std::int64_t>(last, options.rounds->second);
  }
  std::vector<Frame> frames;
  if (last < first) return frames;
  const std::int64_t count = last - first + 1;
  const std::int64_t step = (count + static_cast<std::int64_t>(most) - 1) / static_cast<std::int64_t>(most);
  const std::int64_t early = options.stage ? scale.interval.us * 15 / 100 : 0;
  for (std::int64_t round = first; round <= last; round += step) {
    const std::int64_t shown = std::min(last, round + step - 1);
    frames.push_back({shown, Time{scale.phase.us + (shown + 1) * scale.interval.us - 1 - early}});
  }
  return frames;
}

PictureOptions ofFixedSize(PictureOptions options, QSizeF pagePx, double dpi) {
  const QSizeF size = pagePx * dpi / kPageDpi;
  options.widthMm.reset();
  options.dpi = dpi;
  options.sizePx = QSize(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height())));
  return options;
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

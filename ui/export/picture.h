// Pictures of runs, laid out for the size asked, without a window.
#pragma once

#include <QImage>
#include <QSize>
#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "ui/session/session.h"
#include "ui/timeline/theme.h"

class QPainter;

namespace roundscope {

struct PictureOptions {
  QSize sizePx{1600, 900};
  double dpi = 96;  ///< of the PNG; type is `fontPt` at this resolution
  double fontPt = 10;
  ThemeKind theme = ThemeKind::Light;
  std::optional<std::pair<std::uint32_t, std::uint32_t>>
      rounds;     ///< first and last, both included; absent: the whole run
  QString title;  ///< empty: the scenario's
};

/// The variants stacked on one time axis, as the window draws them, with title, legend and caption.
QImage renderPicture(const std::vector<const VariantRun*>& runs, const PictureOptions& options);

/// The same picture by any painter, vector formats included: `size` is in pixels of 96 dpi.
void paintPicture(QPainter& painter, const std::vector<const VariantRun*>& runs, QSizeF size,
                  const PictureOptions& options);

}  // namespace roundscope

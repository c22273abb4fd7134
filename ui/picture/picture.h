// Pictures of runs, laid out for the size asked, without a window. One list of shapes serves every format.
#pragma once

#include <QImage>
#include <QSizeF>
#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/figure.h"
#include "ui/drawing/axis.h"
#include "ui/drawing/shapes.h"
#include "ui/drawing/theme.h"
#include "ui/session/session.h"
#include "ui/timeline/index.h"

class QPainter;

namespace roundscope::ui {

/// A page's millimetres and points are pixels of this resolution.
inline constexpr double kPageDpi = 96;

/// All pictures are laid out with type of this size on a page that is then zoomed until the type has the size asked
/// for: lines, swatches and marks grow with the type, and no size of type is rounded.
inline constexpr double kLayoutPt = 10.5;

/// What a picture is made of, worked out once for all pictures of the same runs.
struct PictureSource {
  /// The runs must outlive the source.
  /// With `paths`, the calls that decide the end are found, too.
  explicit PictureSource(std::vector<const Run*> variantRuns, bool paths = false);
  /// The index, which a window has anyway, must outlive the source, too, and not grow meanwhile.
  /// `known`: what the runs broke of what is expected, which a window knows, too.
  PictureSource(const TimelineIndex& borrowed, std::vector<LostExpectation> known);
  std::vector<const Run*> runs;
  std::shared_ptr<const TimelineIndex> index;
  std::vector<QString> fingerprints;  ///< one a run
  std::vector<LostExpectation> lost;  ///< of runs that have ended
};

/// A picture ready to be drawn: shapes on a page.
struct Picture {
  QSizeF size;        ///< of the page as it is laid out
  double zoom = 1;    ///< how many pixels of 96 dpi one unit of the layout is
  bool inMm = false;  ///< whether the page was asked for in millimetres
  Theme theme;
  TypeStyle type{kLayoutPt};  ///< in which it is laid out
  bool transparent = false;
  Scene scene;
  QString title;
  QString description;  ///< what it shows, in one or two sentences, for those who cannot see it
  TimeRange range;      ///< the simulated time that it shows
  double usPerMm = 0;   ///< of its axis
  QStringList remarks;  ///< what was left out for want of room, a sentence each

  [[nodiscard]] QSizeF sizePx() const { return size * zoom; }  ///< at 96 dpi
  [[nodiscard]] QSizeF sizeMm() const { return sizePx() * 25.4 / kPageDpi; }
  [[nodiscard]] double pt() const { return type.pt * zoom; }  ///< of its type
};

/// How many dots an inch a figure has as pixels.
[[nodiscard]] double dpiOf(const Figure& figure);

/// The variants stacked on one time axis, as the window draws them, with title, legend and caption. The figure's
/// variants are those of the source. With `usPerMm`, so much simulated time takes a millimetre, as in another picture.
/// Errors: of kind Usage: the size asked for is too small, and what would fit.
[[nodiscard]] Result<Picture> layOutPicture(const PictureSource& source, const Figure& figure,
                                            std::optional<double> usPerMm = {});

/// Draws a picture by any painter whose unit is a pixel of 96 dpi.
void paintPicture(QPainter& painter, const Picture& picture);

/// The picture as pixels.
[[nodiscard]] QImage renderPicture(const Picture& picture, double dpi);

}  // namespace roundscope::ui

// Pictures of runs, laid out for the size asked, without a window. One list of shapes serves every format.
#pragma once

#include <QImage>
#include <QSizeF>
#include <QString>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "ui/drawing/axis.h"
#include "ui/drawing/shapes.h"
#include "ui/drawing/theme.h"
#include "ui/session/session.h"
#include "ui/timeline/index.h"

class QPainter;

namespace roundscope::ui {

/// Millimetres and points become pixels of a page of this resolution, on which all shapes are laid out.
inline constexpr double kPageDpi = 96;

struct PictureOptions {
  QSize sizePx{1600, 900};        ///< of the PNG at `dpi`; not used with `widthMm`
  std::optional<double> widthMm;  ///< the width on paper; the height is what the content needs
  double dpi = 96;
  double fontPt = 10;
  ThemeKind theme = ThemeKind::Light;
  Palette palette = standardPalette();
  /// First and last round, both included; absent: the whole run.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> rounds;
  std::optional<TimeRange> range;  ///< of simulated time, in place of `rounds`
  std::optional<Time> cursor;      ///< absent: all is shown and no cursor
  bool hideFuture = true;          ///< what comes after the cursor
  QString title;                   ///< empty: the scenario's
  QString caption;                 ///< stands above the line that names the runs
  bool legend = true;
  bool transparent = false;  ///< no paper behind the shapes
  bool stage = false;  ///< the stage at one moment, in place of the timeline: the cursor, or late in the last round
};

/// What a picture is made of, worked out once for all pictures of the same runs.
struct PictureSource {
  /// The runs must outlive the source.
  explicit PictureSource(std::vector<const Run*> variantRuns);
  /// The index, which a window has anyway, must outlive the source, too, and not grow meanwhile.
  explicit PictureSource(const TimelineIndex& borrowed);
  std::vector<const Run*> runs;
  std::shared_ptr<const TimelineIndex> index;
  std::vector<QString> fingerprints;  ///< one a run
};

/// A picture ready to be drawn: shapes on a page in pixels of 96 dpi.
struct Picture {
  QSizeF size;
  std::optional<double> widthMm;  ///< where the page was asked for in millimetres
  Theme theme;
  double fontPt = 10;
  bool transparent = false;
  Scene scene;
  QString title;
  QString description;  ///< what it shows, in one or two sentences, for those who cannot see it
  TimeRange range;      ///< the simulated time that it shows
};

/// The variants stacked on one time axis, as the window draws them, with title, legend and caption.
[[nodiscard]] Picture layOutPicture(const PictureSource& source, const PictureOptions& options);

/// Draws a picture by any painter whose unit is the page's pixel.
void paintPicture(QPainter& painter, const Picture& picture);

/// The picture as pixels.
[[nodiscard]] QImage renderPicture(const Picture& picture, double dpi);
/// The same with as many pixels as the options say.
[[nodiscard]] QImage renderPicture(const PictureSource& source, const PictureOptions& options);

}  // namespace roundscope::ui

// The samples of a picture's legend, compared as a reader sees them: by their pixels.
#pragma once

#include <QString>
#include <array>
#include <vector>

#include "ui/drawing/seen_color.h"
#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// What stands before an entry's words.
struct LegendSample {
  QString words;
  std::vector<Shape> shapes;
};

/// Those of a scene's layers that are named "legend"; notes without a sample are no entries.
[[nodiscard]] std::vector<LegendSample> legendSamplesOf(const Scene& scene);

/// A sample as it looks to some eyes, a pixel after the other; all samples are drawn about the same point, so that
/// patterns of one kind lie over each other.
class SeenSample {
 public:
  SeenSample(const LegendSample& sample, const Theme& theme, Eyes eyes);
  /// CIE 1976 ΔE, on average over what either draws.
  [[nodiscard]] double distanceTo(const SeenSample& other) const;

 private:
  std::vector<std::array<double, 3>> m_pixels;  ///< CIE Lab
  std::array<double, 3> m_paper{};
};

/// Closer samples are hard to tell apart.
inline constexpr double kLeastSampleDistance = 6;

}  // namespace roundscope::ui

// Pictures of sweeps and failure grids, as files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "core/base/result.h"
#include "ui/drawing/theme.h"

namespace roundscope::app {

/// How such a picture looks; what it shows is the sweep's affair.
struct SweepPicture {
  /// In millimetres on paper. Absent: 1000 × 620 pixels, and of the two sides the one that keeps their proportion.
  std::optional<double> widthMm, heightMm;
  double fontPt = 10;
  double dpi = 192;  ///< of a PNG
  ui::Theme theme;
  std::optional<std::string> title;    ///< absent: the scenario's; empty: none
  std::optional<std::string> caption;  ///< absent: what was swept; empty: none
};

struct SweepOptions;
/// What the options of the command line say. Errors: of kind Usage.
[[nodiscard]] Result<SweepPicture> sweepPictureOf(const SweepOptions& options);

/// Saves the chart or the map of each of these numbers (rows of sweepNumbers(), at least one), in one frame.
/// `parameterNames` are what the axes say. Errors: of kind InputOutput; of kind Usage where the name's ending is that
/// of no picture.
[[nodiscard]] std::optional<Error> saveSweepPicture(const SweepTable& table, const std::vector<std::size_t>& numbers,
                                                    const std::vector<std::string>& parameterNames,
                                                    const SweepPicture& look, const std::string& file);
[[nodiscard]] std::optional<Error> saveFailurePicture(const FailureGrid& grid, const SweepPicture& look,
                                                      const std::string& file);

}  // namespace roundscope::app

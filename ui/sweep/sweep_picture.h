// Pictures of sweeps and failure grids.
#pragma once

#include <QByteArray>
#include <vector>

#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "core/base/result.h"
#include "core/scenario/figure.h"
#include "core/scenario/scenario.h"
#include "ui/picture/formats.h"

namespace roundscope::ui {

/// The file of a picture with the chart or the map of each of these numbers (rows of sweepNumbers(), at least one), in
/// one frame; of the figure size, look and words count. It holds what was swept of `set`, so that it can be drawn
/// again. Errors: of kind Usage where the size is too small, or words quote a run's number.
[[nodiscard]] Result<QByteArray> sweepPicture(const ScenarioSet& set, const SweepTable& table,
                                              const std::vector<std::size_t>& numbers, const Figure& look,
                                              const PictureFormat& format);
[[nodiscard]] Result<QByteArray> failurePicture(const ScenarioSet& set, const FailureGrid& grid, const Figure& look,
                                                const PictureFormat& format);

}  // namespace roundscope::ui

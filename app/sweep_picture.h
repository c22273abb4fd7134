// Pictures of sweeps and failure grids, as files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/output.h"
#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "core/base/result.h"
#include "core/scenario/figure.h"
#include "core/scenario/scenario.h"

namespace roundscope::app {

/// Saves the chart or the map of each of these numbers (rows of sweepNumbers(), at least one), in one frame.
/// `parameterNames` are what the axes say; of the figure size, look and words count. Errors: of kind InputOutput; of
/// kind Usage where the name's ending is that of no picture, the size is too small, or words quote a run's number. The
/// file holds what was swept of `set`, so that it can be drawn again.
[[nodiscard]] std::optional<Error> saveSweepPicture(const ScenarioSet& set, const SweepTable& table,
                                                    const std::vector<std::size_t>& numbers,
                                                    const std::vector<std::string>& parameterNames, const Figure& look,
                                                    const Output& output);
[[nodiscard]] std::optional<Error> saveFailurePicture(const ScenarioSet& set, const FailureGrid& grid,
                                                      const Figure& look, const Output& output);

}  // namespace roundscope::app

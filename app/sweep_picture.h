// Pictures of sweeps and failure grids, as files.
#pragma once

#include <optional>
#include <string>

#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "core/base/result.h"

namespace roundscope::app {

/// Saves the chart or the map, drawn as the window draws it. `parameterNames` are what the axes say.
/// Errors: of kind InputOutput; of kind Usage where the name's ending is that of no picture.
[[nodiscard]] std::optional<Error> saveSweepPicture(const SweepTable& table, std::size_t number,
                                                    const std::vector<std::string>& parameterNames,
                                                    const std::string& file);
[[nodiscard]] std::optional<Error> saveFailurePicture(const FailureGrid& grid, const std::string& file);

}  // namespace roundscope::app

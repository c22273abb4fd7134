// Scenario files on disk: the one place that reads them.
#pragma once

#include <QString>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// Reads, parses and checks a scenario file. `overrides` change every variant.
/// Errors: of kind InputOutput when the file cannot be read, else what parseScenario() says.
Result<ScenarioSet> loadScenarioFile(const QString& path, const std::vector<Override>& overrides = {});

}  // namespace roundscope

// JSON ↔ scenario. The only way in: what this accepts, the simulator can run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace roundscope {

struct ParseOptions {
  std::string fileName;             ///< stands before the line in errors, and gives the scenario's id
  std::vector<Override> overrides;  ///< applied after each variant's patch
};

/// Parses and checks a scenario file and all its variants.
/// Errors: the first thing that is wrong, as `FILE:LINE: /json/pointer`, what, expected what. A field that is
/// unknown is an error and names the nearest known field.
Result<ScenarioSet> parseScenario(std::string_view text, const ParseOptions& options);

/// The published JSON Schema of scenario files, with every default.
std::string_view scenarioSchema();

}  // namespace roundscope

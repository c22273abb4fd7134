// JSON ↔ scenario. The only way in: what this accepts, the simulator can run.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// Larger files are refused before anything of them is read.
inline constexpr std::uint64_t kMaxScenarioBytes = 256ULL << 20;

inline constexpr std::size_t kMaxVariants = 100;

struct ParseOptions {
  std::string fileName;             ///< stands before the line in errors, and gives the scenario's id
  std::vector<Override> overrides;  ///< applied after each variant's patch
  std::string onlyVariant{};        ///< the name of the only variant that is read; empty: all
  std::string id{};                 ///< the scenario's; empty: its file's name gives it
};

/// Parses and checks a scenario file and all its variants.
/// Errors: everything that is wrong, by line, each as `FILE:LINE: /json/pointer`, what, expected what; of what is wrong
/// in several variants or follows from something else once. A field that is unknown is an error and names the nearest
/// known field. Text that is no JSON is one error.
Result<ScenarioSet> parseScenario(std::string_view text, const ParseOptions& options);

/// The set's own text, read again with one more override, which takes the place of one of the same.
/// Errors: as parseScenario, with the set's id as the file's name.
Result<ScenarioSet> changed(const ScenarioSet& set, const Override& change);

/// A canister of this variant written in another language.
Override languageOverride(const Scenario& variant, CanisterId canister, Language language);

/// The published JSON Schema of scenario files, with every default.
std::string_view scenarioSchema();

}  // namespace roundscope

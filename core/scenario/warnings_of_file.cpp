// The warnings of all variants at their places in the file.
#include <algorithm>
#include <map>

#include "core/scenario/file_errors.h"
#include "core/scenario/variants.h"
#include "core/scenario/warnings.h"

namespace roundscope {

using namespace detail;

namespace {

constexpr std::size_t kMostKept = 1'000;  ///< of a variant; what a large file repeats need not all be found its place

}  // namespace

std::optional<Error> warningsOf(const ScenarioSet& set, const std::string& fileName) {
  std::vector<std::vector<Warning>> warnings;
  for (const Scenario& scenario : set.variants) {
    warnings.push_back(warningsOf(scenario));
    if (warnings.back().size() > kMostKept) warnings.back().resize(kMostKept);
    warnings.back().shrink_to_fit();
  }
  // Only what there is to say needs its place, and the text to be read once more.
  if (std::all_of(warnings.begin(), warnings.end(), [](const auto& some) { return some.empty(); })) return std::nullopt;
  const Json file = readJson(set.sourceText);
  const bool hasVariants = file.contains("variants");
  std::map<std::pair<std::string, std::string>, std::size_t> variantsWith;
  FileErrors found;
  for (std::size_t i = 0; i < set.variants.size(); ++i) {
    if (warnings[i].empty()) continue;
    PatchedDocument document(file, hasVariants ? std::optional(i) : std::nullopt);
    for (const Override& change : set.overrides) document.apply(change);
    for (const Warning& warning : warnings[i]) {
      const ParseFailure odd{warning.pointer, warning.what, ""};
      const std::string place = document.placeInFile(odd);
      const std::size_t variants = ++variantsWith[{place, warning.what}];
      if (warning.ofAllVariants && variants < set.variants.size()) continue;
      if (document.isOverridden(odd))
        found.inOverride(odd);
      else
        found.inFile(odd, place);
    }
  }
  if (found.empty()) return std::nullopt;
  return found.inOrder(set.sourceText, fileName);
}

}  // namespace roundscope

// `code`: a canister of a scenario as a program in Motoko or Rust.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "core/code/code_text.h"
#include "core/scenario/parse.h"
#include "core/scenario/words.h"

namespace roundscope::app {
namespace {

std::string idsOf(const Scenario& scenario) {
  std::string ids;
  for (const Canister& canister : scenario.canisters) ids += (ids.empty() ? "" : ", ") + canister.id;
  return ids;
}

}  // namespace

int codeCommand(const CodeOptions& options) {
  if (options.input.all)
    return report({ErrorKind::Usage, "--all", "one program is printed at a time", "--variant NAME"});
  const Result<ui::OpenedScenario> opened = loadInput(options.input);
  if (!opened.ok()) return report(opened.error());
  const auto variants = chooseVariants(opened.value().set, options.input);
  if (!variants.ok()) return report(variants.error());
  const Scenario& scenario = *variants.value().front();
  const auto found = std::find_if(scenario.canisters.begin(), scenario.canisters.end(),
                                  [&](const Canister& canister) { return canister.id == options.canister; });
  if (found == scenario.canisters.end())
    return report({ErrorKind::Usage, "--canister", fmt::format("no canister \"{}\"", options.canister),
                   "one of " + idsOf(scenario)});
  const CanisterId id{static_cast<std::uint16_t>(found - scenario.canisters.begin())};
  if (options.language.empty()) return print(programOf(scenario, id).text());
  // The program is that of the run in this language, which may mean other things by the same steps.
  const Language language = options.language == nameOf(Language::Rust) ? Language::Rust : Language::Motoko;
  const Result<ScenarioSet> set = changed(opened.value().set, languageOverride(scenario, id, language));
  if (!set.ok()) return report(set.error());
  const auto inLanguage = chooseVariants(set.value(), options.input);
  if (!inLanguage.ok()) return report(inLanguage.error());
  return print(programOf(*inLanguage.value().front(), id).text());
}

}  // namespace roundscope::app

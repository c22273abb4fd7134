// `code`: a canister of a scenario as a program in Motoko or Rust.
#include <fmt/format.h>

#include <algorithm>

#include "app/commands.h"
#include "core/code/code_text.h"

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
  return print((options.language == "rust" ? rustCode(scenario, id) : motokoCode(scenario, id)).text());
}

}  // namespace roundscope::app

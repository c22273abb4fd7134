// Pictures of real runs, for the tests of every format.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/scenario/parse.h"
#include "core/simulation/simulator.h"
#include "ui/picture/picture.h"

namespace roundscope::ui::picture_test {

inline std::unique_ptr<VariantRun> runOf(const Scenario& scenario) {
  const auto shared = std::make_shared<const Scenario>(scenario);
  auto run = std::make_unique<VariantRun>(shared);
  const Trace trace = simulate(shared);
  for (const auto& batch : trace.batches()) {
    run->trace.append(batch);
    run->table.append(*batch);
  }
  return run;
}

/// The runs of a scenario set, kept together with it.
struct Runs {
  explicit Runs(ScenarioSet scenarios) : set(std::move(scenarios)) {
    for (const Scenario& scenario : set.variants) runs.push_back(runOf(scenario));
  }
  [[nodiscard]] std::vector<const VariantRun*> shown() const {
    std::vector<const VariantRun*> list;
    for (const auto& run : runs) list.push_back(run.get());
    return list;
  }
  ScenarioSet set;
  std::vector<std::unique_ptr<VariantRun>> runs;
};

/// Pings to another subnet, one by one and all at once; the text is what a user would write.
inline ScenarioSet pingSet(int count, const std::vector<Override>& overrides = {}) {
  const std::string calls = std::to_string(count);
  const std::string text =
      R"({"roundscope": 1, "title": "Pings & <waits>", "subnets": [{"id": "app-1"}, {"id": "app-2"}],
        "canisters": [
          {"id": "caller", "subnet": "app-1", "methods": {
            "one_by_one": {"steps": [{"call": {"to": "callee.ping", "count": )" +
      calls + R"(}}, {"reply": {}}]},
            "at_once": {"steps": [{"call": {"to": "callee.ping", "count": )" +
      calls +
      R"(, "order": "parallel"}}, {"reply": {}}]}}},
          {"id": "callee", "subnet": "app-2", "methods": {"ping": {}}}],
        "ingress": [{"to": "caller.one_by_one"}],
        "variants": [{"name": "Sequential"}, {"name": "Parallel", "patch": {"ingress": [{"to": "caller.at_once"}]}}]})";
  Result<ScenarioSet> set = parseScenario(text, {.fileName = "pings.roundscope.json", .overrides = overrides});
  return set.ok() ? std::move(set).value() : ScenarioSet{};
}

}  // namespace roundscope::ui::picture_test

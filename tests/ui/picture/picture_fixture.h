// Pictures of real runs, for the tests of every format.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/analysis/simulate_run.h"
#include "core/run/run.h"
#include "core/scenario/parse.h"
#include "ui/picture/picture.h"

namespace roundscope::ui::picture_test {

inline std::shared_ptr<const Run> runOf(const Scenario& scenario) {
  return simulateRun(std::make_shared<const Scenario>(scenario));
}

/// The runs of a scenario set, kept together with it.
struct Runs {
  explicit Runs(ScenarioSet scenarios) : set(std::move(scenarios)) {
    for (const Scenario& scenario : set.variants) runs.push_back(runOf(scenario));
  }
  [[nodiscard]] std::vector<const Run*> shown() const {
    std::vector<const Run*> list;
    for (const auto& run : runs) list.push_back(run.get());
    return list;
  }
  ScenarioSet set;
  std::vector<std::shared_ptr<const Run>> runs;
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

// Pictures of real runs, for the tests of every format.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/analysis/simulate_run.h"
#include "core/run/run.h"
#include "tests/support/scenarios.h"
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

/// The picture, which must fit.
inline Picture pictureOf(const PictureSource& source, const Figure& figure) {
  const Result<Picture> picture = layOutPicture(source, figure);
  EXPECT_TRUE(picture.ok()) << picture.error().text();
  return picture.ok() ? picture.value() : Picture{};
}

/// Pings one by one and all at once, under a title that every format must quote.
inline ScenarioSet pingSet(int count, std::vector<Override> overrides = {}) {
  return *test::sequentialAndParallelPings(count, "Pings & <waits>", std::move(overrides));
}

}  // namespace roundscope::ui::picture_test

// The runs that every fold is held against, and their events as they are told one by one.
#pragma once

#include <string>
#include <vector>

#include "core/base/random.h"
#include "tests/support/run.h"

namespace roundscope::test {

/// An event with all that is needed to count again what a fold has counted.
struct PlacedEvent {
  Event event;
  std::int64_t us = 0;  ///< when it is drawn
  SubnetId subnet;
  bool inQuery = false;
};

struct AnyRun {
  std::string name;
  Outcome outcome;
  std::vector<PlacedEvent> events;    ///< in the trace's order
  std::vector<std::int64_t> moments;  ///< before, within and after the run, in no order

  [[nodiscard]] const Run& run() const { return *outcome.run; }
  /// Ended by itself, and not with a method that waits for ever.
  [[nodiscard]] bool isWhole() const;
};

/// Every variant of every lesson, and 200 generated scenarios.
const std::vector<AnyRun>& allRuns();

/// The same events again, in batches of about so many.
std::shared_ptr<const Run> inBatchesOf(std::size_t events, const Scenario& scenario);

}  // namespace roundscope::test

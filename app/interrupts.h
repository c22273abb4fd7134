// Ctrl+C while something long is made: the first ends it well, a second one at once.
#pragma once

#include <functional>
#include <memory>

#include "core/analysis/summary.h"
#include "core/run/run.h"
#include "core/trace/run_terms.h"

namespace roundscope::app {

/// Hears Ctrl+C as long as it lives.
class Interrupts {
 public:
  Interrupts();
  ~Interrupts();
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  /// Whether there was one, since the program began.
  [[nodiscard]] static bool heard();

 private:
  void (*m_before)(int);
};

/// Does what takes long in a thread of its own. Ctrl+C asks it to stop.
void untilInterrupted(const RunBudget& budget, const std::function<void(const RunTerms&)>& work);

/// Simulates a scenario to its end, or as far as its budget goes. Ctrl+C cuts it off.
[[nodiscard]] std::shared_ptr<const Run> simulateUntilInterrupted(const std::shared_ptr<const Scenario>& scenario,
                                                                  const RunBudget& budget);
/// The same in numbers alone.
[[nodiscard]] RunSummary sumUpUntilInterrupted(const std::shared_ptr<const Scenario>& scenario,
                                               const RunBudget& budget);

}  // namespace roundscope::app

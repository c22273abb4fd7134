// Whole runs for tests, from scenarios (scenarios.h) to what they came to.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/summary.h"
#include "core/run/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {

/// One variant, simulated to its end.
struct Outcome {
  explicit Outcome(std::shared_ptr<const Run> simulated)
      : run(std::move(simulated)), trace(run->trace()), table(run->calls()), summary(summarise(*run)) {}

  std::shared_ptr<const Run> run;
  const Trace& trace;      ///< the run's
  const CallTable& table;  ///< the run's
  RunSummary summary;

  /// Calls that ended so.
  [[nodiscard]] std::uint64_t count(CallOutcome outcome) const;
  /// The pair's row; zeroes when there was no call between them.
  [[nodiscard]] PairSummary pair(std::string_view caller, std::string_view callee) const;
  /// A canister's variable at the end.
  [[nodiscard]] std::int64_t variable(std::string_view canister, std::string_view name) const;
  /// How many events of type `E` there are.
  template <class E>
  [[nodiscard]] std::size_t events() const {
    std::size_t n = 0;
    trace.forEach([&](std::uint64_t, const Event& event) { n += std::holds_alternative<E>(event) ? 1U : 0U; });
    return n;
  }
  /// The events of type `E`, in order.
  template <class E>
  [[nodiscard]] std::vector<E> all() const {
    std::vector<E> found;
    trace.forEach([&](std::uint64_t, const Event& event) {
      if (const auto* e = std::get_if<E>(&event)) found.push_back(*e);
    });
    return found;
  }
};

/// The batches of a trace, as they were appended.
std::vector<RoundBatch> batchesOf(const Trace& trace);

Outcome runScenario(const Scenario& scenario);
/// Runs the first variant of a scenario text that must be right.
Outcome runText(std::string_view text, std::vector<Override> overrides = {});
/// Runs one variant of a built-in lesson; the first when `variant` is empty.
Outcome runLesson(std::string_view lesson, std::string_view variant = "", std::vector<Override> overrides = {});

}  // namespace roundscope::test

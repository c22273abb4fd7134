// What a run comes to, in numbers: the fields of `roundscope run --json`. Reads the trace only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/run/call_table.h"
#include "core/trace/trace.h"

namespace roundscope {

/// The calls of the scenario's methods. Messages that a language's runtime sends to its own canister are calls to the
/// network, and rows of `pairs`, but nobody wrote them: they are counted apart.
struct CallCounts {
  std::uint64_t attempted = 0, performed = 0, notPerformed = 0;
  std::uint64_t replied = 0, rejected = 0, trapped = 0, expired = 0, dropped = 0;
  std::uint64_t retried = 0;      ///< attempts after the first
  std::uint64_t compensated = 0;  ///< compensating calls made
  std::uint64_t toItself = 0;     ///< messages of a canister's runtime to the canister itself; in none of the above
  bool operator==(const CallCounts&) const = default;
};

struct IngressSummary {
  MethodRef to;
  IngressOutcome outcome = IngressOutcome::Pending;
  std::uint64_t repliedCalls = 0, failedCalls = 0;
  Duration submitted;                 ///< since the start of the run
  std::optional<Duration> completed;  ///< when the agent can see the result; absent while pending
  std::uint64_t rounds = 0;  ///< of the canister's subnet, first and last included; 0 while pending, and for queries
  bool operator==(const IngressSummary&) const = default;
};

/// One ordered pair caller → callee.
struct PairSummary {
  CanisterId caller, callee;
  std::uint64_t peakInFlight = 0;
  std::uint64_t limit = 0;
  std::uint64_t notPerformed = 0;
  bool operator==(const PairSummary&) const = default;
};

struct RunSummary {
  std::string fingerprint;
  std::uint64_t rounds = 0;  ///< instants from the first to the last with events other than queries', both included
  Duration duration;         ///< from the start to the end of the last such round, or to a query's later end
  Duration endToEnd;         ///< from the first submission to the last visible result
  CallCounts calls;
  std::vector<IngressSummary> ingress;
  std::vector<PairSummary> pairs;  ///< in order of caller, callee
  std::uint64_t cyclesBurned = 0;
  std::uint64_t cyclesPeakReserved = 0;
  std::uint64_t criticalPathRounds = 0;
  std::uint64_t criticalPathCalls = 0;
  std::vector<std::vector<std::int64_t>> variables;  ///< final values by canister, then variable; a lock is 0 or 1
  bool operator==(const RunSummary&) const = default;
};

/// Folds a finished (or partial) trace. `table` must be of the same trace.
RunSummary summarise(const Trace& trace, const CallTable& table);

/// One sentence that compares the rounds of the variants: "Parallel needs 60 times fewer rounds than Sequential (3
/// against 181)." Empty for a single variant. Names how many calls failed where they differ.
std::string comparisonVerdict(const std::vector<const Scenario*>& scenarios, const std::vector<RunSummary>& summaries);

}  // namespace roundscope

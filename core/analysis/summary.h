// What a run comes to, in numbers: the fields of `roundscope run --json`. Asks the run, or the tally of one that is not
// kept; counts nothing again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/analysis/expectations.h"
#include "core/run/run.h"

namespace roundscope {

class RunTally;

/// The calls of the scenario's methods. Messages that a language's runtime sends to its own canister are calls to the
/// network, and rows of `pairs`, but nobody wrote them: they are counted apart.
struct CallCounts {
  std::uint64_t attempted = 0, performed = 0, notPerformed = 0;
  std::uint64_t replied = 0, rejected = 0, trapped = 0, expired = 0, dropped = 0;
  std::uint64_t retried = 0;      ///< attempts after the first
  std::uint64_t compensated = 0;  ///< compensating calls made
  std::uint64_t inFlight = 0;     ///< not over yet; 0 once a run has ended by itself
  std::uint64_t toItself = 0;     ///< messages of a canister's runtime to the canister itself; in none of the above
  bool operator==(const CallCounts&) const = default;
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
  std::uint64_t rounds = 0;      ///< instants from the first to the last with events other than queries', both included
  Duration duration;             ///< from the start to the end of the last such round, or to a query's later end
  CutOff cutOff = CutOff::None;  ///< what stopped the run before its end: then its numbers are those so far
  std::optional<Duration> endToEnd;  ///< from the first submission to the last visible result; absent when cut off
  /// The same for messages to update methods, in rounds: of the shortest, one that has begun counts. Absent as the
  /// above, and where users send queries only.
  std::optional<std::uint64_t> endToEndRounds;
  CallCounts calls;
  FailureReasons reasons;  ///< what the calls that failed failed of
  UserCounts users;        ///< how users' messages stand
  std::vector<UserMessage> ingress;
  std::vector<PairSummary> pairs;  ///< in order of caller, callee
  std::uint64_t cyclesBurned = 0;
  std::uint64_t cyclesPeakReserved = 0;
  std::uint64_t criticalPathRounds = 0;
  std::uint64_t criticalPathCalls = 0;
  std::vector<std::vector<std::int64_t>> variables;  ///< final values by canister, then variable; a lock is 0 or 1
  std::uint64_t locksHeld = 0;
  std::vector<JudgedExpectation> expectations;  ///< one for each of the scenario
  bool operator==(const RunSummary&) const = default;
};

/// So many calls failed so, and of this.
struct Failures {
  CallOutcome outcome;
  std::string_view reason;         ///< in words
  std::optional<RejectCode> code;  ///< absent for calls not performed
  std::uint64_t calls = 0;
};

/// In the order of the reasons; those that did not occur are left out.
[[nodiscard]] std::vector<Failures> failuresOf(const FailureReasons& reasons);
/// "1,500 not performed: in-flight limit; 3 rejected: no slot at the callee". Empty when no call failed.
[[nodiscard]] std::string failuresText(const FailureReasons& reasons);

/// A variant and what its run came to. Borrows both.
using SummedUpRun = std::pair<const Scenario*, const RunSummary*>;

/// Of a finished run, or of what there is of one.
RunSummary summarise(const Run& run);
/// The same where no trace is kept. Only where a broken expectation was lost is left open: it is judged AtTheEnd.
RunSummary summarise(const RunTally& tally);

}  // namespace roundscope

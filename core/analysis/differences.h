// What differs between two runs, call by call: a variant's ("here") and that of the variant that it was made of
// ("there").
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

/// How a call differs from its counterpart. Of several ways the first counts.
enum class Differs : std::uint8_t {
  OnlyHere,   ///< it has none
  OnlyThere,  ///< a call of the other run that was not made here
  Outcome,    ///< it ends otherwise
  Reason,     ///< it fails as well, but for another reason
  Later,      ///< it ends alike, but in a later round
  Earlier,
};

/// One call that differs.
struct CallDifference {
  CallId here = kNoCall;   ///< kNoCall with OnlyThere
  CallId there = kNoCall;  ///< kNoCall with OnlyHere
  Differs how = Differs::Outcome;
  CallOutcome outcomeHere = CallOutcome::InFlight;  ///< as its caller knows it; nothing of a call that was not made
  CallOutcome outcomeThere = CallOutcome::InFlight;
  std::int32_t rounds = 0;  ///< by how many rounds of its caller's subnet it ends later; less than 0: earlier
  Time known{};             ///< from when on a viewer of both runs can know it
  bool operator==(const CallDifference&) const = default;
};

struct Differences {
  std::vector<CallId> there;          ///< by call here: its counterpart, or kNoCall
  std::vector<CallId> here;           ///< by call there
  std::vector<CallDifference> calls;  ///< by their number here; then those that are only there, by theirs
  std::size_t onlyThere = 0;          ///< where those begin
  bool whole = false;                 ///< both runs have ended by themselves, so that nothing is left open
  Time ended{};                       ///< when the longer one has

  /// Of a call here, and of a call there; null where it does not differ.
  [[nodiscard]] const CallDifference* ofHere(CallId call) const;
  [[nodiscard]] const CallDifference* ofThere(CallId call) const;
};

/// Matches calls by what they are: by the user's message or task that leads to them, the step and which of its calls it
/// is, and the attempt. Canisters, methods and users' messages are the same where they are called the same, steps where
/// they do the same (alignSteps). A runtime's messages to its own canister are not compared. What is not known of a run
/// yet, or was cut off, is no difference. Both runs must not grow meanwhile; empty when asked to stop.
/// Costs O(n log n) of the calls.
[[nodiscard]] Differences differencesOf(const Run& here, const Run& there, const std::stop_token& stop = {});

/// Calls that differ alike.
struct DifferenceGroup {
  Differs how = Differs::Outcome;
  CallOutcome here = CallOutcome::InFlight;   ///< with OnlyHere, Outcome and Reason
  CallOutcome there = CallOutcome::InFlight;  ///< with Outcome and Reason
  std::uint64_t calls = 0;
  std::uint32_t leastRounds = 0;  ///< with Later and Earlier
  std::uint32_t mostRounds = 0;
  bool operator==(const DifferenceGroup&) const = default;
};
/// In the order of Differs, then the largest first.
[[nodiscard]] std::vector<DifferenceGroup> groupsOf(const Differences& differences);

/// "200 calls more are not performed; 500 end 1 round later"; "no call differs". Empty as long as not all is known.
[[nodiscard]] std::string differencesText(const Differences& differences);

/// What became of a call's counterpart, seen from the call: "replied, 3 rounds earlier", "not performed: no slot",
/// "replied, in the same round". `rounds` is by how many the counterpart ends later, where both end.
[[nodiscard]] std::string counterpartText(const CallSpan& counterpart, std::optional<std::int64_t> rounds);
/// By how many rounds of its caller's subnet a call ends later than its counterpart; absent where one does not end.
[[nodiscard]] std::optional<std::int64_t> roundsLater(const Run& run, CallId call, const Run& other,
                                                      CallId counterpart);

}  // namespace roundscope

// The numbers of a run by the names that files, the command line and the window give them. This is the one table of
// these names: expectations and lessons look names up here, `run --json` and the comparison print them from here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/scenario/expression.h"
#include "core/scenario/name_table.h"

namespace roundscope {

struct Scenario;

/// A number of a run as a whole.
enum class RunCount : std::uint8_t {
  Rounds,
  Duration,
  EndToEnd,
  EndToEndRounds,
  CallsAttempted,
  CallsPerformed,
  CallsNotPerformed,
  CallsReplied,
  CallsRejected,
  CallsTrapped,
  CallsExpired,
  CallsDropped,
  CallsRetried,
  CallsCompensated,
  CallsInFlight,
  CallsToItself,
  UsersSent,
  UsersReplied,
  UsersRejected,
  UsersTrapped,
  UsersPending,
  CyclesBurned,
  CyclesPeakReserved,
  CriticalPathRounds,
  CriticalPathCalls,
  LocksHeld,
};

/// In the order in which they are printed. A dot stands between an object of the JSON and its field.
inline constexpr auto kRunCounts = std::to_array<detail::Choice<RunCount>>({
    {"rounds", RunCount::Rounds},
    {"duration_ms", RunCount::Duration},
    {"end_to_end_ms", RunCount::EndToEnd},
    {"end_to_end_rounds", RunCount::EndToEndRounds},
    {"calls.attempted", RunCount::CallsAttempted},
    {"calls.performed", RunCount::CallsPerformed},
    {"calls.not_performed", RunCount::CallsNotPerformed},
    {"calls.replied", RunCount::CallsReplied},
    {"calls.rejected", RunCount::CallsRejected},
    {"calls.trapped", RunCount::CallsTrapped},
    {"calls.expired", RunCount::CallsExpired},
    {"calls.dropped", RunCount::CallsDropped},
    {"calls.retried", RunCount::CallsRetried},
    {"calls.compensated", RunCount::CallsCompensated},
    {"calls.in_flight", RunCount::CallsInFlight},
    {"calls.to_itself", RunCount::CallsToItself},
    {"users.sent", RunCount::UsersSent},
    {"users.replied", RunCount::UsersReplied},
    {"users.rejected", RunCount::UsersRejected},
    {"users.trapped", RunCount::UsersTrapped},
    {"users.pending", RunCount::UsersPending},
    {"cycles.burned", RunCount::CyclesBurned},
    {"cycles.peak_reserved", RunCount::CyclesPeakReserved},
    {"critical_path.rounds", RunCount::CriticalPathRounds},
    {"critical_path.calls", RunCount::CriticalPathCalls},
    {"locks_held", RunCount::LocksHeld},
});

/// A number of an ordered pair, "pairs(caller, callee).peak_in_flight".
enum class PairCount : std::uint8_t { PeakInFlight, Limit, NotPerformed };
inline constexpr auto kPairCounts = std::to_array<detail::Choice<PairCount>>({
    {"peak_in_flight", PairCount::PeakInFlight},
    {"limit", PairCount::Limit},
    {"not_performed", PairCount::NotPerformed},
});

/// A number of a user's message, "ingress(0).rounds".
enum class MessageCount : std::uint8_t { RepliedCalls, FailedCalls, Submitted, Completed, Rounds };
inline constexpr auto kMessageCounts = std::to_array<detail::Choice<MessageCount>>({
    {"replied_calls", MessageCount::RepliedCalls},
    {"failed_calls", MessageCount::FailedCalls},
    {"submitted_ms", MessageCount::Submitted},
    {"completed_ms", MessageCount::Completed},
    {"rounds", MessageCount::Rounds},
});

struct VariableNumber {
  CanisterId canister;
  VariableId variable;  ///< of a lock: 1 while it is held, else 0
  bool operator==(const VariableNumber&) const = default;
};
struct PairNumber {
  CanisterId caller, callee;
  PairCount count = PairCount::PeakInFlight;
  bool operator==(const PairNumber&) const = default;
};
struct MessageNumber {
  IngressId message;
  MessageCount count = MessageCount::Rounds;
  bool operator==(const MessageNumber&) const = default;
};
/// A number that the scenario fixes before it runs, as a limit.
struct GivenNumber {
  double value = 0;
  bool operator==(const GivenNumber&) const = default;
};

/// A number that any run of a scenario has, or says that it has none.
using RunNumber = std::variant<GivenNumber, RunCount, VariableNumber, PairNumber, MessageNumber>;

/// The table's name of a count.
[[nodiscard]] std::string_view nameOf(RunCount count);

namespace detail {

/// What a fact names in this scenario; not of the kinds that need a lesson's moments or the text of a file, and not of
/// another variant. Throws ParseFailure at `pointer`, with the nearest known names, where it names nothing.
RunNumber numberNamed(const Fact& fact, const Scenario& scenario, const std::string& pointer);

}  // namespace detail

}  // namespace roundscope

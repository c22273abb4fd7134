// One line for each number of the table of names.
#include "core/analysis/run_values.h"

#include <algorithm>

#include "core/analysis/summary.h"
#include "core/base/check.h"
#include "core/base/overloaded.h"

namespace roundscope {
namespace {

constexpr double kUsInMs = 1'000;

using Count = std::optional<std::uint64_t>;

Count microseconds(const std::optional<Duration>& duration) {
  return duration ? Count(static_cast<std::uint64_t>(duration->us)) : std::nullopt;
}

/// Nobody knows what a run would have come to that was cut off.
Count ofEnded(const RunSummary& summary, std::uint64_t count) {
  return summary.cutOff == CutOff::None ? Count(count) : std::nullopt;
}

std::optional<double> asNumber(Count count, bool time) {
  if (!count) return std::nullopt;
  return static_cast<double>(*count) / (time ? kUsInMs : 1);
}

double pairValue(const PairNumber& number, const Scenario& scenario, const RunSummary& summary) {
  const auto pair = std::find_if(summary.pairs.begin(), summary.pairs.end(), [&](const PairSummary& each) {
    return each.caller == number.caller && each.callee == number.callee;
  });
  if (pair != summary.pairs.end()) return static_cast<double>(countOf(number.count, *pair));
  // It made no call.
  const PairSummary none{number.caller, number.callee, 0, scenario.subnetOf(number.caller).limits.queue_capacity, 0};
  return static_cast<double>(countOf(number.count, none));
}

}  // namespace

Count countOf(RunCount count, const RunSummary& summary) {
  switch (count) {
    case RunCount::Rounds:
      return summary.rounds;
    case RunCount::Duration:
      return ofEnded(summary, static_cast<std::uint64_t>(summary.duration.us));
    case RunCount::EndToEnd:
      return microseconds(summary.endToEnd);
    case RunCount::EndToEndRounds:
      return summary.endToEndRounds;
    case RunCount::CallsAttempted:
      return summary.calls.attempted;
    case RunCount::CallsPerformed:
      return summary.calls.performed;
    case RunCount::CallsNotPerformed:
      return summary.calls.notPerformed;
    case RunCount::CallsReplied:
      return summary.calls.replied;
    case RunCount::CallsRejected:
      return summary.calls.rejected;
    case RunCount::CallsTrapped:
      return summary.calls.trapped;
    case RunCount::CallsExpired:
      return summary.calls.expired;
    case RunCount::CallsDropped:
      return summary.calls.dropped;
    case RunCount::CallsRetried:
      return summary.calls.retried;
    case RunCount::CallsCompensated:
      return summary.calls.compensated;
    case RunCount::CallsInFlight:
      return summary.calls.inFlight;
    case RunCount::CallsToItself:
      return summary.calls.toItself;
    case RunCount::UsersSent:
      return summary.users.sent;
    case RunCount::UsersReplied:
      return summary.users.replied;
    case RunCount::UsersRejected:
      return summary.users.rejected;
    case RunCount::UsersTrapped:
      return summary.users.trapped;
    case RunCount::UsersPending:
      return summary.users.pending();
    case RunCount::CyclesBurned:
      return summary.cyclesBurned;
    case RunCount::CyclesPeakReserved:
      return summary.cyclesPeakReserved;
    case RunCount::CriticalPathRounds:
      return ofEnded(summary, summary.criticalPathRounds);
    case RunCount::CriticalPathCalls:
      return ofEnded(summary, summary.criticalPathCalls);
    case RunCount::LocksHeld:
      return summary.locksHeld;
  }
  RS_CHECK(false);
}

std::uint64_t countOf(PairCount count, const PairSummary& pair) {
  switch (count) {
    case PairCount::PeakInFlight:
      return pair.peakInFlight;
    case PairCount::Limit:
      return pair.limit;
    case PairCount::NotPerformed:
      return pair.notPerformed;
  }
  RS_CHECK(false);
}

Count countOf(MessageCount count, const UserMessage& message) {
  switch (count) {
    case MessageCount::RepliedCalls:
      return message.repliedCalls;
    case MessageCount::FailedCalls:
      return message.failedCalls;
    case MessageCount::Submitted:
      return static_cast<std::uint64_t>(message.submitted.us);
    case MessageCount::Completed:
      return microseconds(message.completed);
    case MessageCount::Rounds:
      return message.completed ? Count(message.rounds) : std::nullopt;
  }
  RS_CHECK(false);
}

bool isTime(RunCount count) { return count == RunCount::Duration || count == RunCount::EndToEnd; }
bool isTime(MessageCount count) { return count == MessageCount::Submitted || count == MessageCount::Completed; }

std::optional<double> valueOf(const RunNumber& number, const Scenario& scenario, const RunSummary& summary) {
  using Value = std::optional<double>;
  return std::visit(
      Overloaded{[](const GivenNumber& given) -> Value { return given.value; },
                 [&](RunCount count) -> Value { return asNumber(countOf(count, summary), isTime(count)); },
                 [&](const VariableNumber& variable) -> Value {
                   return static_cast<double>(summary.variables[variable.canister.value][variable.variable.value]);
                 },
                 [&](const PairNumber& pair) -> Value { return pairValue(pair, scenario, summary); },
                 [&](const MessageNumber& message) -> Value {
                   return asNumber(countOf(message.count, summary.ingress[message.message.value]),
                                   isTime(message.count));
                 }},
      number);
}

}  // namespace roundscope

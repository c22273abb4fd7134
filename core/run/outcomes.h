// How calls went: when those of each canister reached which point of their lives, and how they ended.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/call_times.h"
#include "core/run/event_here.h"
#include "core/run/outcome_log.h"
#include "core/run/time_list.h"

namespace roundscope {

/// The calls of one canister, as lists of moments. Pictures draw all of them; numbers leave out the messages of the
/// canister's runtime to the canister itself, which nobody wrote.
struct CanisterOutcomes {
  /// For each point of a call's life but the last: when calls reached it, or skipped it. A call that fails leaves all
  /// of them when its answer is made.
  std::array<TimeList, kCallPointCount - 1> reached;
  TimeList suspended;  ///< each time the method that serves one of these calls began to await calls of its own …
  TimeList resumed;    ///< … and went on, or the call got its answer otherwise
  CallTimes replied;   ///< when calls ended with a reply
  TimeList failing;    ///< when the answer of a call that fails was made …
  std::array<CallTimes, kOutcomeCount> failedAs;  ///< … and when it ended, by CallOutcome; attempts not performed, too
  OutcomeLog toItself;  ///< those of all these calls that go from the runtime to the canister itself

  [[nodiscard]] const CallTimes& notPerformed() const {
    return failedAs[static_cast<std::size_t>(CallOutcome::NotPerformed)];
  }
  [[nodiscard]] bool madeCalls() const { return !reached.front().empty() || !notPerformed().empty(); }
  /// How the calls stood at `us`, without messages to itself.
  [[nodiscard]] OutcomeCounts countsUntil(double us) const;
  /// For each of many moments: how many calls that were performed had ended with a failure.
  [[nodiscard]] std::vector<std::size_t> failedUntil(const std::vector<double>& us) const;
  /// For each of many moments: how many calls had been answered with a failure, or had ended.
  [[nodiscard]] std::vector<std::size_t> leftUntil(const std::vector<double>& us) const;
  /// When the first call that was performed ended with a failure after `us`.
  [[nodiscard]] std::optional<std::int64_t> failedAfter(double us) const;
  /// The first failure behind this one, refused attempts among them, and the last before it.
  [[nodiscard]] std::optional<CallAt> failureAfter(CallAt here) const;
  [[nodiscard]] std::optional<CallAt> failureBefore(CallAt here) const;
};

/// What calls failed of, counted. Messages to itself are left out.
struct FailureReasons {
  std::array<std::uint64_t, kNotPerformedReasonCount> notPerformed{};  ///< by NotPerformedReason
  std::array<std::uint64_t, kRejectReasonCount> rejected{};            ///< by RejectReason; None stays 0
  bool operator==(const FailureReasons&) const = default;
  [[nodiscard]] std::uint64_t of(NotPerformedReason reason) const {
    return notPerformed[static_cast<std::size_t>(reason)];
  }
  [[nodiscard]] std::uint64_t of(RejectReason reason) const { return rejected[static_cast<std::size_t>(reason)]; }
};

class Outcomes {
 public:
  /// Borrows the table, which must know the events that are taken.
  Outcomes(const Scenario& scenario, const CallTable& calls) : m_calls(calls), m_canisters(scenario.canisters.size()) {}

  void take(const CallPerformed& event, const EventHere& here);
  void take(const CallNotPerformed& event, const EventHere& here);
  void take(const RequestRouted& e, const EventHere& here) { reach(e.call, CallPoint::RequestRouted, here.us); }
  void take(const RequestInducted& e, const EventHere& here) { reach(e.call, CallPoint::RequestInducted, here.us); }
  void take(const ExecutionStarted& event, const EventHere& here);
  void take(const ResponseCreated& event, const EventHere& here);
  void take(const ResponseRouted& e, const EventHere& here) { reach(e.call, CallPoint::ResponseRouted, here.us); }
  void take(const ResponseInducted& e, const EventHere& here) { reach(e.call, CallPoint::ResponseInducted, here.us); }
  void take(const ExecutionFinished& event, const EventHere& here);
  void take(const AnswerAwaited& event, const EventHere& here);
  void take(const CallEnded& event, const EventHere& here);

  [[nodiscard]] const std::vector<CanisterOutcomes>& canisters() const { return m_canisters; }
  [[nodiscard]] const CanisterOutcomes& of(CanisterId canister) const { return m_canisters[canister.value]; }
  /// For each of many moments: how many calls had failed, refused attempts and messages to itself among them.
  [[nodiscard]] std::vector<std::size_t> failuresUntil(const std::vector<double>& us) const;
  /// How the calls of all canisters stood at `us`: those that the scenario's methods make …
  [[nodiscard]] OutcomeCounts countsUntil(double us) const;
  /// … and the messages of canisters' runtimes to themselves.
  [[nodiscard]] OutcomeCounts toItselfUntil(double us) const;
  [[nodiscard]] const FailureReasons& reasons() const { return m_reasons; }
  [[nodiscard]] std::uint64_t retried() const { return m_retried; }          ///< attempts after the first
  [[nodiscard]] std::uint64_t compensated() const { return m_compensated; }  ///< compensating calls performed
  /// When the first call was attempted at or after `fromUs`, if one was. Messages to itself count.
  [[nodiscard]] std::optional<std::int64_t> attemptFrom(double fromUs) const;

 private:
  /// How far a call has come.
  struct Progress {
    std::uint8_t reached = 0;  ///< the greatest CallPoint so far
    bool failing = false;
    bool ended = false;
    bool awaits = false;  ///< its callee does
  };

  void attempt(CallId call);
  void reach(CallId call, CallPoint point, std::int64_t us);
  void fail(CallId call, std::int64_t us);
  void suspend(CallId call, std::int64_t us);
  void resume(CallId call, std::int64_t us);
  /// The call that a context serves; kNoCall for those of users and tasks.
  [[nodiscard]] CallId servedBy(ContextId context) const;
  CanisterOutcomes& callerOf(CallId call) { return m_canisters[m_calls.call(call).caller.value]; }

  const CallTable& m_calls;
  std::vector<CanisterOutcomes> m_canisters;
  LargeList<Progress> m_progress;  ///< by call
  FailureReasons m_reasons;
  std::uint64_t m_retried = 0;
  std::uint64_t m_compensated = 0;
};

}  // namespace roundscope

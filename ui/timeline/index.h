// What happened where, prepared for drawing: lanes of canisters, rows in which calls never overdraw, and counts
// over time. Grows with the batches of a run; what it says about the past does not change.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/step_curve.h"
#include "core/run/time_list.h"
#include "ui/session/session.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {

/// The end of a call that still runs at the frontier.
inline constexpr std::int64_t kStillOpen = INT64_MAX;

/// One call on its row.
struct RowItem {
  std::int64_t startUs = 0;
  std::int64_t endUs = kStillOpen;
  CallId call;
};

/// Which entries of a list failed, by their places: it costs memory only for what failed.
class FailedPlaces {
 public:
  /// Places come in ascending order.
  void add(std::size_t place) { m_places.push_back(static_cast<std::uint32_t>(place)); }
  /// Whether any of the places [first, last) failed.
  [[nodiscard]] bool anyIn(std::size_t first, std::size_t last) const {
    const auto next = std::lower_bound(m_places.begin(), m_places.end(), first);
    return next != m_places.end() && *next < last;
  }
  bool operator==(const FailedPlaces&) const = default;

 private:
  LargeList<std::uint32_t> m_places;
};

/// Calls that do not overlap, in order of time.
struct LaneRow {
  LargeList<RowItem> items;
  FailedPlaces failed;  ///< of the items that have ended
};

/// A call that was not performed, at the moment of the attempt.
struct Attempt {
  std::int64_t us = 0;
  CallId call;
};

/// One message execution.
struct Execution {
  std::int64_t startUs = 0;
  std::int64_t endUs = kStillOpen;
  CallId call = kNoCall;
  ExecutionKind kind = ExecutionKind::Ingress;
};

/// The calls of one step of one call context: a fan-out, or calls one after the other.
struct Batch {
  ContextId context;
  std::uint16_t step = 0;
  OutcomeLog log;
};

/// A lock held by one call context. Of one lock, spans follow each other.
struct LockSpan {
  std::int64_t startUs = 0;
  std::int64_t endUs = kStillOpen;
  VariableId lock;
  ContextId context;
};

/// One canister: what it called, and what it executed.
struct Lane {
  CanisterId canister;
  SubnetId subnet;
  std::vector<LaneRow> rows;                 ///< the calls it made, packed greedily in call order
  LargeList<Attempt> refused;                ///< in order of time
  LargeList<Execution> executions;           ///< one after the other
  FailedPlaces trapped;                      ///< of the executions that have ended
  std::vector<Batch> batches;                ///< in order of their first call
  std::vector<std::vector<LockSpan>> locks;  ///< one list for each lock that was ever taken
  StepCurve exposed;     ///< call contexts that have changed state, go on later, and so show it half done
  TimeList commits;      ///< ends of messages whose method goes on later; only of canisters with variables
  TimeList cameBetween;  ///< starts of methods while another context awaited a call; only of canisters with variables
  /// For each point of a call's life: when calls reached (or skipped) it. A call that fails leaves them all.
  std::array<TimeList, kCallPointCount> reached;
  /// When calls ended, by CallOutcome; without those that were answered with a reply, which `reached` tells.
  std::array<TimeList, kOutcomeCount> failedAs;
  TimeList failing;  ///< when the answer of a call that fails was made …
  TimeList failed;   ///< … and when it was popped
  std::int64_t peakInFlight = 0;
  std::int64_t peakDrawn = 0;  ///< in flight, and refused since the round began: the height of a batch row

  [[nodiscard]] bool madeCalls() const { return !reached.front().empty() || !refused.empty(); }
  /// When attempts were not performed: the moments of `refused`.
  [[nodiscard]] const TimeList& notPerformed() const {
    return failedAs[static_cast<std::size_t>(CallOutcome::NotPerformed)];
  }
  /// How many calls were attempted at or before `us`.
  [[nodiscard]] std::uint32_t attemptedUntil(double us) const {
    return reached.front().countUntil(us) + notPerformed().countUntil(us);
  }
  /// How its calls stood at `us`.
  [[nodiscard]] OutcomeCounts countsUntil(double us) const;
};

/// The moments of the users' own messages.
struct UserMessages {
  TimeList sent, replied, failed;
};

/// One ordered pair caller → callee.
struct Pair {
  CanisterId caller, callee;
  StepCurve inFlight;
  TimeList refused;  ///< for want of a slot
  std::uint64_t limit = 0;
};

/// Which calls decide when the last user is answered, and how far others may slip.
struct PathAnalysis {
  std::vector<CallId> critical;                           ///< ascending
  std::vector<std::vector<CallId>> criticalOf;            ///< the same by the canister that made them
  std::vector<std::optional<std::uint32_t>> slackRounds;  ///< by call
  [[nodiscard]] bool hasCritical(CallId first, CallId last) const {
    const auto near = std::lower_bound(critical.begin(), critical.end(), first);
    return near != critical.end() && *near <= last;
  }
};

/// Of a run that has ended; empty when it was asked to stop meanwhile. Costs O(calls).
[[nodiscard]] std::shared_ptr<const PathAnalysis> analysePath(const VariantRun& run, const std::stop_token& stop = {});

/// How many rows a lane may need before its calls are drawn as one batch row.
inline constexpr std::size_t kRowsBeforeBatch = 12;

/// One variant. Holds a pointer to the run, which must outlive it.
class VariantIndex {
 public:
  explicit VariantIndex(const VariantRun& run);

  /// Takes in the batches that the run has gained. The run's call table must already know them.
  void grow();

  [[nodiscard]] const VariantRun& run() const { return *m_run; }
  [[nodiscard]] const Scenario& scenario() const { return *m_run->scenario; }
  [[nodiscard]] const CallTable& table() const { return m_run->table; }
  [[nodiscard]] const CallSpan& call(CallId id) const { return m_run->table.call(id); }
  /// One a canister of the scenario, in its order.
  [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }
  /// Canisters' lanes as they are shown: by subnet, then in the scenario's order; absent canisters left out.
  [[nodiscard]] const std::vector<std::size_t>& laneOrder() const { return m_laneOrder; }
  [[nodiscard]] const std::map<std::pair<CanisterId, CanisterId>, Pair>& pairs() const { return m_pairs; }
  [[nodiscard]] const StepCurve& inFlight() const { return m_inFlight; }
  /// How the calls of all canisters stood at `us`.
  [[nodiscard]] OutcomeCounts countsUntil(double us) const;
  /// When the first call was attempted, if any was.
  [[nodiscard]] std::optional<std::int64_t> firstAttemptUs() const;
  [[nodiscard]] const UserMessages& users() const { return m_users; }
  [[nodiscard]] std::size_t rowOf(CallId call) const { return m_calls[call.value].row; }
  /// Which hue a call is drawn in: the number of its style (the order of its step).
  [[nodiscard]] std::uint8_t hueOf(CallId call) const { return m_calls[call.value].hue; }
  [[nodiscard]] bool knows(CallId call) const { return call.value < m_calls.size(); }
  /// What the legend has to explain.
  [[nodiscard]] bool usesRetries() const { return m_usesRetries; }
  [[nodiscard]] bool usesCompensation() const { return m_usesCompensation; }
  [[nodiscard]] bool usesOwnMessages() const { return m_usesOwnMessages; }
  /// Whether any call has this hue yet.
  [[nodiscard]] bool usesHue(std::size_t hue) const { return m_huesUsed[hue]; }
  /// The moments of failures, in order: refused attempts and failed calls' ends.
  [[nodiscard]] const TimeList& failures() const { return m_failures; }
  /// Ends of calls that still run are drawn here: how far the run is known.
  [[nodiscard]] std::int64_t frontierUs() const { return m_frontierUs; }
  /// Instants from the first to the last with events until a moment, both included.
  [[nodiscard]] std::int64_t roundsUntil(double us) const;
  /// What was last set.
  [[nodiscard]] const PathAnalysis& path() const { return *m_path; }
  [[nodiscard]] bool knowsPath() const { return m_knowsPath; }
  void setPath(std::shared_ptr<const PathAnalysis> path);

 private:
  struct CallState {
    std::uint32_t row = 0;
    std::uint32_t batch = 0;
    CanisterId caller;
    std::uint8_t reached = 0;  ///< the greatest CallPoint so far
    std::uint8_t hue = 0;
    bool failing = false;
    bool ended = false;
  };
  struct OpenContext {
    std::uint32_t openCalls = 0;
    bool awaits = false;  ///< between its messages, for its open calls
    bool exposed = false;
  };
  struct LaneState {
    std::vector<std::uint32_t> freeRows;  ///< a heap, least first
    std::int64_t inFlight = 0;
    std::int64_t refusedInRound = 0;
    std::uint32_t refusedRound = 0;
    std::vector<CallId> performed;  ///< in the message that runs now
    std::map<std::pair<ContextId, std::uint16_t>, std::uint32_t> batchOf;
    std::uint32_t awaiting = 0;  ///< contexts that await calls
    bool changed = false;        ///< the message that runs now changed a variable or a lock
  };

  /// Takes in one event after the other.
  class Taker;
  friend class Taker;
  void settle();
  [[nodiscard]] OpenContext& contextOf(ContextId id);
  void attempted(CallId call, ContextId context, std::uint16_t step, CanisterId caller, std::int64_t us);
  void performed(const CallPerformed& event, std::int64_t us);
  void notPerformed(const CallNotPerformed& event, std::int64_t us, std::uint32_t round);
  void reach(CallId call, CallPoint point, std::int64_t us);
  void fail(CallId call, std::int64_t us);
  void end(CallId call, CallOutcome outcome, std::int64_t us);
  void executionStarted(const ExecutionStarted& event, std::int64_t us);
  void executionFinished(const ExecutionFinished& event, std::int64_t us);
  void contextStarted(const ExecutionStarted& event, std::int64_t us);
  void contextFinished(const ExecutionFinished& event, std::int64_t us);
  void lockChanged(const LockChanged& event, std::int64_t us);
  Pair& pairOf(CanisterId caller, CanisterId callee);
  [[nodiscard]] std::uint8_t styleOf(ContextId context, std::uint16_t step, CanisterId caller) const;

  const VariantRun* m_run;
  std::size_t m_batchesTaken = 0;
  std::uint32_t m_roundsTaken = 0;
  std::vector<Lane> m_lanes;
  std::vector<LaneState> m_laneStates;
  std::vector<std::size_t> m_laneOrder;
  LargeList<CallState> m_calls;
  LargeList<OpenContext> m_contexts;  ///< by id; one that is over is as one that never was
  std::map<std::pair<CanisterId, CanisterId>, Pair> m_pairs;
  StepCurve m_inFlight;
  UserMessages m_users;
  TimeList m_failures;
  std::array<bool, 4> m_huesUsed{};
  bool m_usesRetries = false;
  bool m_usesCompensation = false;
  bool m_usesOwnMessages = false;
  bool m_inQuery = false;  ///< its changes are discarded, so nothing is committed
  std::int64_t m_frontierUs = 0;
  std::int64_t m_lastEventUs = 0;
  std::shared_ptr<const PathAnalysis> m_path = std::make_shared<const PathAnalysis>();
  bool m_knowsPath = false;
};

/// The variants of a session, in its order.
class TimelineIndex {
 public:
  TimelineIndex() = default;
  explicit TimelineIndex(const std::vector<const VariantRun*>& runs);
  void grow();
  [[nodiscard]] const std::vector<VariantIndex>& variants() const { return m_variants; }
  /// See VariantIndex::path. `variant` is less than there are.
  void setPath(std::size_t variant, std::shared_ptr<const PathAnalysis> path) {
    m_variants[variant].setPath(std::move(path));
  }
  /// From the start of time to the end of the longest run so far, which is never empty.
  [[nodiscard]] std::int64_t endUs() const;

 private:
  std::vector<VariantIndex> m_variants;
};

}  // namespace roundscope::ui

// Where things are drawn: lanes of canisters, rows in which calls never overdraw, batches and hues. The run itself says
// what happened and how often. Grows with the batches of a run; what it says about the past does not change.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/outcome_log.h"
#include "core/run/run.h"
#include "ui/drawing/ticks.h"
#include "ui/session/session.h"
#include "ui/timeline/path_analysis.h"

namespace roundscope::ui {

struct ParentDifferences;

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

/// Calls that do not overlap, in order of time: all of rounds, or all of users' queries.
struct LaneRow {
  LargeList<RowItem> items;
  FailedPlaces failed;  ///< of the items that have ended
};

/// One message execution.
struct Execution {
  std::int64_t startUs = 0;
  std::int64_t endUs = kStillOpen;
  CallId call = kNoCall;
  ExecutionKind kind = ExecutionKind::Ingress;
};

/// Executions that do not overlap, in order of time.
class ExecutionRow {
 public:
  void start(const Execution& execution);
  void finish(const ExecutionFinished& event, std::int64_t us);

  [[nodiscard]] const LargeList<Execution>& executions() const { return m_executions; }
  [[nodiscard]] const FailedPlaces& trapped() const { return m_trapped; }
  /// How many had begun until `us`, and how many of them to serve a call that a method made.
  [[nodiscard]] std::size_t begunUntil(double us) const;
  [[nodiscard]] std::int64_t servedUntil(double us) const;

 private:
  static constexpr std::size_t kPerSum = 1'024;

  LargeList<Execution> m_executions;
  FailedPlaces m_trapped;               ///< of those that have ended
  std::vector<std::uint32_t> m_served;  ///< calls served before each `kPerSum` executions
  std::uint32_t m_servedInAll = 0;
};

/// Rows for what users' queries do. A query is told of with the round after it, when later things are known already,
/// and queries overlap each other: a row is free from a moment on.
class QueryRows {
 public:
  /// Takes the row that fell free last before `us`, or a new one, whose number `next` is.
  [[nodiscard]] std::uint32_t take(std::int64_t us, std::size_t next);
  void giveBack(std::uint32_t row, std::int64_t us) { m_free.emplace(us, row); }
  [[nodiscard]] std::size_t freeRows() const { return m_free.size(); }

 private:
  std::set<std::pair<std::int64_t, std::uint32_t>> m_free;
};

/// The calls of one step of one call context: a fan-out, or calls one after the other. Messages of the runtime to the
/// canister itself are not logged.
struct Batch {
  ContextId context;
  std::uint16_t step = 0;
  OutcomeLog log;
};

/// One canister: where the calls are drawn that it made, and what it executed.
struct Lane {
  CanisterId canister;
  SubnetId subnet;
  std::vector<LaneRow> rows;          ///< the calls it made, packed greedily in call order
  ExecutionRow messages;              ///< what it executed in rounds, one after the other
  std::vector<ExecutionRow> queries;  ///< what it executed for users' queries, packed as calls are
  std::vector<Batch> batches;         ///< in order of the events that tell of them
  /// When each batch had its first call, in order of time, and its place. Those of the runtime's messages are left out.
  std::vector<std::pair<std::int64_t, std::uint32_t>> batchStarts;
  std::int64_t peakDrawn = 0;  ///< the most in flight: the height of a batch row

  [[nodiscard]] bool executedAny() const { return !messages.executions().empty() || !queries.empty(); }
  /// The rows of its strip of executions, from above.
  [[nodiscard]] std::vector<const ExecutionRow*> strip() const;
  /// How many executions had begun, and how many of them to serve a call.
  [[nodiscard]] std::int64_t executionsUntil(double us) const;
  [[nodiscard]] std::int64_t servedUntil(double us) const;
};

/// As many as there are orders of calls.
inline constexpr std::size_t kHueCount = 3;

/// How many rows a lane may need before its calls are drawn as one batch row.
inline constexpr std::size_t kRowsBeforeBatch = 12;

/// One variant's layout. Holds a pointer to the run, which must outlive it.
class VariantIndex {
 public:
  explicit VariantIndex(const Run& run);

  /// Takes in the batches that the run has gained.
  void grow();

  [[nodiscard]] const Run& run() const { return *m_run; }
  [[nodiscard]] const Scenario& scenario() const { return m_run->scenario(); }
  [[nodiscard]] const CallTable& table() const { return m_run->calls(); }
  [[nodiscard]] const CallSpan& call(CallId id) const { return m_run->call(id); }
  /// One a canister of the scenario, in its order.
  [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }
  /// Canisters' lanes as they are shown: by subnet, then in the scenario's order. Of canisters that do not exist those
  /// that were called.
  [[nodiscard]] const std::vector<std::size_t>& laneOrder() const { return m_laneOrder; }
  // What the run knows of a lane's canister.
  [[nodiscard]] const CanisterOutcomes& outcomesOf(const Lane& lane) const {
    return m_run->outcomes().of(lane.canister);
  }
  [[nodiscard]] const CanisterExposure& exposureOf(const Lane& lane) const {
    return m_run->exposure().of(lane.canister);
  }
  [[nodiscard]] const std::vector<std::vector<LockSpan>>& locksOf(const Lane& lane) const {
    return m_run->state().locks(lane.canister);
  }
  [[nodiscard]] std::size_t rowOf(CallId call) const { return m_calls[call.value].row; }
  /// Which hue a call is drawn in: the number of its style (the order of its step).
  [[nodiscard]] std::uint8_t hueOf(CallId call) const { return m_calls[call.value].hue; }
  /// The one of a lane's first call, which stands for all where they are drawn as one; and of the first lane with
  /// calls.
  [[nodiscard]] std::uint8_t hueOf(const Lane& lane) const;
  [[nodiscard]] std::uint8_t hueOfFirst() const;
  [[nodiscard]] bool knows(CallId call) const { return call.value < m_calls.size(); }
  /// What the legend has to explain.
  [[nodiscard]] bool usesRetries() const { return m_usesRetries; }
  [[nodiscard]] bool usesCompensation() const { return m_usesCompensation; }
  [[nodiscard]] bool usesOwnMessages() const { return m_usesOwnMessages; }
  /// Whether any call has this hue yet.
  [[nodiscard]] bool usesHue(std::size_t hue) const { return m_huesUsed[hue]; }
  /// Whether nothing but users' queries has happened: their times are those of the latency model, not of rounds.
  [[nodiscard]] bool onlyQueries() const { return m_onlyQueries; }
  /// Ends of calls that still run are drawn here: how far the run is known.
  [[nodiscard]] std::int64_t frontierUs() const { return m_frontierUs; }
  /// What was last set.
  [[nodiscard]] const PathAnalysis& path() const { return *m_path; }
  [[nodiscard]] bool knowsPath() const { return m_knowsPath; }
  void setPath(std::shared_ptr<const PathAnalysis> path);
  /// Null where the variant was made of none, and as long as it is not known what differs.
  [[nodiscard]] const std::shared_ptr<const ParentDifferences>& differences() const { return m_differences; }
  void setDifferences(std::shared_ptr<const ParentDifferences> found) { m_differences = std::move(found); }

 private:
  struct CallState {
    std::uint32_t row = 0;
    std::uint32_t batch = 0;
    std::uint8_t hue = 0;
  };
  struct LaneState {
    std::vector<std::uint32_t> freeRows;  ///< of rounds' calls: a heap, least first
    QueryRows queryRows;                  ///< of queries' calls
    QueryRows queryStrips;                ///< of queries' executions
    std::uint32_t queryStrip = 0;         ///< where a query executes
    std::map<std::pair<ContextId, std::uint16_t>, std::uint32_t> batchOf;
  };

  void showLane(std::size_t lane);
  /// Takes in one event after the other.
  class Taker;
  friend class Taker;
  CallState& attempted(CallId call, std::int64_t us);
  static void noteAttempt(Lane& lane, std::uint32_t batch, std::int64_t us);
  [[nodiscard]] std::uint32_t freeRow(Lane& lane, LaneState& state, std::int64_t us) const;
  void performed(CallId call, std::int64_t us);
  void notPerformed(CallId call, std::int64_t us);
  void end(CallId call, std::int64_t us);
  /// How many of the lane's rows have a call on them that has not ended.
  [[nodiscard]] std::int64_t takenRows(CanisterId caller) const;
  void executionStarted(const ExecutionStarted& event, std::int64_t us);
  void executionFinished(const ExecutionFinished& event, std::int64_t us);
  [[nodiscard]] std::uint8_t styleOf(const CallSpan& call) const;

  const Run* m_run;
  std::uint64_t m_eventsTaken = 0;
  std::uint32_t m_roundsTaken = 0;
  std::vector<Lane> m_lanes;
  std::vector<LaneState> m_laneStates;
  std::vector<std::size_t> m_laneOrder;
  LargeList<CallState> m_calls;
  std::array<bool, kHueCount> m_huesUsed{};
  bool m_usesRetries = false;
  bool m_usesCompensation = false;
  bool m_usesOwnMessages = false;
  bool m_onlyQueries = false;
  std::int64_t m_frontierUs = 0;
  std::int64_t m_lastEventUs = 0;
  std::shared_ptr<const PathAnalysis> m_path = std::make_shared<const PathAnalysis>();
  bool m_knowsPath = false;
  std::shared_ptr<const ParentDifferences> m_differences;
  bool m_inQuery = false;  ///< the event that is taken in belongs to a user's query
};

/// The variants of a session, in its order.
class TimelineIndex {
 public:
  TimelineIndex() = default;
  explicit TimelineIndex(const std::vector<const Run*>& runs);
  void grow();
  [[nodiscard]] const std::vector<VariantIndex>& variants() const { return m_variants; }
  /// See VariantIndex::path. `variant` is less than there are.
  void setPath(std::size_t variant, std::shared_ptr<const PathAnalysis> path) {
    m_variants[variant].setPath(std::move(path));
  }
  /// See VariantIndex::differences. `variant` is less than there are.
  void setDifferences(std::size_t variant, std::shared_ptr<const ParentDifferences> found) {
    m_variants[variant].setDifferences(std::move(found));
  }
  /// From the start of time to the end of the longest run so far, which is never empty.
  [[nodiscard]] std::int64_t endUs() const;

 private:
  std::vector<VariantIndex> m_variants;
};

/// The scale that fits the runs: the first subnet's rounds, or the milliseconds of queries where there is nothing else
/// in the variants that are not left out.
[[nodiscard]] AxisScale scaleOf(const TimelineIndex& index, AxisUnit unit, const std::set<std::size_t>& leftOut = {});
/// The variants with nothing but queries, beside others with rounds: each has an axis of its own.
[[nodiscard]] std::set<std::size_t> ownAxesOf(const TimelineIndex& index, const std::set<std::size_t>& leftOut);

}  // namespace roundscope::ui

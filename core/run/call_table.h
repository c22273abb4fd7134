// Folds events into one row per call and one per round: the spans that pictures and summaries use.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/ids.h"
#include "core/base/large_list.h"
#include "core/base/time.h"
#include "core/protocol/outcome.h"
#include "core/run/ingress_contexts.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace roundscope {

/// A place in the run: a row of CallTable::rounds() and the event's ordinal within that round.
/// Moments of one subnet compare in the order things happened.
struct Moment {
  static constexpr std::uint32_t kNever = 0xffffffff;
  std::uint32_t round = kNever;
  std::uint32_t ordinal = 0;
  [[nodiscard]] bool happened() const { return round != kNever; }
  auto operator<=>(const Moment&) const = default;
};

/// One round of one subnet in which something happened.
struct RoundRow {
  Time time;
  Duration interval;
  /// In how much of it its events are drawn: before any subnet's next block, so that nothing is drawn before what led
  /// to it. What is left shows the messages that cross to other subnets.
  Duration drawnSpan;
  std::uint64_t firstEvent = 0;  ///< index of its RoundStarted in the trace
  std::uint32_t eventCount = 0;
  std::uint32_t round = 0;        ///< the subnet's own number
  std::uint32_t drawnBefore = 0;  ///< events drawn before this round's own in the same interval; see drawnAt
  std::uint32_t drawnAmong = 0;   ///< events that share the interval
  std::uint32_t queryEvents = 0;  ///< of users' queries, right after RoundStarted; they have times of their own
  std::uint32_t queryTimes = 0;   ///< row of the first of these in the table's list of such times
  SubnetId subnet;

  /// Whether the event with this ordinal belongs to a user's query.
  [[nodiscard]] bool isInQuery(std::uint32_t ordinal) const { return ordinal > 0 && ordinal <= queryEvents; }
  /// Queries are evaluated outside of rounds: where nothing else stands, there was no round.
  [[nodiscard]] bool onlyQueries() const { return queryEvents > 0 && eventCount <= queryEvents + 1; }
};

/// The corners of a call's life. Phases are the stretches between them; some are missing for local or failed calls.
enum class CallPoint : std::uint8_t {
  Performed,         ///< in the caller's output queue (for a call not performed: the attempt)
  RequestRouted,     ///< travelling
  RequestInducted,   ///< in the callee's input queue
  Started,           ///< executing at the callee
  Answered,          ///< the response exists
  ResponseRouted,    ///< travelling back
  ResponseInducted,  ///< in the caller's input queue
  Completed,         ///< popped: the callback starts
};
inline constexpr std::size_t kCallPointCount = 8;

struct CallSpan {
  std::array<Moment, kCallPointCount> points{};
  ContextId context;                 ///< the caller's
  ContextId servedBy = kNoContext;   ///< the callee's, once started
  CallId dispatchedAfter = kNoCall;  ///< the call whose callback made this one; kNoCall: the method's first message
  MethodRef callee;
  CanisterId caller;
  std::uint16_t step = 0;
  std::uint16_t timeoutSeconds = 0;  ///< 0: unbounded
  std::uint8_t attempt = 1;          ///< see isOwnMessage
  CallOutcome outcome = CallOutcome::InFlight;
  RejectCode code = RejectCode::None;
  RejectReason reason = RejectReason::None;
  NotPerformedReason notPerformed = NotPerformedReason::Slots;
  bool lateResponseDropped = false;
  bool compensation = false;  ///< undoes an earlier call
  bool outside = false;       ///< to the network itself: RequestRouted tells from when on it waits for the answer

  [[nodiscard]] const Moment& at(CallPoint point) const { return points[static_cast<std::size_t>(point)]; }
  /// How it stands for its caller: an answer that the caller has not taken is none yet.
  [[nodiscard]] CallOutcome settled() const { return end().happened() ? outcome : CallOutcome::InFlight; }
  /// When it is over for its caller: at once where it was not performed, else when its callback starts.
  [[nodiscard]] const Moment& end() const {
    return at(outcome == CallOutcome::NotPerformed ? CallPoint::Performed : CallPoint::Completed);
  }
  [[nodiscard]] bool failed() const { return isFailure(outcome); }
  [[nodiscard]] bool isOwnMessage() const { return roundscope::isOwnMessage(attempt); }
};

/// One call context: a user's message, a call being served, a timer or a heartbeat.
struct ContextRow {
  CanisterId canister;
  MethodId method;
  ExecutionKind kind = ExecutionKind::Ingress;
  CallId call = kNoCall;           ///< Request, SelfMessage: the call it serves
  IngressId ingress;               ///< Ingress: which
  CallId answeredAfter = kNoCall;  ///< the call whose callback gave the answer; kNoCall: the first message, or none yet
  Moment opened;
  Moment answered;  ///< when the answer was given
};

/// The stretch in which the method that serves a call awaits calls of its own: from the end of its first message to the
/// callback that gives the answer. Simplified: callbacks between the two, which take no more than a place in the order
/// of their round, are not told apart from the waiting.
struct Suspension {
  Moment from;   ///< never: the method has not awaited anything
  Moment until;  ///< never: until the answer, however it came, or still
};

/// Grows with every batch; rows keep their numbers.
class CallTable {
 public:
  /// Borrows the scenario, which must outlive the table.
  explicit CallTable(const Scenario& scenario);

  /// Folds the next batch of the trace. Batches come in order, each once.
  void append(const RoundBatch& batch);

  [[nodiscard]] const LargeList<CallSpan>& calls() const { return m_calls; }
  [[nodiscard]] const CallSpan& call(CallId id) const { return m_calls[id.value]; }
  [[nodiscard]] const LargeList<RoundRow>& rounds() const { return m_rounds; }
  [[nodiscard]] const LargeList<ContextRow>& contexts() const { return m_contexts; }
  /// The context that a user's message opened; kNoContext until it executes.
  [[nodiscard]] ContextId contextOf(IngressId message) const { return m_ingress.of(message); }
  /// When a message of the call was dropped before it reached its next place; of several the last. Moment::kNever else.
  [[nodiscard]] Moment droppedAt(CallId call) const {
    const auto dropped = m_dropped.find(call.value);
    return dropped == m_dropped.end() ? Moment{} : dropped->second;
  }
  /// The first call that a message may have made which started then: calls made by one message stand together, from
  /// this one on, if it made any. A row of calls(), or their number.
  [[nodiscard]] std::uint64_t firstCallOfMessage(Moment started) const;
  /// Where in simulated time a moment is drawn: events of a round are spread evenly over its drawn span, in order;
  /// those of queries stand where the latency model has them.
  [[nodiscard]] Time drawnAt(Moment moment) const;
  /// When the callee of this call awaited calls of its own before it answered.
  [[nodiscard]] Suspension suspensionOf(const CallSpan& call) const;
  /// The iteration of its round in which an event happened, from 0; absent before the first one and in queries.
  [[nodiscard]] std::optional<std::uint32_t> iterationAt(Moment moment) const;

 private:
  /// A message that executes, or is paused.
  struct Running {
    ContextId context = kNoContext;
    CallId trigger = kNoCall;  ///< the call whose callback it is
    Moment started;
    bool hasCalled = false;
  };

  void startRound(const RoundStarted& event);
  [[nodiscard]] Duration spanFrom(Time instant) const;
  void endInstant(std::size_t firstRow);
  void fold(const Event& event, Moment here);
  void placeInQuery(const Event& event, RoundRow& row);
  void noteStart(const ExecutionStarted& event, Moment here);
  void noteFinish(const ExecutionFinished& event, Moment here);
  void noteAnswer(const ResponseCreated& event, Moment here);
  void noteDropped(const MessageDropped& event, Moment here);
  void noteEnd(const IngressCompleted& event, Moment here);
  Running& running(CanisterId canister) { return m_inQuery ? m_inQueryRunning : m_running[canister.value]; }
  CallSpan& attempt(CallId id, CanisterId caller, Moment here);
  Moment& point(CallId id, CallPoint point);

  const Scenario* m_scenario;
  Time m_spanOf{-1};  ///< the instant that m_span belongs to
  Duration m_span;
  bool m_sharedIntervals =
      false;  ///< messages cross subnets within an instant, so its rounds are drawn one after another
  LargeList<CallSpan> m_calls;
  LargeList<RoundRow> m_rounds;
  LargeList<ContextRow> m_contexts;
  IngressContexts m_ingress;
  std::vector<Running> m_running;  ///< by canister: the message that started last
  Running m_inQueryRunning;        ///< the same within a query, which disturbs no paused message
  /// A call context whose first message ended without an answer. Others take no memory.
  struct Suspended {
    ContextId context;
    Moment from;
  };
  LargeList<Suspended> m_suspended;                ///< by context
  LargeList<Moment> m_iterations;                  ///< when each began
  std::map<Moment, CallId> m_firstCallAfterPause;  ///< by the message's start, where it called in a later round
  std::map<std::uint32_t, Moment> m_dropped;       ///< by call
  std::uint64_t m_eventCount = 0;
  std::vector<Time> m_queryTimes;  ///< of the queries' events, all rounds together
  bool m_inQuery = false;          ///< between QueryStarted and QueryFinished of depth 0
  Time m_queryStart;
  std::uint64_t m_queryInstructions = 0;  ///< used since m_queryStart
};

}  // namespace roundscope

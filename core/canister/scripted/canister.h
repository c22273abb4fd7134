// Runs the steps of a scenario's methods as canister code. A method suspends at calls that it awaits
// and goes on in their callbacks, as compiled Motoko and Rust do.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/base/pool.h"
#include "core/canister/program.h"
#include "core/canister/scripted/waiting_retries.h"

namespace roundscope {

/// What has become of a call whose future the method awaits later.
enum class FutureState : std::uint8_t { Open, Replied, Failed };

/// A future that the method keeps until it awaits it, as Motoko's programs do.
struct Kept {
  std::uint32_t number = 0;  ///< of the call within the step, from 0
  std::uint8_t attempt = 1;
  FutureState state = FutureState::Open;
};

/// Futures in the order of sending, which is that of awaiting.
struct FutureList {
  std::vector<Kept> kept{};                      ///< those that may still be awaited
  std::uint32_t first = 0;                       ///< the place of the first of them; those before are forgotten
  std::uint32_t awaited = 0;                     ///< how many the method has awaited, those forgotten included
  std::uint32_t sentFirst = 0;                   ///< how many were kept before the first was awaited
  std::uint32_t suspendedOn = kNone;             ///< the place of the future that the method has suspended on
  bool messageToItself = false;                  ///< it waits for one because that future was completed
  std::map<std::uint32_t, std::string> texts{};  ///< by place, of failures that are thrown once they are awaited

  [[nodiscard]] std::uint32_t end() const { return first + static_cast<std::uint32_t>(kept.size()); }
  [[nodiscard]] bool isDone() const { return awaited == end(); }
  [[nodiscard]] Kept& at(std::uint32_t place) { return kept[place - first]; }
  /// Those that are awaited will not be awaited again.
  void forgetAwaited();
  /// The text of the failure at this place.
  [[nodiscard]] std::string textOf(std::uint32_t place) const;
};

/// How far one `call` step has come.
struct CallProgress {
  MethodId method{};  ///< of the step; a frame that retries serves steps of several methods
  std::uint16_t step = 0;
  bool begun = false;
  bool stopped = false;       ///< sends no more
  bool compensating = false;  ///< undoes what had succeeded
  std::uint32_t next = 0;     ///< calls taken up so far
  std::uint32_t open = 0;     ///< calls under way
  std::uint32_t failed = 0;
  std::vector<std::uint32_t> succeeded{};  ///< numbers of the calls to undo; kept only where the step compensates

  FutureList futures{};      ///< of Motoko's programs, where several calls are under way
  FutureList undos{};        ///< the same of calls that compensate
  bool awaitedOnce = false;  ///< all futures are; to await them again only takes time
};

/// How many calls of a step ended how so far.
struct Tally {
  std::uint16_t step = 0;
  std::uint32_t replied = 0;
  std::uint32_t failed = 0;
};

/// One activation of a method: where it is, and what it still waits for.
struct Frame {
  ContextId context = kNoContext;
  MethodId method;
  std::uint32_t run = 0;  ///< counts the executions of the method, from 1
  std::uint16_t step = 0;
  bool retrying = false;       ///< no steps of its own: repeats failed calls, perhaps of several methods
  bool timerHandler = false;   ///< no steps of its own: has called the timer's bodies
  bool dead = false;           ///< trapped: callbacks that still come do nothing, or trap too
  bool ended = false;          ///< all steps are done; lives on while calls are open
  std::uint32_t awaiting = 0;  ///< calls under way, all steps together
  std::uint32_t replied = 0;
  std::uint32_t failed = 0;
  CallProgress calls;                  ///< of the current step
  std::vector<CallProgress> detached;  ///< of steps whose calls are awaited later; of those whose calls are repeated
  std::vector<Tally> tallies;          ///< of steps with a label
};

/// A call under way, as its callback will find it again.
struct Future {
  std::uint32_t frame = kNone;
  std::uint32_t number = 0;     ///< within the step, from 0
  std::uint32_t place = kNone;  ///< among the futures that the method keeps; else its callback sees to it
  MethodId method{};            ///< whose step it is
  std::uint16_t step = 0;
  OwnMessage own = OwnMessage::None;
  std::uint8_t attempt = 1;
  bool compensation = false;
  bool forgotten = false;
};

/// How a call ended.
struct CallEnd {
  std::uint32_t number = 0;
  std::uint8_t attempt = 1;
  bool replied = false;
  RejectCode code = RejectCode::None;
  std::string text{};  ///< of a failure, only where something is made of it
};

/// A timer of the canister.
struct TimerState {
  std::optional<Time> due;     ///< when it fires next
  std::uint32_t inFlight = 0;  ///< calls of its body that are not answered
};

class ScriptedCanister : public CanisterProgram {
 public:
  /// Borrows the scenario, which must outlive it.
  ScriptedCanister(const Scenario& scenario, CanisterId self);

  [[nodiscard]] MethodKind kindOf(MethodId method) const override;
  [[nodiscard]] bool hasHeartbeat() const override;
  MessageEnd update(MethodId method, ContextId context, SystemApi& api) override;
  MessageEnd query(MethodId method, ContextId context, SystemApi& api) override;
  MessageEnd compositeQuery(MethodId method, ContextId context, SystemApi& api) override;
  MessageEnd ownMessage(OwnMessage own, MethodId method, ContextId context, SystemApi& api) override;
  MessageEnd callback(std::uint64_t env, RejectCode code, SystemApi& api) override;
  MessageEnd cleanup(std::uint64_t env, SystemApi& api) override;
  MessageEnd globalTimer(ContextId context, SystemApi& api) override;
  MessageEnd heartbeat(ContextId context, SystemApi& api) override;
  void commit() override;
  void rollback() override;
  [[nodiscard]] std::unique_ptr<CanisterProgram> forQuery() const override;
  [[nodiscard]] std::optional<Time> initialTimer() const override;
  [[nodiscard]] bool awaitsTimer() const override;
  [[nodiscard]] MethodId timerMethod(Time now) const override;
  [[nodiscard]] bool awaitsHeartbeat() const override;
  [[nodiscard]] const std::vector<std::int64_t>& variables() const override { return m_variables; }
  [[nodiscard]] std::uint64_t memoryBytes() const override;

 private:
  enum class Flow : std::uint8_t { Next, Suspend, End, Trap };

  // canister.cpp: entering and leaving
  void beginMessage(std::uint32_t frame, bool isCallback);
  std::uint32_t openFrame(MethodId method, ContextId context);
  MessageEnd start(MethodId method, ContextId context, SystemApi& api);
  void closeIfDone(std::uint32_t frame);
  void assign(VariableId variable, std::int64_t value);
  void restoreValues();
  void noteChange(VariableId variable, SystemApi& api) const;

  // steps.cpp: what each step does
  MessageEnd run(std::uint32_t frame, SystemApi& api);
  MessageEnd leave(std::uint32_t frame, Flow flow, SystemApi& api);
  Flow perform(std::uint32_t frame, MethodId method, std::uint16_t at, std::uint32_t number, SystemApi& api);
  Flow performBlock(std::uint32_t frame, MethodId method, std::size_t from, std::size_t to, std::uint32_t number,
                    SystemApi& api);
  [[nodiscard]] std::uint16_t after(std::uint32_t frame, MethodId method, std::uint16_t at, std::uint32_t number) const;
  Flow performFinally(std::uint32_t frame, SystemApi& api);
  Flow performDelay(std::uint32_t frame, std::optional<Duration> time, SystemApi& api);
  Flow performLock(const Frame& frame, std::uint16_t at, const LockStep& lock, SystemApi& api);
  Flow performUnlock(VariableId lock, SystemApi& api);
  Flow rejectAndEnd(const Frame& frame, std::uint16_t at, std::string_view text, SystemApi& api);
  Flow trap(std::uint16_t at, std::string text);
  [[nodiscard]] MessageEnd trapped() const { return {.trapped = true, .step = m_trapStep, .trapText = m_trapText}; }
  void giveBackGuards(const Frame& frame, SystemApi& api);
  [[nodiscard]] std::int64_t valueOf(const Operand& operand) const;
  [[nodiscard]] bool holds(const Frame& frame, const Condition& condition) const;
  [[nodiscard]] bool applies(const Step& step, MethodId method, std::uint16_t index, std::uint32_t run,
                             std::uint32_t number) const;

  // calls.cpp: making calls, and what follows their ends
  Flow performCalls(std::uint32_t frame, const Step& step, SystemApi& api);
  Flow sendSome(std::uint32_t frame, CallProgress& progress, const Step& step, std::uint32_t together, SystemApi& api);
  Flow forgetCalls(std::uint32_t frame, CallProgress& progress, const Step& step, SystemApi& api);
  bool send(std::uint32_t frame, CallProgress& progress, const CallStep& call, Future future, SystemApi& api);
  Flow dispatch(std::uint32_t frame, CallProgress& progress, const CallStep& call, std::uint32_t number,
                std::uint8_t attempt, SystemApi& api);
  Flow takeOutcome(std::uint32_t frame, const Future& future, RejectCode code, SystemApi& api);
  Flow settle(std::uint32_t frame, CallProgress& progress, const CallStep& call, const CallEnd& end, SystemApi& api);
  Flow settleFailure(std::uint32_t frame, CallProgress& progress, const CallStep& call, const CallEnd& end,
                     SystemApi& api);
  static void noteEnd(Frame& frame, CallProgress& progress, const CallStep& call, bool replied);
  Flow compensateOnce(std::uint32_t frame, CallProgress& progress, const CallStep& call, SystemApi& api);
  /// Motoko keeps the futures of calls that are under way together and awaits them one after the other; in Rust, and
  /// where only one call is under way, its own callback sees to it.
  [[nodiscard]] bool keepsFutures(const CallStep& call) const {
    return isMotoko() && (call.awaiting == Awaiting::Later || (call.order != Order::Sequential && call.count > 1));
  }
  [[nodiscard]] FutureList* listFor(const Frame& frame, CallProgress& progress, const CallStep& call,
                                    const Future& future) const;
  /// Whether something is made of the text of a failure.
  [[nodiscard]] static bool endsLoudly(const CallStep& call) {
    return call.onFailure == OnFailure::Throw || call.onFailure == OnFailure::Trap;
  }

  // await.cpp: futures that are awaited later
  Flow performAwait(std::uint32_t frame, const AwaitStep& await, SystemApi& api);
  Flow awaitFutures(std::uint32_t frame, CallProgress& progress, const AwaitStep& await, SystemApi& api);
  Flow awaitWindow(std::uint32_t frame, CallProgress& progress, const Step& step, SystemApi& api);
  Flow awaitRetries(std::uint32_t frame, SystemApi& api);
  std::optional<CallEnd> awaitNext(std::uint32_t frame, CallProgress& progress, FutureList& futures,
                                   const AwaitStep& await, SystemApi& api);

  // tasks.cpp: what the canister does by itself
  bool sendToItself(std::uint32_t frame, OwnMessage own, MethodId method, std::uint16_t step, SystemApi& api,
                    std::optional<Duration> answerAfter = std::nullopt);
  void takeOwnAnswer(Frame& frame, const Future& future, RejectCode code, SystemApi& api);
  void queueRetry(MethodId method, std::uint16_t step, std::uint32_t number, std::uint8_t attempt, const Retry& retry,
                  SystemApi& api);
  static CallProgress& repeated(Frame& frame, const PendingRetry& retry);
  MessageEnd repeatDue(ContextId context, RetryVia via, SystemApi& api);
  void callDueBodies(std::uint32_t frame, SystemApi& api);
  void armTimer(SystemApi& api);
  [[nodiscard]] const PendingRetry* dueTimerRetry(Time now) const;
  [[nodiscard]] WaitingRetries& retriesOf(RetryVia via) {
    return via == RetryVia::Timer ? m_timerRetries : m_heartbeatRetries;
  }
  [[nodiscard]] std::optional<Time> nextBody() const;

  [[nodiscard]] bool isMotoko() const { return m_canister->language == Language::Motoko; }
  [[nodiscard]] const Method& methodOf(const Frame& frame) const { return m_canister->methods[frame.method.value]; }
  [[nodiscard]] const Step& stepAt(MethodId method, std::uint16_t step) const {
    return m_canister->methods[method.value].steps[step];
  }
  [[nodiscard]] const CallStep& callStep(MethodId method, std::uint16_t step) const {
    return std::get<CallStep>(stepAt(method, step).action);
  }

  const Scenario* m_scenario;
  const Canister* m_canister;
  CanisterId m_self;
  std::uint64_t m_nameKey;  ///< stands for the canister's id where chance decides

  Pool<Frame> m_frames;
  Pool<Future> m_futures;
  std::vector<std::int64_t> m_variables;
  std::vector<std::uint32_t> m_runs;  ///< executions of each method; a count of arrivals, so a trap does not undo it
  WaitingRetries m_timerRetries;
  WaitingRetries m_heartbeatRetries;
  std::vector<TimerState> m_timers;  ///< of the canister's timers, in their order
  bool m_retryTaskSent = false;      ///< a message to itself is under way that will make the due retries

  // What the message that executes now has changed, for rollback.
  std::uint32_t m_current = kNone;  ///< its frame
  bool m_inCallback = false;
  std::uint32_t m_awaitingBefore = 0;
  std::vector<std::pair<VariableId, std::int64_t>> m_oldValues;
  std::vector<std::uint32_t> m_newFutures;
  std::vector<TimerState> m_oldTimers;
  bool m_oldRetryTaskSent = false;
  bool m_endedBefore = false;

  // Where and why it trapped.
  std::uint16_t m_trapStep = 0;
  std::string m_trapText;
};

}  // namespace roundscope

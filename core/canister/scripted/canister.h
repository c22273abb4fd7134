// Runs the steps of a scenario's methods as canister code. A method suspends at calls that it awaits
// and goes on in their callbacks, as compiled Motoko and Rust do.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "core/base/check.h"
#include "core/base/pool.h"
#include "core/canister/program.h"

namespace roundscope {

/// What has become of one dispatched call that a later `await` waits for.
enum class FutureState : std::uint8_t { None, Open, Completed };

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
  std::vector<FutureState> futures{};      ///< by number; kept only for dispatched calls
  std::uint32_t awaited = 0;               ///< futures that the `await` is done with
  std::uint32_t suspendedOn = kNone;       ///< the number of the future that it has suspended on
  bool messageToItself = false;            ///< it waits for a message to itself because that future was completed
};

/// One activation of a method: where it is, and what it still waits for.
struct Frame {
  ContextId context = kNoContext;
  MethodId method;
  std::uint32_t run = 0;  ///< counts the executions of the method, from 1
  std::uint16_t step = 0;
  bool retrying = false;       ///< no steps of its own: repeats failed calls, perhaps of several methods
  bool timerHandler = false;   ///< no steps of its own: has called the timer's bodies
  bool dead = false;           ///< trapped: callbacks that still come do nothing
  bool ended = false;          ///< all steps are done; lives on while calls are open
  std::uint32_t awaiting = 0;  ///< calls under way, all steps together
  std::uint32_t replied = 0;
  std::uint32_t failed = 0;
  CallProgress calls;                  ///< of the current step
  std::vector<CallProgress> detached;  ///< of steps that only dispatched
};

/// A call under way, as its callback will find it again.
struct Future {
  std::uint32_t frame = kNone;
  std::uint32_t number = 0;  ///< within the step, from 0
  MethodId method{};         ///< whose step it is
  std::uint16_t step = 0;
  OwnMessage own = OwnMessage::None;
  std::uint8_t attempt = 1;
  bool compensation = false;
};

/// A failed call that a later timer or heartbeat makes again.
struct PendingRetry {
  MethodId method;
  std::uint16_t step = 0;
  std::uint32_t number = 0;
  std::uint8_t attempt = 1;  ///< the one to come
  Time due;
  bool operator==(const PendingRetry&) const = default;
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
  [[nodiscard]] bool awaitsHeartbeat() const override;
  [[nodiscard]] const std::vector<std::int64_t>& variables() const override { return m_variables; }

 private:
  enum class Flow : std::uint8_t { Next, Suspend, End, Trap };

  void beginMessage(std::uint32_t frame, bool isCallback);
  std::uint32_t openFrame(MethodId method, ContextId context);
  MessageEnd start(MethodId method, ContextId context, SystemApi& api);
  void closeIfDone(std::uint32_t frame);
  MessageEnd run(std::uint32_t frame, SystemApi& api);
  Flow perform(std::uint32_t frame, const Step& step, SystemApi& api);
  Flow performCalls(std::uint32_t frame, const Step& step, SystemApi& api);
  Flow performAwait(std::uint32_t frame, const AwaitStep& await, SystemApi& api);
  Flow awaitFutures(std::uint32_t frame, CallProgress& progress, const AwaitStep& await, SystemApi& api);
  Flow compensateOnce(std::uint32_t frame, CallProgress& progress, const CallStep& call, SystemApi& api);
  bool sendToItself(std::uint32_t frame, OwnMessage own, MethodId method, SystemApi& api);
  void takeOwnAnswer(Frame& frame, const Future& future, RejectCode code, SystemApi& api);
  Flow rejectAndEnd(const Frame& frame, std::string_view text, SystemApi& api) const;
  Flow performRequire(const Frame& frame, const RequireStep& require, SystemApi& api) const;
  void giveBackGuards(const Frame& frame, SystemApi& api);
  Flow performLock(const Frame& frame, const LockStep& lock, SystemApi& api);
  bool dispatch(std::uint32_t frame, CallProgress& progress, const CallStep& call, std::uint32_t number,
                std::uint8_t attempt, SystemApi& api);
  void compensate(std::uint32_t frame, CallProgress& progress, const CallStep& call, SystemApi& api);
  void takeOutcome(Frame& frame, const Future& future, bool replied, SystemApi& api);
  void noteFailure(Frame& frame, CallProgress& progress, const CallStep& call);
  void queueRetry(MethodId method, std::uint16_t step, std::uint32_t number, std::uint8_t attempt, const Retry& retry,
                  SystemApi& api);
  void repeatDue(ContextId context, RetryVia via, SystemApi& api);
  void callDueBodies(std::uint32_t frame, SystemApi& api);
  void armTimer(SystemApi& api);
  [[nodiscard]] const PendingRetry* dueTimerRetry(Time now) const;
  void assign(VariableId variable, std::int64_t value);
  void restoreValues();
  void noteChange(VariableId variable, SystemApi& api) const;
  [[nodiscard]] std::int64_t valueOf(const Operand& operand) const;
  [[nodiscard]] bool applies(const Step& step, MethodId method, std::uint16_t index, std::uint32_t run,
                             std::uint32_t number) const;
  /// Whether the method is the body of the timer or of the heartbeat.
  [[nodiscard]] bool isTaskBody(MethodId method) const {
    return (m_canister->timer && m_canister->timer->body == method) || m_canister->heartbeat == method;
  }
  [[nodiscard]] const Method& methodOf(const Frame& frame) const { return m_canister->methods[frame.method.value]; }
  [[nodiscard]] const CallStep& callStep(MethodId method, std::uint16_t step) const;

  const Scenario* m_scenario;
  const Canister* m_canister;
  CanisterId m_self;
  std::uint64_t m_nameKey;  ///< stands for the canister's id where chance decides

  Pool<Frame> m_frames;
  Pool<Future> m_futures;
  std::vector<std::int64_t> m_variables;
  std::vector<std::uint32_t> m_runs;  ///< executions of each method; a count of arrivals, so a trap does not undo it
  std::vector<PendingRetry> m_retries;
  std::optional<Time> m_bodyDue;       ///< when the scenario's own timer fires next
  std::uint32_t m_bodiesInFlight = 0;  ///< calls of the timer's body that are not answered
  bool m_retryTaskSent = false;        ///< a message to itself is under way that will make the due retries

  // What the message that executes now has changed, for rollback.
  std::uint32_t m_current = kNone;  ///< its frame
  bool m_inCallback = false;
  std::uint32_t m_awaitingBefore = 0;
  std::vector<std::pair<VariableId, std::int64_t>> m_oldValues;
  std::vector<std::uint32_t> m_newFutures;
  std::size_t m_retryCountBefore = 0;
  std::optional<std::vector<PendingRetry>> m_retriesBefore;  ///< set where a message takes retries out of the list
  std::optional<Time> m_oldBodyDue;
  std::uint32_t m_oldBodiesInFlight = 0;
  bool m_oldRetryTaskSent = false;
};

}  // namespace roundscope

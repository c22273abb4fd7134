// The steps of a scenario's methods, each of which reads as a line of Motoko or Rust.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/protocol/backoff.h"
#include "core/protocol/limits.h"

namespace roundscope {

/// A method of a canister, by number.
struct MethodRef {
  CanisterId canister;
  MethodId method;
  bool operator==(const MethodRef&) const = default;
};

/// In which repetitions a step applies. Counted per call of a `call` step, per execution otherwise.
struct When {
  std::uint32_t every = 0;              ///< every k-th (k, 2k, …); 0 = not used
  std::vector<std::uint32_t> listed;    ///< 1-based numbers, ascending; empty = not used
  std::uint32_t chanceNumerator = 0;    ///< a ratio, drawn from the scenario's seed
  std::uint32_t chanceDenominator = 0;  ///< 0 = not used
  bool operator==(const When&) const = default;
};

/// How long a caller waits. Source: protocol.md section 6.
enum class Wait : std::uint8_t { Unbounded, Bounded };

/// How the calls of one `call` step follow each other.
enum class Order : std::uint8_t {
  Sequential,  ///< each is awaited before the next is sent
  Parallel,    ///< all are sent, then awaited
  Window,      ///< at most `window` are kept in flight
};

/// What a method does about a call that failed.
enum class OnFailure : std::uint8_t {
  Count,       ///< notes it, and goes on
  Stop,        ///< sends no further call of the step
  Throw,       ///< ends with a reject of the failure's own text; what it has sent stays sent
  Trap,        ///< traps: what this message changed, called and answered is undone
  Retry,       ///< makes the call again
  Compensate,  ///< undoes the calls of the step that had succeeded
};

/// Where a method waits for the calls of a step.
enum class Awaiting : std::uint8_t {
  Here,
  Later,  ///< only the futures are made; an AwaitStep with the label follows. Rust sends there, Motoko here
  Never,  ///< fire and forget: nothing depends on how they end
};

/// Uses instructions, and dirties heap pages. Counts toward the message in which it runs.
struct WorkStep {
  std::uint64_t instructions = 0;
  std::uint64_t heapDeltaBytes = 0;
  bool operator==(const WorkStep&) const = default;
};

/// Calls one or several methods `count` times in all, taking turns.
struct CallStep {
  std::vector<MethodRef> to;  ///< never empty; call i goes to to[i % to.size()]
  std::uint32_t count = 1;
  Order order = Order::Sequential;
  std::uint32_t window = 0;  ///< with Order::Window only, at least 1
  Wait wait = Wait::Unbounded;
  std::uint32_t timeoutSeconds = kDefaultTimeoutSeconds;  ///< with Wait::Bounded only
  std::uint64_t payloadBytes = 0;
  std::uint64_t cycles = 0;  ///< attached to each call
  OnFailure onFailure = OnFailure::Count;
  Retry retry;                          ///< with OnFailure::Retry only
  std::optional<MethodRef> compensate;  ///< with OnFailure::Compensate only: called once per call that had succeeded
  std::string label;                    ///< names the calls for a later `await` or `if`; may be empty
  Awaiting awaiting = Awaiting::Here;
  std::uint16_t replySteps = 0;   ///< that follow this one, and run for each call that was replied to
  std::uint16_t rejectSteps = 0;  ///< that follow those, and run for each call that failed for good
  bool operator==(const CallStep&) const = default;
};

/// Waits for the calls of an earlier dispatch-only CallStep, one future after the other.
/// Source: protocol.md section 3 (Motoko language manual).
struct AwaitStep {
  std::string label;
  bool reverse = false;            ///< awaits the last future first
  bool suspendIfCompleted = true;  ///< as Motoko's `await`: a completed future costs a message to itself. False: as
                                   ///< Motoko's `await?` and Rust's `.await`, which go on at once
  bool operator==(const AwaitStep&) const = default;
};

struct Variable {
  std::string name;
  std::int64_t initial = 0;
  bool isLock = false;
  bool operator==(const Variable&) const = default;
};

/// Takes a lock, or rejects and ends the method when another call context holds it. A lock is a variable of the
/// canister.
struct LockStep {
  VariableId lock;
  /// Given back however the method ends, as `finally` and guards do it: at its end, with a reject, and by a cleanup
  /// callback when a later callback traps. Otherwise only `unlock` gives it back.
  bool releasedOnTrap = false;
  bool operator==(const LockStep&) const = default;
};
struct UnlockStep {
  VariableId lock;
  bool operator==(const UnlockStep&) const = default;
};

/// What a canister rejects with when another call holds the lock.
std::string lockHeldText(const Variable& lock);

/// An integer: a constant, or a variable's value times a factor.
struct Operand {
  std::optional<VariableId> variable;
  std::int64_t constant = 0;
  bool operator==(const Operand&) const = default;
};

struct SetStep {
  VariableId variable;
  Operand value;
  bool operator==(const SetStep&) const = default;
};
struct AddStep {
  VariableId variable;
  Operand value;
  bool operator==(const AddStep&) const = default;
};

enum class Comparison : std::uint8_t { Less, LessEqual, Equal, NotEqual, GreaterEqual, Greater };

/// What a comparison is about.
enum class Quantity : std::uint8_t {
  Variable,
  Replied,  ///< how many calls of a step have been replied to so far
  Failed,   ///< how many of them have failed
};

struct Condition {
  Quantity quantity = Quantity::Variable;
  VariableId variable;     ///< with Quantity::Variable only
  std::uint16_t call = 0;  ///< the `call` step in the same method, else
  Comparison comparison = Comparison::GreaterEqual;
  Operand value;
  bool operator==(const Condition&) const = default;
};

/// Rejects the call (and ends the method) unless the condition holds.
struct RequireStep {
  Condition condition;
  std::string message;
  bool operator==(const RequireStep&) const = default;
};

struct ReplyStep {
  std::uint64_t payloadBytes = 0;
  bool operator==(const ReplyStep&) const = default;
};
struct RejectStep {
  std::string message;
  bool operator==(const RejectStep&) const = default;
};
struct TrapStep {
  std::string message;
  bool operator==(const TrapStep&) const = default;
};

/// One way or the other. The steps of both follow this one.
struct IfStep {
  Condition condition;
  std::uint16_t thenSteps = 0;
  std::uint16_t elseSteps = 0;
  bool operator==(const IfStep&) const = default;
};

/// Waits for what is outside of the scenario, as an HTTPS outcall or a signature. The program asks the network for
/// random bytes, which takes a round, until the time has passed.
struct DelayStep {
  Duration time;
  bool operator==(const DelayStep&) const = default;
};

/// Waits for ever, so that the call is never answered.
struct NeverAnswerStep {
  bool operator==(const NeverAnswerStep&) const = default;
};

using Action = std::variant<WorkStep, CallStep, AwaitStep, LockStep, UnlockStep, SetStep, AddStep, RequireStep,
                            ReplyStep, RejectStep, TrapStep, IfStep, DelayStep, NeverAnswerStep>;

/// One line of a method. Steps within others follow them in the method's list, so that a step has one number wherever
/// it stands.
struct Step {
  Action action;
  std::optional<When> when;  ///< within the steps of a call's outcome counted by the call's number
  std::uint16_t next = 0;    ///< where the method goes on after this step
  std::uint8_t depth = 0;    ///< how many steps it stands within
  bool operator==(const Step&) const = default;
};

/// How many steps stand within this one.
[[nodiscard]] std::size_t stepsWithin(const Action& action);

}  // namespace roundscope

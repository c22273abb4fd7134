// The validated, immutable input of a run. It is made only by parsing and checking a scenario file
// (parse.h); everything downstream asserts and never validates again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/base/time.h"
#include "core/protocol/backoff.h"
#include "core/protocol/fees.h"
#include "core/protocol/limits.h"
#include "core/protocol/profiles.h"

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

enum class OnFailure : std::uint8_t { Count, Stop, Retry, Compensate };

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
  std::string label;                    ///< names the calls for a later `await`
  bool awaited = true;                  ///< false: only dispatched here; an AwaitStep with the label follows
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

/// Rejects the call (and ends the method) unless the comparison holds.
struct RequireStep {
  VariableId variable;
  Comparison comparison = Comparison::GreaterEqual;
  Operand value;
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

using Action = std::variant<WorkStep, CallStep, AwaitStep, LockStep, UnlockStep, SetStep, AddStep, RequireStep,
                            ReplyStep, RejectStep, TrapStep>;

/// One line of a method.
struct Step {
  Action action;
  std::optional<When> when;
  bool operator==(const Step&) const = default;
};

/// `Missing` is a method that callers believe in but the canister does not have.
enum class MethodKind : std::uint8_t { Update, Query, CompositeQuery, Missing };

/// Whether users call methods of this kind as queries.
[[nodiscard]] constexpr bool isQuery(MethodKind kind) {
  return kind == MethodKind::Query || kind == MethodKind::CompositeQuery;
}

struct Method {
  std::string name;
  MethodKind kind = MethodKind::Update;
  std::uint64_t accept = 0;              ///< of the cycles attached to a request, at most so many are taken
  std::uint64_t instructions = 100'000;  ///< used by every message of this method, before its `work` steps
  std::vector<Step> steps;
  bool operator==(const Method&) const = default;
};

/// Stands for every method that the scenario does not list. Programs that are not its steps may have and call such.
inline constexpr MethodId kUnlistedMethod{0xffff};
const Method& unlistedMethod();

/// `Absent` is an id that callers believe in but no canister has; `Nowhere` one that not even a subnet has.
enum class CanisterStatus : std::uint8_t { Running, Stopping, Stopped, Absent, Nowhere };

[[nodiscard]] constexpr bool exists(CanisterStatus status) {
  return status != CanisterStatus::Absent && status != CanisterStatus::Nowhere;
}

/// A task that the network starts by itself. Its body is a method, so that it reads like one.
struct Timer {
  MethodId body;
  Duration first;
  std::optional<Duration> every;  ///< absent: fires once
  bool operator==(const Timer&) const = default;
};

struct Canister {
  std::string id;
  SubnetId subnet;                                  ///< means nothing for Nowhere
  CanisterStatus status = CanisterStatus::Running;  ///< at the start
  std::optional<Duration> stopAt;                   ///< when it is told to stop; absent: never
  std::uint64_t cycles = 100'000'000'000'000;       ///< what a canister that is looked after may hold
  std::uint64_t freezingThreshold = 0;              ///< cycles that neither messages nor calls may touch
  std::vector<Variable> variables;
  std::vector<Method> methods;
  std::optional<Timer> timer;
  std::optional<MethodId> heartbeat;
  bool operator==(const Canister&) const = default;
};

struct Subnet {
  std::string id;
  SubnetKind kind = SubnetKind::Application;
  std::uint32_t nodes = 13;
  Duration blockInterval = milliseconds(1'000);
  Duration phase;
  std::uint64_t residentCanisters = 0;  ///< all canisters on the subnet, those of the scenario included
  std::uint32_t xnetDelayMin = 1;       ///< rounds of this subnet until a message from another arrives
  std::uint32_t xnetDelayMax = 1;
  Limits limits;
  bool operator==(const Subnet&) const = default;

  /// What prices on it follow from; borrows the limits.
  [[nodiscard]] Tariff tariff() const { return {limits, kind, nodes}; }
};

/// A message from a user.
struct Ingress {
  Time at;
  MethodRef to;
  std::uint64_t payloadBytes = 0;
  bool operator==(const Ingress&) const = default;
};

/// One run's whole input.
struct Scenario {
  std::string id;  ///< file name without endings, or the lesson's id
  std::string title;
  std::string description;
  std::string variant;  ///< the variant's name; empty when the file has none
  std::uint64_t seed = 1;
  Profile profile = Profile::Guide;
  std::uint64_t maxRounds = 1'000'000;    ///< instants after which a run that does not end is cut off
  std::uint64_t maxEvents = 200'000'000;  ///< events after which it is cut off, at the end of the instant
  std::vector<Subnet> subnets;
  std::vector<Canister> canisters;
  std::vector<Ingress> ingress;  ///< ascending in time
  bool operator==(const Scenario&) const = default;

  [[nodiscard]] const Subnet& subnet(SubnetId which) const { return subnets[which.value]; }
  [[nodiscard]] const Canister& canister(CanisterId which) const { return canisters[which.value]; }
  [[nodiscard]] const Subnet& subnetOf(CanisterId which) const { return subnet(canister(which).subnet); }
  /// Also of a method that the scenario does not list: then a stand-in without steps, of kind Missing.
  [[nodiscard]] const Method& method(MethodRef ref) const {
    const std::vector<Method>& methods = canister(ref.canister).methods;
    return ref.method.value < methods.size() ? methods[ref.method.value] : unlistedMethod();
  }
};

/// "callee.ping".
[[nodiscard]] std::string nameOf(MethodRef method, const Scenario& scenario);

/// A change from the command line: `--set /limits/queue_capacity=50`.
struct Override {
  std::string pointer;  ///< JSON pointer into the file's base object
  std::string value;    ///< JSON; text that is no JSON is taken as a string
  bool operator==(const Override&) const = default;
};

/// A scenario file: its variants, each patched, parsed and checked. Never empty.
struct ScenarioSet {
  std::string id;
  std::string title;
  std::string description;
  std::vector<Scenario> variants;
  std::string sourceText;           ///< the file as read, for embedding and showing
  std::vector<Override> overrides;  ///< that were applied to it
  bool operator==(const ScenarioSet&) const = default;
};

}  // namespace roundscope

// The rules of the protocol that the simulator follows, each named once: what it says, where it comes from, which
// number of the scenario it depends on, and where the simulator simplifies it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/protocol/limits.h"

namespace roundscope {

enum class RuleId : std::uint8_t {
  // Sections 1 and 10: rounds and users.
  RoundInterval,
  IngressLatency,
  IngressMessagesPerBlock,
  IngressBytesPerBlock,
  CertifiedResult,
  // Section 2: execution.
  Iterations,
  NextIteration,
  RoundBudget,
  InputRotation,
  CommitPoint,
  TrapUndo,
  Cleanup,
  CleanupShare,
  AnsweredTwice,
  Lock,
  Slice,
  PausedLimit,
  MessageInstructions,
  // Section 3: making a call.
  SlotReserved,
  SlotFreedAtPop,
  SlotsTaken,
  SlotOfExpired,
  NothingFreesWithin,
  GuaranteedMemory,
  Callbacks,
  PrepaidCycles,
  AwaitCompleted,
  // Section 4: arriving.
  InputQueueFull,
  CanisterNotFound,
  CanisterNotRunning,
  NoRoute,
  ToldToStop,
  ToldToStart,
  Uninstall,
  NoCode,
  Outside,
  RejectSignal,
  // Section 5: between subnets.
  StreamRouting,
  StreamFull,
  StreamBytes,
  PayloadLimit,
  SystemStreamFull,
  XNetDelay,
  XNetBlockFull,
  Loopback,
  // Section 6: waiting.
  BoundedWait,
  BoundedWaitCap,
  RequestExpiry,
  DeadlineExpired,
  ExpiresInQueues,
  LateResponse,
  Refund,
  BestEffortMemory,
  // Section 7: answers.
  Reply,
  ExplicitReject,
  CalleeTrapped,
  NoReply,
  MissingMethod,
  Fault,
  OutOfCycles,
  // Section 8: tasks.
  TimerTask,
  TimerBody,
  Heartbeat,
  HeartbeatRetry,
  TimerSet,
  // Section 9: queries.
  QueryEvaluation,
  QueryAsUpdate,
  QueryOtherSubnet,
  QueryCalleeIsUpdate,
  QueryDepth,
  QueryGraphInstructions,
  QueryMessageInstructions,
  QueryWallTime,
  QueryFailed,
  QueryNotReached,
  // Section 11: cycles.
  AcceptedCycles,
  TopUp,
  Balance,
};
inline constexpr std::size_t kRuleCount = static_cast<std::size_t>(RuleId::Balance) + 1;

/// A number of the scenario file that a rule depends on.
struct Parameter {
  /// Whose number it is: a subnet's, a canister's, that of the step that made a call, or what is done to a canister.
  enum class Owner : std::uint8_t { None, Limit, Subnet, Canister, Call, Operations };
  std::string_view field;  ///< its name in the scenario file, in the object of its owner; empty when there is none
  Owner owner = Owner::None;
  std::uint64_t Limits::*limit = nullptr;  ///< with Owner::Limit only
  std::string_view unit;  ///< of a limit, in the singular: "instruction", "byte", "s", "ms"; may be empty
};

/// Where a rule is written down.
struct Source {
  int section;            ///< of protocol.md, where the rule stands
  std::string_view file;  ///< what that section rests on: a file, a page; may be empty
};

/// What the network does, in one sentence.
struct Rule {
  RuleId id;
  std::string_view statement;
  Source source;
  std::string_view simplification;  ///< where the simulator does less than the network; empty where it does the same
  Parameter parameter;
};

/// All rules, in the order of RuleId.
std::span<const Rule> allRules();
const Rule& ruleOf(RuleId id);

/// "protocol.md section 6 (rs/replicated_state, message_pool.rs)".
std::string sourceText(const Source& source);

/// A limit with its unit: "500 slots", "15 GiB", "10 s". The parameter must be a limit.
std::string limitText(const Parameter& parameter, const Limits& limits);

}  // namespace roundscope

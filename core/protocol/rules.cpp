// The table of rules. Source: protocol.md; each row names its section and the file in dfinity/ic.
#include "core/protocol/rules.h"

#include <array>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/protocol/limit_fields.h"

namespace roundscope {
namespace {

constexpr Parameter kNoParameter{};
constexpr Parameter kBlockInterval{.field = "block_interval_ms", .owner = Parameter::Owner::Subnet};
constexpr Parameter kXNetDelay{.field = "xnet_delay_rounds", .owner = Parameter::Owner::Subnet};
constexpr Parameter kCycles{.field = "cycles", .owner = Parameter::Owner::Canister};
constexpr Parameter kStatus{.field = "status", .owner = Parameter::Owner::Canister};
constexpr Parameter kOperations{.field = "operations", .owner = Parameter::Owner::Operations};
constexpr Parameter kWait{.field = "bounded_s", .owner = Parameter::Owner::Call};

#define RS_LIMIT(member, unit) \
  Parameter { limitField(&Limits::member).name, Parameter::Owner::Limit, &Limits::member, unit }

// Limits that several rules depend on.
constexpr Parameter kSlots = RS_LIMIT(queue_capacity, "slot");
constexpr Parameter kRoundInstructions = RS_LIMIT(round_instructions, "instruction");
constexpr Parameter kStreamMessages = RS_LIMIT(stream_messages, "message");

constexpr Source kQueues{3, "rs/replicated_state, queues.rs push_output_request"};
constexpr Source kPerform{3, "rs/embedders, sandbox_safe_system_state.rs"};
constexpr Source kScheduler{2, "rs/execution_environment/src/scheduler.rs"};
constexpr Source kInduct{4, "rs/messaging/src/routing/stream_handler.rs"};
constexpr Source kManager{4, "rs/execution_environment, canister_manager"};
constexpr Source kStream{5, "rs/messaging/src/routing/stream_builder.rs"};
constexpr Source kPool{6, "rs/replicated_state, message_pool.rs"};
constexpr Source kCodes{7, "interface specification, reject codes"};
constexpr Source kTasks{8, "rs/execution_environment/src/scheduler.rs"};
constexpr Source kQuery{9, "rs/execution_environment/src/query_handler/query_call_graph.rs"};
constexpr Source kFees{11, "rs/config/src/subnet_config.rs, rs/cycles_account_manager"};

constexpr std::string_view kInductOrder =
    "Queues have their turn in the order in which they got output, in place of that of canister ids "
    "(scheduler.rs, induct_messages_on_same_subnet).";
constexpr std::string_view kPausedRun =
    "The program has run to the message's end in the first slice; nobody can see what it did before that end.";
constexpr std::string_view kCleanupRun = "A cleanup callback is never paused: it runs to its end in one slice.";
constexpr std::string_view kLockStep = "A lock is one step here; canister code writes it as a variable and a guard.";
constexpr std::string_view kStreamPlace =
    "A stream's place is free again when the receiver inducts the message, not one signal later; guaranteed responses "
    "in a stream count toward nobody's memory; refunds of cycles take no place in it.";
constexpr std::string_view kOperated =
    "Operations come by themselves, before anything arrives in the round; a top-up of a canister whose message is to "
    "start again waits, which the network would let through.";
constexpr std::string_view kOutside =
    "A call to the network itself takes a slot of the canister and itself, not of the management canister.";
constexpr std::string_view kDelayModel =
    "The rounds of certification and transfer are one number, drawn per stream slice from the scenario's seed.";
constexpr std::string_view kPrepaid =
    "Rust's own check of the cycles, which runs before all others, counts as this one in its place in the order.";
constexpr std::string_view kHeartbeatRetry =
    "A heartbeat that only repeats failed calls runs only while some wait. While failed calls wait for a heartbeat, it "
    "makes these again and does not run the scenario's own body.";
constexpr std::string_view kBlockOrder =
    "A block takes the streams in subnet order, where the replica's block maker starts at one drawn at random.";
constexpr std::string_view kQueryCalls =
    "Memory and callbacks of the subnet are not checked; a query's calls are answered before the next round could miss "
    "them.";
constexpr std::string_view kQueryTime =
    "Time is a model: one round trip between agent and node, then instructions at a constant rate.";
constexpr std::string_view kQueryState =
    "A query reads the state of the moment at which it was sent, not of the one at which it reaches the node.";

constexpr std::array<Rule, kRuleCount> kRules = {{
    {RuleId::RoundInterval, "Round k of a subnet runs at its phase plus k block intervals.",
     Source{1, "rs/messaging/src/state_machine.rs execute_round"},
     "Blocks come at a constant interval; on the network it varies.", kBlockInterval},
    {RuleId::IngressLatency, "A user's message is inducted in the first round at or after its time plus the latency.",
     Source{10, ""}, "The way from the agent to a block is one constant.", RS_LIMIT(ingress_latency_ms, "ms")},
    {RuleId::IngressMessagesPerBlock, "A block carries a limited number of users' messages.",
     Source{1, "rs/messaging/src/state_machine.rs"}, "", RS_LIMIT(ingress_messages_per_block, "message")},
    {RuleId::IngressBytesPerBlock, "A block carries limited bytes of users' messages.",
     Source{1, "rs/messaging/src/state_machine.rs"}, "", RS_LIMIT(ingress_bytes_per_block, "byte")},
    {RuleId::CertifiedResult, "The agent sees a result one certification after the round that gave it.", Source{10, ""},
     "Certification takes a constant number of rounds.", RS_LIMIT(certification_rounds, "round")},

    {RuleId::Iterations, "Iterations repeat until the budget is spent or nothing ran; in each, canisters drain inputs.",
     kScheduler, "", kRoundInstructions},
    {RuleId::NextIteration, "Messages between canisters of one subnet become visible in the next iteration.",
     kScheduler, kInductOrder, kNoParameter},
    {RuleId::RoundBudget, "What does not fit in a round waits; whoever had no turn comes first in the next round.",
     Source{2, "rs/execution_environment/src/scheduler/round_schedule.rs"}, "", kRoundInstructions},
    {RuleId::InputRotation, "Inputs take turns: local, ingress, remote; senders take turns; one sender's are in order.",
     Source{2, "rs/replicated_state, queues/input_schedule.rs"}, "", kNoParameter},
    {RuleId::CommitPoint, "A message executes atomically; what it did is committed when it ends, at every await.",
     kScheduler, "", kNoParameter},
    {RuleId::TrapUndo, "A trap undoes the message's state changes, calls and reply; earlier messages stay committed.",
     kScheduler, "", kNoParameter},
    {RuleId::Cleanup, "A trap in a reply or reject callback runs the cleanup callback.",
     Source{2, "interface specification, callbacks"}, "", kNoParameter},
    {RuleId::CleanupShare, "A callback leaves five percent of a message's instructions for its cleanup callback.",
     Source{2, "rs/execution_environment/src/execution/response.rs"}, kCleanupRun,
     RS_LIMIT(message_instructions, "instruction")},
    {RuleId::AnsweredTwice, "A message that answers what has its answer traps there, and its changes are undone.",
     Source{2, "rs/embedders, ic0_msg_reply"}, "", kNoParameter},
    {RuleId::Lock, "Other messages run between awaits, so a lock is held across them by a variable.",
     Source{2, "every await is a commit point"}, kLockStep, kNoParameter},
    {RuleId::Slice, "A message longer than a slice is paused and goes on in the next round.", kScheduler, kPausedRun,
     RS_LIMIT(slice_instructions, "instruction")},
    {RuleId::PausedLimit, "A subnet keeps a few messages paused; the others start again.", kScheduler, "",
     RS_LIMIT(paused_messages, "message")},
    {RuleId::MessageInstructions, "A message that uses more instructions than one may traps.",
     Source{2, "rs/config/src/subnet_config.rs"}, "", RS_LIMIT(message_instructions, "instruction")},

    {RuleId::SlotReserved, "A call takes a request slot in the output queue and reserves a response slot.", kQueues, "",
     kSlots},
    {RuleId::SlotFreedAtPop, "A call holds its slot until its response is popped for execution.", kQueues, "", kSlots},
    {RuleId::SlotsTaken, "The unanswered calls of an ordered pair of canisters are limited.", kQueues, "", kSlots},
    {RuleId::SlotOfExpired, "A request that expired keeps its slot until all ahead of it in its queue has left.",
     kQueues, "", kSlots},
    {RuleId::NothingFreesWithin, "Nothing frees a slot within a message, so an immediate retry always fails.", kPerform,
     "", kSlots},
    {RuleId::GuaranteedMemory, "A call with guaranteed response reserves memory, but not on a system subnet.", kPerform,
     "", RS_LIMIT(guaranteed_memory_bytes, "byte")},
    {RuleId::Callbacks, "Callbacks come from what a subnet had left at the iteration's begin; a few are guaranteed.",
     Source{3, "rs/execution_environment, hypervisor.rs"}, "", RS_LIMIT(callbacks_per_subnet, "callback")},
    {RuleId::PrepaidCycles, "A call prepays its longest callback from what neither its message nor freezing needs.",
     kFees, kPrepaid, kCycles},
    {RuleId::AwaitCompleted, "In Motoko, awaiting a completed future still costs a message to oneself.",
     Source{3, "Motoko language manual"}, "", kNoParameter},

    {RuleId::InputQueueFull, "Induction needs a request slot and a response slot at the callee.", kInduct, "", kSlots},
    {RuleId::CanisterNotFound, "A request to a canister that does not exist is rejected with code 3.", kInduct, "",
     kStatus},
    {RuleId::CanisterNotRunning, "A stopped or stopping canister takes no requests: code 5.", kInduct, "", kStatus},
    {RuleId::NoRoute, "A request to an id that no subnet has is rejected with code 3 by the caller's own subnet.",
     kStream, "", kStatus},
    {RuleId::ToldToStop, "A canister that was told to stop refuses what waits and is stopped once no call is open.",
     kManager, kOperated, kOperations},
    {RuleId::ToldToStart, "A canister that is started takes messages again, though it had not come to its stop.",
     kManager, kOperated, kOperations},
    {RuleId::Uninstall, "Uninstalling deletes code and memory, rejects open calls with code 4, and drops responses.",
     kManager, kOperated, kOperations},
    {RuleId::NoCode, "A canister without code refuses every message when its turn comes: code 5.",
     Source{4, "rs/execution_environment/src/hypervisor.rs"}, "", kOperations},
    {RuleId::Outside, "A call to the network itself runs no canister's code: a later block carries its answer.",
     Source{4, "rs/execution_environment/src/scheduler.rs, rs/https_outcalls"}, kOutside, kNoParameter},
    {RuleId::RejectSignal, "A reject made on arrival returns as a signal and costs the return trip.", kInduct, "",
     kXNetDelay},

    {RuleId::StreamRouting, "What is in output queues at the end of a round goes into the stream.", kStream,
     kStreamPlace, kStreamMessages},
    {RuleId::StreamFull, "What does not fit in the stream waits in output queues, its expiry clock running.", kStream,
     kStreamPlace, kStreamMessages},
    {RuleId::StreamBytes, "A message enters a stream while that is below its bytes; else it waits in output queues.",
     kStream, kStreamPlace, RS_LIMIT(stream_bytes, "byte")},
    {RuleId::PayloadLimit, "A request to another subnet carries fewer bytes than one within a subnet.", kStream, "",
     kNoParameter},
    {RuleId::SystemStreamFull, "A stream toward a system subnet stops at fewer messages.", kStream, kStreamPlace,
     RS_LIMIT(system_stream_messages, "message")},
    {RuleId::XNetDelay, "A stream slice is certified, then carried by a block of the receiver and run in that round.",
     Source{5, "rs/xnet/payload_builder; measured times from the developer forum"}, kDelayModel, kXNetDelay},
    {RuleId::XNetBlockFull, "A block carries limited bytes from other subnets; the rest waits for the next.",
     Source{5, "rs/xnet/payload_builder"}, kBlockOrder, RS_LIMIT(xnet_bytes_per_block, "byte")},
    {RuleId::Loopback, "Messages within a subnet that are left over arrive at the start of the next round.",
     Source{5, "rs/messaging/src/state_machine.rs"}, "", kRoundInstructions},

    {RuleId::BoundedWait, "A bounded call has a deadline: whole seconds of the block time plus the timeout.", kPool, "",
     kWait},
    {RuleId::BoundedWaitCap, "The timeout of a bounded call is capped.", kPool, "",
     RS_LIMIT(best_effort_timeout_cap_s, "s")},
    {RuleId::RequestExpiry, "A request in the caller's output queue expires too when the wait is unbounded.", kPool, "",
     RS_LIMIT(request_expiry_s, "s")},
    {RuleId::DeadlineExpired, "After the deadline the caller gets code 6: the callee may or may not have acted.", kPool,
     "", kWait},
    {RuleId::ExpiresInQueues, "Bounded messages expire in output queues and in the callee's input queue.", kPool, "",
     kWait},
    {RuleId::LateResponse, "A response that comes after the caller has its answer is dropped.", kPool, "", kWait},
    {RuleId::Refund, "The cycles in a best-effort message that is dropped go back to the original caller.",
     Source{6, "rs/replicated_state, queues.rs on_message_dropped"}, kStreamPlace, kWait},
    {RuleId::BestEffortMemory, "Over the limit, the largest best-effort message of the heaviest canister is dropped.",
     kPool, "", RS_LIMIT(best_effort_memory_bytes, "byte")},

    {RuleId::Reply, "Every call is answered exactly once, with a reply or a reject.", kCodes, "", kNoParameter},
    {RuleId::ExplicitReject, "A callee's own reject is code 4.", kCodes, "", kNoParameter},
    {RuleId::CalleeTrapped, "A callee that traps before it answered is rejected in its place with code 5.", kCodes, "",
     kNoParameter},
    {RuleId::NoReply, "A call context that ends without an answer is rejected with code 5.", kCodes, "", kNoParameter},
    {RuleId::MissingMethod, "A call of a method that the canister does not have is rejected with code 5.", kCodes, "",
     kNoParameter},
    {RuleId::Fault, "A scenario may let the network refuse messages for a method, as a call on the network may fail.",
     Source{7, ""}, "", kNoParameter},
    {RuleId::OutOfCycles, "A canister that cannot set an execution or a user's message aside refuses it: code 2.",
     kFees, "", kCycles},

    {RuleId::TimerTask, "Once a round tasks and messages take turns: timer, heartbeat, messages.", kTasks, "",
     kNoParameter},
    {RuleId::TimerBody, "The timer's handler calls the timer's body, so the body runs one iteration later.",
     Source{8, "cdk-rs, ic-cdk-timers"}, "", kNoParameter},
    {RuleId::Heartbeat, "Once a round tasks and messages take turns; tasks that did not run do not pile up.", kTasks,
     "", kNoParameter},
    {RuleId::HeartbeatRetry, "Failed calls are repeated from a heartbeat, when answered calls have freed slots.",
     kTasks, kHeartbeatRetry, kNoParameter},
    {RuleId::TimerSet, "A timer fires in the first round at or after its time, in the next round at the earliest.",
     kTasks, "", kBlockInterval},

    {RuleId::QueryEvaluation, "One node evaluates a query with all it calls, depth first, without consensus.", kQuery,
     kQueryState, RS_LIMIT(query_round_trip_ms, "ms")},
    {RuleId::QueryAsUpdate, "A composite query cannot be called as an update.", kQuery, "", kNoParameter},
    {RuleId::QueryOtherSubnet, "A composite query calls canisters of its own subnet only.", kQuery, "", kNoParameter},
    {RuleId::QueryCalleeIsUpdate, "A composite query calls queries only.", kQuery, kQueryCalls, kNoParameter},
    {RuleId::QueryDepth, "Composite queries call each other to a limited depth.", kQuery, "",
     RS_LIMIT(query_depth, "")},
    {RuleId::QueryGraphInstructions, "A call graph has a limit of instructions, of which every call takes a share.",
     kQuery, "", RS_LIMIT(query_graph_instructions, "instruction")},
    {RuleId::QueryMessageInstructions, "One query has a limit of instructions.", kQuery, "",
     RS_LIMIT(query_message_instructions, "instruction")},
    {RuleId::QueryWallTime, "A call graph is evaluated within a limited time.", kQuery, kQueryTime,
     RS_LIMIT(query_wall_time_ms, "ms")},
    {RuleId::QueryFailed, "A query that fails rejects to its caller, which may go on.", kQuery, "", kNoParameter},
    {RuleId::QueryNotReached, "Calls wait for their turn, one after another; an answer ends those that still wait.",
     kQuery, "", kNoParameter},

    {RuleId::AcceptedCycles, "A callee takes of attached cycles what it accepts; the rest comes back with the answer.",
     kFees, "", kNoParameter},
    {RuleId::TopUp, "Anybody may add cycles to a canister; its calls and messages can use them from that round on.",
     Source{11, "interface specification, deposit_cycles"}, kOperated, kOperations},
    {RuleId::Balance, "Cycles for open calls are put aside; what is left over comes back after the callback.", kFees,
     "", kCycles},
}};
#undef RS_LIMIT

constexpr bool rulesInOrder() {
  for (std::size_t i = 0; i < kRules.size(); ++i)
    if (kRules[i].id != static_cast<RuleId>(i)) return false;
  return true;
}
static_assert(rulesInOrder(), "a rule's row is where its id says");

}  // namespace

std::span<const Rule> allRules() { return kRules; }
const Rule& ruleOf(RuleId id) { return kRules[static_cast<std::size_t>(id)]; }

std::string sourceText(const Source& source) {
  std::string text = "protocol.md section " + std::to_string(source.section);
  if (!source.file.empty()) text.append(" (").append(source.file).append(")");
  return text;
}

std::string limitText(const Parameter& parameter, const Limits& limits) {
  RS_CHECK(parameter.owner == Parameter::Owner::Limit);
  const std::uint64_t value = limits.*parameter.limit;
  if (parameter.unit == "byte") return bytesText(value);
  if (parameter.unit == "ms") return secondsText(static_cast<std::int64_t>(value) * 1'000);
  if (parameter.unit == "s") return secondsText(static_cast<std::int64_t>(value) * 1'000'000);
  return parameter.unit.empty() ? grouped(value) : counted(value, parameter.unit);
}

}  // namespace roundscope

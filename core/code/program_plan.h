// What a canister's program consists of, decided once for both languages; the printers only write it down.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/code/call_plan.h"
#include "core/scenario/scenario.h"

namespace roundscope::code {

/// What a method replies with.
enum class Answer : std::uint8_t {
  Nothing,
  Count,  ///< how many of its calls succeeded
  Bytes,  ///< as many bytes as the scenario says
};

/// A method as its callers see it.
struct Signature {
  bool takesPayload = false;  ///< somebody calls it with bytes
  Answer answer = Answer::Nothing;
};

/// A method that the canister calls.
struct Callee {
  MethodRef method;
  Signature signature;
  bool fromUpdate = false;     ///< some update calls it, or a timer or heartbeat
  bool fromComposite = false;  ///< some composite query does
};

/// Waits for the calls of an earlier step.
struct AwaitPlan {
  const CallPlan* calls = nullptr;
  bool reverse = false;
  bool suspendIfCompleted = true;
  bool again = false;      ///< an earlier step has awaited them for certain: now they only take time
  bool perhaps = false;    ///< an earlier step may have awaited them
  bool toldLater = false;  ///< a later step must know whether this one has
};

struct MethodPlan {
  MethodId id;
  const Method* method = nullptr;
  Signature signature;
  bool waits = false;           ///< has a step that may suspend it
  bool counts = false;          ///< some step depends on how often the method has run
  bool rejects = false;         ///< some step may reject
  bool isTask = false;          ///< the body of the timer or the heartbeat
  bool mayAnswer = false;       ///< some step replies or rejects
  bool mayLoseCount = false;    ///< what counts its runs is undone where it traps, or where it is a query
  bool repliesLast = false;     ///< replies once, unconditionally, in its last step
  std::vector<CallPlan> calls;  ///< of its `call` steps, in order
  Block body;
  Block finally;                    ///< runs however the method ends
  std::optional<std::size_t> last;  ///< the last step of the body that stands within no other

  /// Without a value to give, the reply is just the method's end.
  [[nodiscard]] bool endIsReply() const { return repliesLast && signature.answer == Answer::Nothing; }
  [[nodiscard]] const CallPlan& callAt(std::size_t step) const;
  [[nodiscard]] AwaitPlan awaitAt(std::size_t step) const;
  /// How many steps await these calls.
  [[nodiscard]] std::size_t awaitsOf(const CallPlan& calls) const;
  /// Whether more than one of them may be the first.
  [[nodiscard]] bool isFirstUnknown(const CallPlan& calls) const;
};

/// How a timer is set.
enum class TimerForm : std::uint8_t {
  Once,
  Recurring,           ///< the first interval is like the others
  RecurringAfterFirst  ///< the first is another
};

/// A canister's program. Borrows the scenario.
struct ProgramPlan {
  const Scenario* scenario = nullptr;
  const Canister* canister = nullptr;
  CanisterId self;
  std::vector<Callee> callees;  ///< in the order of canisters and methods
  std::vector<MethodPlan> methods;
  std::vector<VariableId> guards;  ///< locks that a trap releases
  bool works = false;              ///< some step uses instructions
  bool delays = false;             ///< some step waits for a time
  bool neverAnswers = false;       ///< some step waits for ever
  bool sendsBytes = false;         ///< some call or reply does
  bool drawsChances = false;       ///< some step is decided by chance
  bool throws = false;             ///< some method rejects with the text of a call's failure

  /// The steps whose failed calls a heartbeat makes again, in the order of methods.
  [[nodiscard]] std::vector<const CallPlan*> repeatedByHeartbeat() const;
  /// A method that the canister calls.
  [[nodiscard]] const Callee& callee(MethodRef method) const;
  /// "busy is held by another call".
  [[nodiscard]] std::string lockHeldMessage(VariableId lock) const;
};

/// Says in a comment that the network refuses messages for the method in its place, where it does.
std::vector<std::string> faultRemarks(const Method& method);

/// Says in a comment where a program cannot count its runs as the simulator does; empty: it can.
std::string countRemark(const MethodPlan& plan);

TimerForm formOf(const Timer& timer);

/// The blocks of a branch, each written as "if", "else if" or "else".
struct BranchPlan {
  Block then;
  Block otherwise;
  bool negated = false;            ///< only the other block has steps: the condition is turned round
  const IfStep* elseIf = nullptr;  ///< the other block is another branch and nothing else
};
BranchPlan branchAt(const std::vector<Step>& steps, std::size_t at);
/// What the branch asks, of these two sides: "x >= 5".
[[nodiscard]] std::string testOf(const BranchPlan& plan, const Condition& condition, const std::string& left,
                                 const std::string& right);

/// The step that follows a step and those within it.
[[nodiscard]] std::size_t past(const std::vector<Step>& steps, std::size_t at);

/// How often steps of a method take and give back a lock, and how.
struct LockUse {
  std::size_t taken = 0;
  std::size_t given = 0;
  bool guarded = false;  ///< given back however the method ends
  /// Taken once and given back at most once, both whatever the run, and in this order. So each place of the text holds
  /// the lock or does not.
  bool plain = true;
};
LockUse useOf(const Method& method, VariableId lock);

ProgramPlan planOf(const Scenario& scenario, CanisterId canister);

/// What a step may do to the message that comes to it.
struct StepEffect {
  bool suspends = false;  ///< the method may go on in a later message
  bool rejects = false;   ///< the method may end with a reject
};
/// A new kind of step does not compile until it has one.
StepEffect effectOf(const Step& step);

}  // namespace roundscope::code

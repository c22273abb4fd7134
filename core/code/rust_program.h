// Writes a program in Rust: the names that it uses, and a function for each part of it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/code/code_text.h"
#include "core/code/names.h"
#include "core/code/program_plan.h"
#include "core/code/writer.h"

namespace roundscope::code {

class RustProgram {
 public:
  /// Borrows the scenario, which must outlive it.
  RustProgram(const Scenario& scenario, CanisterId self);
  CodeText write();

 private:
  /// The names of what makes a step's calls again.
  struct RetryNames {
    std::string again;   ///< makes all attempts at once, or is told of a failure
    std::string list;    ///< the calls that wait for a timer or heartbeat; empty where none does
    std::string repeat;  ///< the function that makes them
  };
  /// A method's locals.
  struct Locals {
    const MethodPlan& plan;
    Names names;
    bool manual = false;  ///< replies and rejects by the system's own functions
    Counters counts{};
    std::string number{};                            ///< what `when` counts here: executions, or the calls of a step
    std::map<std::uint16_t, std::string> futures{};  ///< of dispatch-only steps, by step
    std::map<std::uint16_t, CallNames> calls{};      ///< of the same
    std::map<std::uint16_t, std::string> stopped{};  ///< say that no further call of a step is sent
    std::map<std::uint16_t, std::string> guards{};   ///< of locks that are released on a trap, by variable
    std::set<std::uint16_t> options{};               ///< locks that are held under some condition only
    std::map<std::uint16_t, std::string> holds{};    ///< say whether the method holds a lock that no guard gives back
    std::string finally{};                           ///< the value that runs something when it is dropped
    bool dropped = false;                            ///< in what it runs
  };
  /// What runs however a method ends: a value that does it when it is dropped.
  struct Finally {
    std::string type;
    bool asksRun = false;
    std::map<std::pair<std::uint16_t, Quantity>, std::string> counts{};  ///< that its conditions ask for, by call
  };

  // rust.cpp: the program around the methods
  void claimAll();
  [[nodiscard]] static CodeText crates(const CodeText& program);
  void state();
  void init();
  void timer(const Timer& timer);
  void helpers();
  void heartbeat();
  void method(const MethodPlan& plan);
  void counters(Locals& locals, const Finally& finally);
  void attribute(const MethodPlan& plan, bool manual);
  void use(const std::string& path) { m_uses.insert(path); }
  [[nodiscard]] static std::string answerType(Answer answer);

  // rust_finally.cpp
  [[nodiscard]] Finally finallyOf(const MethodPlan& plan);
  void dropOf(const MethodPlan& plan, const Finally& finally);
  void makeFinally(Locals& locals, const Finally& finally);

  // rust_steps.cpp
  void block(Locals& locals, Block block);
  void step(Locals& locals, std::size_t at);
  void branch(Locals& locals, std::size_t at, const IfStep& branch, bool isElse);
  void plainStep(Locals& locals, std::size_t at);
  [[nodiscard]] std::string quantity(const Locals& locals, const Condition& condition) const;
  void unlock(const Locals& locals, VariableId lock);
  void lock(Locals& locals, const LockStep& lock);
  void declareLock(Locals& locals, VariableId lock);
  void reply(Locals& locals, const ReplyStep& reply, bool last);
  void reject(const Locals& locals, const std::string& condition, const std::string& message, bool last = false);
  [[nodiscard]] std::string answer(const Locals& locals, std::uint64_t bytes) const;
  [[nodiscard]] std::string condition(const When& when, const std::string& number) const;
  [[nodiscard]] std::string operand(const Operand& operand) const;

  // rust_calls.cpp
  void call(Locals& locals, const CallPlan& plan);
  void await(Locals& locals, const AwaitPlan& await);
  void sequential(Locals& locals, const CallPlan& plan, const CallNames& names);
  void forget(const CallPlan& plan, const CallNames& names);
  void prepare(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& calls);
  void futures(const Locals& locals, const CallPlan& plan, const CallNames& names, std::string_view end);
  void declareStop(Locals& locals, const CallPlan& plan);
  void join(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& calls,
            std::string_view order);
  void together(Locals& locals, const CallPlan& plan, const CallNames& names);
  void window(Locals& locals, const CallPlan& plan, const CallNames& names);
  [[nodiscard]] std::string attempts(const CallPlan& plan, const std::string& number);
  [[nodiscard]] std::string callTo(MethodRef method, const Load& load);
  [[nodiscard]] std::string callExpression(const CallPlan& plan, const std::string& number);

  // rust_outcomes.cpp
  void outcomes(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& results);
  void afterOutcome(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& outcome,
                    const std::string& stopSending);
  void afterEnding(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& outcome,
                   const std::string& stopSending);
  void follow(Locals& locals, const CallPlan& plan, const CallNames& names, Then then, const std::string& stopSending);
  void outcomeBlock(Locals& locals, Block block, const std::string& number);
  void declareUndo(const CallPlan& plan, const CallNames& names);
  void undo(Locals& locals, const CallPlan& plan, const CallNames& names);

  // rust_retries.cpp
  void retryFunctions(const MethodPlan& plan);
  void retryAtOnce(const CallPlan& plan);
  void retryLater(const MethodPlan& method, const CallPlan& plan);
  std::string wait(const RetryPlan& retry);

  ProgramPlan m_plan;
  const Canister& m_canister;
  Writer m_out{4};
  Names m_names{Language::Rust};
  std::set<std::string> m_uses;
  std::vector<std::string> m_methods;
  std::vector<std::string> m_variables;
  std::map<std::uint16_t, std::string> m_runs;    ///< counters of executions, by method
  std::map<std::uint16_t, std::string> m_guards;  ///< types that release a lock, by variable
  std::map<CanisterId, std::string> m_callee;     ///< where a callee's principal is kept
  std::map<StepRef, RetryNames> m_retries;
  std::map<std::uint16_t, std::string> m_finally;  ///< types that run something when they are dropped, by method
  std::string m_work;
  std::string m_chance;
  std::string m_wait;
  std::string m_textOf;
};

/// "Duration::from_secs(2)", or milliseconds where it is no whole number of seconds.
std::string rustDuration(Duration span);

}  // namespace roundscope::code

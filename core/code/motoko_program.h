// Writes a program in Motoko: the names that it uses, and a function for each part of it.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/code/code_text.h"
#include "core/code/names.h"
#include "core/code/program_plan.h"
#include "core/code/writer.h"

namespace roundscope::code {

class MotokoProgram {
 public:
  /// Borrows the scenario, which must outlive it.
  MotokoProgram(const Scenario& scenario, CanisterId self);
  CodeText write();

 private:
  struct Import {
    std::string name;
    bool used = false;
  };
  /// The names of what makes a step's calls again later.
  struct RetryNames {
    std::string again;   ///< the function that is told of a failure
    std::string list;    ///< the calls that wait for it
    std::string type;    ///< of the list's elements
    std::string repeat;  ///< the function that makes them
  };
  /// The names of one method's locals.
  struct Locals {
    const MethodPlan& plan;
    Names names;
    std::string ends = "return;";  ///< ends what answers nobody
    Counters counts{};
    std::string number{};                            ///< what `when` counts here: executions, or the calls of a step
    std::map<std::uint16_t, std::string> futures{};  ///< of dispatch-only steps, by step
    std::map<std::uint16_t, std::string> awaited{};  ///< say whether these were awaited, where some step must know
    std::map<std::uint16_t, std::string> past{};     ///< futures that were awaited and will be once more, by step
    std::map<std::uint16_t, CallNames> calls{};      ///< of dispatch-only steps
    std::set<std::uint16_t> finalUnlocks{};          ///< steps that `finally` stands for
    std::map<VariableId, std::string> holds{};       ///< say whether the method holds a lock, where the text does not
    std::set<VariableId> guarded{};                  ///< locks that an open `finally` gives back
    std::string goesOn{};                            ///< says that a message of its own does what `finally` does
    bool hasReplied = false;                         ///< in what runs on after the reply
    bool inTask = false;                             ///< in what runs on in a message of its own
  };
  /// Code that fails where a call of a step fails.
  struct Tried {
    std::function<void()> body;
    bool awaits = false;            ///< it is known then that the call succeeded
    bool moreToSend = false;        ///< calls of the step may still be unsent
    std::string stopSending{};      ///< keeps those from being sent
    bool inAttempts = false;        ///< it stands in a loop of attempts
    std::function<void()> again{};  ///< makes the call again; what follows a failure is written in there
  };

  // motoko.cpp: the program around the methods
  void claimAll();
  void interfaceOf(CanisterId canister, const std::string& opening, const std::string& closing);
  void actorLine();
  void state();
  void helpers();
  void timer(const Timer& timer);
  void heartbeat();
  [[nodiscard]] bool runsInsideAnother(const MethodPlan& plan) const;
  void method(const MethodPlan& plan);
  void counters(Locals& locals);
  void body(Locals& locals);
  [[nodiscard]] std::string import(std::string_view module);
  [[nodiscard]] bool callsByInterface(const Callee& callee) const;
  [[nodiscard]] static std::string answerType(Answer answer);

  // motoko_steps.cpp
  bool block(Locals& locals, Block block);
  bool step(Locals& locals, std::size_t at);
  bool branch(Locals& locals, std::size_t at, const IfStep& branch, bool isElse);
  bool restAfterReply(Locals& locals, std::size_t from);
  bool lockAndRest(Locals& locals, std::size_t at);
  void task(Locals& locals, Block rest);
  void release(const Locals& locals, VariableId lock);
  [[nodiscard]] static bool goesOnInTask(const MethodPlan& plan);
  void declareHolds(Locals& locals);
  bool plainStep(Locals& locals, std::size_t at);
  [[nodiscard]] std::string rejection(const Locals& locals, const std::string& message);
  [[nodiscard]] std::string trap(const std::string& message);
  void reply(Locals& locals, const ReplyStep& reply, bool last);
  [[nodiscard]] std::string answer(const Locals& locals, std::uint64_t bytes);
  [[nodiscard]] std::string condition(const When& when, const std::string& number);
  [[nodiscard]] std::string quantity(const Locals& locals, const Condition& condition) const;
  [[nodiscard]] std::string operand(const Operand& operand) const;

  // motoko_calls.cpp
  void call(Locals& locals, const CallPlan& plan);
  void await(Locals& locals, const AwaitPlan& await);
  void sequential(Locals& locals, const CallPlan& plan, const CallNames& names);
  std::string dispatchAll(Locals& locals, const CallPlan& plan, const CallNames& names);
  void awaitAll(Locals& locals, const AwaitPlan& await, const CallNames& names, const std::string& futures);
  void window(Locals& locals, const CallPlan& plan, const CallNames& names);
  void forget(const CallPlan& plan, const CallNames& names);
  void awaitAgain(Locals& locals, const AwaitPlan& await, const std::string& futures);
  void openCalls(const CallPlan& plan, const CallNames& names);
  void closeCalls(const CallPlan& plan);
  void openAttempts(const std::string& attempt, const std::string& first, const CallPlan& plan);
  [[nodiscard]] std::string loopOver(const CallPlan& plan, const CallNames& names);
  [[nodiscard]] std::string futureLine(const CallPlan& plan, const std::string& future, const std::string& number);
  [[nodiscard]] std::string callTo(MethodRef method, const Load& load);
  [[nodiscard]] std::string callExpression(const CallPlan& plan, const std::string& number);
  [[nodiscard]] std::string futureType(const std::vector<MethodRef>& methods) const;
  /// A future as it is kept: with the number of its call where that is asked for still, and with how often the call has
  /// been made where it is made again at once. Without these it could not be made again.
  [[nodiscard]] static std::string kept(const CallPlan& plan, const std::string& number, const std::string& attempt,
                                        const std::string& future);
  [[nodiscard]] std::string keptType(const CallPlan& plan) const;
  [[nodiscard]] std::string awaited(const std::vector<MethodRef>& methods, const std::string& future,
                                    bool suspends = true) const;

  // motoko_outcomes.cpp
  void tried(Locals& locals, const CallPlan& plan, const CallNames& names, const Tried& tried);
  void follow(Locals& locals, const CallPlan& plan, const CallNames& names, Then then, const std::string& stopSending,
              const std::string& error);
  void outcomeBlock(Locals& locals, Block block, const std::string& number);
  void repeatAtOnce(Locals& locals, const CallPlan& plan, const CallNames& names, const std::string& add,
                    const std::string& futures);
  void undo(Locals& locals, const CallPlan& plan, const CallNames& names);

  // motoko_retries.cpp
  void retryFunctions(const MethodPlan& plan);
  void retryLater(const MethodPlan& method, const CallPlan& plan);
  std::string wait(const RetryPlan& retry);

  ProgramPlan m_plan;
  const Canister& m_canister;
  Writer m_out{2};
  Names m_names{Language::Motoko};
  std::map<std::string, Import, std::less<>> m_imports;  ///< by module
  std::vector<std::string> m_methods;
  std::vector<std::string> m_variables;
  std::map<std::uint16_t, std::string> m_runs;  ///< counters of executions, by method
  std::map<CanisterId, std::string> m_actors;   ///< references, by canister
  std::map<StepRef, RetryNames> m_retries;
  std::string m_work;
  std::string m_payload;
  std::string m_random;
  std::string m_network;  ///< the network itself, as a canister
  std::string m_wait;
  std::string m_actorName;
  std::string m_selfName;
  std::string m_selfType;  ///< its own interface, where it calls itself by one
};

/// "#seconds 2", or milliseconds where it is no whole number of seconds.
std::string motokoDuration(Duration span);

}  // namespace roundscope::code

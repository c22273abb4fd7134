// One canister on its way to Motoko: the names that its program uses, and a function for each part of it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/code/code_text.h"
#include "core/code/names.h"
#include "core/code/shape.h"
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
  /// The names of what makes a step's calls again from a heartbeat.
  struct Waiting {
    std::string list;
    std::string type;
    std::string repeat;
  };
  /// The names of one method's locals.
  struct Locals {
    MethodId method;
    MethodShape shape;
    Names names;
    std::string successful;                         ///< counts the calls that succeeded; empty: nobody counts
    std::string run;                                ///< the how-manieth execution this is; empty: nobody asks
    std::map<std::uint16_t, std::string> futures;   ///< of dispatch-only steps, by step
    std::map<std::uint16_t, std::string> failures;  ///< of those that compensate: says that a call failed
    std::set<std::uint16_t> finalUnlocks;           ///< steps that `finally` stands for
    bool replied = false;                           ///< in what runs on after the reply
    bool inTask = false;                            ///< in what runs on in a message of its own
  };

  // motoko.cpp: the program around the methods
  void claimNames();
  void interfaces();
  void actorLine();
  void state();
  void helpers();
  void timer();
  void heartbeat();
  void method(MethodId method);
  [[nodiscard]] std::string import(std::string_view module);
  [[nodiscard]] bool callsByInterface(const Callee& callee) const;
  [[nodiscard]] std::string signature(MethodRef method, const std::string& kind) const;
  [[nodiscard]] static std::string answerType(Answer answer);

  // motoko_steps.cpp
  bool steps(Locals& locals, std::size_t from);
  bool restAfterReply(Locals& locals, std::size_t from);
  bool lockAndRest(Locals& locals, std::size_t at);
  bool plainStep(Locals& locals, const Step& step);
  void reply(Locals& locals, const ReplyStep& reply, bool last);
  [[nodiscard]] std::string answer(const Locals& locals, std::uint64_t bytes);
  [[nodiscard]] std::string condition(const When& when, const std::string& number);
  [[nodiscard]] std::string operand(const Operand& operand) const;

  // motoko_calls.cpp
  void call(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when);
  void sequential(Locals& locals, const CallStep& call, const std::optional<When>& when, const CallNames& names);
  std::string dispatchAll(Locals& locals, const CallStep& call, const std::optional<When>& when,
                          const CallNames& names);
  void awaitAll(Locals& locals, const CallStep& call, const CallNames& names, const std::string& futures,
                const AwaitStep& await);
  void window(Locals& locals, const CallStep& call, const std::optional<When>& when, const CallNames& names);
  void await(Locals& locals, std::size_t at);
  void undo(Locals& locals, const CallStep& call, const CallNames& names);
  void retryFunctions(MethodId method);
  void retryByTimer(MethodId method, std::uint16_t step, const CallStep& call);
  void retryByHeartbeat(MethodId method, std::uint16_t step, const CallStep& call);
  void repeatAtOnce(Locals& locals, const CallStep& call, const CallNames& names);
  void onSuccess(Locals& locals, const CallStep& call, const CallNames& names);
  void onFailure(Locals& locals, const CallStep& call, const CallNames& names, const std::string& leave);
  [[nodiscard]] std::string loopOver(const CallStep& call, const std::string& number);
  [[nodiscard]] std::string callTo(MethodRef method, const CallStep& call);
  [[nodiscard]] std::string callExpression(const CallStep& call, const std::string& number);
  [[nodiscard]] std::string futureType(const CallStep& call) const;
  [[nodiscard]] std::string awaited(const CallStep& call, const std::string& future, bool suspends = true) const;
  [[nodiscard]] std::string backoff(const Retry& retry) const;
  [[nodiscard]] CallNames callNames(Locals& locals, const CallStep& call, const std::optional<When>& when) const;
  [[nodiscard]] static bool needsNumber(const CallStep& call, const std::optional<When>& when);

  const Scenario& m_scenario;
  const Canister& m_canister;
  CanisterId m_self;
  std::vector<Callee> m_callees;
  std::vector<MethodShape> m_shapes;  ///< of the canister's own methods
  Writer m_out{2};
  Names m_names{Language::Motoko};
  std::map<std::string, Import, std::less<>> m_imports;  ///< by module
  std::vector<std::string> m_methods;
  std::vector<std::string> m_variables;
  std::map<std::uint16_t, std::string> m_runs;  ///< counters of executions, by method
  std::map<CanisterId, std::string> m_types;    ///< interfaces, by canister
  std::map<CanisterId, std::string> m_actors;   ///< references, by canister
  std::map<StepRef, std::string> m_retries;     ///< functions that call again later
  std::map<StepRef, Waiting> m_waiting;
  std::string m_work;
  std::string m_payload;
  std::string m_random;
  std::string m_actorName;
  std::string m_selfName;
};

}  // namespace roundscope::code

// One canister on its way to Rust: the names that its program uses, and a function for each part of it.
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

class RustProgram {
 public:
  /// Borrows the scenario, which must outlive it.
  RustProgram(const Scenario& scenario, CanisterId self);
  CodeText write();

 private:
  /// A method's locals.
  struct Locals {
    MethodId method;
    MethodShape shape;
    bool manual = false;  ///< replies and rejects by the system's own functions
    Names names;
    std::string successful;                        ///< counts the calls that succeeded; empty: nobody counts
    std::string run;                               ///< the how-manieth execution this is; empty: nobody asks
    std::map<std::uint16_t, std::string> futures;  ///< of dispatch-only steps, by step
    std::map<std::uint16_t, std::string> guards;   ///< of locks that are released on a trap, by variable
    std::set<std::uint16_t> options;               ///< locks that are held under some condition only
  };

  // rust.cpp: the program around the methods
  void claimNames();
  void uses();
  void state();
  void init();
  void helpers();
  void heartbeat();
  void method(MethodId method);
  void use(const std::string& path) { m_uses.insert(path); }
  [[nodiscard]] static std::string answerType(Answer answer);

  // rust_steps.cpp
  void steps(Locals& locals);
  void plainStep(Locals& locals, const Step& step, bool last);
  void lock(Locals& locals, const LockStep& lock);
  void reply(Locals& locals, const ReplyStep& reply, bool last);
  void reject(const Locals& locals, const std::string& condition, const std::string& message, bool last = false);
  [[nodiscard]] std::string answer(const Locals& locals, std::uint64_t bytes) const;
  [[nodiscard]] std::string condition(const When& when, const std::string& number) const;
  [[nodiscard]] std::string operand(const Operand& operand) const;

  // rust_calls.cpp
  void call(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when);
  void sequential(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
                  const CallNames& names);
  void prepare(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
               const CallNames& names, const std::string& calls);
  void outcomes(Locals& locals, std::uint16_t step, const CallStep& call, const CallNames& names,
                const std::string& head);
  void window(Locals& locals, std::uint16_t step, const CallStep& call, const std::optional<When>& when,
              const CallNames& names);
  void await(Locals& locals, std::size_t at);
  void undo(Locals& locals, const CallStep& call, const CallNames& names);
  void afterOutcome(Locals& locals, std::uint16_t step, const CallStep& call, const CallNames& names,
                    const std::string& succeeded, const std::string& leave);
  void retryFunctions(MethodId method);
  void retryAtOnce(StepRef ref, const CallStep& call);
  void retryByTimer(StepRef ref, const CallStep& call);
  void retryByHeartbeat(StepRef ref, const CallStep& call);
  [[nodiscard]] std::string callTo(MethodRef method, const CallStep& call);
  [[nodiscard]] std::string callExpression(const CallStep& call, const std::string& number);
  [[nodiscard]] static std::string backoff(const Retry& retry);
  [[nodiscard]] CallNames callNames(Locals& locals, const CallStep& call) const;
  [[nodiscard]] static std::string range(const CallStep& call, const std::optional<When>& when);
  [[nodiscard]] static bool needsNumber(const CallStep& call, const std::optional<When>& when);

  const Scenario& m_scenario;
  const Canister& m_canister;
  CanisterId m_self;
  std::vector<Callee> m_callees;
  std::vector<MethodShape> m_shapes;  ///< of the canister's own methods
  Writer m_out{4};
  Names m_names{Language::Rust};
  std::set<std::string> m_uses;
  std::vector<std::string> m_methods;
  std::vector<std::string> m_variables;
  std::map<std::uint16_t, std::string> m_runs;    ///< counters of executions, by method
  std::map<std::uint16_t, std::string> m_guards;  ///< types that release a lock, by variable
  std::map<CanisterId, std::string> m_callee;     ///< where a callee's principal is kept
  std::map<StepRef, std::string> m_retries;       ///< functions that call again
  std::map<StepRef, std::string> m_waiting;       ///< lists of calls that wait for a heartbeat
  std::map<StepRef, std::string> m_repeats;       ///< functions that make those
  std::string m_work;
  std::string m_chance;
};

}  // namespace roundscope::code

// What both languages must know of a method before they write it: what it takes, what it answers, whether it waits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope::code {

/// What a method replies with.
enum class Answer : std::uint8_t {
  Nothing,
  Count,  ///< how many of its calls succeeded
  Bytes,  ///< as many bytes as the scenario says
};

struct MethodShape {
  bool takesPayload = false;  ///< somebody calls it with bytes
  Answer answer = Answer::Nothing;
  bool waits = false;        ///< has a step that may suspend it
  bool counted = false;      ///< some step applies to every so-manieth execution, or to listed ones
  bool rejects = false;      ///< some step may reject
  bool isTask = false;       ///< the body of the timer or the heartbeat
  bool repliesLast = false;  ///< replies once, unconditionally, in its last step
};

MethodShape shapeOf(const Scenario& scenario, MethodRef method);

/// A call that is made again: the step retries and has attempts left after the first.
bool retries(const CallStep& call);
bool retries(const CallStep& call, RetryVia via);
/// A failure has something to undo.
bool compensates(const CallStep& call);
/// A failure keeps further calls from being sent.
bool stops(const CallStep& call);
/// The dispatch-only step that an `await` of this method waits for; none when there is none before it.
const CallStep* dispatchOf(const Method& method, std::size_t awaitStep, std::uint16_t& step);

/// The methods that a canister calls, each with the kinds of methods that it is called from.
struct Callee {
  MethodRef method;
  bool fromUpdate = false;
  bool fromComposite = false;
};
/// In the order of canisters and methods.
std::vector<Callee> calleesOf(const Scenario& scenario, CanisterId canister);

/// The names in a program that say how the answers of a step's calls are awaited, and what follows a failure.
struct CallNames {
  std::string number;  ///< which call it is, from 1; empty: nobody asks
  std::string done;    ///< counts what there is to undo
  std::string failed;  ///< says that there is something to undo
};

/// The operator that holds where this one does not, as both languages write it.
std::string inverse(Comparison comparison);

/// Digits in groups, as both languages write them: "2_000_000".
std::string digits(std::int64_t number);
std::string digits(std::uint64_t number);

/// The canister has a step of this type for which the predicate holds.
template <class StepType, class Predicate>
bool anyStep(const Canister& canister, Predicate predicate) {
  for (const Method& method : canister.methods)
    for (const Step& step : method.steps)
      if (const auto* action = std::get_if<StepType>(&step.action))
        if (predicate(*action)) return true;
  return false;
}
/// Some step of the canister is decided by chance.
bool drawsChances(const Canister& canister);

}  // namespace roundscope::code

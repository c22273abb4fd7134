// Locks are declared by the steps that take them.
#include "core/scenario/declare_locks.h"

#include <string>
#include <unordered_set>

namespace roundscope::detail {
namespace {

/// The names that the `lock` steps of one body take. Those within other steps are refused later, and their names are
/// none the less known to who unlocks them.
void declareLocksOf(const Json& body, std::unordered_set<std::string>& taken, std::vector<Variable>& variables) {
  if (!body.is_object()) return;
  for (const char* const list : {"steps", "finally", "then", "else", "on_reply", "on_reject"}) {
    const auto steps = body.find(list);
    if (steps == body.end() || !steps->is_array()) continue;
    for (const Json& step : *steps) {
      if (!step.is_object()) continue;
      for (const char* const holder : {"if", "call"})
        if (const auto within = step.find(holder); within != step.end()) declareLocksOf(*within, taken, variables);
      const auto lock = step.find("lock");
      if (lock == step.end()) continue;
      const Json& name = lock->is_object() && lock->contains("name") ? (*lock)["name"] : *lock;
      if (!name.is_string()) continue;
      if (taken.insert(name.get<std::string>()).second) variables.push_back({name.get<std::string>(), 0, true});
    }
  }
}

}  // namespace

void declareLocks(const Node& canister, std::vector<Variable>& variables) {
  std::unordered_set<std::string> taken;
  for (const Variable& variable : variables) taken.insert(variable.name);
  for (const char* const name : {"timer", "heartbeat"})
    if (const auto body = canister.json->find(name); body != canister.json->end())
      declareLocksOf(*body, taken, variables);
  for (const char* const name : {"timers", "methods"}) {
    const auto bodies = canister.json->find(name);
    if (bodies == canister.json->end() || !bodies->is_object()) continue;
    for (const Json& body : *bodies) declareLocksOf(body, taken, variables);
  }
}

}  // namespace roundscope::detail

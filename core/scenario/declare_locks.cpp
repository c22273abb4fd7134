// Locks are declared by the steps that take them.
#include "core/scenario/declare_locks.h"

#include <algorithm>

namespace roundscope::detail {
namespace {

/// The names that the `lock` steps of one body take.
void declareLocksOf(const Node& body, std::vector<Variable>& variables) {
  if (!body.json->is_object() || !body.json->contains("steps")) return;
  const Node steps = body.child("steps", (*body.json)["steps"]);
  if (!steps.json->is_array()) return;
  for (std::size_t i = 0; i < steps.json->size(); ++i) {
    const Json& step = (*steps.json)[i];
    if (!step.is_object() || !step.contains("lock")) continue;
    Node node = steps.child(std::to_string(i), step).child("lock", step["lock"]);
    if (node.json->is_object() && node.json->contains("name")) node = node.child("name", (*node.json)["name"]);
    if (!node.json->is_string()) continue;
    const auto name = node.json->get<std::string>();
    if (std::none_of(variables.begin(), variables.end(), [&](const Variable& v) { return v.name == name; }))
      variables.push_back({name, 0, true});
  }
}

}  // namespace

void declareLocks(const Node& canister, std::vector<Variable>& variables) {
  for (const std::string_view name : {"timer", "heartbeat"})
    if (canister.json->contains(name))
      declareLocksOf(canister.child(name, (*canister.json)[std::string(name)]), variables);
  for (const std::string_view name : {"timers", "methods"}) {
    const auto bodies = canister.json->find(std::string(name));
    if (bodies == canister.json->end() || !bodies->is_object()) continue;
    const Node node = canister.child(name, *bodies);
    for (auto it = bodies->begin(); it != bodies->end(); ++it)
      declareLocksOf(node.child(it.key(), it.value()), variables);
  }
}

}  // namespace roundscope::detail

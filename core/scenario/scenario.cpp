// Names of what stands in a scenario, and of what does not.
#include "core/scenario/scenario.h"

namespace roundscope {

std::string nameOf(MethodRef method, const Scenario& scenario) {
  return scenario.canister(method.canister).id + "." + scenario.method(method).name;
}

const Method& unlistedMethod() {
  static const Method method{.name = "(not in the scenario)", .kind = MethodKind::Missing, .steps = {}};
  return method;
}

void put(std::vector<Override>& overrides, const Override& change) {
  std::erase_if(overrides,
                [&](const Override& each) { return each.pointer == change.pointer && each.variant == change.variant; });
  overrides.push_back(change);
}

std::size_t stepsWithin(const Action& action) {
  if (const auto* call = std::get_if<CallStep>(&action)) return std::size_t{call->replySteps} + call->rejectSteps;
  if (const auto* branch = std::get_if<IfStep>(&action)) return std::size_t{branch->thenSteps} + branch->elseSteps;
  return 0;
}

std::string lockHeldText(const Variable& lock) { return lock.name + " is held by another call"; }

}  // namespace roundscope

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

std::string lockHeldText(const Variable& lock) { return lock.name + " is held by another call"; }

}  // namespace roundscope

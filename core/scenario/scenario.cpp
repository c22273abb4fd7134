// Names of what stands in a scenario.
#include "core/scenario/scenario.h"

namespace roundscope {

std::string nameOf(MethodRef method, const Scenario& scenario) {
  const Canister& canister = scenario.canister(method.canister);
  return canister.id + "." + canister.methods[method.method.value].name;
}

}  // namespace roundscope

// What a scenario says of what it does not list.
#include "core/scenario/scenario.h"

namespace roundscope {

const Method& unlistedMethod() {
  static const Method method{.name = "(not in the scenario)", .kind = MethodKind::Missing, .steps = {}};
  return method;
}

std::string lockHeldText(const Variable& lock) { return lock.name + " is held by another call"; }

}  // namespace roundscope

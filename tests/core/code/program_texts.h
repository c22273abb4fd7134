// The programs of steps, for tests of what programs mean.
#pragma once

#include <string>

#include "core/code/code_text.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {

/// `caller` of withSteps().
inline std::string motoko(const std::string& steps) {
  return motokoCode(scenarioOf(withSteps(steps)), CanisterId{0}).text();
}
inline std::string rust(const std::string& steps) {
  return rustCode(scenarioOf(withSteps(steps)), CanisterId{0}).text();
}

}  // namespace roundscope::test

// Private to core/scenario: variables, values and comparisons of steps.
#pragma once

#include <string>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// A variable or a lock of the canister, by name.
VariableId findVariable(const Node& node, const std::string& name, const Canister& canister, bool isLock);
VariableId readVariable(const Node& node, const Canister& canister);
/// An integer, a variable's name or {"variable", "times"}.
Operand readOperand(const Node& node, const Canister& canister);
/// The one comparison of the object, and what it compares with. `expected` says which object that is.
void readComparison(const ObjectReader& object, const Canister& canister, const std::string& expected,
                    Condition& condition);

}  // namespace roundscope::detail

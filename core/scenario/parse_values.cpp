// Variables, values and comparisons of steps.
#include "core/scenario/parse_values.h"

#include <fmt/format.h>

#include "core/scenario/fields.h"
#include "core/scenario/name_index.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {

/// A variable or a lock of the canister, by name.
VariableId findVariable(const Node& node, const std::string& name, const Canister& canister, bool isLock) {
  for (std::size_t i = 0; i < canister.variables.size(); ++i) {
    const Variable& variable = canister.variables[i];
    if (variable.name != name) continue;
    if (variable.isLock == isLock) return VariableId{static_cast<std::uint16_t>(i)};
    if (isLock) fail(node, fmt::format("{} is a variable", shown(Json(name))), "a lock's name that no variable has");
  }
  std::vector<std::string> known;
  for (const Variable& variable : canister.variables)
    if (variable.isLock == isLock) known.push_back(variable.name);
  const std::string canisterPointer = node.pointer.substr(0, node.pointer.find('/', std::string("/canisters/").size()));
  failUnnamed(node, fmt::format("unknown {} {}", isLock ? "lock" : "variable", shown(Json(name))),
              known.empty() ? fmt::format("one that canister \"{}\" {}", canister.id,
                                          isLock ? "locks in some method" : "declares in its \"variables\"")
                            : expectedName(name, known, "one of"),
              canisterPointer + (isLock ? "/methods" : "/variables"));
}

VariableId readVariable(const Node& node, const Canister& canister) {
  return findVariable(node, readString(node, "a variable's name"), canister, false);
}

Operand readOperand(const Node& node, const Canister& canister) {
  if (node.json->is_string()) return {readVariable(node, canister), 1};
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::operand, "{\"variable\", \"times\"}");
    const VariableId variable = readVariable(object.require("variable", "a variable's name"), canister);
    return {variable, object.integer<std::int64_t>("times", 1, kVariableValues)};
  }
  if (!node.json->is_number()) failFound(node, "an integer, a variable's name or {\"variable\", \"times\"}");
  return {std::nullopt, readInteger(node, kVariableValues)};
}

void readComparison(const ObjectReader& object, const Canister& canister, const std::string& expected,
                    Condition& condition) {
  std::size_t found = 0;
  for (const Choice<Comparison>& comparison : kComparisons) {
    const auto operand = object.find(comparison.name);
    if (!operand) continue;
    ++found;
    condition.comparison = comparison.value;
    condition.value = readOperand(*operand, canister);
  }
  const bool misspelt = found == 0 && object.hasUnknownFields();
  if (found != 1 && !misspelt) fail(object.node(), fmt::format("found {} comparisons", found), expected);
}

}  // namespace roundscope::detail

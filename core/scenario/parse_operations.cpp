// An operation is an object of a time and one verb, which names the canister.
#include "core/scenario/parse_operations.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/fields.h"
#include "core/scenario/name_index.h"
#include "core/scenario/ranges.h"
#include "core/scenario/words.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxOperations = 10'000;
constexpr std::string_view kOneOperation = "an operation as {\"at_ms\": 3000, \"stop\": \"callee\"}";

CanisterId readCanisterName(const Node& node, const std::vector<Canister>& canisters) {
  const std::string name = readString(node, "a canister's id");
  std::vector<std::string> known;
  for (std::size_t i = 0; i < canisters.size(); ++i) {
    const Canister& canister = canisters[i];
    if (canister.id == name && !exists(canister.status))
      fail(node, fmt::format("canister {} is {}", shown(Json(name)), nameOf(canister.status)), "one that exists");
    if (canister.id == name) return CanisterId{static_cast<std::uint16_t>(i)};
    if (exists(canister.status)) known.push_back(canister.id);
  }
  failUnnamed(node, fmt::format("unknown canister {}", shown(Json(name))), expectedName(name, known, "one of"),
              "/canisters");
}

void readTopUp(const Node& node, const std::vector<Canister>& canisters, Operation& operation) {
  const ObjectReader object(node, fields::topUp, "a top-up as {\"canister\": \"callee\", \"cycles\": 1000000000000}");
  operation.canister = readCanisterName(object.require("canister", "a canister's id"), canisters);
  const Node cycles = object.require("cycles", "how many cycles it gets");
  operation.cycles = static_cast<std::uint64_t>(readInteger(cycles, {1, kMaxCycles}));
}

Operation readOperation(const Node& node, const std::vector<Canister>& canisters) {
  const ObjectReader object(node, fields::operation, kOneOperation);
  Operation operation;
  operation.at = Time{} + milliseconds(object.integer<std::int64_t>("at_ms", 0, {0, kMaxMilliseconds}));
  std::size_t verbs = 0;
  for (const Choice<OperationKind>& verb : kOperations) {
    const auto subject = object.find(verb.name);
    if (!subject) continue;
    ++verbs;
    operation.kind = verb.value;
    if (verb.value == OperationKind::TopUp)
      readTopUp(*subject, canisters, operation);
    else
      operation.canister = readCanisterName(*subject, canisters);
  }
  if (verbs != 1 && !(verbs == 0 && object.hasUnknownFields()))
    fail(node, fmt::format("found {} of {}", verbs, quotedList(kNamesOf<kOperations>)), "exactly one of them");
  return operation;
}

}  // namespace

std::vector<Operation> readOperations(const Node& list, const std::vector<Canister>& canisters) {
  const std::vector<Node> nodes = readList(list, fmt::format("a list of operations, each {}", kOneOperation));
  if (nodes.size() > kMaxOperations)
    fail(list, fmt::format("found {} operations", grouped(nodes.size())),
         fmt::format("at most {}", grouped(kMaxOperations)));
  std::vector<Operation> operations;
  std::uint64_t cycles = 0;
  for (const Node& node : nodes)
    attempt(list, [&] {
      operations.push_back(readOperation(node, canisters));
      cycles += operations.back().cycles;
      if (cycles > static_cast<std::uint64_t>(kMaxCycles))
        fail(node, fmt::format("found more than {} cycles in all", grouped(kMaxCycles)), "fewer");
    });
  std::stable_sort(operations.begin(), operations.end(),
                   [](const Operation& a, const Operation& b) { return a.at < b.at; });
  return operations;
}

}  // namespace roundscope::detail

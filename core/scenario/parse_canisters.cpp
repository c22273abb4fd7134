// Canisters with their variables, methods, timer and heartbeat.
#include "core/scenario/parse_canisters.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/words.h"
#include "core/scenario/declare_locks.h"
#include "core/scenario/fields.h"
#include "core/scenario/parse_steps.h"
#include "core/scenario/parse_when.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxCanisters = 1'000;
constexpr std::size_t kMaxVariables = UINT16_MAX;  ///< with locks; those that a VariableId can tell apart
constexpr std::string_view kTimerBody = "timer";
constexpr std::string_view kHeartbeatBody = "heartbeat";

SubnetId readSubnetName(const Node& node, const std::vector<Subnet>& subnets) {
  const std::string name = readString(node, "a subnet's id");
  std::vector<std::string> known;
  for (std::size_t i = 0; i < subnets.size(); ++i) {
    if (subnets[i].id == name) return SubnetId{static_cast<std::uint16_t>(i)};
    known.push_back(subnets[i].id);
  }
  failUnnamed(node, fmt::format("unknown subnet {}", shown(Json(name))), expectedName(name, known, "one of"),
              "/subnets");
}

std::vector<Variable> readVariables(const ObjectReader& object) {
  std::vector<Variable> variables;
  object.read("variables", [&](const Node& node) {
    for (const Member& member : readMembers(node, "variables and their first values, as {\"balance\": 100}")) {
      variables.push_back({member.name, 0, false});
      attempt(node, [&] {
        checkName(member.value, member.name, "a variable's name");
        variables.back().initial = readInteger(member.value, kVariableValues);
      });
    }
  });
  attempt(object.node(), [&] {
    declareLocks(object.node(), variables);
    if (variables.size() > kMaxVariables)
      fail(object.node(), fmt::format("found {} variables and locks", grouped(variables.size())),
           fmt::format("at most {}", grouped(kMaxVariables)));
  });
  return variables;
}

/// Where the canister is, which a status that could not be read leaves open.
void readPlace(const ObjectReader& object, const std::vector<Subnet>& subnets, Canister& canister) {
  const bool known =
      object.read("status", [&](const Node& status) { canister.status = readChoice(status, kCanisterStatuses); });
  if (!known) return;
  if (canister.status != CanisterStatus::Nowhere)
    object.need("subnet", "the id of the subnet that it is on",
                [&](const Node& subnet) { canister.subnet = readSubnetName(subnet, subnets); });
  else
    object.read("subnet", [](const Node& subnet) {
      fail(subnet, "found the subnet of a canister that is nowhere", "none, or \"status\": \"absent\"");
    });
}

constexpr std::string_view kMethodExpected = "a method as {\"steps\": […]}";

/// What callers of a method know of it.
void declareMethods(const Node& methods, Canister& canister) {
  for (const Member& member : readMembers(methods, "methods by name, as {\"ping\": {}}")) {
    Method method;
    method.name = member.name;
    attempt(methods, [&] {
      checkName(member.value, member.name, "a method's name");
      const ObjectReader object(member.value, fields::method, kMethodExpected);
      object.read("kind", [&](const Node& kind) { method.kind = readChoice(kind, kMethodKinds); });
    });
    canister.methods.push_back(std::move(method));
  }
}

/// What all canisters have together fits into the 64 bits of one balance, with all that operations may add: cycles
/// may come together in one canister.
constexpr std::uint64_t kMaxCyclesInAll = 10'000'000'000'000'000'000U;

void addCycles(const Node& canister, std::uint64_t cycles, std::uint64_t& all) {
  all += std::min(cycles, kMaxCyclesInAll + 1 - all);
  if (all > kMaxCyclesInAll)
    fail(canister.child("cycles", *canister.json),
         fmt::format("the cycles of this canister and of those above are more than {}", grouped(kMaxCyclesInAll)),
         "fewer");
}

/// A canister's names: all that other canisters' steps may refer to. Bodies come later.
void readDeclaration(const Node& node, const std::vector<Subnet>& subnets, Canister& canister) {
  const ObjectReader object(node, fields::canister, "a canister as {\"id\", \"subnet\", \"methods\"}");
  readId(object, "a canister's id", canister.id);
  object.read("language", [&](const Node& language) { canister.language = readChoice(language, kLanguages); });
  readPlace(object, subnets, canister);
  canister.cycles = object.integer("cycles", canister.cycles, {0, kMaxCycles});
  canister.freezingThreshold = object.integer("freezing_threshold_cycles", canister.freezingThreshold, {0, kMaxCycles});
  canister.variables = readVariables(object);
  object.read("methods", [&](const Node& methods) { declareMethods(methods, canister); });
}

Fault readFault(const Node& node) {
  const ObjectReader object(node, fields::fault, "a fault as {\"code\": 2, \"message\": \"busy\"}");
  Fault fault;
  object.need("code", "the reject code: 1, 2, 3, 5 or 6", [&](const Node& code) {
    fault.code = static_cast<RejectCode>(readInteger(code, {1, 6}));
    if (fault.code == RejectCode::CanisterReject)
      fail(code, "found 4, the code of a canister's own reject", "a step {\"reject\": …}, which may have a \"when\"");
  });
  fault.message = object.string("message");
  object.read("when", [&](const Node& when) { fault.when = readWhen(when); });
  return fault;
}

void readMethodBody(const Node& node, const BodyContext& context, Method& method) {
  const ObjectReader object(node, fields::method, kMethodExpected);
  method.instructions = object.integer("instructions", method.instructions, kInstructions);
  method.accept = object.integer("accept", method.accept, {0, kMaxCycles});
  if (method.accept > 0 && method.kind != MethodKind::Update)
    note(node, {childPointer(node.pointer, "accept"), "found cycles to accept in a method that is no update",
                "none, or another \"kind\""});
  object.read("faults", [&](const Node& faults) {
    for (const Node& fault : readList(faults, "a list of faults as [{\"code\": 2, \"message\": \"busy\"}]"))
      attempt(faults, [&] { method.faults.push_back(readFault(fault)); });
  });
  for (const std::string_view field : {"steps", "finally"})
    if (const auto steps = object.find(field); steps && method.kind == MethodKind::Missing)
      fail(*steps, "found steps in a method that is missing", "none, or another \"kind\"");
  readSteps(object, context, method);
}

/// The body of a timer or heartbeat becomes a method, so that it reads like one.
MethodId addTask(const ObjectReader& object, std::string_view name, const NameIndex& names, Canister& canister) {
  for (const Method& method : canister.methods)
    if (method.name == name)
      fail(object.node(), fmt::format("the canister also has a method \"{}\"", name), "another name for that method");
  BodyContext context{&names, &canister, MethodKind::Update, false};
  Method method;
  method.name = name;
  method.instructions = object.integer("instructions", method.instructions, kInstructions);
  readSteps(object, context, method);
  canister.methods.push_back(std::move(method));
  return MethodId{static_cast<std::uint16_t>(canister.methods.size() - 1)};
}

void addTimer(const Node& node, std::string_view name, const NameIndex& names, Canister& canister) {
  const ObjectReader task(node, fields::timer, "a timer as {\"first_ms\", \"every_ms\", \"steps\"}");
  Timer timer;
  timer.first = milliseconds(task.integer<std::int64_t>("first_ms", 0, {0, kMaxMilliseconds}));
  task.read("every_ms", [&](const Node& every) {
    timer.every = milliseconds(readInteger(every, {1, kMaxMilliseconds}));
  });
  timer.body = addTask(task, name, names, canister);
  canister.timers.push_back(timer);
}

void readBodies(const Node& node, const NameIndex& names, Canister& canister) {
  const ObjectReader object(node, fields::canister, "a canister");
  object.read("methods", [&](const Node& methods) {
    std::size_t index = 0;
    for (const Member& member : readMembers(methods, "methods by name")) {
      Method& method = canister.methods[index++];
      attempt(methods, [&] {
        readMethodBody(member.value, BodyContext{&names, &canister, method.kind, true}, method);
      });
    }
  });
  object.read("timer", [&](const Node& timer) { addTimer(timer, kTimerBody, names, canister); });
  object.read("timers", [&](const Node& timers) {
    for (const Member& member : readMembers(timers, "timers by name, as {\"pay\": {\"every_ms\": 1000}}"))
      attempt(timers, [&] {
        checkName(member.value, member.name, "a timer's name");
        addTimer(member.value, member.name, names, canister);
      });
  });
  object.read("heartbeat", [&](const Node& heartbeat) {
    const ObjectReader task(heartbeat, fields::heartbeat, "a heartbeat as {\"steps\": […]}");
    canister.heartbeat = addTask(task, kHeartbeatBody, names, canister);
  });
}

}  // namespace

std::vector<Canister> readCanisters(const Node& list, const std::vector<Subnet>& subnets) {
  const std::vector<Node> nodes = readList(list, "a list of canisters");
  if (nodes.empty() || nodes.size() > kMaxCanisters)
    fail(list, fmt::format("found {} canisters", grouped(nodes.size())),
         fmt::format("1 to {} canisters", grouped(kMaxCanisters)));
  std::vector<Canister> canisters(nodes.size());
  std::vector<std::string> ids;
  std::uint64_t cycles = 0;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    attempt(nodes[i], [&] {
      readDeclaration(nodes[i], subnets, canisters[i]);
      addUnique(nodes[i], "id", canisters[i].id, ids);
      addCycles(nodes[i], canisters[i].cycles, cycles);
    });
  const NameIndex names(canisters);
  for (std::size_t i = 0; i < nodes.size(); ++i) attempt(nodes[i], [&] { readBodies(nodes[i], names, canisters[i]); });
  return canisters;
}

}  // namespace roundscope::detail

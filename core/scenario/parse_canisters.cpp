// Canisters with their variables, methods, timer and heartbeat.
#include "core/scenario/parse_canisters.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/scenario/fields.h"
#include "core/scenario/parse_steps.h"
#include "core/scenario/parse_when.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxCanisters = 1'000;
constexpr std::string_view kTimerBody = "timer";
constexpr std::string_view kHeartbeatBody = "heartbeat";

SubnetId readSubnetName(const Node& node, const std::vector<Subnet>& subnets) {
  const std::string name = readString(node, "a subnet's id");
  std::vector<std::string> known;
  for (std::size_t i = 0; i < subnets.size(); ++i) {
    if (subnets[i].id == name) return SubnetId{static_cast<std::uint16_t>(i)};
    known.push_back(subnets[i].id);
  }
  fail(node, fmt::format("unknown subnet {}", shown(Json(name))), expectedName(name, known, "one of"));
}

std::vector<Variable> readVariables(const ObjectReader& object) {
  std::vector<Variable> variables;
  if (const auto node = object.find("variables")) {
    for (const auto& [name, value] : readMembers(*node, "variables and their first values, as {\"balance\": 100}")) {
      checkName(value, name, "a variable's name");
      variables.push_back({name, readInteger(value, kVariableValues), false});
    }
  }
  declareLocks(object.node(), variables);
  return variables;
}

MethodKind readKind(const ObjectReader& object) {
  const auto kind = object.find("kind");
  return kind ? readChoice(*kind, kMethodKinds) : MethodKind::Update;
}

/// A canister's names: all that other canisters' steps may refer to. Bodies come later.
Canister readDeclaration(const Node& node, const std::vector<Subnet>& subnets) {
  const ObjectReader object(node, fields::canister, "a canister as {\"id\", \"subnet\", \"methods\"}");
  Canister canister;
  canister.id = readName(object.require("id", "a canister's id"), "a canister's id");
  if (const auto language = object.find("language")) canister.language = readChoice(*language, kLanguages);
  if (const auto status = object.find("status")) canister.status = readChoice(*status, kCanisterStatuses);
  if (canister.status != CanisterStatus::Nowhere)
    canister.subnet = readSubnetName(object.require("subnet", "the id of the subnet that it is on"), subnets);
  else if (const auto subnet = object.find("subnet"))
    fail(*subnet, "found the subnet of a canister that is nowhere", "none, or \"status\": \"absent\"");
  canister.cycles = object.integer("cycles", canister.cycles, {0, kMaxCycles});
  canister.freezingThreshold = object.integer("freezing_threshold_cycles", canister.freezingThreshold, {0, kMaxCycles});
  canister.variables = readVariables(object);
  if (const auto methods = object.find("methods")) {
    for (const auto& [name, value] : readMembers(*methods, "methods by name, as {\"ping\": {}}")) {
      checkName(value, name, "a method's name");
      Method method;
      method.name = name;
      method.kind = readKind(ObjectReader(value, fields::method, "a method as {\"steps\": […]}"));
      canister.methods.push_back(std::move(method));
    }
  }
  return canister;
}

Fault readFault(const Node& node) {
  const ObjectReader object(node, fields::fault, "a fault as {\"code\": 2, \"message\": \"busy\"}");
  Fault fault;
  const Node code = object.require("code", "the reject code: 1, 2, 3, 5 or 6");
  fault.code = static_cast<RejectCode>(readInteger(code, {1, 6}));
  if (fault.code == RejectCode::CanisterReject)
    fail(code, "found 4, the code of a canister's own reject", "a step {\"reject\": …}, which may have a \"when\"");
  fault.message = object.string("message");
  if (const auto when = object.find("when")) fault.when = readWhen(*when);
  return fault;
}

void readMethodBody(const Node& node, const BodyContext& context, Method& method) {
  const ObjectReader object(node, fields::method, "a method as {\"steps\": […]}");
  method.instructions = object.integer("instructions", method.instructions, kInstructions);
  method.accept = object.integer("accept", method.accept, {0, kMaxCycles});
  if (method.accept > 0 && method.kind != MethodKind::Update)
    fail(*object.find("accept"), "found cycles to accept in a method that is no update", "none, or another \"kind\"");
  if (const auto faults = object.find("faults"))
    for (const Node& fault : readList(*faults, "a list of faults as [{\"code\": 2, \"message\": \"busy\"}]"))
      method.faults.push_back(readFault(fault));
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
  if (const auto every = task.find("every_ms")) timer.every = milliseconds(readInteger(*every, {1, kMaxMilliseconds}));
  timer.body = addTask(task, name, names, canister);
  canister.timers.push_back(timer);
}

void readBodies(const Node& node, const NameIndex& names, Canister& canister) {
  const ObjectReader object(node, fields::canister, "a canister");
  if (const auto methods = object.find("methods")) {
    std::size_t index = 0;
    for (const auto& [name, value] : readMembers(*methods, "methods by name")) {
      Method& method = canister.methods[index++];
      readMethodBody(value, BodyContext{&names, &canister, method.kind, true}, method);
    }
  }
  if (const auto timer = object.find("timer")) addTimer(*timer, kTimerBody, names, canister);
  if (const auto timers = object.find("timers"))
    for (const auto& [name, value] : readMembers(*timers, "timers by name, as {\"pay\": {\"every_ms\": 1000}}")) {
      checkName(value, name, "a timer's name");
      addTimer(value, name, names, canister);
    }
  if (const auto heartbeat = object.find("heartbeat")) {
    const ObjectReader task(*heartbeat, fields::heartbeat, "a heartbeat as {\"steps\": […]}");
    canister.heartbeat = addTask(task, kHeartbeatBody, names, canister);
  }
}

}  // namespace

void addUnique(const Node& node, const std::string& id, std::vector<std::string>& ids) {
  if (std::find(ids.begin(), ids.end(), id) != ids.end())
    fail(node, fmt::format("{} is used twice", shown(Json(id))), "a name of its own");
  ids.push_back(id);
}

std::vector<Canister> readCanisters(const Node& list, const std::vector<Subnet>& subnets) {
  const std::vector<Node> nodes = readList(list, "a list of canisters");
  if (nodes.empty() || nodes.size() > kMaxCanisters)
    fail(list, fmt::format("found {} canisters", nodes.size()), fmt::format("1 to {} canisters", kMaxCanisters));
  std::vector<Canister> canisters;
  std::vector<std::string> ids;
  for (const Node& node : nodes) {
    canisters.push_back(readDeclaration(node, subnets));
    addUnique(node.child("id", (*node.json)["id"]), canisters.back().id, ids);
  }
  const NameIndex names(canisters);
  for (std::size_t i = 0; i < nodes.size(); ++i) readBodies(nodes[i], names, canisters[i]);
  return canisters;
}

}  // namespace roundscope::detail

// Subnets with their limits, and the users' messages.
#include "core/scenario/parse_network.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/protocol/limit_fields.h"
#include "core/protocol/profiles.h"
#include "core/scenario/fields.h"
#include "core/scenario/parse_canisters.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxSubnets = 100;
constexpr std::int64_t kMaxIngress = 1'000'000;
constexpr std::int64_t kMaxDelayRounds = 1'000;
constexpr std::int64_t kMaxIntervalMs = 1'000'000'000;

void applyLimits(const Node& node, Limits& limits) {
  const ObjectReader object(node, kNamesOf<kLimitFields>, "limits as {\"queue_capacity\": 500}");
  for (const LimitField& field : kLimitFields) {
    const auto value = object.find(field.name);
    if (!value) continue;
    const Range range{static_cast<std::int64_t>(field.min), static_cast<std::int64_t>(field.max)};
    limits.*field.member =
        field.thousandths ? readThousandths(*value, field.max) : static_cast<std::uint64_t>(readInteger(*value, range));
  }
  // The round's budget is what is left of it after one slice. Source: protocol.md section 2.
  const std::uint64_t slice = std::max(limits.slice_instructions, limits.install_slice_instructions);
  if (limits.round_instructions < slice)
    fail(node, fmt::format("round_instructions is {} and a slice is {}", limits.round_instructions, slice),
         "round_instructions to be at least slice_instructions and install_slice_instructions");
}

/// A number of rounds, or [least, most].
void readDelay(const Node& node, Subnet& subnet) {
  const Range range{0, kMaxDelayRounds};
  if (node.json->is_array()) {
    const std::vector<Node> ends = readList(node, "");
    if (ends.size() != 2) failFound(node, "a number of rounds, or [least, most]");
    subnet.xnetDelayMin = static_cast<std::uint32_t>(readInteger(ends[0], range));
    subnet.xnetDelayMax = static_cast<std::uint32_t>(readInteger(ends[1], {subnet.xnetDelayMin, kMaxDelayRounds}));
    return;
  }
  if (!node.json->is_number()) failFound(node, "a number of rounds, or [least, most]");
  subnet.xnetDelayMin = subnet.xnetDelayMax = static_cast<std::uint32_t>(readInteger(node, range));
}

Subnet readSubnet(const Node& node, const ObjectReader& scenario, Profile profile) {
  const ObjectReader object(node, fields::subnet, "a subnet as {\"id\": \"app-1\"}");
  const ProfileDefaults defaults = profileDefaults(profile);
  Subnet subnet;
  subnet.id = readName(object.require("id", "a subnet's id"), "a subnet's id");
  if (const auto kind = object.find("kind")) subnet.kind = readChoice(*kind, kSubnetKinds);
  subnet.nodes = object.integer("nodes", subnet.nodes, {1, 1'000});
  const auto defaultMs = scenario.integer("block_interval_ms", defaults.blockInterval.us / 1'000, {1, kMaxIntervalMs});
  subnet.blockInterval = milliseconds(object.integer("block_interval_ms", defaultMs, {1, kMaxIntervalMs}));
  subnet.phase = milliseconds(object.integer<std::int64_t>("phase_ms", 0, {0, kMaxIntervalMs}));
  subnet.xnetDelayMin = defaults.xnetDelayMin;
  subnet.xnetDelayMax = defaults.xnetDelayMax;
  if (const auto delay = object.find("xnet_delay_rounds")) readDelay(*delay, subnet);
  subnet.limits = profileLimits(profile, subnet.kind);
  if (const auto limits = scenario.find("limits")) applyLimits(*limits, subnet.limits);
  if (const auto limits = object.find("limits")) applyLimits(*limits, subnet.limits);
  return subnet;
}

}  // namespace

std::vector<Subnet> readSubnets(const ObjectReader& scenario, Profile profile) {
  const Node list = scenario.require("subnets", "a list of subnets as [{\"id\": \"app-1\"}]");
  const std::vector<Node> nodes = readList(list, "a list of subnets");
  if (nodes.empty() || nodes.size() > kMaxSubnets)
    fail(list, fmt::format("found {} subnets", nodes.size()), fmt::format("1 to {} subnets", kMaxSubnets));
  std::vector<Subnet> subnets;
  std::vector<std::string> ids;
  for (const Node& node : nodes) {
    subnets.push_back(readSubnet(node, scenario, profile));
    addUnique(node.child("id", (*node.json)["id"]), subnets.back().id, ids);
  }
  return subnets;
}

void countResidents(const ObjectReader& scenario, const std::vector<Canister>& canisters,
                    std::vector<Subnet>& subnets) {
  for (const Canister& canister : canisters)
    if (exists(canister.status)) ++subnets[canister.subnet.value].residentCanisters;
  const std::vector<Node> nodes = readList(scenario.require("subnets", ""), "");
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto here = static_cast<std::int64_t>(subnets[i].residentCanisters);
    const ObjectReader object(nodes[i], fields::subnet, "a subnet");
    subnets[i].residentCanisters =
        object.integer("resident_canisters", subnets[i].residentCanisters, {here, 10'000'000});
  }
}

std::vector<Ingress> readIngress(const Node& list, const std::vector<Canister>& canisters) {
  const NameIndex names(canisters);
  std::vector<Ingress> messages;
  for (const Node& node : readList(list, "a list of messages as [{\"at_ms\": 0, \"to\": \"canister.method\"}]")) {
    const ObjectReader object(node, fields::ingress, "a message as {\"at_ms\": 0, \"to\": \"canister.method\"}");
    Ingress message;
    message.at = Time{} + milliseconds(object.integer<std::int64_t>("at_ms", 0, {0, kMaxMilliseconds}));
    message.to = names.readMethod(object.require("to", "the method to call, as \"canister.method\""));
    message.payloadBytes = object.integer<std::uint64_t>("payload_bytes", 0, {0, kMaxPayloadBytes});
    const auto count = object.integer<std::int64_t>("count", 1, {1, kMaxIngress});
    const Duration every = milliseconds(object.integer<std::int64_t>("every_ms", 0, {0, kMaxIntervalMs}));
    if (static_cast<std::int64_t>(messages.size()) + count > kMaxIngress)
      fail(node, fmt::format("found more than {} messages in all", kMaxIngress), "fewer");
    for (std::int64_t i = 0; i < count; ++i) {
      messages.push_back(message);
      message.at = message.at + every;
    }
  }
  std::stable_sort(messages.begin(), messages.end(), [](const Ingress& a, const Ingress& b) { return a.at < b.at; });
  return messages;
}

}  // namespace roundscope::detail

// Subnets with their limits, and the users' messages.
#include "core/scenario/parse_network.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/words.h"
#include "core/protocol/limit_fields.h"
#include "core/protocol/profiles.h"
#include "core/scenario/fields.h"
#include "core/scenario/parse_canisters.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

constexpr std::size_t kMaxSubnets = 100;
constexpr std::size_t kMaxIngress = 1'000'000;
constexpr std::int64_t kMaxDelayRounds = 1'000;
constexpr std::int64_t kMaxResidentCanisters = 10'000'000;
constexpr std::int64_t kMaxIntervalMs = 1'000'000'000;

void applyLimits(const Node& node, Limits& limits) {
  const ObjectReader object(node, kNamesOf<kLimitFields>, "limits as {\"queue_capacity\": 500}");
  for (const LimitField& field : kLimitFields)
    object.read(field.name, [&](const Node& value) {
      const Range range{static_cast<std::int64_t>(field.min), static_cast<std::int64_t>(field.max)};
      limits.*field.member =
          field.thousandths ? readThousandths(value, field.max) : static_cast<std::uint64_t>(readInteger(value, range));
    });
  // The round's budget is what is left of it after one slice. Source: protocol.md section 2.
  const std::uint64_t slice = std::max(limits.slice_instructions, limits.install_slice_instructions);
  if (limits.round_instructions < slice)
    fail(node,
         fmt::format("round_instructions is {} and a slice is {}", grouped(limits.round_instructions), grouped(slice)),
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

/// How many canisters are on the subnet where the file says it: at least those of the scenario.
void readResidents(const ObjectReader& object, Subnet& subnet, std::uint64_t ofScenario) {
  subnet.residentCanisters =
      object.integer("resident_canisters", ofScenario, {static_cast<std::int64_t>(ofScenario), kMaxResidentCanisters});
}

void readSubnet(const Node& node, const ObjectReader& scenario, Profile profile, Subnet& subnet) {
  const ObjectReader object(node, fields::subnet, "a subnet as {\"id\": \"app-1\"}");
  const ProfileDefaults defaults = profileDefaults(profile);
  readId(object, "a subnet's id", subnet.id);
  object.read("kind", [&](const Node& kind) { subnet.kind = readChoice(kind, kSubnetKinds); });
  subnet.nodes = object.integer("nodes", subnet.nodes, {1, 1'000});
  const auto defaultMs = scenario.integer("block_interval_ms", defaults.blockInterval.us / 1'000, {1, kMaxIntervalMs});
  subnet.blockInterval = milliseconds(object.integer("block_interval_ms", defaultMs, {1, kMaxIntervalMs}));
  subnet.phase = milliseconds(object.integer<std::int64_t>("phase_ms", 0, {0, kMaxIntervalMs}));
  subnet.xnetDelayMin = defaults.xnetDelayMin;
  subnet.xnetDelayMax = defaults.xnetDelayMax;
  object.read("xnet_delay_rounds", [&](const Node& delay) { readDelay(delay, subnet); });
  subnet.limits = profileLimits(profile, subnet.kind);
  const auto apply = [&](const Node& limits) { applyLimits(limits, subnet.limits); };
  scenario.read("limits", apply);
  object.read("limits", apply);
  readResidents(object, subnet, 0);
}

/// One entry of `ingress`: a message, or several alike.
void readMessages(const Node& node, const NameIndex& names, std::vector<Ingress>& messages) {
  const ObjectReader object(node, fields::ingress, "a message as {\"at_ms\": 0, \"to\": \"canister.method\"}");
  Ingress message;
  message.at = Time{} + milliseconds(object.integer<std::int64_t>("at_ms", 0, {0, kMaxMilliseconds}));
  object.need("to", "the method to call, as \"canister.method\"",
              [&](const Node& to) { message.to = names.readMethod(to); });
  message.payloadBytes = object.integer<std::uint64_t>("payload_bytes", 0, {0, kMaxPayloadBytes});
  const auto count = object.integer<std::int64_t>("count", 1, {1, static_cast<std::int64_t>(kMaxIngress)});
  const Duration every = milliseconds(object.integer<std::int64_t>("every_ms", 0, {0, kMaxIntervalMs}));
  for (std::int64_t i = 0; i < count; ++i) {
    messages.push_back(message);
    message.at = message.at + every;
  }
}

}  // namespace

std::vector<Subnet> readSubnets(const ObjectReader& scenario, Profile profile) {
  const Node list = scenario.require("subnets", "a list of subnets as [{\"id\": \"app-1\"}]");
  const std::vector<Node> nodes = readList(list, "a list of subnets");
  if (nodes.empty() || nodes.size() > kMaxSubnets)
    fail(list, fmt::format("found {} subnets", nodes.size()), fmt::format("1 to {} subnets", kMaxSubnets));
  std::vector<Subnet> subnets(nodes.size());
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    attempt(nodes[i], [&] {
      readSubnet(nodes[i], scenario, profile, subnets[i]);
      addUnique(nodes[i], "id", subnets[i].id, ids);
    });
  return subnets;
}

void countResidents(const ObjectReader& scenario, const std::vector<Canister>& canisters,
                    std::vector<Subnet>& subnets) {
  std::vector<std::uint64_t> here(subnets.size());
  for (const Canister& canister : canisters)
    if (exists(canister.status)) ++here[canister.subnet.value];
  const std::vector<Node> nodes = readList(scenario.require("subnets", ""), "");
  for (std::size_t i = 0; i < nodes.size(); ++i)
    readResidents(ObjectReader(nodes[i], fields::subnet, "a subnet"), subnets[i], here[i]);
}

std::vector<Ingress> readIngress(const Node& list, const std::vector<Canister>& canisters) {
  const NameIndex names(canisters);
  if (!list.json->is_array()) failFound(list, "a list of messages as [{\"at_ms\": 0, \"to\": \"canister.method\"}]");
  std::vector<Ingress> messages;
  messages.reserve(list.json->size());
  // One by one: a million places at once would cost more than the messages.
  for (std::size_t i = 0; i < list.json->size(); ++i) {
    const Node node = list.child(std::to_string(i), (*list.json)[i]);
    attempt(node, [&] { readMessages(node, names, messages); });
    if (messages.size() > kMaxIngress)
      fail(node, fmt::format("found more than {} messages in all", grouped(kMaxIngress)), "fewer");
  }
  const auto isEarlier = [](const Ingress& a, const Ingress& b) { return a.at < b.at; };
  if (!std::is_sorted(messages.begin(), messages.end(), isEarlier))
    std::stable_sort(messages.begin(), messages.end(), isEarlier);
  return messages;
}

}  // namespace roundscope::detail

// Names and numbers for sentences.
#include "core/analysis/explain_parts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.h"
#include "core/protocol/capacity.h"
#include "core/scenario/words.h"

namespace roundscope::explain {
namespace {

std::string subnetValue(const Subnet& subnet, std::string_view field) {
  if (field == "block_interval_ms") return fmt::to_string(subnet.blockInterval.us / 1'000);
  RS_CHECK(field == "xnet_delay_rounds");
  if (subnet.xnetDelayMin == subnet.xnetDelayMax) return fmt::to_string(subnet.xnetDelayMin);
  return fmt::format("[{}, {}]", subnet.xnetDelayMin, subnet.xnetDelayMax);
}

/// "stop at 3 s, start at 5 s"; of many, the first. Empty where nothing is done to the canister.
std::string operationsOn(const Scenario& scenario, CanisterId canister) {
  constexpr std::size_t kMostTold = 4;
  std::string text;
  std::size_t count = 0;
  for (const Operation& operation : scenario.operations) {
    if (operation.canister != canister || ++count > kMostTold) continue;
    text += fmt::format("{}{} at {}", count == 1 ? "" : ", ", nameOf(operation.kind), secondsText(operation.at.us));
  }
  return count <= kMostTold ? text : fmt::format("{} and {} more", text, count - kMostTold);
}

std::string canisterValue(const Scenario& scenario, CanisterId id, std::string_view field) {
  const Canister& canister = scenario.canister(id);
  if (field == "cycles") return fmt::to_string(canister.cycles);
  RS_CHECK(field == "status");
  const std::string later = operationsOn(scenario, id);
  return later.empty() ? std::string(nameOf(canister.status)) : fmt::format("{}, {}", nameOf(canister.status), later);
}

std::string parameterText(const Run& run, const Parameter& parameter, const Owner& owner) {
  const Scenario& scenario = run.scenario();
  const auto subnet = [&]() -> const Subnet& {
    RS_CHECK(owner.subnet || owner.canister);
    return owner.subnet ? scenario.subnet(*owner.subnet) : scenario.subnetOf(*owner.canister);
  };
  switch (parameter.owner) {
    case Parameter::Owner::None:
      return {};
    case Parameter::Owner::Limit:
      return fmt::format("limits.{} = {} (on {})", parameter.field, subnet().limits.*parameter.limit, subnet().id);
    case Parameter::Owner::Subnet:
      return fmt::format("subnet.{} = {} (on {})", parameter.field, subnetValue(subnet(), parameter.field),
                         subnet().id);
    case Parameter::Owner::Canister: {
      RS_CHECK(owner.canister);
      return fmt::format("canister.{} = {} ({})", parameter.field,
                         canisterValue(scenario, *owner.canister, parameter.field),
                         scenario.canister(*owner.canister).id);
    }
    case Parameter::Owner::Call: {
      RS_CHECK(owner.call);
      return fmt::format("wait.{} = {} (call {})", parameter.field, run.call(*owner.call).timeoutSeconds,
                         grouped(owner.call->value));
    }
    case Parameter::Owner::Operations: {
      RS_CHECK(owner.canister);
      return fmt::format("{} = {} ({})", parameter.field, operationsOn(scenario, *owner.canister),
                         scenario.canister(*owner.canister).id);
    }
  }
  RS_CHECK(false);
}

std::int64_t roundsUntil(const Subnet& subnet, Time time) {
  const std::int64_t since = time.us - subnet.phase.us;
  return since < 0 ? -1 : since / subnet.blockInterval.us;
}

}  // namespace

Explanation make(const Run& run, RuleId id, Owner owner, std::string sentence) {
  const Rule& rule = ruleOf(id);
  return {.sentence = std::move(sentence),
          .rule = std::string(rule.statement),
          .parameter = parameterText(run, rule.parameter, owner),
          .source = sourceText(rule.source),
          .section = rule.source.section,
          .simplification = std::string(rule.simplification)};
}

std::string codeText(RejectCode code) { return fmt::format("code {}, {}", static_cast<int>(code), nameOf(code)); }

std::uint64_t slotsTaken(const Run& run, CanisterId caller, CanisterId callee, Moment at) {
  const PairInFlight* pair = run.inFlight().pair(caller, callee);
  if (pair == nullptr) return 0;
  const auto us = static_cast<double>(run.calls().drawnAt(at).us);
  return static_cast<std::uint64_t>(run.isInQuery(at) ? pair->inQueries.valueAt(us) : pair->slotsTakenAt(us));
}

std::int64_t roundsBetween(const Run& run, SubnetId subnet, Moment from, Moment to) {
  const Subnet& s = run.scenario().subnet(subnet);
  return roundsUntil(s, run.round(to).time) - roundsUntil(s, run.round(from).time);
}

RuleId instructionLimit(const Run& run, std::uint64_t eventIndex) {
  const Moment here = run.momentOf(eventIndex);
  if (!run.isInQuery(here)) return RuleId::MessageInstructions;
  const Limits& limits = run.scenario().subnet(run.round(here).subnet).limits;
  EventWindow events(run.trace().events());
  for (std::uint64_t i = eventIndex + 1; i-- > run.round(here).firstEvent;) {
    const auto* finished = std::get_if<ExecutionFinished>(&events[i]);
    if (finished == nullptr || finished->result != ExecutionResult::Trapped) continue;
    if (finished->instructions.value() == limits.query_message_instructions) break;
    return RuleId::QueryGraphInstructions;
  }
  return RuleId::QueryMessageInstructions;
}

RuleId fullStream(const Run& run, CanisterId sends, CanisterId receives, Moment left) {
  const Scenario& scenario = run.scenario();
  const SubnetId sender = scenario.canister(sends).subnet;
  const SubnetId receiver = scenario.canister(receives).subnet;
  const SubnetKind to = scenario.subnet(receiver).kind;
  const RuleId full = to == SubnetKind::System ? RuleId::SystemStreamFull : RuleId::StreamFull;
  // As the stream stood when the sender's round before had put into it what fitted.
  const auto before = run.order().rowBefore(sender.value, left.round);
  if (!before) return full;
  const std::uint64_t messages = run.whereabouts().inStream(run.trace(), run.order(), {sender, receiver}, *before + 1);
  return messages < streamMessages(scenario.subnet(sender).limits, to) ? RuleId::StreamBytes : full;
}

}  // namespace roundscope::explain

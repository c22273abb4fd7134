// The `call` step: whom, how many, in which order, how long to wait, and what to do on failure.
#include "core/scenario/parse_call.h"

#include <array>

namespace roundscope::detail {
namespace {

constexpr std::string_view kOrderExpected = "\"sequential\", \"parallel\" or {\"window\": calls in flight}";
constexpr std::string_view kWaitExpected = "\"unbounded\", \"bounded\" or {\"bounded_s\": seconds}";
constexpr std::string_view kFailureExpected =
    "\"count\", \"stop\", {\"retry\": {…}} or {\"compensate\": \"canister.method\"}";

std::vector<MethodRef> readTargets(const Node& node, const NameIndex& names) {
  if (node.json->is_string()) return {names.readMethod(node)};
  constexpr std::string_view expected = "a method as \"canister.method\", or a list of them";
  std::vector<MethodRef> targets;
  for (const Node& target : readList(node, expected)) targets.push_back(names.readMethod(target));
  if (targets.empty()) failFound(node, std::string(expected));
  return targets;
}

void readOrder(const Node& node, CallStep& call) {
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::window, kOrderExpected);
    call.order = Order::Window;
    call.window = static_cast<std::uint32_t>(
        readInteger(object.require("window", "how many calls are kept in flight"), {1, kMaxCallsPerStep}));
    return;
  }
  constexpr std::array<std::string_view, 2> names = {"sequential", "parallel"};
  if (!node.json->is_string()) failFound(node, std::string(kOrderExpected));
  call.order = readChoice(node, names) == 0 ? Order::Sequential : Order::Parallel;
}

void readWait(const Node& node, CallStep& call) {
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::bounded, kWaitExpected);
    call.wait = Wait::Bounded;
    call.timeoutSeconds =
        static_cast<std::uint32_t>(readInteger(object.require("bounded_s", "seconds to wait"), {1, 65'535}));
    return;
  }
  constexpr std::array<std::string_view, 2> names = {"unbounded", "bounded"};
  if (!node.json->is_string()) failFound(node, std::string(kWaitExpected));
  call.wait = readChoice(node, names) == 0 ? Wait::Unbounded : Wait::Bounded;
}

Retry readRetry(const Node& node) {
  const ObjectReader object(node, fields::retry, "{\"via\", \"after_ms\", \"backoff_percent\", \"attempts\"}");
  Retry retry;
  constexpr std::array<std::string_view, 3> vias = {"immediate", "timer", "heartbeat"};
  if (const auto via = object.find("via")) retry.via = static_cast<RetryVia>(readChoice(*via, vias));
  retry.after = milliseconds(object.integer<std::int64_t>("after_ms", 1'000, {0, 1'000'000'000}));
  retry.backoffPercent = object.integer("backoff_percent", retry.backoffPercent, {1, 10'000});
  retry.attempts = object.integer("attempts", retry.attempts, {1, 255});
  return retry;
}

void readOnFailure(const Node& node, const NameIndex& names, CallStep& call) {
  if (node.json->is_string()) {
    constexpr std::array<std::string_view, 2> choices = {"count", "stop"};
    call.onFailure = readChoice(node, choices) == 0 ? OnFailure::Count : OnFailure::Stop;
    return;
  }
  const ObjectReader object(node, fields::onFailure, kFailureExpected);
  const auto retry = object.find("retry");
  const auto compensate = object.find("compensate");
  if (retry.has_value() == compensate.has_value()) failFound(node, std::string(kFailureExpected));
  call.onFailure = retry ? OnFailure::Retry : OnFailure::Compensate;
  if (retry) call.retry = readRetry(*retry);
  if (compensate) call.compensate = names.readMethod(*compensate);
}

void checkDispatchOnly(const ObjectReader& object, const CallStep& call) {
  if (call.awaited) return;
  if (call.label.empty())
    static_cast<void>(
        object.require("label", "a label that a later {\"await\": label} step names, because \"await\" is false"));
  if (call.order != Order::Parallel) failFound(*object.find("order"), "\"parallel\", because \"await\" is false");
}

}  // namespace

CallStep readCall(const Node& node, const NameIndex& names) {
  const ObjectReader object(node, fields::call, "an object with \"to\"");
  CallStep call;
  call.to = readTargets(object.require("to", "the method to call, as \"canister.method\""), names);
  call.count = object.integer("count", call.count, {1, kMaxCallsPerStep});
  call.awaited = object.boolean("await", true);
  if (!call.awaited) call.order = Order::Parallel;
  if (const auto order = object.find("order")) readOrder(*order, call);
  if (const auto wait = object.find("wait")) readWait(*wait, call);
  call.payloadBytes = object.integer("payload_bytes", call.payloadBytes, {0, kMaxPayloadBytes});
  call.cycles = object.integer("cycles", call.cycles, {0, kMaxCycles});
  if (const auto failure = object.find("on_failure")) readOnFailure(*failure, names, call);
  if (const auto label = object.find("label")) {
    call.label = readString(*label, "a label");
    if (call.label.empty()) failFound(*label, "a label that is not empty");
  }
  checkDispatchOnly(object, call);
  return call;
}

}  // namespace roundscope::detail

// The `call` step: whom, how many, in which order, how long to wait, and what to do on failure.
#include "core/scenario/parse_call.h"

#include <fmt/format.h>

#include "core/scenario/fields.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {
namespace {

std::string orderExpected() { return quotedList(kNamesOf<kOrders>) + " or {\"window\": calls in flight}"; }
std::string waitExpected() { return quotedList(kNamesOf<kWaits>) + " or {\"bounded_s\": seconds}"; }
std::string failureExpected() {
  return quotedList(kFailureWords) + ", {\"retry\": {…}} or {\"compensate\": \"canister.method\"}";
}

std::vector<MethodRef> readTargets(const Node& node, const NameIndex& names) {
  if (node.json->is_string()) return {names.readMethod(node)};
  constexpr std::string_view expected = "a method as \"canister.method\", or a list of them";
  std::vector<MethodRef> targets;
  const std::vector<Node> list = readList(node, expected);
  if (list.empty()) failFound(node, std::string(expected));
  for (const Node& target : list) attempt(node, [&] { targets.push_back(names.readMethod(target)); });
  return targets;
}

void readOrder(const Node& node, CallStep& call) {
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::window, orderExpected());
    call.order = Order::Window;
    call.window = static_cast<std::uint32_t>(
        readInteger(object.require("window", "how many calls are kept in flight"), {1, kMaxCallsPerStep}));
    return;
  }
  call.order = readChoice(node, kOrders, orderExpected());
}

void readWait(const Node& node, CallStep& call) {
  if (node.json->is_object()) {
    const ObjectReader object(node, fields::bounded, waitExpected());
    call.wait = Wait::Bounded;
    call.timeoutSeconds =
        static_cast<std::uint32_t>(readInteger(object.require("bounded_s", "seconds to wait"), {1, 65'535}));
    return;
  }
  call.wait = readChoice(node, kWaits, waitExpected());
}

Retry readRetry(const Node& node) {
  const ObjectReader object(node, fields::retry, "{\"via\", \"after_ms\", \"backoff_percent\", \"attempts\"}");
  Retry retry;
  object.read("via", [&](const Node& via) { retry.via = readChoice(via, kRetryVias); });
  retry.after = milliseconds(object.integer<std::int64_t>("after_ms", 1'000, {0, 1'000'000'000}));
  retry.backoffPercent = object.integer("backoff_percent", retry.backoffPercent, {1, 10'000});
  retry.attempts = object.integer("attempts", retry.attempts, {1, 255});
  return retry;
}

void readOnFailure(const Node& node, const NameIndex& names, Language language, CallStep& call) {
  if (!node.json->is_object()) {
    // What an error that nobody handles does follows from the language.
    if (*node.json == kUncaught)
      call.onFailure = language == Language::Motoko ? OnFailure::Throw : OnFailure::Trap;
    else
      call.onFailure = kFailures[readWord(node, kFailureWords, failureExpected())].value;
    return;
  }
  const ObjectReader object(node, fields::onFailure, failureExpected());
  const auto retry = object.find("retry");
  const auto compensate = object.find("compensate");
  if (retry && compensate) fail(node, "found both \"retry\" and \"compensate\"", "one of them");
  if (!retry && !compensate && object.hasUnknownFields()) return;
  if (!retry && !compensate) failFound(node, failureExpected());
  call.onFailure = retry ? OnFailure::Retry : OnFailure::Compensate;
  if (retry) call.retry = readRetry(*retry);
  if (compensate) call.compensate = names.readMethod(*compensate);
}

Awaiting readAwaiting(const ObjectReader& object) {
  const bool forget = object.boolean("forget", false);
  const bool here = object.boolean("await", true);
  if (!forget) return here ? Awaiting::Here : Awaiting::Later;
  // Nobody looks at how such a call ends.
  for (const std::string_view field : {"await", "on_failure", "on_reply", "on_reject", "label"})
    if (const auto found = object.find(field))
      fail(*found, fmt::format("found \"{}\" of a call that is forgotten", field), "no such field, or no \"forget\"");
  return Awaiting::Never;
}

void checkNotAwaitedHere(const ObjectReader& object, const CallStep& call) {
  if (call.awaiting == Awaiting::Here) return;
  if (call.awaiting == Awaiting::Later && call.label.empty())
    static_cast<void>(
        object.require("label", "a label that a later {\"await\": label} step names, because \"await\" is false"));
  if (call.order != Order::Parallel)
    failFound(*object.find("order"),
              fmt::format("\"parallel\", because {}",
                          call.awaiting == Awaiting::Later ? "\"await\" is false" : "the calls are forgotten"));
}

}  // namespace

CallStep readCall(const Node& node, const NameIndex& names, Language language) {
  const ObjectReader object(node, fields::call, "a call as {\"to\": \"canister.method\"}");
  CallStep call;
  object.need("to", "the method to call, as \"canister.method\"",
              [&](const Node& to) { call.to = readTargets(to, names); });
  call.count = object.integer("count", call.count, {1, kMaxCallsPerStep});
  call.awaiting = readAwaiting(object);
  if (call.awaiting != Awaiting::Here) call.order = Order::Parallel;
  object.read("order", [&](const Node& order) { readOrder(order, call); });
  object.read("wait", [&](const Node& wait) { readWait(wait, call); });
  call.payloadBytes = object.integer("payload_bytes", call.payloadBytes, {0, kMaxRequestBytes});
  call.cycles = object.integer("cycles", call.cycles, {0, kMaxCycles});
  object.read("on_failure", [&](const Node& failure) { readOnFailure(failure, names, language, call); });
  object.read("label", [&](const Node& label) {
    call.label = readString(label, "a label");
    if (call.label.empty()) failFound(label, "a label that is not empty");
  });
  checkNotAwaitedHere(object, call);
  return call;
}

}  // namespace roundscope::detail

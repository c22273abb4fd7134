// Moments by round, event, call or condition.
#include "core/lesson/parse_moment.h"

#include <fmt/format.h>

#include <array>

#include "core/base/check.h"

namespace roundscope {
namespace detail {
namespace {

/// In the order of the variant `Event`.
constexpr std::array<std::string_view, std::variant_size_v<Event>> kEventTypes = {
    "round_started",      "iteration_started", "ingress_inducted", "ingress_completed",  "execution_started",
    "execution_finished", "execution_paused",  "call_performed",   "call_not_performed", "request_routed",
    "request_inducted",   "response_created",  "response_routed",  "response_inducted",  "message_dropped",
    "variable_changed",   "lock_changed",      "timer_set",        "balance_changed",    "query_started",
    "query_finished"};

/// In the order of their enums.
constexpr std::array<std::string_view, kCallPointCount> kPoints = {
    "performed", "request_routed",  "request_inducted",  "started",
    "answered",  "response_routed", "response_inducted", "completed"};
constexpr std::array<std::string_view, 7> kOutcomes = {"in_flight", "replied", "rejected",     "trapped",
                                                       "expired",   "dropped", "not_performed"};
constexpr std::array<std::string_view, 8> kKinds = {"ingress", "request", "reply_callback", "reject_callback",
                                                    "cleanup", "timer",   "heartbeat",      "self_message"};
constexpr std::array<std::string_view, 3> kUntil = {"failure", "limit", "reply"};

constexpr std::string_view kMomentExpected =
    "exactly one of \"round\", \"end\", \"until\", \"event\", \"call\", or the name of one of \"moments\"";

Nth readNth(const ObjectReader& object) {
  const auto node = object.find("nth");
  if (!node) return 1;
  const Nth nth = readInteger(*node, {-1'000'000, 1'000'000});
  if (nth == 0) failFound(*node, "1 for the first, -1 for the last");
  return nth;
}

EventPattern readEventPattern(const ObjectReader& object, const Node& type) {
  EventPattern filter;
  filter.type = readChoice(type, kEventTypes);
  filter.canister = object.string("canister");
  filter.method = object.string("method");
  filter.name = object.string("name");
  if (const auto kind = object.find("kind")) filter.kind = static_cast<ExecutionKind>(readChoice(*kind, kKinds));
  return filter;
}

CallPattern readCallPattern(const Node& node) {
  const ObjectReader object(node, lesson_fields::call, "calls as {\"callee\": \"canister.method\"}, or {} for any");
  CallPattern filter;
  filter.caller = object.string("caller");
  filter.callee = object.string("callee");
  if (const auto outcome = object.find("outcome"))
    filter.outcome = static_cast<CallOutcome>(readChoice(*outcome, kOutcomes));
  if (object.find("attempt")) filter.attempt = object.integer<std::uint8_t>("attempt", 1, {0, 255});
  if (object.find("compensation")) filter.compensation = object.boolean("compensation", false);
  return filter;
}

AtCall readAtCall(const ObjectReader& object, const Node& call) {
  AtCall at{readCallPattern(call), readNth(object), CallPoint::Performed};
  if (const auto point = object.find("point")) at.point = static_cast<CallPoint>(readChoice(*point, kPoints));
  return at;
}

/// A moment that stands for something: an event or a call.
Selector asSelector(const Node& node, const LessonMoment& moment) {
  if (const auto* event = std::get_if<AtEvent>(&moment)) return *event;
  if (const auto* call = std::get_if<AtCall>(&moment)) return *call;
  failFound(node, "the name of an event's or a call's moment");
}

const NamedMoment& findMoment(const Node& node, const std::vector<NamedMoment>& moments) {
  const std::string name = readString(node);
  std::vector<std::string> known;
  for (const NamedMoment& moment : moments) {
    if (moment.name == name) return moment;
    known.push_back(moment.name);
  }
  fail(node, fmt::format("unknown moment {}", shown(Json(name))), expectedName(name, known, "one of"));
}

/// Of fields that exclude each other, exactly one is written.
void checkOne(const ObjectReader& object, FieldNames fields, std::string_view expected) {
  std::size_t found = 0;
  for (const std::string_view field : fields) found += object.find(field) ? 1U : 0U;
  if (found != 1) fail(object.node(), fmt::format("found {} of these", found), std::string(expected));
}

Selector readSelector(const Node& node) {
  const ObjectReader object(node, lesson_fields::selector,
                            "what is lit up, as {\"call\": {}}, {\"event\": NAME}, {\"canister\": ID} or {\"pair\": "
                            "[CALLER, CALLEE]}");
  constexpr std::array<std::string_view, 3> kinds = {"event", "call", "pair"};
  if (!object.find("canister") || object.find("call") || object.find("pair"))
    checkOne(object, kinds, "one of \"call\", \"event\", \"canister\" and \"pair\"");
  if (const auto pair = object.find("pair")) {
    const std::vector<Node> ends = readList(*pair, "a pair as [\"caller\", \"callee\"]");
    if (ends.size() != 2) failFound(*pair, "a pair as [\"caller\", \"callee\"]");
    return PairNames{readString(ends[0]), readString(ends[1])};
  }
  if (const auto call = object.find("call")) return readAtCall(object, *call);
  if (const auto event = object.find("event")) return AtEvent{readEventPattern(object, *event), readNth(object)};
  return CanisterName{object.string("canister")};
}

/// Applies `read` to the node, or to each of a list.
template <class T, class Read>
std::vector<Placed<T>> readAlternatives(const Node& node, Read&& read) {
  std::vector<Placed<T>> all;
  const std::vector<Node> nodes = node.json->is_array() ? readList(node, "") : std::vector<Node>{node};
  if (nodes.empty()) failFound(node, "one or several");
  all.reserve(nodes.size());
  for (const Node& each : nodes) all.push_back({read(each), each.pointer});
  return all;
}

}  // namespace

LessonMoment readMoment(const Node& node) {
  const ObjectReader object(node, lesson_fields::moment, kMomentExpected);
  constexpr std::array<std::string_view, 5> kinds = {"round", "end", "until", "event", "call"};
  checkOne(object, kinds, kMomentExpected);
  if (const auto round = object.find("round"))
    return AtRound{static_cast<std::uint32_t>(readInteger(*round, {0, 1'000'000'000}))};
  if (const auto end = object.find("end")) {
    if (!readBool(*end)) failFound(*end, "true");
    return AtEnd{};
  }
  if (const auto until = object.find("until")) return AtUntil{static_cast<Until>(readChoice(*until, kUntil))};
  if (const auto event = object.find("event")) return AtEvent{readEventPattern(object, *event), readNth(object)};
  return readAtCall(object, object.require("call", kMomentExpected));
}

std::vector<Placed<LessonMoment>> readMoments(const Node& node, const std::vector<NamedMoment>& moments) {
  return readAlternatives<LessonMoment>(node, [&](const Node& each) {
    return each.json->is_string() ? findMoment(each, moments).moment.value : readMoment(each);
  });
}

std::vector<Placed<Selector>> readSelectors(const Node& node, const std::vector<NamedMoment>& moments) {
  return readAlternatives<Selector>(node, [&](const Node& each) {
    return each.json->is_string() ? asSelector(each, findMoment(each, moments).moment.value) : readSelector(each);
  });
}

std::string_view eventTypeName(std::size_t type) {
  RS_CHECK(type < kEventTypes.size());
  return kEventTypes[type];
}

}  // namespace detail
}  // namespace roundscope

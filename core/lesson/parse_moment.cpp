// Moments by round, event, call or condition.
#include "core/lesson/parse_moment.h"

#include <fmt/format.h>

#include "core/trace/event_names.h"

namespace roundscope {
namespace detail {
namespace {

Nth readNth(const ObjectReader& object) {
  const auto node = object.find("nth");
  if (!node) return 1;
  const Nth nth = readInteger(*node, {-1'000'000, 1'000'000});
  if (nth == 0) failFound(*node, "1 for the first, -1 for the last");
  return nth;
}

EventPattern readEventPattern(const ObjectReader& object, const Node& type) {
  EventPattern filter;
  filter.type = readWord(type, kEventNames);
  filter.canister = object.string("canister");
  filter.method = object.string("method");
  filter.name = object.string("name");
  if (const auto kind = object.find("kind")) filter.kind = readChoice(*kind, kExecutionKinds);
  return filter;
}

CallPattern readCallPattern(const Node& node) {
  const ObjectReader object(node, lesson_fields::call, "calls as {\"callee\": \"canister.method\"}, or {} for any");
  CallPattern filter;
  filter.caller = object.string("caller");
  filter.callee = object.string("callee");
  if (const auto outcome = object.find("outcome")) filter.outcome = readChoice(*outcome, kOutcomeChoices);
  if (object.find("attempt")) filter.attempt = object.integer<std::uint8_t>("attempt", 1, {0, 255});
  if (object.find("compensation")) filter.compensation = object.boolean("compensation", false);
  return filter;
}

AtCall readAtCall(const ObjectReader& object, const Node& call) {
  AtCall at{readCallPattern(call), readNth(object), CallPoint::Performed};
  if (const auto point = object.find("point")) at.point = readChoice(*point, kPoints);
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
  constexpr auto kinds = names("event", "call", "pair");
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

/// A kind of moment: the field that makes it one, and who reads it.
struct MomentKind {
  std::string_view name;
  LessonMoment (*read)(const ObjectReader& moment, const Node& value);
};
constexpr auto kMomentKinds = std::to_array<MomentKind>({
    {"round",
     [](const ObjectReader&, const Node& value) -> LessonMoment {
       return AtRound{static_cast<std::uint32_t>(readInteger(value, {0, 1'000'000'000}))};
     }},
    {"end",
     [](const ObjectReader&, const Node& value) -> LessonMoment {
       if (!readBool(value)) failFound(value, "true");
       return AtEnd{};
     }},
    {"until",
     [](const ObjectReader&, const Node& value) -> LessonMoment { return AtUntil{readChoice(value, kUntils)}; }},
    {"event",
     [](const ObjectReader& moment, const Node& value) -> LessonMoment {
       return AtEvent{readEventPattern(moment, value), readNth(moment)};
     }},
    {"call", [](const ObjectReader& moment, const Node& value) -> LessonMoment { return readAtCall(moment, value); }},
});
static_assert(kMomentKinds.size() == std::variant_size_v<LessonMoment>, "every kind of moment can be written");

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
  const std::string expected =
      fmt::format("exactly one of {}, or the name of one of \"moments\"", quotedList(kNamesOf<kMomentKinds>));
  const ObjectReader object(node, lesson_fields::moment, expected);
  checkOne(object, kNamesOf<kMomentKinds>, expected);
  LessonMoment moment;
  for (const MomentKind& kind : kMomentKinds)
    if (const auto value = object.find(kind.name)) moment = kind.read(object, *value);
  return moment;
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

}  // namespace detail
}  // namespace roundscope

// What forms, completion and documentation are told of a text, held against the schema, the parser and all our files.
#include "core/scenario/schema_guide.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "core/scenario/declared_names.h"
#include "core/scenario/parse.h"
#include "core/scenario/text_place.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

/// Names of every kind, a variant of each sort, and a method for steps.
const std::string& town() {
  static const std::string text = R"({
  "roundscope": 1, // with a comment
  "subnets": [{"id": "app-1"}, {"id": "app-2", "limits": {"queue_capacity": 10}}],
  "canisters": [
    {"id": "bank", "subnet": "app-1", "variables": {"balance": 5, "paid": 0}, "methods": {
      "pay": {"steps": [
        {"lock": "till"},
        {"call": {"to": "ledger.book", "await": false, "order": "parallel", "label": "booked"}},
        {"await": "booked"},
        {"unlock": "till"},
        {"reply": {}}
      ]},
      "ask": {"kind": "query"}
    }},
    {"id": "ledger", "subnet": "app-2", "methods": {"book": {}}, "status": "running"}
  ],
  "ingress": [{"to": "bank.pay"}],
  "operations": [{"at_ms": 5, "stop": "ledger"}],
  "variants": [
    {"name": "Richer", "patch": {"canisters": [{"id": "vault", "subnet": "app-1"}], "ingress": [], "operations": [], "seed": null}},
    {"name": "Slower", "patch": [{"op": "replace", "path": "/canisters/1/methods/book", "value": {"kind": "update"}}]},
    {"name": "Richest", "of": "Richer", "patch": {"seed": 7}}
  ]
})";
  return text;
}

std::vector<std::string> namesOf(const std::vector<FieldGuide>& guides) {
  std::vector<std::string> names;
  for (const FieldGuide& guide : guides) names.push_back(guide.name);
  return names;
}

std::vector<std::string> textsOf(const std::vector<ValueGuide>& values) {
  std::vector<std::string> texts;
  for (const ValueGuide& value : values) texts.push_back(value.text);
  return texts;
}

FieldGuide guideIn(const std::string& text, const std::string& pointer) {
  const std::optional<FieldGuide> guide = SchemaGuide(text).guideOf(pointer);
  EXPECT_TRUE(guide.has_value()) << pointer;
  return guide.value_or(FieldGuide{});
}

FieldGuide memberIn(const std::string& text, const std::string& pointer, const std::string& name) {
  for (const FieldGuide& member : SchemaGuide(text).membersOf(pointer))
    if (member.name == name) return member;
  ADD_FAILURE() << pointer << " has no " << name;
  return {};
}

/// Calls `visit` with the pointer of every value of a document.
void forEachValue(const ordered_json& value, const std::string& pointer,
                  const std::function<void(const std::string&, const ordered_json&)>& visit) {
  visit(pointer, value);
  for (const auto& [name, child] : value.items())
    if (value.is_structured()) forEachValue(child, pointer + '/' + name, visit);
}

std::vector<std::string> allTexts() {
  std::vector<std::string> texts;
  for (const std::string& lesson : lessonIds()) texts.push_back(lessonText(lesson));
  for (const auto& file : std::filesystem::directory_iterator(ROUNDSCOPE_SOURCE_DIR "/resources/examples"))
    texts.push_back(readFile(file.path()));
  texts.push_back(town());
  return texts;
}

TEST(SchemaGuide, saysSomethingOfEveryValueOfEveryLessonAndExample) {
  for (const std::string& text : allTexts()) {
    const SchemaGuide guide(text);
    std::size_t values = 0;
    forEachValue(ordered_json::parse(text, nullptr, true, true), "", [&](const auto& pointer, const auto& value) {
      const std::optional<FieldGuide> found = guide.guideOf(pointer);
      ASSERT_TRUE(found) << pointer;
      EXPECT_TRUE(found->present) << pointer;
      EXPECT_NE(found->description, "") << pointer;
      const bool isObject = found->type == FieldType::Object || found->type == FieldType::NamedEntries;
      EXPECT_EQ(value.is_object(), isObject) << pointer;
      EXPECT_EQ(value.is_array(), found->type == FieldType::List) << pointer;
      if (value.is_string()) {
        EXPECT_EQ(found->type, FieldType::Text) << pointer;
      }
      ++values;
    });
    EXPECT_GT(values, 10U);
  }
}

/// Goes from a text without anything to every field that there may be.
void explore(const SchemaGuide& guide, const std::string& pointer, std::set<std::string>& seen) {
  for (const FieldGuide& member : guide.membersOf(pointer)) {
    if (!seen.insert(member.name + ": " + member.description).second) continue;
    const std::string inner = pointer + '/' + member.name;
    explore(guide, inner, seen);
    explore(guide, inner + "/-", seen);
    explore(guide, inner + "/named", seen);
  }
}

TEST(SchemaGuide, leadsToEveryFieldOfTheSchema) {
  std::set<std::string> seen;
  explore(SchemaGuide("{}"), "", seen);
  explore(SchemaGuide(R"({"variants": [{"patch": []}]})"), "/variants/0/patch/-", seen);
  const auto definitions = ordered_json::parse(scenarioSchema()).at("definitions");
  std::size_t fields = 0;
  for (const auto& [definition, schema] : definitions.items()) {
    if (!schema.contains("properties")) continue;
    for (const auto& [name, property] : schema.at("properties").items()) {
      const ordered_json& described = property.contains("description")
                                          ? property
                                          : definitions.at(property.at("$ref").template get<std::string>().substr(14));
      EXPECT_TRUE(seen.count(name + ": " + described.at("description").template get<std::string>()))
          << definition << '/' << name;
      ++fields;
    }
  }
  EXPECT_GT(fields, 150U);
}

TEST(SchemaGuide, knowsOfEveryTextWhetherItIsAName) {
  const std::set<std::string> free = {
      "scenario.$schema", "scenario.title",      "scenario.description", "variant.name",
      "subnet.id",        "canister.id",         "fault.message",        "when.chance",
      "call.label",       "require.else",        "message.message",      "step.reject",
      "step.trap",        "change.path",         "change.from",          "knob.label",
      "knob.unit",        "figure.name",         "figure.font",          "figure.palette",
      "figure.title",     "figure.caption",      "figure.scale_of",      "figureNote.at",
      "figureNote.text",  "figurePlace.variant", "figurePlace.id",       "figureCall.variant"};
  std::set<std::string> named;
  for (const detail::NamingField& field : detail::kNamingFields)
    if (!field.property.empty()) named.insert(fmt::format("{}.{}", field.definition, field.property));
  const auto definitions = ordered_json::parse(scenarioSchema()).at("definitions");
  std::set<std::string> texts;
  for (const auto& [definition, schema] : definitions.items()) {
    const ordered_json properties = schema.value("properties", ordered_json::object());
    for (const auto& [name, property] : properties.items()) {
      const auto isText = [](const ordered_json& each) { return each.value("type", "") == "string"; };
      bool text = isText(property) || property.value("$ref", "") == "#/definitions/pointer";
      for (const auto& each : property.value("oneOf", ordered_json::array())) text = text || isText(each);
      if (text) texts.insert(fmt::format("{}.{}", definition, name));
    }
  }
  std::set<std::string> known = free;
  known.insert(named.begin(), named.end());
  EXPECT_EQ(texts, known);
}

TEST(SchemaGuide, givesTheTypeBoundsAndDefaultOfAField) {
  const FieldGuide nodes = guideIn(town(), "/subnets/0/nodes");
  EXPECT_EQ(nodes.type, FieldType::WholeNumber);
  EXPECT_EQ(nodes.minimum, 1);
  EXPECT_EQ(nodes.maximum, 1000);
  EXPECT_EQ(nodes.defaultValue, "13");
  EXPECT_FALSE(nodes.present);
  EXPECT_FALSE(nodes.required);
  EXPECT_THAT(nodes.description, HasSubstr("fees scale"));

  const FieldGuide kind = guideIn(town(), "/canisters/0/methods/ask/kind");
  EXPECT_THAT(kind.choices, ElementsAre("update", "query", "composite_query", "missing"));
  EXPECT_TRUE(kind.onlyChoices);
  EXPECT_EQ(kind.defaultValue, "\"update\"");

  EXPECT_EQ(guideIn(town(), "/canisters/0/methods").type, FieldType::NamedEntries);
  EXPECT_EQ(guideIn(town(), "/canisters/0/methods/pay").object, "method");
  EXPECT_EQ(guideIn(town(), "/subnets").maximum, 100) << "as many elements";
  EXPECT_TRUE(guideIn(town(), "/subnets/0/id").required);
}

TEST(SchemaGuide, hasNothingToSayOfAFieldThatThereIsNot) {
  const SchemaGuide guide(town());
  EXPECT_FALSE(guide.guideOf("/colour"));
  EXPECT_FALSE(guide.guideOf("/subnets/0/colour"));
  EXPECT_FALSE(guide.guideOf("/subnets/first"));
  EXPECT_FALSE(guide.guideOf("/roundscope/0"));
  EXPECT_THAT(guide.membersOf("/colour"), IsEmpty());
}

TEST(SchemaGuide, namesWhatAFieldMayReferTo) {
  EXPECT_THAT(guideIn(town(), "/ingress/0/to").choices, ElementsAre("bank.pay", "bank.ask", "ledger.book"));
  EXPECT_THAT(guideIn(town(), "/canisters/0/methods/pay/steps/1/call/to").choices, Contains("ledger.book"));
  EXPECT_THAT(guideIn(town(), "/canisters/1/subnet").choices, ElementsAre("app-1", "app-2"));
  EXPECT_THAT(guideIn(town(), "/operations/0/stop").choices, ElementsAre("bank", "ledger"));
  EXPECT_THAT(guideIn(town(), "/operations/-/top_up/canister").choices, ElementsAre("bank", "ledger"));
  const std::string step = "/canisters/0/methods/pay/steps/-";
  EXPECT_THAT(guideIn(town(), step + "/await").choices, ElementsAre("booked"));
  EXPECT_THAT(guideIn(town(), step + "/if/failed").choices, ElementsAre("booked"));
  EXPECT_THAT(guideIn(town(), step + "/unlock").choices, ElementsAre("till"));
  EXPECT_THAT(guideIn(town(), step + "/require/variable").choices, ElementsAre("balance", "paid"));
  EXPECT_THAT(guideIn(town(), step + "/require/at_most").choices, ElementsAre("balance", "paid"));
  EXPECT_THAT(guideIn(town(), step + "/set").choices, ElementsAre("balance", "paid"));
  EXPECT_THAT(guideIn(town(), "/canisters/0/methods/ask/steps/-/await").choices, IsEmpty()) << "another body's label";
  EXPECT_THAT(guideIn(town(), "/canisters/1/methods/book/steps/-/set").choices, IsEmpty()) << "another's variables";
}

TEST(SchemaGuide, listsTheMembersOfAnObjectInTheSchemasOrder) {
  EXPECT_THAT(namesOf(SchemaGuide(town()).membersOf("/canisters/1/methods/book")),
              ElementsAre("kind", "instructions", "accept", "steps", "finally", "faults"));
  EXPECT_THAT(namesOf(SchemaGuide(town()).membersOf("/canisters/0/methods")), ElementsAre("pay", "ask"));
  EXPECT_TRUE(memberIn(town(), "/ingress/0", "to").present);
  EXPECT_FALSE(memberIn(town(), "/ingress/0", "count").present);
}

TEST(SchemaGuide, saysWhichMembersExcludeEachOther) {
  const std::string step = "/canisters/0/methods/pay/steps/1";
  EXPECT_EQ(memberIn(town(), step, "call").group, memberIn(town(), step, "reply").group);
  EXPECT_NE(memberIn(town(), step, "call").group, 0U);
  EXPECT_EQ(memberIn(town(), step, "when").group, 0U);
  EXPECT_FALSE(memberIn(town(), step, "call").required) << "one of the group is";
  const std::string condition = "/canisters/0/methods/pay/steps/-/if";
  EXPECT_EQ(memberIn(town(), condition, "variable").group, memberIn(town(), condition, "failed").group);
  EXPECT_NE(memberIn(town(), condition, "variable").group, memberIn(town(), condition, "equals").group);
  EXPECT_TRUE(memberIn(town(), condition, "then").required);
}

TEST(SchemaGuide, followsWhatOtherFieldsSay) {
  const std::string call = "/canisters/0/methods/pay/steps/1/call";
  EXPECT_TRUE(memberIn(town(), call, "label").required) << "await is false";
  EXPECT_THAT(memberIn(town(), call, "order").choices, ElementsAre("parallel"));
  EXPECT_TRUE(memberIn(town(), "/canisters/1", "subnet").required);
  const std::string nowhere = R"({"canisters": [{"id": "a", "status": "nowhere"}]})";
  EXPECT_FALSE(memberIn(nowhere, "/canisters/0", "subnet").required);
}

TEST(SchemaGuide, tellsAlternativesApartByWhatIsWritten) {
  const std::string text = withSteps(R"({"work": 5}, {"work": {"instructions": 5}}, {"call": {"to": "callee.ping",
                                         "order": {"window": 3}}})");
  const std::string steps = "/canisters/0/methods/go/steps";
  EXPECT_EQ(guideIn(text, steps + "/0/work").type, FieldType::WholeNumber);
  EXPECT_EQ(guideIn(text, steps + "/1/work").type, FieldType::Object);
  EXPECT_EQ(guideIn(text, steps + "/1/work").object, "work");
  EXPECT_EQ(guideIn(text, steps + "/-/work").type, FieldType::OneOf);
  EXPECT_EQ(guideIn(text, steps + "/2/call/order").object, "window");
  EXPECT_EQ(guideIn(text, steps + "/2/call/order/window").minimum, 1);
}

TEST(SchemaGuide, findsTheSamePlacesInAPatch) {
  const FieldGuide subnet = guideIn(town(), "/variants/0/patch/canisters/0/subnet");
  EXPECT_THAT(subnet.choices, ElementsAre("app-1", "app-2"));
  EXPECT_TRUE(subnet.required) << "a list replaces the whole list";
  EXPECT_THAT(guideIn(town(), "/variants/0/patch/operations/0/stop").choices, ElementsAre("vault"))
      << "the canisters of this variant";
  EXPECT_THAT(guideIn(town(), "/variants/2/patch/operations/0/stop").choices, ElementsAre("vault"))
      << "those of what it is a variant of";
  EXPECT_THAT(guideIn(town(), "/variants/2/of").choices, ElementsAre("Richer", "Slower"));
  EXPECT_THAT(namesOf(SchemaGuide(town()).membersOf("/variants/0/patch")),
              AllOf(Contains("seed"), Contains("ingress"), Not(Contains("variants")), Not(Contains("roundscope"))));
  EXPECT_FALSE(memberIn(town(), "/variants/0/patch", "subnets").required);
  EXPECT_FALSE(memberIn(town(), "/variants/0/patch", "subnets").present) << "not in the patch";
  EXPECT_THAT(guideIn(town(), "/variants/1/patch/0/op").choices, ElementsAre("add", "replace", "test"))
      << "those that take a value";
  EXPECT_EQ(guideIn(town(), "/variants/1/patch/0/value").object, "method");
  EXPECT_THAT(guideIn(town(), "/variants/1/patch/0/value/kind").choices, Contains("query"));
}

TEST(SchemaGuide, holdsForTextThatIsHalfWritten) {
  const std::string half =
      R"({"subnets": [{"id": "app-1"}, {"id": ], "canisters": [{"id": "bank", "methods": {"pay": {}}
      }, {"id": "ledger" "methods": {"bo)";
  EXPECT_THAT(guideIn(half, "/ingress/0/to").choices, ElementsAre("bank.pay"));
  EXPECT_THAT(guideIn(half, "/operations/0/start").choices, ElementsAre("bank", "ledger"));
  EXPECT_THAT(namesOf(SchemaGuide("").membersOf("")), Contains("canisters"));
  EXPECT_THAT(namesOf(SchemaGuide("]}\"\\").membersOf("")), Contains("canisters"));
}

TEST(SchemaGuide, offersOneValueOfEveryKind) {
  const SchemaGuide guide(town());
  const std::string steps = "/canisters/0/methods/pay/steps";
  const std::vector<ValueGuide> kinds = guide.elementsOf(steps);
  EXPECT_THAT(textsOf(kinds),
              ElementsAreArray({R"({"work": 0})", R"({"call": {"to": "bank.pay"}})", R"({"await": "booked"})",
                                R"({"lock": "till"})", R"({"unlock": "till"})", R"({"set": {"balance": 0}})",
                                R"({"add": {"balance": 0}})", R"({"require": {"variable": "balance", "less_than": 0}})",
                                R"({"reply": {}})", R"({"reject": ""})", R"({"trap": ""})",
                                R"({"if": {"variable": "balance", "less_than": 0, "then": []}})", R"({"delay_ms": 1})",
                                R"({"never_answer": {}})"}));
  EXPECT_EQ(kinds[0].name, "work");
  EXPECT_EQ(kinds[0].description, "Uses instructions.");
  EXPECT_THAT(textsOf(guide.elementsOf("/subnets")), ElementsAre(R"({"id": "subnet"})"));
  EXPECT_THAT(textsOf(guide.elementsOf("/canisters")), ElementsAre(R"({"id": "canister", "subnet": "app-1"})"));
  EXPECT_THAT(textsOf(guide.valuesFor(steps + "/0/call/order")),
              ElementsAre("\"sequential\"", "\"parallel\"", R"({"window": 1})"));
  EXPECT_THAT(textsOf(guide.valuesFor(steps + "/0/call/await")), ElementsAre("true", "false"));
  EXPECT_THAT(textsOf(guide.valuesFor("/ingress/0/to")),
              ElementsAre("\"bank.pay\"", "\"bank.ask\"", "\"ledger.book\""));
  EXPECT_THAT(guide.elementsOf("/seed"), IsEmpty());
  EXPECT_THAT(guide.valuesFor("/colour"), IsEmpty());
}

TEST(SchemaGuide, offersValuesThatTheParserTakes) {
  const ordered_json document = ordered_json::parse(town(), nullptr, true, true);
  const SchemaGuide guide(town());
  std::size_t offered = 0;
  const auto accepts = [&](const ordered_json& changed, const std::string& what) {
    EXPECT_EQ(errorIn(changed.dump()), "") << what;
    ++offered;
  };
  for (const std::string list : {"/subnets", "/canisters", "/ingress", "/operations", "/variants",
                                 "/canisters/0/methods/pay/steps", "/canisters/1/methods/book/faults"})
    for (const ValueGuide& value : guide.elementsOf(list)) {
      ordered_json changed = document;
      ordered_json& at = changed[ordered_json::json_pointer(list)];
      if (at.is_null()) at = ordered_json::array();
      // A second lock of one name would be taken while it is held.
      if (value.name == "lock") continue;
      at.insert(at.is_array() && list.find("steps") != std::string::npos ? at.begin() + 2 : at.end(),
                ordered_json::parse(value.text));
      accepts(changed, list + " + " + value.text);
    }
  EXPECT_GT(offered, 20U);
}

TEST(TextPlaces, areFoundFromBytesAndBack) {
  for (const std::string& text : allTexts())
    forEachValue(ordered_json::parse(text, nullptr, true, true), "", [&](const auto& pointer, const auto& value) {
      const std::optional<TextRange> range = rangeOf(text, pointer);
      ASSERT_TRUE(range) << pointer;
      EXPECT_EQ(ordered_json::parse(text.substr(range->begin, range->end - range->begin), nullptr, true, true), value)
          << pointer;
      const TextPlace place = placeAt(text, range->begin + 1);
      EXPECT_EQ(value.is_structured() ? place.inside : place.pointer, pointer);
    });
}

TEST(TextPlaces, areTheSameForManyAtOnceAndOneByOneAlsoInHalfATextAndWhereNothingIs) {
  for (const std::string& whole : allTexts()) {
    std::vector<std::string> pointers{"/nowhere", "/canisters/99"};
    forEachValue(ordered_json::parse(whole, nullptr, true, true), "",
                 [&](const auto& pointer, const auto&) { pointers.push_back(pointer); });
    for (const std::string& text : {whole, whole.substr(0, whole.size() / 2)}) {
      const auto ranges = rangesOf(text, pointers);
      ASSERT_EQ(ranges.size(), pointers.size());
      for (std::size_t i = 0; i < pointers.size(); i += 7) {
        const auto alone = rangeOf(text, pointers[i]);
        ASSERT_EQ(ranges[i].has_value(), alone.has_value()) << pointers[i];
        if (!alone) continue;
        EXPECT_EQ(std::pair(ranges[i]->begin, ranges[i]->end), std::pair(alone->begin, alone->end)) << pointers[i];
      }
    }
  }
}

/// Where the text has a `|`.
TextPlace placeIn(std::string text) {
  const std::size_t at = text.find('|');
  text.erase(at, 1);
  return placeAt(text, at);
}

TEST(TextPlaces, areKnownWhileOneWrites) {
  using Kind = TextPlace::Kind;
  const auto isPlace = [](Kind kind, const std::string& pointer, const std::string& written) {
    return AllOf(Field("kind", &TextPlace::kind, kind), Field("pointer", &TextPlace::pointer, pointer),
                 Field("written", &TextPlace::written, written));
  };
  EXPECT_THAT(placeIn("|"), isPlace(Kind::Value, "", ""));
  EXPECT_THAT(placeIn("{|"), isPlace(Kind::Name, "", ""));
  EXPECT_THAT(placeIn(R"({"se|)"), isPlace(Kind::Name, "/se", "se"));
  EXPECT_THAT(placeIn(R"({"se|ed": 1})"), isPlace(Kind::Name, "/seed", "se"));
  EXPECT_THAT(placeIn(R"({"seed"|: 1})"), isPlace(Kind::Between, "", ""));
  EXPECT_THAT(placeIn(R"({"seed": |})"), isPlace(Kind::Value, "/seed", ""));
  EXPECT_THAT(placeIn(R"({"seed": 12|, "a": 2})"), isPlace(Kind::Value, "/seed", "12"));
  EXPECT_THAT(placeIn(R"({"seed": 12, |"a": 2})"), isPlace(Kind::Name, "", ""));
  EXPECT_THAT(placeIn(R"({"a": [1, {"b": "x|)"), isPlace(Kind::Value, "/a/1/b", "x"));
  EXPECT_THAT(placeIn("{\"a\": \"x|\n\"b\": 1}"), isPlace(Kind::Value, "/a", "x"));
  EXPECT_THAT(placeIn("{\"a\": \"x\n\"b\": |1}"), isPlace(Kind::Value, "/b", ""));
  EXPECT_THAT(placeIn("{\"a\": [1 // \"n|\n]}"), isPlace(Kind::Between, "/a", ""));
  EXPECT_THAT(placeIn(R"({"a": [1, 2], "b": {"c": 3}|})"), isPlace(Kind::Between, "", ""));
  EXPECT_THAT(placeIn(R"({"a": [[|)"), isPlace(Kind::Value, "/a/0/0", ""));
  EXPECT_THAT(placeIn(R"({"a": [1,|)"), isPlace(Kind::Value, "/a/1", ""));
}

TEST(TextPlaces, includeTheNameWhereThatIsAskedFor) {
  const std::string text = R"({"a": {"b": [1, 23]}})";
  const auto cut = [&](const std::string& pointer, bool withName) {
    const std::optional<TextRange> range = rangeOf(text, pointer, withName);
    return range ? text.substr(range->begin, range->end - range->begin) : "none";
  };
  EXPECT_EQ(cut("/a/b", true), R"("b": [1, 23])");
  EXPECT_EQ(cut("/a/b/1", true), "23");
  EXPECT_EQ(cut("/a/c", true), "none");
}

TEST(SchemaGuide, SaysWhatItCanOfVariantsThatAreNoList) {
  const SchemaGuide guide(R"({"variants": {"one": {"patch": {"seed": 2, "canisters": {"x": {"id": "a"}}}}}})");
  EXPECT_TRUE(guide.guideOf("/variants/one/patch/seed").has_value());
  EXPECT_FALSE(guide.guideOf("/variants/one/patch/nothing/of/it").has_value());
}

}  // namespace
}  // namespace roundscope::test

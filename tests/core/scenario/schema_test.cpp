// The published schema and the parser are two statements of one format.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "core/protocol/limit_fields.h"
#include "core/scenario/fields.h"
#include "core/scenario/parse_steps.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

const json& schemaJson() {
  static const json schema = json::parse(scenarioSchema());
  return schema;
}

bool schemaAccepts(std::string_view text) {
  static const auto compiled = [] {
    auto schema = std::make_unique<valijson::Schema>();
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(schemaJson()), *schema);
    return schema;
  }();
  const json document = json::parse(text, nullptr, true, true);
  return valijson::Validator().validate(*compiled, NlohmannJsonAdapter(document), nullptr);
}

std::set<std::string> propertiesOf(std::string_view definition) {
  std::set<std::string> names;
  const json& properties = schemaJson().at("definitions").at(std::string(definition)).at("properties");
  for (const auto& [name, value] : properties.items()) names.insert(name);
  return names;
}

class SchemaObject : public ::testing::TestWithParam<detail::ObjectFields> {};
TEST_P(SchemaObject, hasTheFieldsThatTheParserReads) {
  const detail::FieldNames read = GetParam().names;
  EXPECT_EQ(propertiesOf(GetParam().definition), std::set<std::string>(read.begin(), read.end()));
}
INSTANTIATE_TEST_SUITE_P(Step, SchemaObject, ::testing::Values(detail::ObjectFields{"step", detail::stepFields()}));
INSTANTIATE_TEST_SUITE_P(All, SchemaObject, ::testing::ValuesIn(detail::kObjects),
                         [](const auto& object) { return std::string(object.param.definition); });

TEST(Schema, wantsExactlyOneKindOfStepInAStep) {
  std::set<std::string> kinds(detail::stepFields().begin(), detail::stepFields().end());
  kinds.erase("when");
  std::set<std::string> wanted;
  for (const json& each : schemaJson().at("definitions").at("step").at("oneOf"))
    wanted.insert(each.at("required").at(0).get<std::string>());
  EXPECT_EQ(wanted, kinds);
}

class SchemaWords : public ::testing::TestWithParam<detail::ChoiceWords> {};
TEST_P(SchemaWords, areThoseThatTheParserReads) {
  const detail::ChoiceWords& words = GetParam();
  json property =
      schemaJson().at("definitions").at(std::string(words.definition)).at("properties").at(std::string(words.property));
  // Where an object may stand in a word's place, the words come first.
  if (property.contains("oneOf")) property = property["oneOf"][0];
  EXPECT_EQ(property.at("enum"), json(std::vector<std::string>(words.names.begin(), words.names.end())));
}
INSTANTIATE_TEST_SUITE_P(All, SchemaWords, ::testing::ValuesIn(detail::kChoiceWords), [](const auto& words) {
  return fmt::format("{}_{}", words.param.definition, words.param.property);
});

TEST(Schema, describesEveryFieldAndGivesItsDefaultsAsTheProgramHasThem) {
  const Limits defaults;
  const json& limits = schemaJson().at("definitions").at("limits").at("properties");
  EXPECT_EQ(limits.size(), kLimitFields.size());
  for (const LimitField& field : kLimitFields) {
    const json& entry = limits.at(std::string(field.name));
    const std::uint64_t unit = field.thousandths ? 1'000 : 1;
    EXPECT_EQ(entry.at("default").get<std::uint64_t>(), defaults.*field.member / unit) << field.name;
    EXPECT_EQ(entry.at("maximum").get<std::uint64_t>(), field.max / unit) << field.name;
    EXPECT_EQ(entry.at("minimum").get<std::uint64_t>(), field.min / unit) << field.name;
    EXPECT_FALSE(entry.at("description").get<std::string>().empty()) << field.name;
  }
}

TEST(Schema, acceptsEveryLesson) {
  ASSERT_FALSE(lessonIds().empty());
  for (const std::string& lesson : lessonIds()) {
    EXPECT_TRUE(schemaAccepts(lessonText(lesson))) << lesson;
    EXPECT_EQ(errorIn(lessonText(lesson)), "") << lesson;
  }
}

/// A text on which both must agree.
struct Rule {
  std::string text;
  bool right;
};

void PrintTo(const Rule& rule, std::ostream* out) { *out << (rule.right ? "right: " : "wrong: ") << rule.text; }

class SchemaRule : public ::testing::TestWithParam<Rule> {};
TEST_P(SchemaRule, isTheParsersToo) {
  EXPECT_EQ(schemaAccepts(GetParam().text), GetParam().right) << GetParam().text;
  EXPECT_EQ(errorIn(GetParam().text).empty(), GetParam().right) << errorIn(GetParam().text) << "\n" << GetParam().text;
}

Rule call(const std::string& fields, bool right) {
  return {withSteps(R"({"call": {"to": "callee.ping", )" + fields + "}}"), right};
}
Rule step(const std::string& text, bool right) { return {withSteps(text), right}; }
Rule patch(const std::string& operations, bool right) {
  return {withFields(R"("seed": 1, "variants": [{"name": "A", "patch": )" + operations + "}]"), right};
}
Rule field(const std::string& text, bool right) { return {withFields(text), right}; }
Rule subnet(const std::string& fields, bool right) {
  return {R"({"roundscope": 1, "subnets": [{"id": "s")" + fields + R"(}], "canisters": [{"id": "c", "subnet": "s"}]})",
          right};
}
Rule canister(const std::string& fields, bool right) {
  return {R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s")" + fields + "}]}",
          right};
}

INSTANTIATE_TEST_SUITE_P(
    Calls, SchemaRule,
    ::testing::Values(
        call(R"("count": 5, "order": "parallel")", true), call(R"("count": 0)", false), call(R"("count": -1)", false),
        call(R"("count": 20000001)", false), call(R"("count": "5")", false), call(R"("order": {"window": 5})", true),
        call(R"("order": {"window": 0})", false), call(R"("order": "later")", false),
        call(R"("wait": "bounded")", true), call(R"("wait": {"bounded_s": 65535})", true),
        call(R"("wait": {"bounded_s": 65536})", false), call(R"("on_failure": {"retry": {}})", true),
        call(R"("on_failure": "retry")", false), call(R"("on_failure": {"retry": {"attempts": 0}})", false),
        call(R"("on_failure": {"compensate": "callee.undo"})", true),
        call(R"("on_failure": {"compensate": "callee.undo", "retry": {}})", false), call(R"("await": false)", false),
        call(R"("label": "")", false), call(R"("await": false, "label": "b", "order": "sequential")", false),
        call(R"("payload_bytes": 10485761)", false), call(R"("cycles": 100000000000000000)", true),
        call(R"("cycles": 100000000000001000000)", false), call(R"("colour": 1)", false),
        step(R"({"call": {}})", false), step(R"({"call": {"to": []}})", false),
        step(R"({"call": {"to": ["callee.ping", "callee.undo"]}})", true),
        step(R"({"call": {"to": "callee.ping", "await": false, "label": "b"}}, {"await": "b"})", true),
        step(R"({"call": {"to": "callee.ping", "await": false, "label": "b"}},
                              {"await": {"calls": "b", "reverse": true, "suspend_if_completed": false}})",
             true)));

INSTANTIATE_TEST_SUITE_P(
    Steps, SchemaRule,
    ::testing::Values(step(R"({"work": 5})", true), step(R"({"work": {"instructions": 5}})", true),
                      step(R"({"work": "5"})", false), step(R"({"work": -5})", false), step("{}", false),
                      step(R"({"reply": {}, "reject": ""})", false), step(R"({"reply": 1})", false),
                      step(R"({"reply": {"payload_bytes": 1}})", true), step(R"({"reject": "a"}, {"trap": {}})", true),
                      step(R"({"lock": "a"}, {"unlock": "a"})", true), step(R"({"lock": 1})", false),
                      step(R"({"lock": {"name": "a", "release_on_trap": true}}, {"unlock": "a"})", true),
                      step(R"({"lock": {"release_on_trap": true}})", false), step(R"({"set": {"balance": 5}})", true),
                      step(R"({"set": {}})", false), step(R"({"set": {"balance": 1, "count": 2}})", false),
                      step(R"({"add": {"balance": "count"}})", true),
                      step(R"({"add": {"balance": {"variable": "count", "times": -1}}})", true),
                      step(R"({"add": {"balance": 1.5}})", false), step(R"({"add": {"balance": null}})", false),
                      step(R"({"require": {"variable": "balance", "equals": 1, "else": "no"}})", true),
                      step(R"({"require": {"variable": "balance"}})", false),
                      step(R"({"require": {"variable": "balance", "equals": 1, "at_most": 2}})", false),
                      step(R"({"reply": {}, "when": {"every": 3}})", true), step(R"({"reply": {}, "when": {}})", false),
                      step(R"({"reply": {}, "when": {"every": 0}})", false),
                      step(R"({"reply": {}, "when": {"every": 1, "calls": [1]}})", false),
                      step(R"({"reply": {}, "when": {"calls": []}})", false),
                      step(R"({"reply": {}, "when": {"chance": "1/4"}})", true),
                      step(R"({"reply": {}, "when": {"chance": "a/4"}})", false)));

INSTANTIATE_TEST_SUITE_P(
    Rest, SchemaRule,
    ::testing::Values(
        field(R"("seed": 5, "profile": "pocketic", "max_rounds": 10, "block_interval_ms": 500)", true),
        field(R"("seed": -5)", false), field(R"("profile": "moon")", false), field(R"("max_rounds": 0)", false),
        field(R"("max_events": 1000)", true), field(R"("max_events": 0)", false), field(R"("title": 5)", false),
        field(R"("limits": {"queue_capacity": 0})", false), field(R"("limits": {"cycles_per_instruction": 0.4})", true),
        field(R"("limits": {"x": 1})", false), field(R"("variants": [])", false),
        field(R"("variants": [{"patch": {}}])", false),
        field(R"("variants": [{"name": "A", "patch": {"seed": 2}}])", true),
        field(R"("variants": [{"name": "A", "patch": {"variants": []}}])", false),
        field(R"("variants": [{"name": ""}])", false), patch("[]", true),
        patch(R"([{"op": "add", "path": "/seed", "value": null}, {"op": "replace", "path": "/seed", "value": 3}])",
              true),
        patch(R"([{"op": "test", "path": "/subnets/0/id", "value": "app-1"}])", true),
        patch(R"([{"op": "remove", "path": "/ingress/0"}])", true),
        patch(R"([{"op": "copy", "from": "/ingress/0", "path": "/ingress/-"}])", true),
        patch(R"([{"op": "move", "from": "/ingress/0", "path": "/ingress/0"}])", true),
        patch(R"([{"op": "put", "path": "/seed", "value": 3}])", false),
        patch(R"([{"path": "/seed", "value": 3}])", false), patch(R"([{"op": "add", "path": "/seed"}])", false),
        patch(R"([{"op": "add", "value": 3}])", false), patch(R"([{"op": "add", "path": "seed", "value": 3}])", false),
        patch(R"([{"op": "add", "path": "", "value": 3}])", false),
        patch(R"([{"op": "add", "path": "/~2", "value": 3}])", false),
        patch(R"([{"op": "add", "path": "/variants/-", "value": 3}])", false),
        patch(R"([{"op": "remove", "path": "/roundscope"}])", false),
        patch(R"([{"op": "remove", "path": "/seed", "value": 3}])", false),
        patch(R"([{"op": "add", "path": "/seed", "from": "/seed", "value": 3}])", false),
        patch(R"([{"op": "copy", "path": "/seed"}])", false),
        patch(R"([{"op": "add", "path": "/seed", "value": 3, "values": 3}])", false), patch("[5]", false),
        patch(R"("seed")", false), field(R"("$schema": "roundscope.schema.json")", true),
        field(R"("$schema": 1)", false), subnet(R"(, "xnet_delay_rounds": 2)", true),
        subnet(R"(, "xnet_delay_rounds": [1, 2])", true), subnet(R"(, "xnet_delay_rounds": [1])", false),
        subnet(R"(, "xnet_delay_rounds": "1")", false), subnet(R"(, "kind": "system", "nodes": 34)", true),
        subnet(R"(, "kind": "fast")", false), subnet(R"(, "nodes": 0)", false),
        subnet(R"(, "phase_ms": 5, "block_interval_ms": 400, "resident_canisters": 7)", true),
        subnet(R"(, "limits": {"queue_capacity": 7})", true), canister(R"(, "status": "absent")", true),
        canister(R"(, "status": "gone")", false), canister(R"(, "cycles": -1)", false),
        canister(R"(, "variables": {"a": -5})", true), canister(R"(, "variables": {"a": "5"})", false),
        canister(R"(, "variables": {"": 5})", false), canister(R"(, "methods": {"a.b": {}})", false),
        canister(R"(, "methods": {"a": {"kind": "composite_query", "instructions": 5}})", true),
        canister(R"(, "methods": {"a": []})", false),
        canister(R"(, "timer": {"first_ms": 5, "every_ms": 5, "steps": []})", true),
        canister(R"(, "timer": {"every_ms": 0})", false), canister(R"(, "heartbeat": {"steps": []})", true),
        canister(R"(, "heartbeat": {"every_ms": 5})", false), Rule{"[]", false},
        Rule{R"({"roundscope": 2, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s"}]})", false}));

}  // namespace
}  // namespace roundscope::test

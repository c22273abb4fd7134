// What is wrong with a scenario file is said in a line for each thing: where, what, and what was expected.
#include <gtest/gtest.h>

#include <ostream>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

struct Bad {
  std::string text;
  std::string error;
};
void PrintTo(const Bad& bad, std::ostream* out) { *out << bad.error; }

std::string inCall(const std::string& fields) {
  return withSteps(R"({"call": {"to": "callee.ping", )" + fields + "}}");
}
std::string networkOf(const std::string& subnets, const std::string& canisters) {
  return R"({"roundscope": 1, "subnets": )" + subnets + ",\n\"canisters\": " + canisters + "}";
}

std::string canisterWith(const std::string& fields) {
  return networkOf(R"([{"id": "s"}])", R"([{"id": "c", "subnet": "s", )" + fields + "}]");
}

const std::string kNowhere = R"([{"id": "c", "status": "nowhere"}])";  ///< canisters that need no subnet

class BadInput : public ::testing::TestWithParam<Bad> {};
TEST_P(BadInput, isToldWithItsPlace) { EXPECT_EQ(errorIn(GetParam().text), GetParam().error); }

const std::string kCallAt = "x.json:5: /canisters/0/methods/go/steps/0";

const std::string kAValue = "a value: text in quotes, a number, true, false, null, '{' or '['";

INSTANTIATE_TEST_SUITE_P(
    Text, BadInput,
    ::testing::Values(
        Bad{"// nothing else", "x.json:1: /: broken JSON: found the end of the file, expected " + kAValue},
        Bad{"{\"roundscope\": 1,\n \"seed\": 2,,\n}",
            "x.json:2: /: broken JSON: found \",\", expected a field's name in quotes"},
        Bad{"{\"title\": [1,\n2", "x.json:2: /title: broken JSON: found the end of the file, expected ',' or ']'"},
        Bad{"{} x", "x.json:1: /: broken JSON: found \"x\", expected the end of the file"},
        Bad{"{seed: 1}", "x.json:1: /: broken JSON: found \"s\", expected a field's name in quotes"},
        Bad{"{\"seed\" 1}", "x.json:1: /seed: broken JSON: found \"1\", expected ':'"},
        Bad{"{\"seed\": tru}", "x.json:1: /seed: broken JSON: found \"tru}\", expected " + kAValue},
        Bad{"{\"seed\": 'a'}", "x.json:1: /seed: broken JSON: found \"'\", expected " + kAValue},
        Bad{withFields("\"seed\": 1,\n\"seed\": 2"), "x.json:3: /seed: is written twice, expected each field once"},
        Bad{"[]", "x.json:1: /: found an empty list, expected a scenario: an object"}));

INSTANTIATE_TEST_SUITE_P(
    Bytes, BadInput,
    ::testing::Values(
        Bad{"", "x.json:1: /: the file is empty, expected JSON text"},
        Bad{" \n\t ", "x.json:1: /: the file is empty, expected JSON text"},
        Bad{std::string("\xff\xfe{\0}\0", 6),
            "x.json:1: /: the file is UTF-16 text, expected the file to be saved as UTF-8"},
        Bad{std::string("\xfe\xff\0{\0}", 6),
            "x.json:1: /: the file is UTF-16 text, expected the file to be saved as UTF-8"},
        Bad{std::string("{\0}\0", 4), "x.json:1: /: the file is UTF-16 text, expected the file to be saved as UTF-8"},
        Bad{std::string("\x7f"
                        "ELF\x02\x01\x01\0\0",
                        9),
            "x.json:1: /: the file is no text, expected JSON text"},
        Bad{std::string("{\n\"title\": \"a\0b\"}", 17),
            "x.json:2: /: found a NUL byte, expected text without such bytes"},
        Bad{std::string("{\n}\n\0", 5), "x.json:3: /: found a NUL byte, expected text without such bytes"},
        Bad{"{\n\"title\": \"\xff\"}",
            "x.json:2: /title: broken JSON: found bytes that are no UTF-8, expected the file to be saved as UTF-8"},
        Bad{"{\n\"\xc3\": 1}",
            "x.json:2: /: broken JSON: found bytes that are no UTF-8, expected the file to be saved as UTF-8"},
        Bad{"\xef{}",
            "x.json:1: /: broken JSON: found bytes that are no UTF-8, expected the file to be saved as UTF-8"},
        Bad{"{\"title\": \"a\nb\"}",
            "x.json:1: /title: broken JSON: found the end of the line inside a text, expected a closing quote before "
            "it, or "
            "\\n in its place"},
        Bad{"{\"title\":\n\"a\tb\"}",
            "x.json:2: /title: broken JSON: found a control character inside a text, expected an escape in its place, "
            "as "
            "\\t or \\u0007"},
        Bad{"{\"ti\ntle\": 1}",
            "x.json:1: /: broken JSON: found the end of the line inside a text, expected a closing quote before it, or "
            "\\n in "
            "its place"},
        Bad{"{\"title\": \"a",
            "x.json:1: /title: broken JSON: found the end of the file inside a text, expected a closing "
            "quote"},
        Bad{"{\"title\": \"\\q\"}",
            "x.json:1: /title: broken JSON: found a backslash before a character that has no escape, expected one of "
            "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, or two backslashes for one"},
        Bad{"{\"title\": \"\\u12\"}",
            "x.json:1: /title: broken JSON: found \\u without four hexadecimal digits, expected an escape as \\u00e9"},
        Bad{"{\"title\": \"\\ud83d\"}",
            "x.json:1: /title: broken JSON: found half of a character that takes two escapes, expected both, as "
            "\\ud83d\\ude00"},
        Bad{"{\"seed\":\n1e400}",
            "x.json:2: /seed: found the number 1e400, which is too large, expected a number below 1e308"},
        Bad{"{\"seed\": -}",
            "x.json:1: /seed: broken JSON: found a number that is not finished, expected a number as 5, -0.5 or 2e12"},
        Bad{"{\n/* a",
            "x.json:2: /: broken JSON: found the end of the file inside a comment, expected */ at the comment's "
            "end"},
        Bad{"{\n/ a", "x.json:2: /: broken JSON: found a slash that begins no comment, expected // or /*"},
        Bad{"{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\", \"a\\u0007b\": 1}], \"canisters\": " + kNowhere + "}",
            "x.json:1: /subnets/0/a\\u0007b: unknown field \"a\\u0007b\", expected one of \"id\", \"kind\", \"nodes\", "
            "\"block_interval_ms\", \"phase_ms\", \"resident_canisters\", \"xnet_delay_rounds\", \"limits\""}));

INSTANTIATE_TEST_SUITE_P(
    Fields, BadInput,
    ::testing::Values(
        Bad{withFields("\"sed\": 1"), "x.json:2: /sed: unknown field \"sed\", expected \"seed\""},
        Bad{withFields("\"seed\": -1"),
            "x.json:2: /seed: found -1, expected an integer from 0 to 9,007,199,254,740,991"},
        Bad{withFields("\"seed\": \"1\""),
            "x.json:2: /seed: found \"1\", expected an integer from 0 to 9,007,199,254,740,991"},
        Bad{withFields("\"title\": 1"), "x.json:2: /title: found 1, expected text"},
        Bad{withFields("\"profile\": \"main\""), "x.json:2: /profile: found \"main\", expected \"mainnet\""},
        Bad{withFields("\"profile\": \"zzzzzzzzzz\""),
            "x.json:2: /profile: found \"zzzzzzzzzz\", expected one of \"guide\", \"mainnet\", \"pocketic\""},
        Bad{withFields("\"limits\": {\n\"queue_capacty\": 5}"),
            "x.json:3: /limits/queue_capacty: unknown field \"queue_capacty\", expected \"queue_capacity\""},
        Bad{withFields("\"limits\": {\"queue_capacity\": 0}"),
            "x.json:2: /limits/queue_capacity: found 0, expected an integer from 1 to 1,000,000,000"},
        Bad{withFields("\"limits\": {\"cycles_per_instruction\": 0.0001}"),
            "x.json:2: /limits/cycles_per_instruction: found 0.0001, expected a number from 0 to 1,000 with at most "
            "three "
            "decimals"},
        Bad{withFields("\"limits\": {\"round_instructions\": 1}"),
            "x.json:2: /limits: round_instructions is 1 and a slice is 2,000,000,000, expected round_instructions to "
            "be "
            "at "
            "least slice_instructions and install_slice_instructions"},
        Bad{R"({"subnets": [{"id": "s"}], "canisters": )" + kNowhere + "}",
            "x.json:1: /: the field \"roundscope\" is missing, expected the format's version, 1"},
        Bad{"{\n\"roundscope\": 2}", "x.json:2: /roundscope: found 2, expected 1"}));

INSTANTIATE_TEST_SUITE_P(
    Network, BadInput,
    ::testing::Values(
        Bad{networkOf("[]", kNowhere), "x.json:1: /subnets: found 0 subnets, expected 1 to 100 subnets"},
        Bad{networkOf(R"([{"id": "s"}])", "[]"),
            "x.json:2: /canisters: found 0 canisters, expected 1 to 1,000 canisters"},
        Bad{networkOf("[{\"id\": \"s\"},\n{\"id\": \"s\"}]", kNowhere),
            "x.json:2: /subnets/1/id: \"s\" is used twice, expected a name of its own"},
        Bad{networkOf(R"([{"id": "app-1"}])", R"([{"id": "c", "subnet": "app-2"}])"),
            "x.json:2: /canisters/0/subnet: unknown subnet \"app-2\", expected \"app-1\""},
        Bad{networkOf(R"([{"id": "a.b"}])", kNowhere),
            "x.json:1: /subnets/0/id: found \"a.b\", expected a subnet's id of 1 to 100 bytes without a dot or control "
            "characters"},
        Bad{networkOf(R"([{"id": "a\u0000b"}])", kNowhere),
            "x.json:1: /subnets/0/id: found \"a\\u0000b\", expected a subnet's id of 1 to 100 bytes without a dot or "
            "control characters"},
        Bad{networkOf(R"([{"id": "s", "xnet_delay_rounds": [3, 2]}])", kNowhere),
            "x.json:1: /subnets/0/xnet_delay_rounds/1: found 2, expected an integer from 3 to 1,000"},
        Bad{networkOf(R"([{"id": "s", "resident_canisters": 0}])", R"([{"id": "c", "subnet": "s"}])"),
            "x.json:1: /subnets/0/resident_canisters: found 0, expected an integer from 1 to 10,000,000"},
        Bad{canisterWith(R"("methods": {"timer": {}}, "timer": {})"),
            "x.json:2: /canisters/0/timer: the canister also has a method \"timer\", expected another name for that "
            "method"},
        Bad{canisterWith(R"("timer": {"steps": [{"reply": {}}]})"),
            "x.json:2: /canisters/0/timer/steps/0/reply: a timer or heartbeat has nobody to answer, expected no reply "
            "or "
            "reject here"},
        Bad{canisterWith(R"("methods": {"m": {"kind": "missing", "steps": []}})"),
            "x.json:2: /canisters/0/methods/m/steps: found steps in a method that is missing, expected none, or "
            "another "
            "\"kind\""},
        Bad{canisterWith(R"("methods": {"m": {"kind": "query", "steps": [{"call": {"to": "c.m"}}]}})"),
            "x.json:2: /canisters/0/methods/m/steps/0/call: a query cannot make calls, expected the method's kind "
            "\"composite_query\" or \"update\""},
        Bad{canisterWith(R"("variables": {"v": 0}, "methods": {"m": {"steps": [{"lock": "v"}]}})"),
            "x.json:2: /canisters/0/methods/m/steps/0/lock: \"v\" is a variable, expected a lock's name that no "
            "variable "
            "has"},
        Bad{canisterWith(R"("methods": {"m/n": {"steps": [{"add": {"v": 1}}]}})"),
            "x.json:2: /canisters/0/methods/m~1n/steps/0/add/v: unknown variable \"v\", expected one that canister "
            "\"c\" "
            "declares in its \"variables\""}));

std::string fault(const std::string& text) { return canisterWith(R"("methods": {"m": {"faults": [)" + text + "]}}"); }
const std::string kFaultAt = "x.json:2: /canisters/0/methods/m/faults/0";

INSTANTIATE_TEST_SUITE_P(
    Faults, BadInput,
    ::testing::Values(
        Bad{fault(R"({"message": "no"})"),
            kFaultAt + ": the field \"code\" is missing, expected the reject code: 1, 2, 3, 5 or 6"},
        Bad{fault(R"({"code": 7})"), kFaultAt + "/code: found 7, expected an integer from 1 to 6"},
        Bad{fault(R"({"code": 4})"), kFaultAt + "/code: found 4, the code of a canister's own reject, expected a step "
                                                "{\"reject\": …}, which may have a \"when\""},
        Bad{fault(R"({"code": 2, "message": 5})"), kFaultAt + "/message: found 5, expected text"},
        Bad{fault(R"({"code": 2, "when": {"evry": 5}})"),
            kFaultAt + "/when/evry: unknown field \"evry\", expected \"every\""},
        Bad{canisterWith(R"("methods": {"m": {"faults": {}}})"),
            "x.json:2: /canisters/0/methods/m/faults: found {}, expected a list of faults as [{\"code\": 2, "
            "\"message\": \"busy\"}]"}));

std::string operation(const std::string& text) { return withFields("\"operations\": [" + text + "]"); }

INSTANTIATE_TEST_SUITE_P(
    Operations, BadInput,
    ::testing::Values(
        Bad{withFields("\"operations\": {}"),
            "x.json:2: /operations: found {}, expected a list of operations, each an operation as {\"at_ms\": "
            "3000, \"stop\": \"callee\"}"},
        Bad{operation(R"({"at_ms": 1})"),
            "x.json:2: /operations/0: found 0 of \"stop\", \"start\", \"uninstall\", \"top_up\", expected exactly one "
            "of them"},
        Bad{operation(R"({"stop": "callee", "start": "callee"})"),
            "x.json:2: /operations/0: found 2 of \"stop\", \"start\", \"uninstall\", \"top_up\", expected exactly one "
            "of them"},
        Bad{operation(R"({"stopp": "callee"})"),
            "x.json:2: /operations/0/stopp: unknown field \"stopp\", expected \"stop\""},
        Bad{operation(R"({"stop": "callees"})"),
            "x.json:2: /operations/0/stop: unknown canister \"callees\", expected \"callee\""},
        Bad{operation(R"({"stop": 3})"), "x.json:2: /operations/0/stop: found 3, expected a canister's id"},
        Bad{operation(R"({"at_ms": -1, "stop": "callee"})"),
            "x.json:2: /operations/0/at_ms: found -1, expected an integer from 0 to 1,000,000,000,000"},
        Bad{operation(R"({"top_up": {"canister": "callee"}})"),
            "x.json:2: /operations/0/top_up: the field \"cycles\" is missing, expected how many cycles it gets"},
        Bad{operation(R"({"top_up": {"canister": "callee", "cycles": 0}})"),
            "x.json:2: /operations/0/top_up/cycles: found 0, expected an integer from 1 to 100,000,000,000,000,000"},
        Bad{operation("{\"top_up\": {\"canister\": \"callee\", \"cycles\": 60000000000000000}},\n"
                      "{\"top_up\": {\"canister\": \"callee\", \"cycles\": 60000000000000000}}"),
            "x.json:3: /operations/1: found more than 100,000,000,000,000,000 cycles in all, expected fewer"},
        Bad{"{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\"}], \"canisters\": [{\"id\": \"c\", \"subnet\": \"s\", "
            "\"status\": \"absent\"}],\n\"operations\": [{\"stop\": \"c\"}]}",
            "x.json:2: /operations/0/stop: canister \"c\" is absent, expected one that exists"}));

INSTANTIATE_TEST_SUITE_P(
    Steps, BadInput,
    ::testing::Values(
        Bad{inCall("\"count\": -1"), kCallAt + "/call/count: found -1, expected an integer from 1 to 20,000,000"},
        Bad{inCall("\"count\": 1e18"), kCallAt + "/call/count: found 1e+18, expected an integer from 1 to 20,000,000"},
        Bad{inCall("\"count\": 1.5"), kCallAt + "/call/count: found 1.5, expected an integer from 1 to 20,000,000"},
        Bad{inCall("\"count\": 1000000000000000000000000"),
            kCallAt + "/call/count: found 1e+24, expected an integer from 1 to 20,000,000"},
        Bad{inCall("\"order\": {\"window\": 0}"),
            kCallAt + "/call/order/window: found 0, expected an integer from 1 to 20,000,000"},
        Bad{inCall("\"order\": \"paralel\""), kCallAt + "/call/order: found \"paralel\", expected \"parallel\""},
        Bad{inCall("\"wait\": {\"bounded_s\": 0}"),
            kCallAt + "/call/wait/bounded_s: found 0, expected an integer from 1 to 65,535"},
        Bad{inCall("\"await\": false"),
            kCallAt + "/call: the field \"label\" is missing, expected a label that a later {\"await\": label} step "
                      "names, because \"await\" is false"},
        Bad{inCall("\"await\": false, \"label\": \"b\", \"order\": \"sequential\""),
            kCallAt + "/call/order: found \"sequential\", expected \"parallel\", because \"await\" is false"},
        Bad{inCall("\"await\": false, \"label\": \"b\""),
            kCallAt + "/call: the calls \"b\" are dispatched but never awaited, expected a later step {\"await\": "
                      "label}"},
        Bad{withSteps(R"({"await": "batch"})"),
            kCallAt +
                "/await: no earlier call with \"await\": false has the label \"batch\", expected the label of calls "
                "dispatched before"},
        Bad{withSteps(R"({"call": {"to": []}})"),
            kCallAt + "/call/to: found an empty list, expected a method as \"canister.method\", or a list of them"},
        Bad{withSteps(R"({"call": {"to": "calee.ping"}})"),
            kCallAt + "/call/to: unknown canister \"calee\", expected \"callee\""},
        Bad{withSteps(R"({"call": {"to": "callee.pong"}})"),
            kCallAt + "/call/to: canister \"callee\" has no method \"pong\", expected \"ping\""},
        Bad{withSteps(R"({"call": {"to": "ping"}})"),
            kCallAt + "/call/to: found \"ping\", which names no method, expected \"canister.method\""},
        Bad{withSteps(R"({"reply": {}, "trap": "x"})"),
            kCallAt +
                ": found 2 actions in one step, expected exactly one of work, call, await, lock, unlock, set, add, "
                "require, reply, reject, trap, "
                "if, delay_ms, never_answer"},
        Bad{withSteps(R"({"replay": {}})"), kCallAt + "/replay: unknown field \"replay\", expected \"reply\""},
        Bad{withSteps(R"({"unlock": "door"})"),
            kCallAt + "/unlock: unknown lock \"door\", expected one that canister \"caller\" locks in some method"},
        Bad{withSteps(R"({"add": {"balanse": 1}})"),
            kCallAt + "/add/balanse: unknown variable \"balanse\", expected \"balance\""},
        Bad{withSteps(R"({"require": {"variable": "balance"}})"),
            kCallAt + "/require: found 0 comparisons, expected a \"variable\" and one of \"less_than\", \"at_most\", "
                      "\"equals\", \"not_equals\", \"at_least\", \"more_than\""},
        Bad{withSteps(R"({"reply": {}, "when": {"chance": "5/4"}})"),
            kCallAt + "/when/chance: found \"5/4\", expected a ratio as \"1/4\", at most 1, with at most six digits "
                      "each"},
        Bad{withSteps("{\"reply\": {}, \"when\": {\"calls\": [1,\n0\n]}}"),
            "x.json:6: /canisters/0/methods/go/steps/0/when/calls/1: found 0, expected an integer from 1 to "
            "20,000,000"},
        Bad{withSteps(R"({"reply": {}, "when": {"chance": "1/0"}})"),
            kCallAt + "/when/chance: found \"1/0\", expected a ratio as \"1/4\", at most 1, with at most six digits "
                      "each"}));

INSTANTIATE_TEST_SUITE_P(
    Variants, BadInput,
    ::testing::Values(
        Bad{withFields("\"variants\": [{\"name\": \"A\"},\n{\"name\": \"B\",\n\"patch\": {\"ingress\": [\n{\"to\": "
                       "\"caller.gone\"}]}}]"),
            "x.json:5: /variants/1/patch/ingress/0/to: canister \"caller\" has no method \"gone\", expected \"go\""},
        Bad{withFields("\"variants\": [{\"name\": \"A\", \"patch\": {\n\"subnets\": null}}]"),
            "x.json:2: /variants/0/patch: the field \"subnets\" is missing, expected a list of subnets as [{\"id\": "
            "\"app-1\"}]"},
        Bad{withFields("\"variants\": [{\"name\": \"A\", \"patch\": {\"limits\": {\n\"queue_capacity\": -5}}}]"),
            "x.json:3: /variants/0/patch/limits/queue_capacity: found -5, expected an integer from 1 to 1,000,000,000"},
        Bad{withFields("\"sed\": 1, \"variants\": [{\"name\": \"A\", \"patch\": {\"seed\": 1}}]"),
            "x.json:2: /sed: unknown field \"sed\", expected \"seed\""},
        Bad{withFields("\"variants\": [{\"name\": \"A\"}, {\"name\": \"A\"}]"),
            "x.json:2: /variants/1/name: \"A\" is used twice, expected a name of its own"},
        Bad{withFields("\"variants\": []"), "x.json:2: /variants: found 0 variants, expected 1 to 100 variants"}));

TEST(BadOverride, isToldAsTheArgumentThatItIs) {
  const std::string text = withFields("\"seed\": 1");
  EXPECT_EQ(errorIn(text, {{"/limits/queue_capacity", "0"}}),
            "--set: /limits/queue_capacity: found 0, expected an integer from 1 to 1,000,000,000");
  EXPECT_EQ(errorIn(text, {{"/limitz/queue_capacity", "1"}}),
            "--set: /limitz: unknown field \"limitz\", expected \"limits\"");
  EXPECT_EQ(errorIn(text, {{"/canisters/9/cycles", "1"}}),
            "--set: /canisters/9/cycles: there is nothing at /canisters/9, expected a pointer to what the file holds");
  EXPECT_EQ(
      errorIn(text, {{"seed", "1"}}),
      "--set: seed: this is no JSON pointer, and the file has no knobs, expected a pointer as /canisters/0/cycles");
}

TEST(BadScenario, extremeNestingIsRefusedRatherThanFollowed) {
  const std::string error = errorIn(std::string(1'000'000, '['));
  EXPECT_NE(error.find("is nested too deeply, expected at most 64 levels"), std::string::npos) << error;
}

TEST(BadScenario, moreCanistersThanAllowedAreRefused) {
  std::string list = "[";
  for (int i = 0; i <= 1'000; ++i)
    list += (i == 0 ? "" : ",") + std::string(R"({"id": "c)") + std::to_string(i) + R"(", "subnet": "s"})";
  EXPECT_EQ(errorIn(networkOf(R"([{"id": "s"}])", list + "]")),
            "x.json:2: /canisters: found 1,001 canisters, expected 1 to 1,000 canisters");
}

TEST(BadScenario, moreMessagesThanAllowedAreRefused) {
  EXPECT_EQ(errorIn(withSteps(""),
                    {{"/ingress", R"([{"to": "caller.go", "count": 600000}, {"to": "caller.go", "count": 600000}])"}}),
            "--set: /ingress/1: found more than 1,000,000 messages in all, expected fewer");
}

TEST(BadScenario, everyTruncationOfALessonIsAnErrorAndNotACrash) {
  const std::string text = lessonText("parallel-calls");
  const std::size_t end = text.rfind('}');
  for (std::size_t length = 0; length <= end; length += 7)
    EXPECT_NE(errorIn(std::string_view(text).substr(0, length)), "") << "cut after " << length;
}

}  // namespace
}  // namespace roundscope::test

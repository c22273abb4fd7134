// The program as its user meets it in a shell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kSmall =
    R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s", "variables": {"n": 1},
        "methods": {"m": {"steps": [{"add": {"n": 41}}, {"reply": {}}]}}}], "ingress": [{"to": "c.m"}]})";

std::vector<std::string> keysOf(const ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

ordered_json runAll(const std::string& lesson) {
  const Outcome outcome = roundscope({"run", lesson, "--all", "--json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return ordered_json::parse(outcome.out, nullptr, false);
}

TEST(Run, printsOneObjectPerVariantWithTheDocumentedKeysInOrder) {
  const ordered_json runs = runAll("parallel-calls");
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(keysOf(runs[0]),
            (std::vector<std::string>{"scenario", "variant",       "profile",     "seed",          "fingerprint",
                                      "stopped",  "rounds",        "duration_ms", "end_to_end_ms", "end_to_end_rounds",
                                      "calls",    "failures",      "users",       "ingress",       "pairs",
                                      "cycles",   "critical_path", "variables",   "locks_held",    "expectations"}));
  EXPECT_EQ(keysOf(runs[0]["calls"]),
            (std::vector<std::string>{"attempted", "performed", "not_performed", "replied", "rejected", "trapped",
                                      "expired", "dropped", "retried", "compensated", "in_flight", "to_itself"}));
  EXPECT_EQ(keysOf(runs[0]["ingress"][0]), (std::vector<std::string>{"to", "outcome", "replied_calls", "failed_calls",
                                                                     "submitted_ms", "completed_ms", "rounds"}));
  EXPECT_EQ(keysOf(runs[0]["pairs"][0]),
            (std::vector<std::string>{"caller", "callee", "peak_in_flight", "limit", "not_performed"}));
  EXPECT_EQ(keysOf(runs[0]["cycles"]), (std::vector<std::string>{"burned", "peak_reserved"}));
  EXPECT_EQ(keysOf(runs[0]["critical_path"]), (std::vector<std::string>{"rounds", "calls"}));
  EXPECT_EQ(runs[0]["scenario"], "parallel-calls");
  EXPECT_EQ(runs[0]["variant"], "Sequential");
  EXPECT_EQ(runs[0]["profile"], "guide");
}

TEST(Run, ninetyCallsAllSucceedAndSequentialTakesSixtyTimesTheRounds) {
  const ordered_json runs = runAll("parallel-calls");
  for (std::size_t i = 0; i < 2; ++i) {
    const ordered_json& run = runs[i];
    EXPECT_EQ(run["calls"]["attempted"], 90);
    EXPECT_EQ(run["calls"]["replied"], 90);
    EXPECT_EQ(run["ingress"][0]["outcome"], "replied");
    EXPECT_EQ(run["ingress"][0]["replied_calls"], 90);
  }
  EXPECT_GE(runs[0]["rounds"].get<int>(), 60 * runs[1]["rounds"].get<int>());
}

TEST(Run, fiveHundredOfTwoThousandParallelCallsArePerformed) {
  const ordered_json runs = runAll("in-flight-limit");
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0]["calls"]["replied"], 2'000);
  EXPECT_EQ(runs[0]["calls"]["not_performed"], 0);
  EXPECT_EQ(runs[1]["calls"]["performed"], 500);
  EXPECT_EQ(runs[1]["calls"]["replied"], 500);
  EXPECT_EQ(runs[1]["calls"]["not_performed"], 1'500);
  EXPECT_EQ(runs[1]["pairs"][0]["peak_in_flight"], 500);
  EXPECT_EQ(runs[1]["pairs"][0]["limit"], 500);
  EXPECT_EQ(runs[1]["rounds"], 2);
  EXPECT_NEAR(runs[0]["rounds"].get<int>(), 20, 5);
}

TEST(Run, aHundredCallsOnOneSubnetEndWithinTwoRoundsEitherWay) {
  const ordered_json runs = runAll("same-or-cross-subnet");
  ASSERT_EQ(runs.size(), 6U);
  for (const ordered_json& run : runs) EXPECT_EQ(run["calls"]["replied"], 100);
  EXPECT_LE(runs[0]["rounds"].get<int>(), 2);
  EXPECT_LE(runs[1]["rounds"].get<int>(), 2);
  EXPECT_GE(runs[2]["rounds"].get<int>(), 200);
  EXPECT_LE(runs[3]["rounds"].get<int>(), 3);
}

TEST(Run, roundsGrowWithTheNumberOfCallsInARow) {
  const ordered_json runs = runAll("sequential-calls");
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0]["rounds"], 3);
  EXPECT_EQ(runs[1]["rounds"], 21);
  EXPECT_EQ(runs[2]["rounds"], 181);
  EXPECT_LE(runs[3]["rounds"].get<int>(), 2);
}

TEST(Run, oneVariantIsOneObjectAndTheFirstUnlessNamed) {
  const Outcome first = roundscope({"run", "parallel-calls", "--json"});
  EXPECT_EQ(first.status, 0);
  EXPECT_EQ(ordered_json::parse(first.out)["variant"], "Sequential");
  EXPECT_THAT(first.err, HasSubstr("--all shows all"));
  const Outcome named = roundscope({"run", "parallel-calls", "--variant", "Parallel", "--json"});
  EXPECT_EQ(ordered_json::parse(named.out)["variant"], "Parallel");
  EXPECT_EQ(named.err, "");
}

TEST(Run, aFileWithoutVariantsHasAnEmptyVariantAndItsFinalVariables) {
  const Outcome outcome = roundscope({"run", temporaryFile("small.roundscope.json", kSmall), "--json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  const ordered_json run = ordered_json::parse(outcome.out);
  EXPECT_EQ(run["scenario"], "small");
  EXPECT_EQ(run["variant"], "");
  EXPECT_EQ(run["variables"]["c"]["n"], 42);
}

TEST(Run, setChangesALimitThatTheFileDoesNotMention) {
  const Outcome outcome =
      roundscope({"run", "in-flight-limit", "--variant", "Parallel", "--set", "/limits/queue_capacity=50", "--json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(ordered_json::parse(outcome.out)["calls"]["replied"], 50);
}

TEST(Run, withoutJsonPrintsATableWithTheVerdict) {
  const Outcome outcome = roundscope({"run", "parallel-calls", "--all"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, StartsWith("Ninety pings across subnets\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nSequential"));
  EXPECT_THAT(outcome.out, HasSubstr("\nParallel"));
}

TEST(Run, savesTheTraceOfAllVariantsInOneFileAndPrintsTheNumbersAsEver) {
  const std::string plain = roundscope({"run", "parallel-calls", "--all"}).out;
  for (const char* ending : {".jsonl", ".csv", ".perfetto.json"}) {
    const std::string file = temporaryFile(std::string("trace") + ending, "old");
    const Outcome outcome = roundscope({"run", "parallel-calls", "--all", "--trace", file});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.out, plain);
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_THAT(text, HasSubstr("Sequential"));
    EXPECT_THAT(text, HasSubstr("Parallel"));
    EXPECT_EQ(ordered_json::accept(text), std::string(ending) == ".perfetto.json");
  }
}

TEST(Run, helpNamesTheFormatsOfATrace) {
  const Outcome help = roundscope({"run", "--help"});
  EXPECT_THAT(help.out, HasSubstr(".perfetto.json"));
  EXPECT_THAT(help.out, HasSubstr("for spreadsheets"));
}

TEST(Check, saysThatARightFileIsRight) {
  const std::string file = temporaryFile("good.json", kSmall);
  const Outcome outcome = roundscope({"check", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, file + ": right, 1 variant\n");
}

TEST(Check, warnsOfWhatIsSurelyNotMeant) {
  std::string text = kSmall;
  text.replace(text.find(", {\"reply\": {}}"), 15, "");
  const std::string file = temporaryFile("odd.json", text);
  const Outcome outcome = roundscope({"check", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, file + ": right, 1 variant, but 1 warning\n");
  EXPECT_EQ(outcome.err, file + ":2:26: warning: /canisters/0/methods/m: ends without an answer\n");
}

TEST(Check, ofAWrongFileEveryErrorIsALineOnTheErrorStreamAndTheStatusIsOne) {
  const std::string file = temporaryFile("bad.json", "{\"roundscope\": 1,\n\"subnetz\": []}");
  const Outcome outcome = roundscope({"check", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, file + ":1:1: error: /: the field \"canisters\" is missing, expected a list of canisters\n" +
                             file + ":2:12: error: /subnetz: unknown field \"subnetz\", expected \"subnets\"\n");
}

TEST(Check, countsColumnsInCharacters) {
  const std::string file = temporaryFile("wide.json", "{\"title\": \"Größe →\", \"seed\": -1}");
  EXPECT_THAT(roundscope({"check", file}).err, HasSubstr(file + ":1:30: error: /seed: found -1"));
}

TEST(Check, namesTheLineOfBrokenJson) {
  const std::string file = temporaryFile("broken.json", "{\"roundscope\": 1,\n  \"subnets\": [}");
  const Outcome outcome = roundscope({"check", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, StartsWith(file + ":2:14: error: /subnets: broken JSON"));
}

TEST(Check, takesTheKeyByWhichEditorsFindTheSchema) {
  std::string text = kSmall;
  text.insert(1, R"("$schema": "./roundscope.schema.json", )");
  const Outcome outcome = roundscope({"check", temporaryFile("keyed.json", text)});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
}

TEST(Check, aMissingFileIsStatusThree) {
  const Outcome outcome = roundscope({"check", "/nowhere/at-all.json"});
  EXPECT_EQ(outcome.status, 3);
  EXPECT_THAT(outcome.err, StartsWith("/nowhere/at-all.json: cannot be read: "));
}

struct Wrong {
  std::vector<std::string> arguments;
  int status;
  std::string error;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << ::testing::PrintToString(wrong.arguments); }
class WrongUse : public ::testing::TestWithParam<Wrong> {};
TEST_P(WrongUse, hasAStatusAndAReason) {
  const Outcome outcome = roundscope(GetParam().arguments);
  EXPECT_EQ(outcome.status, GetParam().status);
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().error));
  EXPECT_EQ(outcome.out, "");
}
INSTANTIATE_TEST_SUITE_P(
    All, WrongUse,
    ::testing::Values(
        Wrong{{"run"}, 2, "source is required"}, Wrong{{"run", "parallel-calls", "--jason"}, 2, "--jason"},
        Wrong{{"run", "a", "b"}, 2, "b"}, Wrong{{"--log-level", "loud", "lessons"}, 2, "loud"},
        Wrong{{"run", "paralel-calls"},
              3,
              "there is no such file or lesson, expected a scenario file, or one of the lessons "
              "sequential-calls, parallel-calls"},
        Wrong{{"no-such-lesson"}, 3, "there is no such file or lesson"},
        Wrong{{"run", "parallel-calls", "--variant", "Fast"},
              2,
              "--variant: unknown variant \"Fast\", expected one of \"Sequential\", \"Parallel\""},
        Wrong{{"run", "parallel-calls", "--variant", "Parallel", "--all"}, 2, "--all"},
        Wrong{{"run", "parallel-calls", "--set", "=1"},
              2,
              "--set: found \"=1\", expected /json/pointer=VALUE, or a knob's label=VALUE"},
        Wrong{
            {"run", "parallel-calls", "--set", "seed=1"}, 2, "--set: seed: the file has no such knob, expected one of"},
        Wrong{{"run", "parallel-calls", "--set", "/seed=-1"}, 2, "--set: /seed: found -1, expected an integer from 0"},
        Wrong{
            {"run", "parallel-calls", "--trace", "x.json"},
            2,
            "--trace: found \"x.json\", expected a file name that ends in .jsonl, .calls.csv, .csv or .perfetto.json"},
        Wrong{
            {"run", "parallel-calls", "--all", "--trace", "/nowhere/x.csv"}, 3, "/nowhere/x.csv: cannot be written: "},
        Wrong{{"render", "parallel-calls"}, 2, "--output is required"},
        Wrong{{"render", "parallel-calls", "-o", "x.bmp"},
              2,
              "-o: found \"x.bmp\", expected a file name that ends in .png, .svg, .pdf, .html or .gif"},
        Wrong{{"render", "parallel-calls", "-o", "x.png", "--size", "10x10"}, 2, "--size: found \"10x10\""},
        Wrong{{"render", "parallel-calls", "-o", "x.png", "--rounds", "5..2"}, 2, "--rounds: found \"5..2\""},
        Wrong{{"render", "parallel-calls", "-o", "x.png", "--theme", "pink"}, 2, "--theme: found \"pink\""},
        Wrong{{"render", "parallel-calls", "-o", "x.png", "--view", "moon"}, 2, "--view"},
        Wrong{
            {"render", "parallel-calls", "--all", "-o", "/nowhere/x.png"}, 3, "/nowhere/x.png: cannot be written: "}));

TEST(Render, savesAPngOfTheSizeAsked) {
  const std::string file = temporaryFile("x.png", "");
  const Outcome outcome = roundscope({"render", "parallel-calls", "--all", "-o", file, "--size", "800x1100"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  std::ifstream png(file, std::ios::binary);
  std::string head(24, '\0');
  png.read(head.data(), 24);
  EXPECT_EQ(head.substr(1, 3), "PNG");
  EXPECT_EQ(head.substr(16, 8), std::string("\0\0\x03\x20\0\0\x04\x4c", 8));
}

TEST(Lessons, areListedInTheOrderOfTeaching) {
  const Outcome text = roundscope({"lessons"});
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, StartsWith("sequential-calls        Sequential: one by one\nparallel-calls "));
  const ordered_json list = ordered_json::parse(roundscope({"lessons", "--json"}).out);
  ASSERT_GE(list.size(), 4U);
  for (const ordered_json& lesson : list) {
    EXPECT_NE(lesson["title"], "");
    EXPECT_NE(lesson["description"], "");
  }
}

TEST(Program, printsItsSchemaVersionAndHelp) {
  EXPECT_TRUE(ordered_json::parse(roundscope({"schema"}).out).contains("definitions"));
  const Outcome version = roundscope({"--version"});
  EXPECT_EQ(version.status, 0);
  EXPECT_THAT(version.out, StartsWith("roundscope 0."));
  EXPECT_EQ(roundscope({"--help"}).status, 0);
  EXPECT_EQ(roundscope({"run", "--help"}).status, 0);
}

TEST(Program, logsToTheErrorStreamWhenAsked) {
  const Outcome outcome = roundscope({"--log-level", "debug", "run", "parallel-calls", "--all", "--json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("fingerprint"));
  EXPECT_TRUE(ordered_json::accept(outcome.out));
}

TEST(Compare, printsEveryVariantWithTheVerdict) {
  const Outcome table = roundscope({"compare", "parallel-calls"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("\nTime\n  rounds "));
  EXPECT_THAT(table.out, HasSubstr(" 3 ▲"));
  EXPECT_THAT(table.out, HasSubstr("times as many"));
  const Outcome csv = roundscope({"compare", "parallel-calls", "--csv"});
  EXPECT_THAT(csv.out, StartsWith("variant,stopped,rounds,"));
  EXPECT_THAT(csv.out, HasSubstr("\nParallel,,3,"));
  const Outcome markdown = roundscope({"compare", "parallel-calls", "--markdown"});
  EXPECT_THAT(markdown.out, HasSubstr(" Sequential | "));
  EXPECT_THAT(markdown.out, HasSubstr("times as many"));
  const auto json = ordered_json::parse(roundscope({"compare", "parallel-calls", "--json"}).out, nullptr, false);
  EXPECT_EQ(json["runs"].size(), 4U);
  EXPECT_THAT(json["verdict"].get<std::string>(), HasSubstr("times as many"));
  EXPECT_EQ(roundscope({"compare", "parallel-calls", "--csv", "--json"}).status, 2);
}

/// A payroll of which the last payment is not recorded.
std::string payrollFile(const std::string& expect) {
  return temporaryFile("payroll.roundscope.json", R"({"roundscope": 1, "subnets": [{"id": "app-1"}, {"id": "app-2"}],
    "expect": [)" + expect + R"(],
    "canisters": [
      {"id": "payroll", "subnet": "app-1", "variables": {"recorded": 0}, "methods": {"pay": {"steps": [
        {"call": {"to": "ledger.transfer", "count": 3, "on_reply": [{"add": {"recorded": 1}, "when": {"calls": [1, 2]}}]}},
        {"reply": {}}]}}},
      {"id": "ledger", "subnet": "app-2", "variables": {"paid": 0}, "methods": {
        "transfer": {"steps": [{"add": {"paid": 1}}, {"reply": {}}]}}}],
    "ingress": [{"to": "payroll.pay"}]})");
}

TEST(Expect, endsWithStatusFourAndSaysWhatWasFoundWhereItDoesNotHold) {
  const std::string file = payrollFile(R"("payroll.recorded == ledger.paid", "users.rejected == 0")");
  for (const char* command : {"run", "compare"}) {
    const Outcome outcome = roundscope({command, file});
    EXPECT_EQ(outcome.status, 4) << command;
    EXPECT_THAT(outcome.out, HasSubstr("✗ payroll.recorded == ledger.paid is broken since round 5: payroll.recorded is "
                                       "2, ledger.paid is 3."))
        << command;
    EXPECT_THAT(outcome.out, HasSubstr("✓ users.rejected == 0 holds: users.rejected is 0.")) << command;
  }
  for (const char* form : {"--csv", "--markdown", "--json"}) EXPECT_EQ(roundscope({"compare", file, form}).status, 4);
}

TEST(Expect, isNamedInTheJsonOfARun) {
  const Outcome outcome = roundscope({"run", payrollFile(R"("payroll.recorded == ledger.paid")"), "--json"});
  EXPECT_EQ(outcome.status, 4);
  const auto judged = ordered_json::parse(outcome.out, nullptr, false)["expectations"];
  ASSERT_EQ(judged.size(), 1U);
  EXPECT_EQ(judged[0]["text"], "payroll.recorded == ledger.paid");
  EXPECT_EQ(judged[0]["holds"], false);
  EXPECT_EQ(judged[0]["found"], "payroll.recorded is 2, ledger.paid is 3");
  EXPECT_EQ(judged[0]["broken_since"]["ms"], 5000);
}

TEST(Expect, endsWithStatusNoughtWhereAllHolds) {
  EXPECT_EQ(roundscope({"run", payrollFile(R"("ledger.paid == 3")")}).status, 0);
}

TEST(Expect, isNotHeldByARunThatWasCutOff) {
  const Outcome outcome = roundscope({"run", payrollFile(R"("users.rejected == 0")"), "--set", "/max_rounds=2"});
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.out, HasSubstr("is not known, for the run was cut off by max_rounds"));
}

TEST(Expect, thatNamesNothingIsAnErrorOfTheFile) {
  const Outcome outcome = roundscope({"check", payrollFile(R"("payroll.recordet == 1")")});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("payroll.roundscope.json:2:16: error: /expect/0: "));
  EXPECT_THAT(outcome.err, HasSubstr("expected \"payroll.recorded\""));
}

TEST(Run, ofWhichOneVariantIsCutOffHasNoTimesForItAndNoVerdictOnIt) {
  const ordered_json runs = ordered_json::parse(
      roundscope({"run", "sequential-calls", "--all", "--set", "/max_rounds=10", "--json"}).out, nullptr, false);
  ASSERT_EQ(runs.size(), 4U);
  EXPECT_EQ(runs[0]["stopped"], nullptr);
  EXPECT_EQ(runs[0]["end_to_end_ms"], 3000);
  EXPECT_EQ(runs[1]["stopped"], "max_rounds");
  for (const char* time : {"end_to_end_ms", "duration_ms"}) EXPECT_EQ(runs[1][time], nullptr) << time;
  EXPECT_EQ(runs[1]["users"]["pending"], 1);
  const Outcome table = roundscope({"compare", "sequential-calls", "--set", "/max_rounds=10"});
  EXPECT_THAT(table.out, HasSubstr("Ten calls: cut off by max_rounds"));
  EXPECT_THAT(table.out, HasSubstr("Ten calls was cut off by max_rounds, and is not compared."));
  EXPECT_THAT(table.out, HasSubstr("Many calls, one subnet takes 1 round, One call 3: 3 times as many."));
}

TEST(Code, printsTheCanisterAsAProgramInEitherLanguage) {
  const Outcome motoko = roundscope({"code", "parallel-calls", "--canister", "caller", "--language", "motoko"});
  EXPECT_EQ(motoko.status, 0) << motoko.err;
  EXPECT_THAT(motoko.out,
              HasSubstr("persistent actor class Caller(\n  callee : actor {\n    ping : () -> async ();\n  }\n) {"));
  const Outcome rust = roundscope({"code", "parallel-calls", "--canister", "callee", "--language", "rust"});
  EXPECT_EQ(rust.status, 0) << rust.err;
  EXPECT_THAT(rust.out, HasSubstr("fn ping() {}"));
}

TEST(Code, namesTheCanistersWhereThereIsNoneOfThatId) {
  const Outcome outcome = roundscope({"code", "parallel-calls", "--canister", "calle", "--language", "rust"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("one of caller, callee"));
  EXPECT_EQ(roundscope({"code", "parallel-calls", "--canister", "caller", "--language", "cobol"}).status, 2);
}

}  // namespace
}  // namespace roundscope::test

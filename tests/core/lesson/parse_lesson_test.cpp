// What the parser refuses, and in which words.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "core/lesson/lesson.h"
#include "core/lesson/parse_moment.h"
#include "core/trace/event_names.h"
#include "tests/core/lesson/lesson_runs.h"
#include "tests/core/lesson/lesson_text.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using valijson::adapters::NlohmannJsonAdapter;

const json& schemaJson() {
  static const json schema = json::parse(lessonSchema());
  return schema;
}

bool schemaAccepts(const std::string& text) {
  static const auto compiled = [] {
    auto schema = std::make_unique<valijson::Schema>();
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(schemaJson()), *schema);
    return schema;
  }();
  const json document = json::parse(text, nullptr, true, true);
  return valijson::Validator().validate(*compiled, NlohmannJsonAdapter(document), nullptr);
}

struct Wrong {
  std::string step;       ///< fields of the first step
  std::string expected;   ///< in the error
  bool schemaToo = true;  ///< whether the schema can tell
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.step; }

class WrongStep : public ::testing::TestWithParam<Wrong> {};
TEST_P(WrongStep, isRefusedWithItsPlaceAndWhatWasExpected) {
  const std::string text = lessonWithStep(GetParam().step);
  EXPECT_THAT(lessonErrorIn(text), HasSubstr(GetParam().expected));
  EXPECT_THAT(lessonErrorIn(text), StartsWith("x/lesson.json:6: /steps/0"));
  EXPECT_EQ(schemaAccepts(text), !GetParam().schemaToo);
}

const std::string kEnd = R"("at": {"end": true}, "text": "So it is.", )";

INSTANTIATE_TEST_SUITE_P(
    Fields, WrongStep,
    ::testing::Values(Wrong{R"("at": {"end": true}, "tetx": "x")", "unknown field \"tetx\", expected \"text\""},
                      Wrong{R"("at": {"end": true})", "the field \"text\" is missing"},
                      Wrong{R"("text": "x")", "the field \"at\" is missing"},
                      Wrong{R"("at": {"end": false}, "text": "x")", "found false, expected true"},
                      Wrong{R"("at": {"event": "call_preformed"}, "text": "x")", "expected \"call_performed\""},
                      Wrong{R"("at": {"call": {"outcome": "lost"}}, "text": "x")", "one of \"in_flight\""},
                      Wrong{R"("at": {"call": {}, "nth": 0}, "text": "x")", "1 for the first, -1 for the last"},
                      Wrong{R"("at": {"round": 1, "end": true}, "text": "x")", "found 2 of these"},
                      Wrong{R"("at": {"nth": 1}, "text": "x")", "found 0 of these"},
                      Wrong{R"("at": [], "text": "x")", "one or several"},
                      Wrong{R"("at": "bakc", "text": "x")", "unknown moment \"bakc\", expected \"back\"", false},
                      Wrong{kEnd + R"("highlight": {"pair": ["caller"]})", "a pair as"},
                      Wrong{kEnd + R"("highlight": {"nth": 2})", "found 0 of these"},
                      Wrong{kEnd + R"("show": "all")", "one of \"timeline\", \"stage\", \"both\""},
                      Wrong{kEnd + R"("question": {"ask": "?", "kind": "number", "answer": "/rounds"})",
                            "a question without an answer"},
                      Wrong{kEnd + R"("reveal": {"text": "x", "at": "back"})", "a reveal without a question"}));

std::string asking(const std::string& question) {
  return kEnd + R"("reveal": {"text": "x", "at": "back"}, "question": )" + question;
}

INSTANTIATE_TEST_SUITE_P(
    Questions, WrongStep,
    ::testing::Values(
        Wrong{asking(R"({"ask": "?", "kind": "number", "answer": "500"})"), "answers are computed", false},
        Wrong{asking(R"({"ask": "?", "kind": "number"})"), "the field \"answer\" is missing"},
        Wrong{asking(R"({"ask": "?", "kind": "number", "answer": "/rounds", "choices": []})"),
              "a number has no choices"},
        Wrong{asking(R"({"ask": "?", "kind": "choice", "answer": "/rounds"})"), "an \"if\" in each of \"choices\""},
        Wrong{asking(R"({"ask": "?", "kind": "choice", "choices": [{"text": "a", "if": "/rounds > 1"}]})"),
              "found 1 choices, expected 2 to 6"},
        Wrong{
            asking(
                R"({"ask": "?", "kind": "choice", "choices": [{"text": "a", "if": "1 > 0"}, {"text": "b", "if": "0 > 1"}]})"),
            "answers are computed", false},
        Wrong{asking(R"({"ask": "?", "kind": "yes"})"), "one of \"number\", \"choice\""}));

std::string saying(const std::string& text) { return R"("at": {"end": true}, "text": ")" + text + "\""; }

INSTANTIATE_TEST_SUITE_P(Expressions, WrongStep,
                         ::testing::Values(Wrong{saying("{/rounds"), "a brace is open", false},
                                           Wrong{saying("{/rounds|round}"), "found no two words", false},
                                           Wrong{saying("{}"), "a number is missing", false},
                                           Wrong{saying("{conut(back)}"), "expected \"count\"", false},
                                           Wrong{saying("{round back}"), "round has no arguments", false},
                                           Wrong{saying("{round(back}"), "the bracket of round is open", false},
                                           Wrong{saying("{in_flight(a, b)}"), "in_flight has 2 arguments, expected 3",
                                                 false},
                                           Wrong{saying("{(/rounds + 1}"), "a bracket is open", false},
                                           Wrong{saying("{'One:/rounds}"), "a quote is open", false},
                                           Wrong{saying("{/rounds 2}"), "an operator or the end", false},
                                           Wrong{saying("{scenario:calls}"), "a pointer is missing", false}));

TEST(LessonParser, acceptsAStepAsItShouldBe) {
  EXPECT_EQ(lessonErrorIn(lessonWithText("\"{One:/rounds} and {'Parallel':round(back)}\"")), "");
}

TEST(LessonParser, refusesMoreThanSixtyWords) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += i == 0 ? "w" : " w";
  EXPECT_EQ(lessonErrorIn(lessonWithText("\"" + words + "\"")), "");
  EXPECT_THAT(lessonErrorIn(lessonWithText("\"" + words + " w\"")), HasSubstr("found 61 words, expected 1 to 60"));
}

TEST(LessonParser, countsTheLongerOfTwoTexts) {
  std::string words;
  for (int i = 0; i < 60; ++i) words += " w";
  const std::string text = R"(["w", {"if": "/rounds > 1", "text": "w", "else": ")" + words + "\"}]";
  EXPECT_THAT(lessonErrorIn(lessonWithText(text)), HasSubstr("found 61 words"));
}

TEST(LessonParser, countsANumberWithItsWordAsTwoWords) {
  std::string words;
  for (int i = 0; i < 58; ++i) words += "w ";
  EXPECT_EQ(lessonErrorIn(lessonWithText("\"" + words + "{/rounds|round|rounds}\"")), "");
  EXPECT_THAT(lessonErrorIn(lessonWithText("\"w " + words + "{/rounds|round|rounds}\"")), HasSubstr("found 61 words"));
}

std::string verdictOf(const std::string& rows, const std::string& columns, const std::string& text = "\"x\"") {
  return lessonWithVerdict(R"({"variant": "One", "text": )" + text + ", \"rows\": " + rows +
                           ", \"columns\": " + columns + "}");
}
const std::string kRows = R"(["One", "Parallel"])";
const std::string kColumns = R"([{"title": "Rounds", "value": "/rounds"}])";

TEST(LessonParser, wantsAVerdictThatComparesRunsByTheirNumbers) {
  EXPECT_EQ(lessonErrorIn(verdictOf(kRows, kColumns)), "");
  EXPECT_TRUE(schemaAccepts(verdictOf(kRows, kColumns)));
  const auto refused = [](const std::string& text, const std::string& error) {
    EXPECT_THAT(lessonErrorIn(text), HasSubstr(error));
    return !schemaAccepts(text);
  };
  EXPECT_TRUE(refused(verdictOf(R"(["One"])", kColumns), "found 1 rows, expected 2 to 6 rows"));
  EXPECT_TRUE(refused(verdictOf(kRows, "[]"), "found 0 columns, expected 1 to 3 columns"));
  EXPECT_TRUE(refused(verdictOf(kRows, R"([{"title": "Rounds"}])"), "the field \"value\" is missing"));
  EXPECT_FALSE(refused(verdictOf(kRows, R"([{"title": "Rounds", "value": "3"}])"), "answers are computed"));
}

TEST(LessonParser, wantsAVerdictThatFitsBesideItsTable) {
  std::string words;
  for (int i = 0; i < 36; ++i) words += i == 0 ? "w" : " w";
  EXPECT_EQ(lessonErrorIn(verdictOf(kRows, kColumns, '"' + words + '"')), "");
  EXPECT_THAT(lessonErrorIn(verdictOf(kRows, kColumns, '"' + words + " w\"")), HasSubstr("found 37 words"));
}

/// The lesson with one stretch of its text replaced.
std::string lessonWith(const std::string& what, const std::string& by) {
  std::string text = lessonWithText("\"x\"");
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, what.size(), by);
}

TEST(LessonParser, wantsFourToEightStepsAndOneOrTwoKnobs) {
  const std::string step = R"({"variant": "Parallel", "text": "So it is.", "at": {"end": true}})";
  EXPECT_THAT(lessonErrorIn(lessonWith(step + ", " + step, step)), HasSubstr("found 3 steps, expected 4 to 8"));
  EXPECT_THAT(lessonErrorIn(lessonWith("\"knobs\": [{", "\"knobs\": [], \"x\": [{")), HasSubstr("unknown field \"x\""));
  const std::string knob = R"({"label": "Calls", "set": ["/a"], "minimum": 1, "maximum": 9}, )";
  EXPECT_THAT(lessonErrorIn(lessonWith("\"knobs\": [", "\"knobs\": [" + knob + knob)), HasSubstr("found 3 knobs"));
}

TEST(LessonParser, wantsAKnobToTurn) {
  EXPECT_THAT(lessonErrorIn(lessonWith("\"maximum\": 9", "\"maximum\": 1")), HasSubstr("more than the minimum"));
  EXPECT_THAT(lessonErrorIn(lessonWith("[\"/canisters", "[\"canisters")), HasSubstr("a JSON pointer"));
}

TEST(LessonParser, letsALessonNameItsSchema) {
  const std::string version = "\"lesson\": 1";
  EXPECT_EQ(lessonErrorIn(lessonWith(version, "\"$schema\": \"lesson.schema.json\", " + version)), "");
  EXPECT_THAT(lessonErrorIn(lessonWith(version, "\"$schema\": 1, " + version)),
              HasSubstr("/$schema: found 1, expected text"));
}

TEST(LessonParser, tellsAllThatIsWrong) {
  std::string text = lessonWithStep(R"("at": "back", "text": "{/rounds")");
  text.replace(text.find("\"goal\": \"G.\""), 12, "\"goal\": \"\"");
  text.replace(text.find("\"minimum\": 1"), 12, "\"minimum\": 9");
  const Result<Lesson> lesson = parseLesson(text, "x/lesson.json");
  ASSERT_FALSE(lesson.ok());
  EXPECT_THAT(lesson.error().text(), HasSubstr("/goal"));
  ASSERT_EQ(lesson.error().others.size(), 2U);
  EXPECT_THAT(lesson.error().others[0].text(), HasSubstr("/knobs/0/maximum"));
  EXPECT_THAT(lesson.error().others[1].text(), HasSubstr("/steps/0/text: "));
}

TEST(LessonParser, blamesNoStepForAMomentThatIsWrong) {
  std::string text = lessonWithStep(R"("at": "back", "text": "x")");
  text.replace(text.find("\"completed\""), 11, "\"compleated\"");
  const Result<Lesson> lesson = parseLesson(text, "x/lesson.json");
  ASSERT_FALSE(lesson.ok());
  EXPECT_THAT(lesson.error().text(), HasSubstr("expected \"completed\""));
  EXPECT_TRUE(lesson.error().others.empty());
}

TEST(LessonParser, namesTheLineOfBrokenJson) {
  EXPECT_EQ(lessonErrorIn("{\n\"lesson\": 1,\n}"),
            "x/lesson.json:3: /: broken JSON: found \"}\" after a comma, expected no comma before it, or a field's "
            "name in quotes");
}

TEST(LessonSchema, acceptsEveryLesson) {
  for (const std::string& id : lessonIds())
    EXPECT_TRUE(schemaAccepts(readFile(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/" + id + "/lesson.json"))) << id;
}

TEST(LessonSchema, hasTheFieldsThatTheParserReads) {
  for (const detail::ObjectFields& object : detail::kLessonObjects) {
    std::set<std::string> described;
    for (const auto& [name, value] :
         schemaJson().at("definitions").at(std::string(object.definition)).at("properties").items())
      described.insert(name);
    EXPECT_EQ(described, std::set<std::string>(object.names.begin(), object.names.end())) << object.definition;
  }
}

TEST(LessonSchema, namesEveryEventType) {
  const json& listed = schemaJson().at("definitions").at("eventType").at("enum");
  EXPECT_EQ(listed, json(std::vector<std::string>(kEventNames.begin(), kEventNames.end())));
}

TEST(LessonSchema, listsTheWordsThatTheParserReads) {
  const json& definitions = schemaJson().at("definitions");
  const auto words = [](const json& definition, const auto& table) {
    std::vector<std::string> read;
    for (const auto& row : table) read.emplace_back(row.name);
    EXPECT_EQ(definition.at("enum"), json(read));
  };
  words(definitions.at("point"), detail::kPoints);
  words(definitions.at("executionKind"), detail::kExecutionKinds);
  words(definitions.at("call").at("properties").at("outcome"), detail::kOutcomeChoices);
  words(definitions.at("moment").at("properties").at("until"), detail::kUntils);
  words(definitions.at("step").at("properties").at("show"), detail::kShows);
  words(definitions.at("reveal").at("properties").at("show"), detail::kShows);
}

}  // namespace
}  // namespace roundscope::test

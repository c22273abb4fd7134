// Numbers, moments and highlights of steps, on a small scenario.
#include "core/lesson/resolve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/lesson/lesson_runs.h"
#include "tests/core/lesson/lesson_text.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;

ResolvedStep resolved(const std::string& stepFields, std::vector<Override> overrides = {}) {
  return PlayedLesson(lessonWithStep(stepFields), pingScenario(), std::move(overrides)).step(0);
}

std::string told(const std::string& text, std::vector<Override> overrides = {}) {
  return resolved(R"("at": {"end": true}, "text": )" + text, std::move(overrides)).view.text;
}

/// The text of one expression on the variant "Parallel".
std::string number(const std::string& expression) { return told("\"{" + expression + "}\""); }

std::string stepErrorOf(const std::string& stepFields) {
  const auto step = PlayedLesson(lessonWithStep(stepFields), pingScenario(), {}).resolve(0);
  return step.ok() ? "" : step.error().text();
}

std::string errorOfText(const std::string& text) {
  return stepErrorOf(R"("at": {"end": true}, "text": ")" + text + "\"");
}

TEST(LessonNumbers, comeFromTheStepsRun) {
  EXPECT_EQ(number("/calls/attempted"), "3");
  EXPECT_EQ(number("/calls/not_performed"), "1");
  EXPECT_EQ(number("/pairs/0/peak_in_flight"), "2");
}

TEST(LessonNumbers, comeFromANamedVariantsRun) {
  EXPECT_EQ(number("One:/calls/attempted"), "1");
  EXPECT_EQ(number("'Parallel':/calls/attempted - One:/calls/attempted"), "2");
}

TEST(LessonNumbers, comeFromTheScenarioWithItsPatchAndOverrides) {
  const std::string text = R"("{scenario:/canisters/0/methods/go/steps/0/call/count}")";
  EXPECT_EQ(told(text), "3");
  EXPECT_EQ(told(text, {{"/canisters/0/methods/go/steps/0/call/count", "7"}}), "7");
}

TEST(LessonNumbers, comeFromTheLimits) {
  EXPECT_EQ(number("limit(queue_capacity)"), "2");
  EXPECT_EQ(number("limit(query_depth, app-2)"), "6");
  EXPECT_EQ(number("limit(cycles_per_instruction)"), "1");
}

TEST(LessonNumbers, countEventsAndNamedMoments) {
  EXPECT_EQ(number("count(call_performed)"), "2");
  EXPECT_EQ(number("count(refused)"), "1");
  EXPECT_EQ(number("count(never)"), "0");
  EXPECT_EQ(number("count(back)"), "3");
}

TEST(LessonNumbers, tellRoundsAndTimesOfMoments) {
  EXPECT_EQ(number("round(back)"), "2");
  EXPECT_EQ(number("round(refused)"), "0");
  EXPECT_EQ(told(R"(["", {"if": "seconds(back) >= 2 and seconds(back) < 3", "text": "yes", "else": "no"}])"), "yes");
}

TEST(LessonNumbers, tellStateAtMoments) {
  EXPECT_EQ(number("value(callee.pinged)"), "2");
  EXPECT_EQ(number("value(callee.pinged, refused)"), "0");
  EXPECT_EQ(number("in_flight(caller, callee, refused)"), "2");
  EXPECT_EQ(number("in_flight(caller, callee, back)"), "1");
  EXPECT_EQ(number("in_flight(callee, caller, back)"), "0");
}

TEST(LessonNumbers, areComputedWithTheUsualPrecedence) {
  EXPECT_EQ(number("1 + 2 * 3 - 8 / 4"), "5");
  EXPECT_EQ(number("(1 + 2) * 3"), "9");
  EXPECT_EQ(number("8 / 4 / 2"), "1");
  EXPECT_EQ(number("1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 and 1 == 1 and 1 != 2"), "1");
  EXPECT_EQ(number("1 > 2 or 1 + 1 == 2"), "1");
  EXPECT_EQ(number("1 == 1 or 1 == 1 and 1 == 2"), "1");
}

TEST(LessonNumbers, areWrittenForReaders) {
  EXPECT_EQ(number("2000 * 1000"), "2,000,000");
  EXPECT_EQ(number("7 / 2"), "3.5");
  EXPECT_EQ(number("1 / 8"), "0.12");
  EXPECT_EQ(number("10001 / 2"), "5,001");
  EXPECT_EQ(number("1 - 2"), "-1");
  EXPECT_EQ(number("2e12 / 1e9"), "2,000");
}

TEST(LessonTexts, chooseTheWordThatFitsTheNumber) {
  EXPECT_EQ(told(R"("{/calls/performed|call|calls}, {/calls/not_performed|call|calls}")"), "2 calls, 1 call");
  EXPECT_EQ(told(R"("There {/calls/not_performed?is|are} {One:/calls/replied?one|some}.")"), "There is one.");
}

TEST(LessonTexts, followConditions) {
  const std::string text = R"(["So:", {"if": "/calls/not_performed > 0", "text": "{refusals}.", "else": "none."}])";
  std::string counted = text;
  counted.replace(counted.find("{refusals}"), 10, "{/calls/not_performed} refused");
  EXPECT_EQ(told(counted), "So: 1 refused.");
  EXPECT_EQ(told(counted, {{"/limits/queue_capacity", "9"}}), "So: none.");
}

TEST(LessonTexts, doNotLookUpWhatTheyDoNotSay) {
  EXPECT_EQ(told(R"(["Well.", {"if": "count(never) > 0", "text": "Round {round(never)}."}])"), "Well.");
}

TEST(LessonMoments, areWhereEventsAreDrawn) {
  const PlayedLesson played(lessonWithStep(R"("text": "x", "at": "refused", "highlight": "refused")"), pingScenario(),
                            {});
  const ResolvedStep step = played.step(0);
  const auto index = std::get<EventIndex>(step.view.highlight);
  EXPECT_TRUE(std::holds_alternative<CallNotPerformed>(played.outcomes()[0].trace.event(index.value)));
  EXPECT_EQ(step.view.cursor, resolved(R"("text": "x", "at": {"until": "limit"})").view.cursor);
  EXPECT_LT(step.view.cursor, Time{} + seconds(1));
}

TEST(LessonMoments, countFromEitherEnd) {
  const auto cursor = [](const std::string& at) { return resolved(R"("text": "x", "at": )" + at).view.cursor; };
  EXPECT_LT(cursor(R"({"call": {"outcome": "replied"}, "point": "completed"})"),
            cursor(R"({"call": {"outcome": "replied"}, "nth": -1, "point": "completed"})"));
  EXPECT_EQ(cursor(R"({"call": {"outcome": "replied"}, "nth": 2})"),
            cursor(R"({"call": {"outcome": "replied"}, "nth": -1})"));
}

TEST(LessonMoments, areRoundsAndTheEnd) {
  EXPECT_EQ(resolved(R"("text": "x", "at": {"round": 2})").view.cursor, Time{} + seconds(2));
  EXPECT_EQ(resolved(R"("text": "x", "at": {"end": true})").view.cursor, Time{} + seconds(3));
}

TEST(LessonMoments, narrowEventsDown) {
  EXPECT_EQ(resolved(R"("text": "x", "at": {"event": "execution_started", "canister": "callee"})").view.cursor,
            resolved(R"("text": "x", "at": {"call": {}, "point": "started"})").view.cursor);
  EXPECT_EQ(
      resolved(R"("text": "x", "at": {"event": "variable_changed", "name": "pinged", "nth": 2})").view.cursor,
      resolved(R"("text": "x", "at": {"event": "variable_changed", "canister": "callee", "nth": -1})").view.cursor);
  EXPECT_EQ(resolved(R"("text": "x", "at": {"event": "execution_started", "kind": "reply_callback"})").view.cursor,
            resolved(R"("text": "x", "at": {"until": "reply"})").view.cursor);
}

TEST(LessonMoments, giveWayToTheNextInAList) {
  EXPECT_EQ(resolved(R"("text": "x", "at": ["never", {"end": true}])").view.cursor, Time{} + seconds(3));
  EXPECT_TRUE(std::holds_alternative<CallId>(
      resolved(R"("text": "x", "at": {"end": true}, "highlight": ["never", "back"])").view.highlight));
}

TEST(LessonHighlights, areCanistersAndPairsToo) {
  EXPECT_EQ(resolved(R"("text": "x", "at": {"end": true}, "highlight": {"canister": "callee"})").view.highlight,
            Highlight{CanisterId{1}});
  EXPECT_EQ(resolved(R"("text": "x", "at": {"end": true}, "highlight": {"pair": ["caller", "callee"]})").view.highlight,
            (Highlight{CanisterPair{CanisterId{0}, CanisterId{1}}}));
}

TEST(LessonViews, areTheTimelineUnlessTheStepSaysAnother) {
  const std::string told = R"("text": "x", "at": {"end": true})";
  EXPECT_EQ(resolved(told).view.show, LessonShow::Timeline);
  EXPECT_EQ(resolved(told + R"(, "show": "both")").view.show, LessonShow::Both);
}

TEST(LessonViews, ofARevealAreItsStepsUnlessItSaysAnother) {
  const auto revealed = [](const std::string& show) {
    return resolved(R"("text": "x", "at": {"end": true}, "show": "stage",
      "question": {"ask": "?", "kind": "number", "answer": "/rounds"}, "reveal": {"text": "x", "at": "back")" +
                    show + "}")
        .reveal->show;
  };
  EXPECT_EQ(revealed(""), LessonShow::Stage);
  EXPECT_EQ(revealed(R"(, "show": "timeline")"), LessonShow::Timeline);
}

TEST(LessonQuestions, haveTheirAnswerFromTheRun) {
  const std::string step = R"("text": "x", "at": {"end": true}, "question": {"ask": "How many of {/calls/attempted}?",
    "kind": "number", "unit": "call|calls", "tolerance": 0.5, "answer": "/calls/replied"},
    "reveal": {"variant": "One", "text": "{/calls/replied}", "at": "back"})";
  const ResolvedStep few = resolved(step);
  EXPECT_EQ(few.question->ask, "How many of 3?");
  EXPECT_EQ(few.question->answer, 2);
  EXPECT_EQ(few.question->tolerance, 0.5);
  EXPECT_EQ(few.question->answerText, "2 calls");
  EXPECT_EQ(few.reveal->text, "1");
  EXPECT_EQ(few.reveal->variant, 1U);
  EXPECT_EQ(resolved(step, {{"/limits/queue_capacity", "9"}}).question->answer, 3);
  EXPECT_EQ(resolved(step, {{"/limits/queue_capacity", "1"}}).question->answerText, "1 call");
}

std::string choosing(const std::string& first, const std::string& second) {
  return R"("text": "x", "at": {"end": true}, "reveal": {"text": "x", "at": "back"}, "question": {"ask": "?", "kind": "choice",
    "choices": [{"text": "yes", "if": ")" +
         first + R"("}, {"text": "no", "if": ")" + second + "\"}]}";
}

TEST(LessonQuestions, haveTheRightChoiceFromTheRun) {
  const ResolvedStep step = resolved(choosing("/calls/replied == 3", "/calls/replied < 3"));
  EXPECT_EQ(step.question->rightChoice, 1U);
  EXPECT_EQ(step.question->answerText, "no");
  EXPECT_TRUE(step.question->isChoice());
}

TEST(LessonQuestions, haveExactlyOneRightChoice) {
  EXPECT_THAT(stepErrorOf(choosing("/calls/replied > 0", "/calls/replied > 1")),
              HasSubstr("2 choices are right, expected exactly one"));
  EXPECT_THAT(stepErrorOf(choosing("/calls/replied > 8", "/calls/replied > 9")), HasSubstr("0 choices are right"));
}

ResolvedVerdict verdictWith(const std::string& rows, const std::string& columns, std::vector<Override> overrides = {}) {
  const PlayedLesson played(
      lessonWithVerdict(R"({"variant": "One", "text": "{/calls/replied} and {Parallel:/calls/replied}.", "rows": )" +
                        rows + ", \"columns\": " + columns + "}"),
      pingScenario(), std::move(overrides));
  const auto verdict = played.verdict();
  EXPECT_TRUE(verdict.ok() && verdict.value()) << (verdict.ok() ? "none" : verdict.error().text());
  return verdict.ok() ? verdict.value().value_or(ResolvedVerdict{}) : ResolvedVerdict{};
}

TEST(LessonVerdicts, tellTheNumbersOfTheirVariant) {
  EXPECT_EQ(verdictWith(R"(["One", "Parallel"])", R"([{"title": "T", "value": "/rounds"}])").text, "1 and 2.");
}

TEST(LessonVerdicts, compareTheirRowsOnOneScaleAColumn) {
  const ResolvedVerdict verdict = verdictWith(
      R"(["Parallel", "One"])",
      R"([{"title": "Calls", "value": "/calls/attempted"}, {"title": "Refused", "value": "/calls/not_performed"}])");
  EXPECT_EQ(verdict.columns, (std::vector<std::string>{"Calls", "Refused"}));
  ASSERT_EQ(verdict.rows.size(), 2U);
  EXPECT_EQ(verdict.rows[0], (VerdictRow{"Parallel", {{"3", 1}, {"1", 1}}}));
  EXPECT_EQ(verdict.rows[1], (VerdictRow{"One", {{"1", 1.0 / 3}, {"0", 0}}}));
  EXPECT_EQ(verdict.shown, (std::vector<std::size_t>{0, 1}));
}

TEST(LessonVerdicts, showADashWhereARunHasNoSuchNumber) {
  // Cut off before its user has an answer, it has no end-to-end time.
  const ResolvedVerdict verdict = verdictWith(
      R"(["Parallel", "One"])", R"([{"title": "s", "value": "/end_to_end_ms / 1000"}])", {{"/max_rounds", "1"}});
  ASSERT_EQ(verdict.rows.size(), 2U);
  EXPECT_EQ(verdict.rows[0].cells, (std::vector<VerdictCell>{{"—", 0}}));
}

TEST(LessonVerdicts, nameTheVariantThatTheRunsDoNotHave) {
  const PlayedLesson played(
      lessonWithVerdict(
          R"({"variant": "One", "text": "x", "rows": ["One", "Paralel"], "columns": [{"title": "T", "value": "/rounds"}]})"),
      pingScenario(), {});
  ASSERT_FALSE(played.verdict().ok());
  EXPECT_THAT(played.verdict().error().text(), HasSubstr("/verdict/rows/1: unknown variant \"Paralel\""));
}

TEST(LessonErrors, nameTheNearestOfWhatTheRunHas) {
  EXPECT_THAT(errorOfText("{/calls/repleid}"), HasSubstr("there is nothing at /calls/repleid, expected \"replied\""));
  EXPECT_THAT(errorOfText("{Paralel:/rounds}"), HasSubstr("unknown variant \"Paralel\", expected \"Parallel\""));
  EXPECT_THAT(errorOfText("{limit(queue_capacty)}"),
              HasSubstr("unknown limit \"queue_capacty\", expected \"queue_capacity\""));
  EXPECT_THAT(errorOfText("{limit(query_depth, app-9)}"), HasSubstr("unknown subnet \"app-9\""));
  EXPECT_THAT(errorOfText("{round(bakc)}"), HasSubstr("unknown moment \"bakc\", expected \"back\""));
  EXPECT_THAT(errorOfText("{count(call_preformed)}"), HasSubstr("expected \"call_performed\""));
  EXPECT_THAT(errorOfText("{value(callee.pinge)}"), HasSubstr("expected \"callee.pinged\""));
  EXPECT_THAT(errorOfText("{in_flight(caller, callees, back)}"),
              HasSubstr("unknown canister \"callees\", expected \"callee\""));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": {"call": {"callee": "callee.pign"}})"),
              HasSubstr("expected \"callee.ping\""));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": {"event": "lock_changed", "name": "pinge"})"),
              HasSubstr("expected \"pinged\""));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": "back", "highlight": {"canister": "caler"})"),
              HasSubstr("expected \"caller\""));
}

TEST(LessonErrors, tellWhatDoesNotHappen) {
  EXPECT_THAT(errorOfText("{round(never)}"), HasSubstr("the moment \"never\" does not happen"));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": "never")"), HasSubstr("this moment does not happen"));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": {"round": 99})"), HasSubstr("this moment does not happen"));
  EXPECT_THAT(stepErrorOf(R"("text": "x", "at": "back", "highlight": "never")"),
              HasSubstr("no such thing to light up"));
}

TEST(LessonErrors, haveAPlaceInTheFile) {
  EXPECT_EQ(errorOfText("{/fingerprint}").substr(0, 35), "x/lesson.json:6: /steps/0/text: fou");
  EXPECT_THAT(errorOfText("{1 / (/calls/trapped)}"), HasSubstr("divides by zero"));
}

TEST(LessonKnobs, standWhereTheScenarioHasThem) {
  const PlayedLesson played(lessonWithText("\"x\""), pingScenario(), {});
  EXPECT_EQ(knobStarts(played.lesson(), played.scenarioText()).value(), std::vector<std::int64_t>{3});
}

TEST(LessonKnobs, setAllTheirPointers) {
  Lesson lesson;
  lesson.knobs = {{.label = "a", .pointers = {"/x", "/y"}}, {.label = "b", .pointers = {"/z"}}};
  const auto overrides = knobOverrides(lesson, {5, 7}, "{}");
  ASSERT_EQ(overrides.size(), 3U);
  EXPECT_EQ(overrides[1].pointer, "/y");
  EXPECT_EQ(overrides[1].value, "5");
  EXPECT_EQ(overrides[2].value, "7");
}

TEST(LessonKnobs, leaveAWhatIfTheNumberThatItSaysItself) {
  Lesson lesson;
  lesson.knobs = {{.label = "a", .pointers = {"/x"}}};
  const std::string text = R"({"x": 1, "variants": [{"name": "Base"},
    {"name": "Other", "of": "Base", "patch": {"y": 2}}, {"name": "Seven", "of": "Base", "patch": {"x": 7}},
    {"name": "Of seven", "of": "Seven"}]})";
  const auto overrides = knobOverrides(lesson, {5}, text);
  ASSERT_EQ(overrides.size(), 2U);
  EXPECT_EQ(overrides[0].variant, "Base");
  EXPECT_EQ(overrides[1].variant, "Other");
}

std::string startError(Knob knob) {
  Lesson lesson;
  lesson.fileName = "x/lesson.json";
  lesson.knobs = {std::move(knob)};
  return knobStarts(lesson, pingScenario()).error().text();
}

TEST(LessonKnobs, areRefusedWhereTheScenarioHasNoSuchNumber) {
  EXPECT_THAT(startError({.pointers = {"/limits/queue_capacty"}, .maximum = 9}),
              HasSubstr("the scenario has nothing at /limits/queue_capacty, expected \"queue_capacity\""));
  EXPECT_THAT(startError({.pointers = {"/limits/queue_capacity"}, .minimum = 5, .maximum = 9}),
              HasSubstr("the scenario has 2 at /limits/queue_capacity, expected a number from 5 to 9"));
  EXPECT_THAT(
      startError({.pointers = {"/limits/queue_capacity", "/canisters/0/methods/go/steps/0/call/count"}, .maximum = 9}),
      HasSubstr("the scenario has 3 at"));
}

}  // namespace
}  // namespace roundscope::test

// A lesson file becomes a Lesson. Exceptions stop here.
#include <fmt/format.h>

#include <algorithm>

#include "core/lesson/lesson.h"
#include "core/lesson/parse_moment.h"
#include "core/scenario/file_errors.h"
#include "core/scenario/parse_knobs.h"

namespace roundscope {
namespace {

using namespace detail;

constexpr std::size_t kFewestSteps = 4;
constexpr std::size_t kMostSteps = 8;
constexpr std::size_t kMostKnobs = 2;
constexpr std::size_t kMostRows = 6;
constexpr std::size_t kMostColumns = 3;
constexpr std::string_view kTextExpected = "text, or a list of texts and {\"if\", \"text\", \"else\"}";

std::size_t wordsIn(const std::vector<TextPiece>& pieces) {
  // Written out with a word for each number, so that "call{X?|s}" stays one word.
  std::string text;
  for (const TextPiece& piece : pieces) {
    text += piece.literal;
    if (!piece.number) continue;
    text += piece.wordAlone ? piece.many : piece.many.empty() ? "0" : "0 " + piece.many;
  }
  std::size_t words = 0;
  bool inWord = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n';
    if (!space && !inWord) ++words;
    inWord = !space;
  }
  return words;
}

/// Of the longest form that the text may take.
std::size_t wordsIn(const LessonText& text) {
  std::size_t words = 0;
  for (const TextPart& part : text) words += std::max(wordsIn(part.pieces), wordsIn(part.otherwise));
  return words;
}

/// A non-empty text without numbers.
std::string readPlain(const ObjectReader& object, std::string_view field) {
  const Node node = object.require(field, "text");
  std::string text = readString(node);
  if (text.empty()) failFound(node, "text that is not empty");
  return text;
}

TextPart readPart(const Node& node) {
  if (node.json->is_string()) return {.pieces = parsePieces(readString(node), node.pointer)};
  const ObjectReader object(node, lesson_fields::part, kTextExpected);
  const Node condition = object.require("if", "a comparison as \"/calls/rejected > 0\"");
  const Node text = object.require("text", "the text where it holds");
  TextPart part;
  part.condition = parseExpression(readString(condition), condition.pointer);
  part.pieces = parsePieces(readString(text), text.pointer);
  if (const auto otherwise = object.find("else"))
    part.otherwise = parsePieces(readString(*otherwise), otherwise->pointer);
  return part;
}

LessonText readText(const Node& node, std::size_t most = kMaxLessonWords) {
  LessonText text;
  if (node.json->is_array())
    for (const Node& part : readList(node, kTextExpected)) text.push_back(readPart(part));
  else
    text.push_back(readPart(node));
  if (const std::size_t words = wordsIn(text); words == 0 || words > most)
    fail(node, fmt::format("found {} words", words), fmt::format("1 to {} words", most));
  return text;
}

/// Reads an expression that says something about the run: an answer is never written by hand.
Expression readComputed(const Node& node) {
  Expression expression = parseExpression(readString(node, "an expression as \"/calls/replied\""), node.pointer);
  if (expression.facts.empty())
    failFound(node, "an expression with a number of the run, as /calls/replied: answers are computed");
  return expression;
}

/// "rounds", or "round|rounds" where the number may be 1.
void readUnit(const std::string& unit, LessonQuestion& question) {
  const std::size_t bar = unit.find('|');
  question.unitOfOne = unit.substr(0, bar);
  question.unit = bar == std::string::npos ? unit : unit.substr(bar + 1);
}

LessonQuestion readQuestion(const Node& node) {
  const ObjectReader object(node, lesson_fields::question, "a question as {\"ask\", \"kind\", \"answer\"}");
  LessonQuestion question;
  question.pointer = node.pointer;
  question.ask = readText(object.require("ask", "what is asked"));
  const bool isNumber = readWord(object.require("kind", "\"number\" or \"choice\""), names("number", "choice")) == 0;
  if (isNumber) {
    if (const auto choices = object.find("choices")) fail(*choices, "a number has no choices", "\"kind\": \"choice\"");
    question.answer = readComputed(object.require("answer", "an expression as \"/calls/replied\""));
    readUnit(object.string("unit"), question);
    if (const auto tolerance = object.find("tolerance"))
      question.tolerance = static_cast<double>(readThousandths(*tolerance, 1'000'000'000'000)) / 1'000;
    return question;
  }
  if (const auto answer = object.find("answer"))
    fail(*answer, "the choices of a question tell which of them is right", "an \"if\" in each of \"choices\"");
  const Node choices = object.require("choices", "a list as [{\"text\", \"if\"}]");
  for (const Node& each : readList(choices, "a list as [{\"text\", \"if\"}]")) {
    const ObjectReader choice(each, lesson_fields::choice, "a choice as {\"text\", \"if\"}");
    question.choices.push_back({readText(choice.require("text", "what may be chosen")),
                                readComputed(choice.require("if", "when this is the right one"))});
  }
  if (question.choices.size() < 2 || question.choices.size() > 6)
    fail(choices, fmt::format("found {} choices", question.choices.size()), "2 to 6 choices");
  return question;
}

LessonView readView(const ObjectReader& object, const std::vector<NamedMoment>& moments,
                    LessonShow show = LessonShow::Timeline) {
  LessonView view;
  view.pointer = object.node().pointer;
  view.text = readText(object.require("text", "what is told"));
  view.variant = object.string("variant");
  view.at = readMoments(object.require("at", "where the cursor goes, as {\"until\": \"limit\"}"), moments);
  const auto shows = object.find("show");
  view.show = shows ? readChoice(*shows, kShows) : show;
  if (const auto highlight = object.find("highlight")) view.highlight = readSelectors(*highlight, moments);
  return view;
}

LessonStep readStep(const Node& node, const std::vector<NamedMoment>& moments) {
  const ObjectReader object(node, lesson_fields::step, "a step as {\"text\", \"variant\", \"at\"}");
  LessonStep step;
  step.title = object.string("title");
  step.view = readView(object, moments);
  if (step.view.variant.empty()) static_cast<void>(object.require("variant", "the name of the variant to look at"));
  const auto question = object.find("question");
  const auto reveal = object.find("reveal");
  if (question && !reveal) fail(*question, "a question without an answer", "a \"reveal\" beside it");
  if (reveal && !question) fail(*reveal, "a reveal without a question", "a \"question\" beside it");
  if (!question) return step;
  step.question = readQuestion(*question);
  step.reveal =
      readView(ObjectReader(*reveal, lesson_fields::reveal, "a reveal as {\"text\", \"at\"}"), moments, step.view.show);
  if (step.reveal->variant.empty()) step.reveal->variant = step.view.variant;
  return step;
}

LessonVerdict readVerdict(const Node& node) {
  const ObjectReader object(node, lesson_fields::verdict,
                            "a verdict as {\"text\", \"variant\", \"rows\", \"columns\"}");
  LessonVerdict verdict;
  verdict.pointer = node.pointer;
  verdict.text = readText(object.require("text", "what the lesson comes to"), kMaxVerdictWords);
  verdict.variant = readPlain(object, "variant");
  const Node rows = object.require("rows", "a list of variants");
  for (const Node& row : readList(rows, "a list of variants")) verdict.rows.push_back(readString(row));
  if (verdict.rows.size() < 2 || verdict.rows.size() > kMostRows)
    fail(rows, fmt::format("found {} rows", verdict.rows.size()), fmt::format("2 to {} rows", kMostRows));
  const Node columns = object.require("columns", "a list as [{\"title\", \"value\"}]");
  for (const Node& each : readList(columns, "a list as [{\"title\", \"value\"}]")) {
    const ObjectReader column(each, lesson_fields::column, "a column as {\"title\", \"value\"}");
    verdict.columns.push_back(
        {readPlain(column, "title"), readComputed(column.require("value", "an expression as \"/calls/replied\""))});
  }
  if (verdict.columns.empty() || verdict.columns.size() > kMostColumns)
    fail(columns, fmt::format("found {} columns", verdict.columns.size()),
         fmt::format("1 to {} columns", kMostColumns));
  return verdict;
}

std::vector<NamedMoment> readNamedMoments(const ObjectReader& object) {
  std::vector<NamedMoment> moments;
  const auto node = object.find("moments");
  if (!node) return moments;
  for (const Member& member : readMembers(*node, "moments by name")) {
    // One that is wrong keeps its name, so that who names it is not wrong, too.
    moments.push_back({member.name, {AtEnd{}, member.value.pointer}});
    attempt(member.value, [&] { moments.back().moment.value = readMoment(member.value); });
  }
  return moments;
}

void readLessonKnobs(const ObjectReader& object, Lesson& lesson) {
  const Node knobs = object.require("knobs", "a list of one or two knobs");
  const std::vector<Node> listed = readList(knobs, "a list of one or two knobs");
  for (const Node& knob : listed) attempt(knob, [&] { lesson.knobs.push_back(readKnob(knob)); });
  if (listed.empty() || listed.size() > kMostKnobs)
    fail(knobs, fmt::format("found {} knobs", listed.size()), "one or two");
}

void readSteps(const ObjectReader& object, Lesson& lesson) {
  const Node steps = object.require("steps", "a list of steps");
  const std::vector<Node> listed = readList(steps, "a list of steps");
  for (const Node& step : listed) attempt(step, [&] { lesson.steps.push_back(readStep(step, lesson.moments)); });
  if (listed.size() < kFewestSteps || listed.size() > kMostSteps)
    fail(steps, fmt::format("found {} steps", listed.size()), fmt::format("{} to {} steps", kFewestSteps, kMostSteps));
}

/// What is wrong with one part is noted, and the others are read, too.
Lesson readLesson(const Node& node) {
  const ObjectReader object(node, lesson_fields::lesson, "a lesson: an object");
  Lesson lesson;
  attempt(node, [&] { readInteger(object.require("lesson", "the format's version, 1"), {1, 1}); });
  attempt(node, [&] { static_cast<void>(object.string("$schema")); });  // for editors
  attempt(node, [&] { lesson.title = readPlain(object, "title"); });
  attempt(node, [&] { lesson.goal = readPlain(object, "goal"); });
  attempt(node, [&] { lesson.moments = readNamedMoments(object); });
  attempt(node, [&] { readLessonKnobs(object, lesson); });
  attempt(node, [&] { readSteps(object, lesson); });
  if (const auto verdict = object.find("verdict")) attempt(*verdict, [&] { lesson.verdict = readVerdict(*verdict); });
  return lesson;
}

/// The name of the folder that the file is in.
std::string folderOf(std::string_view path) {
  const std::size_t end = path.find_last_of('/');
  if (end == std::string_view::npos) return std::string(path);
  path = path.substr(0, end);
  return std::string(path.substr(path.find_last_of('/') + 1));
}

}  // namespace

Result<Lesson> parseLesson(std::string_view text, std::string fileName) {
  detail::ParseFailures failures;
  Lesson lesson;
  try {
    const Json json = readJson(text);
    lesson = readLesson(Node{&json, "", &failures});
  } catch (const detail::ParseFailures::TooMany&) {  // those noted are told
  } catch (ParseFailure& failure) {
    failures.note(std::move(failure));
  }
  if (!failures.empty()) {
    FileErrors errors;
    for (const ParseFailure& failure : failures.causes()) errors.inFile(failure, failure.pointer);
    return errors.inOrder(text, fileName);
  }
  lesson.id = folderOf(fileName);
  lesson.fileName = std::move(fileName);
  lesson.sourceText = std::string(text);
  return lesson;
}

}  // namespace roundscope

// Every statement of the guide is listed with a step that exists.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "tests/core/lesson/lesson_runs.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

struct Row {
  std::string statement;
  std::string lesson;
  std::string step;
};

/// The cells of a table's row; empty where the line is none.
std::vector<std::string> cellsOf(const std::string& line) {
  std::vector<std::string> cells;
  if (line.rfind("| ", 0) != 0) return cells;
  for (std::size_t at = 2; at < line.size();) {
    const std::size_t end = line.find(" |", at);
    if (end == std::string::npos) break;
    cells.push_back(line.substr(at, end - at));
    at = end + 3;
  }
  return cells;
}

/// The rows of all tables with the columns statement, lesson and step.
std::vector<Row> listedRows() {
  std::istringstream text(readFile(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/README.md"));
  std::vector<Row> rows;
  bool inTable = false;
  for (std::string line; std::getline(text, line);) {
    const auto cells = cellsOf(line);
    if (cells.size() != 3) {
      inTable = inTable && line.rfind("|---", 0) == 0;
    } else if (cells[0] == "statement") {
      inTable = true;
    } else if (inTable) {
      rows.push_back({cells[0], cells[1], cells[2]});
    }
  }
  return rows;
}

Lesson lessonOf(const std::string& id) {
  const std::string path = ROUNDSCOPE_SOURCE_DIR "/resources/lessons/" + id + "/lesson.json";
  const Result<Lesson> lesson = parseLesson(readFile(path), path);
  EXPECT_TRUE(lesson.ok()) << lesson.error().text();
  return lesson.value();
}

TEST(Guide, namesAStepOfALessonForEachOfItsStatements) {
  const std::vector<Row> rows = listedRows();
  EXPECT_GE(rows.size(), 50U);
  const std::set<std::string> known(lessonIds().begin(), lessonIds().end());
  for (const Row& row : rows) {
    ASSERT_TRUE(known.contains(row.lesson)) << row.statement << ": " << row.lesson;
    const Lesson lesson = lessonOf(row.lesson);
    bool found = false;
    for (std::size_t i = 0; i < lesson.steps.size(); ++i)
      found = found || row.step == std::to_string(i + 1) + " " + lesson.steps[i].title;
    EXPECT_TRUE(found) << row.statement << ": " << row.lesson << " has no step " << row.step;
  }
}

TEST(Guide, isTaughtByEveryLesson) {
  std::set<std::string> named;
  for (const Row& row : listedRows()) named.insert(row.lesson);
  EXPECT_EQ(named, std::set<std::string>(lessonIds().begin(), lessonIds().end()));
}

TEST(Guide, isTaughtByLessonsThatAskBeforeTheyTell) {
  for (const std::string& id : lessonIds()) {
    const Lesson lesson = lessonOf(id);
    EXPECT_TRUE(std::any_of(lesson.steps.begin(), lesson.steps.end(), [](const LessonStep& step) {
      return step.question.has_value();
    })) << id;
  }
}

}  // namespace
}  // namespace roundscope::test

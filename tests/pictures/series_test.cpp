// Numbered pictures for slides.
#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

TEST(Series, OfStepsHasAPictureForEachStepAndOneForEachAnswer) {
  const QTemporaryDir folder;
  roundscope({"render", "in-flight-limit", "--series", "steps", "-o", folder.filePath("step.svg")});
  const QByteArray lesson = bytesOf(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/in-flight-limit/lesson.json");
  int number = 0;
  for (const QJsonValue& step : QJsonDocument::fromJson(lesson)["steps"].toArray()) {
    const QString name = QStringLiteral("step-%1.svg");
    const QByteArray title = "<title>" + step["title"].toString().toHtmlEscaped().toUtf8() + "</title>";
    const QByteArray told = bytesOf(folder.filePath(name.arg(++number, 3, 10, QLatin1Char('0'))));
    EXPECT_TRUE(told.contains(title)) << number;
    const bool asks = step.toObject().contains("question");
    EXPECT_EQ(told.contains("is hidden"), asks) << number << ": a question hides what comes";
    EXPECT_FALSE(number == 1 && told.contains(">not performed<")) << "the legend gives nothing away";
    if (!asks) continue;
    const QByteArray answer = bytesOf(folder.filePath(name.arg(++number, 3, 10, QLatin1Char('0'))));
    EXPECT_TRUE(answer.contains(title)) << number;
    EXPECT_TRUE(answer.contains("Answer: ")) << number;
    EXPECT_FALSE(answer.contains("is hidden")) << number;
  }
  EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), number);
}

TEST(Series, OfRoundsHasAPictureForEachRoundOfTheRange) {
  const QTemporaryDir folder;
  roundscope({"render", "parallel-calls", "--all", "--rounds", "1..3", "--series", "rounds", "-o",
              folder.filePath("round.png")});
  EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files),
            (QStringList{"round-001.png", "round-002.png", "round-003.png"}));
}

TEST(Series, OfStepsIsForLessonsOnly) {
  const ToolOutcome outcome = runTool(
      ROUNDSCOPE_PROGRAM, {"render", ROUNDSCOPE_SOURCE_DIR "/resources/lessons/parallel-calls/scenario.roundscope.json",
                           "--series", "steps", "-o", "x.png"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(outcome.err.contains("only lessons have steps")) << outcome.err.toStdString();
}

}  // namespace
}  // namespace roundscope::picture_test

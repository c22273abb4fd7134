// Animations, as another program reads them.
#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <numeric>
#include <vector>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

struct Rect {
  int width = 0;
  int height = 0;
};

/// What giftext says of a file.
struct Gif {
  int width = 0;
  int height = 0;
  std::vector<Rect> pictures;
  std::vector<int> hundredths;
  bool forEver = false;
  [[nodiscard]] int duration() const { return std::accumulate(hundredths.begin(), hundredths.end(), 0); }
};

std::vector<QStringList> found(const QString& text, const char* pattern) {
  std::vector<QStringList> all;
  auto matches = QRegularExpression(QLatin1String(pattern)).globalMatch(text);
  while (matches.hasNext()) all.push_back(matches.next().capturedTexts());
  return all;
}

class Animation : public ::testing::Test {
 protected:
  Gif render(const QStringList& arguments) {
    path = m_folder.filePath(QStringLiteral("a.gif"));
    outcome = roundscope(QStringList{"render"} + arguments + QStringList{"-o", path});
    const ToolOutcome told = runTool("giftext", {path});
    EXPECT_EQ(told.status, 0) << told.err.toStdString();
    const QString text = QString::fromUtf8(told.out);
    Gif gif;
    for (const QStringList& size : found(text, "Screen Size - Width = (\\d+), Height = (\\d+)")) {
      gif.width = size[1].toInt();
      gif.height = size[2].toInt();
    }
    for (const QStringList& size : found(text, "Image Size - Left = \\d+, Top = \\d+, Width = (\\d+), Height = (\\d+)"))
      gif.pictures.push_back({size[1].toInt(), size[2].toInt()});
    for (const QStringList& delay : found(text, "DelayTime: (\\d+)")) gif.hundredths.push_back(delay[1].toInt());
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    gif.forEver = file.readAll().contains(QByteArray("NETSCAPE2.0\x03\x01\0\0", 15));
    return gif;
  }
  QString path;
  ToolOutcome outcome;

 private:
  QTemporaryDir m_folder;
};

TEST_F(Animation, HasAPictureForEachRoundOfTheRangeAtTheSpeedAskedFor) {
  const Gif gif = render({"sequential-calls", "--all", "--rounds", "2..9", "--size", "800x800", "--speed", "4"});
  EXPECT_EQ(gif.width, 800);
  EXPECT_EQ(gif.height, 800);
  ASSERT_EQ(gif.pictures.size(), 8U);
  ASSERT_EQ(gif.hundredths.size(), 8U);
  EXPECT_EQ(gif.duration(), 7 * 25 + 300) << "the last is held for longer";
  EXPECT_TRUE(gif.forEver);
  EXPECT_EQ(gif.pictures.front().width, 800);
  for (std::size_t i = 1; i < gif.pictures.size(); ++i)
    EXPECT_LT(gif.pictures[i].width * gif.pictures[i].height, 800 * 800) << "only what changes is stored";
  EXPECT_EQ(outcome.err.toStdString(), "");
}

TEST_F(Animation, EndsWithTheVeryPictureOfTheLastRound) {
  render({"parallel-calls", "--all", "--rounds", "0..3"});
  QTemporaryDir folder;
  const QString last = folder.filePath(QStringLiteral("last.png"));
  ASSERT_EQ(runTool("convert", {path, "-coalesce", "-delete", "0--2", last}).status, 0);
  roundscope({"render", "parallel-calls", "--all", "--rounds", "0..3", "--series", "rounds", "-o",
              folder.filePath(QStringLiteral("r.png"))});
  const Difference difference = differenceOf(QImage(last), QImage(folder.filePath(QStringLiteral("r-004.png"))));
  EXPECT_LT(difference.mean, 1.5);
  EXPECT_LT(difference.share, 0.001);
}

TEST_F(Animation, ShowsTheStage) {
  const Gif gif = render({"partial-failures", "--variant", "Count", "--view", "stage"});
  ASSERT_GE(gif.pictures.size(), 2U);
  EXPECT_GT(gif.pictures[1].width, 50) << "messages move";
}

TEST_F(Animation, TellsALessonsStepsAndLeavesTimeToReadThem) {
  const Gif gif = render({"in-flight-limit", "--series", "steps"});
  EXPECT_EQ(gif.pictures.size(), 8U) << "five steps, three of which ask";
  for (const int hundredths : gif.hundredths) EXPECT_GE(hundredths, 400);
}

TEST_F(Animation, SaysThatItLeavesRoundsOut) {
  const Gif gif = render({"window-of-calls", "--variant", "Sequential", "--size", "400x400"});
  EXPECT_LE(gif.pictures.size(), 300U);
  EXPECT_GT(gif.pictures.size(), 100U);
  EXPECT_TRUE(outcome.err.contains("pictures for 2,2")) << outcome.err.toStdString();
}

}  // namespace
}  // namespace roundscope::picture_test

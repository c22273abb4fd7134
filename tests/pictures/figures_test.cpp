// The ten figures of resources/figures, each made by its one command, and fit for print.
#include <gtest/gtest.h>

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

constexpr double kPtPerMm = 72 / 25.4;

/// All figures, made once.
class FiguresForPrint : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<QTemporaryDir>();
    const ToolOutcome made = runTool("make", {"-C", ROUNDSCOPE_SOURCE_DIR "/resources/figures",
                                              "ROUNDSCOPE=" ROUNDSCOPE_PROGRAM, "OUT=" + folder->path()});
    ASSERT_EQ(made.status, 0) << made.err.toStdString();
    errors = made.err;
  }
  static void TearDownTestSuite() { folder.reset(); }
  static QString file(const QString& name) { return folder->filePath(name); }

  static std::unique_ptr<QTemporaryDir> folder;
  static QByteArray errors;
};
std::unique_ptr<QTemporaryDir> FiguresForPrint::folder;
QByteArray FiguresForPrint::errors;

/// The most that each may measure, in millimetres, and its type in points.
struct Printed {
  const char* name;
  double widthMm;
  double heightMm;
  double pt;
};
constexpr Printed kPrinted[] = {
    {"01-sequential-over-parallel.pdf", 85, 45, 7},
    {"02-ninety-calls.pdf", 160, 100, 8},
    {"03-limit.pdf", 85, 40, 7},
    {"04-partial-failure.pdf", 178, 130, 7},
    {"06-rounds-2-to-6.pdf", 85, 30, 7},
    {"07-race.pdf", 178, 80, 7},
    {"08-two-canisters.pdf", 85, 45, 7},
    {"10-three-styles.pdf", 178, 55, 7},
};

TEST_F(FiguresForPrint, HaveTheSizeOfTheColumnOrPageTheyAreFor) {
  for (const Printed& printed : kPrinted) {
    const QString told = QString::fromUtf8(runTool("pdfinfo", {file(printed.name)}).out);
    const auto size = QRegularExpression("Page size: +([0-9.]+) x ([0-9.]+) pts").match(told);
    ASSERT_TRUE(size.hasMatch()) << printed.name;
    EXPECT_NEAR(size.captured(1).toDouble(), printed.widthMm * kPtPerMm, 0.02) << printed.name;
    EXPECT_LE(size.captured(2).toDouble(), printed.heightMm * kPtPerMm + 0.02) << printed.name;
  }
}

TEST_F(FiguresForPrint, HaveEveryWordOnThePageInTypeOfTheSizeAskedFor) {
  for (const Printed& printed : kPrinted) {
    QXmlStreamReader reader(runTool("pdftotext", {"-bbox", file(printed.name), "-"}).out);
    double width = 0;
    double height = 0;
    int words = 0;
    while (!reader.atEnd()) {
      if (reader.readNext() != QXmlStreamReader::StartElement) continue;
      const auto at = reader.attributes();
      const auto number = [&](const char* name) { return at.value(QLatin1String(name)).toDouble(); };
      if (reader.name() == QLatin1String("page")) {
        width = number("width");
        height = number("height");
      }
      if (reader.name() != QLatin1String("word")) continue;
      ++words;
      const QRectF box(QPointF(number("xMin"), number("yMin")), QPointF(number("xMax"), number("yMax")));
      const std::string word = reader.readElementText().toStdString();
      EXPECT_GE(box.height(), printed.pt) << printed.name << ": " << word;
      EXPECT_TRUE(QRectF(-0.5, -0.5, width + 1, height + 1).contains(box)) << printed.name << ": " << word;
    }
    EXPECT_GT(words, 5) << printed.name;
  }
}

TEST_F(FiguresForPrint, HaveASlideASeriesAPageAndAnAnimation) {
  EXPECT_EQ(QImage(file("05-composite-query.png")).size(), QSize(1920, 1080));
  EXPECT_EQ(QDir(folder->path()).entryList({"09-calls-*.png"}).size(), 11);
  for (const char* const name : {"09-calls.html", "09-calls.gif", "10-three-styles.pdf"})
    EXPECT_GT(QFileInfo(file(name)).size(), 1'000) << name;
}

TEST_F(FiguresForPrint, GiveNothingToRemark) { EXPECT_EQ(errors.toStdString(), ""); }

}  // namespace
}  // namespace roundscope::picture_test

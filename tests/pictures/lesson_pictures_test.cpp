// Every lesson's picture in every format, as the programs of others see it.
#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

constexpr double kTypePt = 10.5;  // what `render` takes when nothing is said

class LessonPicture : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] QString file(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  [[nodiscard]] QString lesson() const { return QString::fromStdString(GetParam()); }
  /// Saves the lesson with all variants; gives the file's path.
  QString render(const char* name, const QStringList& options = {}) {
    const QString path = file(name);
    roundscope(QStringList{"render", lesson(), "--all", "-o", path} + options);
    return path;
  }
  void expectAlike(const QString& path, const QImage& wanted, const char* tool) {
    constexpr int kRoundedPx = 1;  // programs round the size of a page up or down
    const QImage seen(path);
    const QSize both = seen.size().boundedTo(wanted.size());
    ASSERT_LE(std::abs(seen.width() - wanted.width()), kRoundedPx) << tool;
    ASSERT_LE(std::abs(seen.height() - wanted.height()), kRoundedPx) << tool;
    const Difference difference =
        differenceOf(seen.copy(QRect(QPoint(0, 0), both)), wanted.copy(QRect(QPoint(0, 0), both)));
    EXPECT_LT(difference.mean, 3) << tool;
    EXPECT_LT(difference.share, 0.004) << tool;
  }

 private:
  QTemporaryDir m_folder;
};

/// Every look of one lesson would be as slow as one look of every lesson: each has its share of them.
QStringList lookOf(const std::string& lesson) {
  static const std::vector<QStringList> kLooks = {
      {"--theme", "light"},
      {"--theme", "dark"},
      {"--theme", "print"},
      {"--theme", "grey"},
      {"--theme", "light", "--density", "compact", "--width-mm", "178", "--dpi", "192"},
      {"--theme", "dark", "--density", "compact", "--width-mm", "120", "--dpi", "192", "--font-pt", "7"},
      {"--theme", "print", "--density", "compact", "--width-mm", "178", "--dpi", "192", "--font-pt", "8"},
      {"--theme", "grey", "--density", "compact", "--width-mm", "178", "--dpi", "192", "--font-pt", "9"}};
  const std::vector<std::string> ids = lessonIds();
  const auto place = std::find(ids.begin(), ids.end(), lesson) - ids.begin();
  return kLooks[static_cast<std::size_t>(place) % kLooks.size()];
}

TEST_P(LessonPicture, LooksTheSameInEveryFormatAndEveryViewer) {
  for (const QStringList& look : {QStringList{"--theme", "light"}, lookOf(GetParam())}) {
    SCOPED_TRACE(look.join(' ').toStdString());
    const QImage png(render("p.png", look));
    ASSERT_FALSE(png.isNull());
    const QString svg = render("p.svg", look);
    const QString pdf = render("p.pdf", look);
    const QString dpi = look.contains("--dpi") ? "192" : "96";
    EXPECT_EQ(runTool("rsvg-convert", {"-d", dpi, "-p", dpi, svg, "-o", file("rsvg.png")}).status, 0);
    expectAlike(file("rsvg.png"), png, "rsvg-convert");
    EXPECT_EQ(runTool("inkscape", {"-d", dpi, svg, "-o", file("inkscape.png")}).status, 0);
    expectAlike(file("inkscape.png"), png, "inkscape");
    EXPECT_EQ(runTool("pdftoppm", {"-r", dpi, "-png", "-singlefile", pdf, file("poppler")}).status, 0);
    expectAlike(file("poppler.png"), png, "pdftoppm");
  }
}

/// The texts of an SVG; none may be smaller than the type asked for.
QStringList textsOf(const QByteArray& svg) {
  QStringList texts;
  QXmlStreamReader reader(svg);
  while (!reader.atEnd()) {
    if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != QLatin1String("text")) continue;
    const double px = reader.attributes().value("font-size").toDouble();
    texts << reader.readElementText();
    EXPECT_GE(px, kTypePt * 96 / 72 - 0.01) << texts.last().toStdString();
  }
  EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
  return texts;
}

/// Fonts may join letters, and layout changes spaces.
QString lettersOf(const QString& text) {
  return text.normalized(QString::NormalizationForm_KC).remove(QRegularExpression(QStringLiteral("\\s")));
}

TEST_P(LessonPicture, HasItsLabelsAsRealTextInPdf) {
  const QStringList texts = textsOf(bytesOf(render("p.svg")));
  EXPECT_GT(texts.size(), 10);
  const QByteArray words = runTool("pdftotext", {"-layout", render("p.pdf"), "-"}).out;
  const QString found = lettersOf(QString::fromUtf8(words));
  for (const QString& text : texts) EXPECT_TRUE(found.contains(lettersOf(text))) << text.toStdString();
}

TEST_P(LessonPicture, KeepsEveryWordOfThePdfOnThePageAndNoSmallerThanAsked) {
  const QByteArray boxes = runTool("pdftotext", {"-bbox", render("p.pdf"), "-"}).out;
  double width = 0;
  double height = 0;
  int words = 0;
  QXmlStreamReader reader(boxes);
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
    const double top = number("yMin");
    const double bottom = number("yMax");
    const std::string word = reader.readElementText().toStdString();
    EXPECT_GE(bottom - top, kTypePt) << word;
    EXPECT_TRUE(number("xMin") >= 0 && number("xMax") <= width && top >= 0 && bottom <= height) << word;
  }
  EXPECT_GT(words, 10);
}

TEST_P(LessonPicture, EmbedsItsFontsInPdf) {
  const QString fonts = QString::fromUtf8(runTool("pdffonts", {render("p.pdf")}).out);
  const QStringList lines = fonts.split('\n', Qt::SkipEmptyParts).mid(2);
  ASSERT_FALSE(lines.isEmpty()) << fonts.toStdString();
  // Columns from the right: object (two numbers), unicode, subset, embedded.
  for (const QString& line : lines)
    EXPECT_EQ(line.simplified().split(' ').toList().rbegin()[4], QStringLiteral("yes")) << line.toStdString();
}

TEST_P(LessonPicture, HasNothingToRemarkInAnyThemeOnScreenAndOnPaper) {
  for (const char* theme : {"light", "dark", "print", "grey"})
    for (const QStringList& size : {QStringList{}, QStringList{"--width-mm", "160", "--font-pt", "8"}}) {
      const QStringList arguments{"render", lesson(), "--all", "--theme", theme, "-o", file("p.png")};
      EXPECT_EQ(roundscope(arguments + size).err.toStdString(), "") << theme << ' ' << size.join(' ').toStdString();
    }
}

TEST_P(LessonPicture, IsTheSameBytesEveryTime) {
  for (const char* name : {"p.png", "p.svg", "p.pdf", "p.html"}) {
    const QByteArray first = bytesOf(render(name));
    EXPECT_FALSE(first.isEmpty()) << name;
    EXPECT_TRUE(bytesOf(render(name)) == first) << name;
  }
}

QStringList fingerprintsOf(const QString& source) {
  QStringList prints;
  const QByteArray json = roundscope({"run", source, "--all", "--json"}).out;
  for (const QJsonValue& run : QJsonDocument::fromJson(json).array()) prints << run["fingerprint"].toString();
  return prints;
}

TEST_P(LessonPicture, RunsAgainToTheSameFingerprints) {
  const QStringList wanted = fingerprintsOf(lesson());
  ASSERT_FALSE(wanted.isEmpty());
  EXPECT_FALSE(wanted.contains(QString()));
  for (const char* name : {"p.png", "p.svg", "p.pdf", "p.html"})
    EXPECT_EQ(fingerprintsOf(render(name)), wanted) << name;
}

INSTANTIATE_TEST_SUITE_P(Every, LessonPicture, ::testing::ValuesIn(lessonIds()), [](const auto& tested) {
  std::string name = tested.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace roundscope::picture_test

// What files say beside the picture: to those who have it read to them, and to those who want to draw it again.
#include <gtest/gtest.h>

#include <QFile>
#include <QImage>
#include <QTemporaryDir>

#include "tests/pictures/tools.h"

namespace roundscope::picture_test {
namespace {

class Tags : public ::testing::Test {
 protected:
  QString render(const char* name, const QStringList& arguments = {"parallel-calls", "--all"}) {
    const QString path = m_folder.filePath(QLatin1String(name));
    outcome = roundscope(QStringList{"render"} + arguments + QStringList{"-o", path});
    return path;
  }
  QString write(const char* name, const QByteArray& bytes) {
    QFile file(m_folder.filePath(QLatin1String(name)));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    return file.fileName();
  }
  ToolOutcome outcome;

 private:
  QTemporaryDir m_folder;
};

TEST_F(Tags, MakeThePageOfAPdfAFigureWithItsDescription) {
  const QString pdf = render("p.pdf");
  const ToolOutcome info = runTool("pdfinfo", {pdf});
  EXPECT_EQ(info.err.toStdString(), "") << "no syntax error";
  EXPECT_TRUE(QString::fromUtf8(info.out).simplified().contains("Tagged: yes")) << info.out.toStdString();
  EXPECT_TRUE(QString::fromUtf8(info.out).simplified().contains("Pages: 1")) << info.out.toStdString();
  const ToolOutcome tree = runTool("pdfinfo", {"-struct-text", pdf});
  EXPECT_EQ(tree.err.toStdString(), "");
  const QString told = QString::fromUtf8(tree.out);
  EXPECT_TRUE(told.contains("Figure")) << told.left(500).toStdString();
  EXPECT_TRUE(told.contains("Ninety\tpings")) << "what stands on the page belongs to the figure";
  const QByteArray svg = bytesOf(render("p.svg"));
  const qsizetype start = svg.indexOf("<desc>") + 6;
  const QString words = QString::fromUtf8(svg.mid(start, svg.indexOf("</desc>") - start));
  EXPECT_TRUE(words.contains("90 calls, 90 replied")) << words.toStdString();
  QByteArray alternative("\xfe\xff");
  for (const QChar unit : words) {
    alternative.append(static_cast<char>(unit.unicode() >> 8));
    alternative.append(static_cast<char>(unit.unicode() & 0xff));
  }
  EXPECT_TRUE(bytesOf(pdf).contains("/Alt <" + alternative.toHex() + '>'));
}

TEST_F(Tags, SayHowToDrawThePictureAgain) {
  EXPECT_TRUE(runTool("pdfinfo", {render("p.pdf")}).out.contains("roundscope render"));
  EXPECT_TRUE(QImage(render("p.png")).text(QStringLiteral("Comment")).contains("roundscope render"));
  for (const char* name : {"p.svg", "p.html", "p.gif"})
    EXPECT_TRUE(bytesOf(render(name)).contains("roundscope render")) << name;
  const QString again = render("again.pdf", {render("p.svg")});
  EXPECT_EQ(bytesOf(again), bytesOf(render("p.pdf"))) << "and that gives the same file";
}

constexpr const char* kOddNames =
    R"({"roundscope": 1, "title": "Ring \u0007 \u001b[1m \uFFFE", "subnets": [{"id": "a"}], "canisters": [
  {"id": "caller", "subnet": "a", "methods": {"go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
  {"id": "callee", "subnet": "a", "methods": {"ping": {}}}], "ingress": [{"at_ms": 0, "to": "caller.go"}],
  "variants": [{"name": "X\u0001\uDB80\uDC00", "patch": {}}]})";

TEST_F(Tags, ReplaceWhatXmlForbidsAndNameWhatNoFontHas) {
  const QString scenario = write("odd.json", kOddNames);
  const QString svg = render("odd.svg", {scenario});
  const QString told = QString::fromUtf8(outcome.err);
  EXPECT_TRUE(told.contains("U+0007, U+001B, U+FFFE, U+0001")) << outcome.err.toStdString();
  EXPECT_TRUE(told.contains("No font has these characters")) << outcome.err.toStdString();
  EXPECT_TRUE(told.contains("U+F0000")) << "of a private area";
  EXPECT_FALSE(outcome.err.contains('\x1b'));
  EXPECT_EQ(runTool("rsvg-convert", {svg, "-o", svg + ".png"}).status, 0);
  const QByteArray page = bytesOf(render("odd.html", {scenario}));
  for (const char forbidden : {'\x07', '\x1b', '\x01'}) EXPECT_FALSE(page.contains(forbidden));
  EXPECT_FALSE(bytesOf(render("odd.pdf", {scenario})).contains("\x1b[1m"));
}

}  // namespace
}  // namespace roundscope::picture_test

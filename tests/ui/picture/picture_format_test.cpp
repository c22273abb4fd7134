// Every format holds the same picture: legible, reproducible, bounded by pixels, and able to be opened again.
#include <gtest/gtest.h>

#include <QBuffer>
#include <QFileInfo>
#include <QImageReader>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <map>

#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/files/record_places.h"
#include "ui/files/scenario_file.h"
#include "ui/files/write_file.h"
#include "ui/picture/formats.h"
#include "ui/picture/frames.h"
#include "ui/picture/html_page.h"
#include "ui/picture/pdf.h"
#include "ui/picture/svg.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;
using namespace timeline_test;

struct SvgText {
  QString words;
  double x, y, size, length;
};

/// Reads an SVG as a viewer does; an error in its XML is a failure.
std::vector<SvgText> textsOf(const QByteArray& svg) {
  std::vector<SvgText> texts;
  QXmlStreamReader reader(svg);
  while (!reader.atEnd()) {
    if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != QLatin1String("text")) continue;
    const auto at = reader.attributes();
    SvgText text{{},
                 at.value("x").toDouble(),
                 at.value("y").toDouble(),
                 at.value("font-size").toDouble(),
                 at.value("textLength").toDouble()};
    text.words = reader.readElementText();
    texts.push_back(text);
  }
  EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
  return texts;
}

TEST(Svg, KeepsTextAsTextWithinThePageAndNoSmallerThanAsked) {
  const Runs runs(pingSet(30));
  const PictureSource source(runs.shown());
  for (const double fontPt : {8.0, 10.0, 14.0}) {
    Figure figure;
    figure.fontPt = fontPt;
    const Picture picture = pictureOf(source, figure);
    const auto texts = textsOf(svgOf(picture));
    EXPECT_GT(texts.size(), 10U);
    bool named = false;
    for (const SvgText& text : texts) {
      EXPECT_GE(text.size * picture.zoom, fontPt * 96 / 72 - 0.01) << text.words.toStdString();
      EXPECT_GE(text.x, 0) << text.words.toStdString();
      EXPECT_LE(text.x + text.length, picture.size.width() + 0.5) << text.words.toStdString();
      EXPECT_LE(text.y, picture.size.height()) << text.words.toStdString();
      named = named || text.words == QLatin1String("Pings & <waits>");
    }
    EXPECT_TRUE(named);
  }
}

TEST(Svg, HasNoImageNoPatternAndNothingFromElsewhere) {
  const auto run = parallelRun(700, 500);
  const QByteArray svg = svgOf(pictureOf(PictureSource({run.get()}), {}));
  for (const char* trick : {"<image", "<pattern", "<foreignObject", "<style", "<script", "href"})
    EXPECT_FALSE(svg.contains(trick)) << trick;
  EXPECT_TRUE(svg.contains("<title>"));
  EXPECT_TRUE(svg.contains("700 calls, 500 replied, 200 not performed"));
}

TEST(Svg, IsNoLargerForTenTimesTheCalls) {
  const auto few = sequentialRun(10'000);
  const auto many = sequentialRun(100'000);
  const auto sizeOf = [](const roundscope::Run& run) { return svgOf(pictureOf(PictureSource({&run}), {})).size(); };
  EXPECT_LT(sizeOf(*many), sizeOf(*few) * 11 / 10);
  EXPECT_LT(sizeOf(*many), 1'000'000);
}

/// Every row of the table.
class EachPictureFormat : public ::testing::TestWithParam<PictureFormat> {
 protected:
  EachPictureFormat() : runs(pingSet(12, {{"/seed", "7"}})), source(runs.shown()) {
    figure.rounds = {2, 6};
    picture = pictureOf(source, figure);
    record = recordOf(runs.set, source, figure, picture);
    bytes = GetParam().write({source, figure, picture, record});
  }
  [[nodiscard]] static QString fileName() { return QStringLiteral("p") + endingOf(GetParam()); }
  [[nodiscard]] static QString endingOf(const PictureFormat& format) {
    return QString::fromUtf8(format.ending.data(), static_cast<qsizetype>(format.ending.size()));
  }
  Runs runs;
  PictureSource source;
  Figure figure;
  Picture picture;
  PictureRecord record;
  QByteArray bytes;
};

TEST_P(EachPictureFormat, IsFoundByItsEndingInCapitalsOrNot) {
  for (const QString& name : {fileName(), fileName().toUpper()}) {
    const auto found = pictureFormatOf(name.toStdString(), "-o");
    ASSERT_TRUE(found.ok()) << found.error().text();
    EXPECT_EQ(found.value()->ending, GetParam().ending);
  }
  EXPECT_FALSE(pictureFormatOf(GetParam().ending, "-o").ok()) << "a hidden file";
  EXPECT_EQ(pictureFormatOf(fileName().toStdString(), "-o", PictureUse::Series).ok(), !GetParam().allRounds);
}

TEST_P(EachPictureFormat, SaysWhatItIsFor) {
  EXPECT_FALSE(GetParam().name.empty());
  EXPECT_FALSE(GetParam().description.empty());
  EXPECT_NE(pictureFormatsHelp().find(GetParam().description), std::string::npos);
  EXPECT_NE(pictureEndings().find(GetParam().ending), std::string::npos);
}

TEST_P(EachPictureFormat, SaysTheSameBytesTwice) {
  const PictureSource again(runs.shown());
  EXPECT_EQ(GetParam().write({again, figure, pictureOf(again, figure), record}), bytes);
}

TEST(Pdf, HasNoTimeOfDay) {
  const auto run = sequentialRun(3);
  const PictureSource source({run.get()});
  const QByteArray pdf = pdfOf({source, {}, pictureOf(source, {})});
  EXPECT_TRUE(pdf.startsWith("%PDF-"));
  EXPECT_TRUE(pdf.contains("/CreationDate (D:20000101000000Z"));
}

TEST(Picture, ForPaperIsAsHighAsItsContentNeeds) {
  const Runs runs(pingSet(30));
  const PictureSource source(runs.shown());
  Figure figure;
  figure.widthMm = 160;
  const Picture picture = pictureOf(source, figure);
  EXPECT_NEAR(picture.sizeMm().width(), 160, 0.01);
  // A little lower, and it would be refused.
  Figure lower = figure;
  lower.hidden = {FigurePart::Chart};
  EXPECT_LT(pictureOf(source, lower).size.height(), picture.size.height() - 90);
  lower.heightMm = pictureOf(source, lower).sizeMm().height() * 0.75;
  EXPECT_FALSE(layOutPicture(source, lower).ok());
  EXPECT_EQ(renderPicture(picture, 300).width(), qRound(160 / 25.4 * 300));
  EXPECT_TRUE(svgOf(picture).contains("width=\"160mm\""));
}

TEST(Picture, NamesEveryCurveOfTheChartBesideItOrInAsManyLinesAsTheyNeed) {
  const Runs runs(pingSet(30));
  const PictureSource source(runs.shown());
  const FontTextMeasure text(10);
  InFlightView view{.basePt = 10};
  const auto namesAt = [&](double widthPx) {
    view.axis = fitted(axisFor(view.axis, 100, 108 + widthPx), {0, static_cast<double>(source.index->endUs())});
    std::map<QString, QRectF> boxes;
    for (const Layer& layer : buildInFlightScene(*source.index, view, {108 + widthPx, 200}, text).scene.layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* words = std::get_if<TextShape>(&shape)) boxes[words->text] = words->box;
    return boxes;
  };
  for (const double width : {900.0, 200.0, 130.0}) {
    const auto names = namesAt(width);
    ASSERT_TRUE(names.contains("Sequential")) << width;
    ASSERT_TRUE(names.contains("Parallel")) << width;
    EXPECT_FALSE(names.at("Sequential").intersects(names.at("Parallel"))) << width;
  }
}

TEST(Picture, IsTransparentWhereThereIsOnlyPaper) {
  const auto run = sequentialRun(5);
  Figure figure;
  figure.transparent = true;
  const QImage image = renderPicture(pictureOf(PictureSource({run.get()}), figure), 96);
  EXPECT_EQ(qAlpha(image.pixel(1, 1)), 0);
  EXPECT_EQ(qAlpha(renderPicture(pictureOf(PictureSource({run.get()}), {}), 96).pixel(1, 1)), 255);
}

TEST_P(EachPictureFormat, OpensAgainWithTheSameFingerprintAndRange) {
  const QTemporaryDir folder;
  const QString path = folder.filePath(fileName());
  ASSERT_FALSE(writeFile(path, bytes));
  const auto opened = openScenarioFile(path);
  ASSERT_TRUE(opened.ok()) << opened.error().text();
  ASSERT_TRUE(opened.value().picture);
  EXPECT_EQ(*opened.value().picture, record);
  EXPECT_EQ(opened.value().picture->range, (TimeRange{2e6, 7e6}));
  EXPECT_EQ(opened.value().set, runs.set);
  const Runs again(opened.value().set);
  const PictureSource reopened(again.shown());
  ASSERT_EQ(reopened.fingerprints.size(), record.fingerprints.size());
  for (std::size_t i = 0; i < reopened.fingerprints.size(); ++i)
    EXPECT_EQ(reopened.fingerprints[i].toStdString(), record.fingerprints[i]);
}

TEST(PictureRecord, KnowsWhichVariantAnOverrideChanges) {
  const PictureRecord record{.scenario = "x",
                             .sourceText = "{}",
                             .overrides = {{"/seed", "7"}, {"/canisters/0/language", "rust", "Parallel"}}};
  const auto read = decodeRecord(encodeRecord(record), "p");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().overrides, record.overrides);
}

TEST(PictureRecord, SaysWhenItIsDamaged) {
  const Runs runs(pingSet(12));
  const PictureSource source(runs.shown());
  const PictureRecord record = recordOf(runs.set, source, {}, pictureOf(source, {}));
  const QByteArray line = encodeRecord(record);
  QByteArray other = line;
  other[line.size() - 20] = other[line.size() - 20] == 'A' ? 'B' : 'A';
  const auto damaged = decodeRecord(other, "p");
  ASSERT_FALSE(damaged.ok());
  EXPECT_EQ(damaged.error().what, "the scenario in this picture is damaged");
  EXPECT_FALSE(decodeRecord(line.left(40), "p").ok());
  EXPECT_FALSE(decodeRecord("something else", "p").ok());
}

TEST_P(EachPictureFormat, SaysWhenThereIsNone) {
  const QByteArray plain = GetParam().write({source, figure, picture});
  ASSERT_TRUE(looksLikePicture(plain));
  const auto none = recordIn(plain, "p");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().text(),
            "p: there is no scenario in this picture, expected a picture saved by Roundscope, or a scenario file "
            "(*.roundscope.json)");
}

INSTANTIATE_TEST_SUITE_P(Formats, EachPictureFormat,
                         ::testing::ValuesIn(pictureFormats().begin(), pictureFormats().end()),
                         [](const auto& row) { return std::string(row.param.ending.substr(1)); });

TEST(Frames, AreOneForEachRoundOfTheRange) {
  const Runs runs(pingSet(12));
  const PictureSource source(runs.shown());
  Figure figure;
  figure.rounds = {3, 5};
  const auto frames = framesOf(source, figure, 100);
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(frames[0].round, 3);
  EXPECT_EQ(frames[2].round, 5);
  EXPECT_EQ(frames[2].cursor, Time{5'999'999});
  EXPECT_LE(framesOf(source, {}, 10).size(), 10U);
  EXPECT_EQ(framesOf(source, {}, 10).back().round, framesOf(source, {}, 1'000).back().round);
}

TEST(Frames, AreNumberedWithEnoughDigits) {
  EXPECT_EQ(numberedPath("out.svg", 1, 9), QStringLiteral("out-001.svg"));
  EXPECT_EQ(numberedPath("a/b.c.png", 42, 5'000), QStringLiteral("a/b.c-0042.png"));
}

TEST(HtmlPage, IsOneFileWithoutLinksThatSharesWhatDoesNotChange) {
  const Runs runs(pingSet(40));
  const PictureSource source(runs.shown());
  const QByteArray page =
      htmlOf({source, {}, pictureOf(source, {}), recordOf(runs.set, source, {}, pictureOf(source, {}))});
  EXPECT_FALSE(page.contains("src="));
  EXPECT_FALSE(page.contains("https:"));
  EXPECT_TRUE(page.contains("round 12 of "));
  const QByteArray one = svgOf(pictureOf(source, {}));
  EXPECT_LT(page.size(), one.size() * 40);  // 82 pictures for wide screens, and as many for narrow ones
  EXPECT_TRUE(recordIn(page, "p").ok());
}

}  // namespace
}  // namespace roundscope::ui

// Records in pictures that come from strangers.
#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "tests/support/scenarios.h"
#include "ui/files/inflate.h"
#include "ui/files/picture_record.h"
#include "ui/files/record_json.h"
#include "ui/files/record_places.h"

namespace {

using namespace roundscope;
using namespace roundscope::ui;

PictureRecord pingRecord() {
  return {.scenario = "pings", .sourceText = test::twoSubnets(test::pingSteps(2)), .variants = {""}};
}

QByteArray lineOf(const QJsonObject& object) {
  return recordLine(qCompress(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}
/// A right record in which one field is another.
QByteArray lineWith(const char* field, const QJsonValue& value) {
  QJsonObject object = objectOf(pingRecord());
  object[QLatin1String(field)] = value;
  return lineOf(object);
}

std::string errorOf(const QByteArray& line) {
  const auto read = decodeRecord(line, "p.svg");
  return read.ok() ? "none" : read.error().text();
}

TEST(StrangeRecord, ThatUnfoldsToGigabytesIsRefusedBeforeItDoes) {
  const QByteArray bomb = qCompress(QByteArray(kMostRecordBytes + 1, ' '), 9);
  ASSERT_LT(bomb.size(), kMostRecordBytes / 500);
  EXPECT_EQ(
      errorOf(recordLine(bomb)),
      "p.svg: the scenario in this picture is damaged, expected a picture saved by Roundscope, or a scenario file "
      "(*.roundscope.json)");
}

TEST(StrangeRecord, IsReadAsFarAsItGoesWhateverLengthItClaims) {
  QByteArray liar = qCompress(QJsonDocument(objectOf(pingRecord())).toJson(QJsonDocument::Compact));
  liar.replace(0, 4, QByteArray("\xff\xff\xff\xff", 4));
  const auto read = decodeRecord(recordLine(liar), "p.svg");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), pingRecord());
  EXPECT_FALSE(decodeRecord(recordLine(liar.left(liar.size() / 2)), "p.svg").ok());
  EXPECT_FALSE(decodeRecord(recordLine(QByteArray()), "p.svg").ok());
}

TEST(StrangeRecord, HasFieldsOfTheRightKindAndNumber) {
  QJsonArray many;
  for (int i = 0; i < 1'001; ++i) many.append(QJsonArray{"/seed", "1"});
  EXPECT_EQ(errorOf(lineWith("overrides", many)),
            "p.svg: \"overrides\" of this picture’s record is damaged, expected a list of at most 1,000");
  EXPECT_EQ(
      errorOf(lineWith("overrides", QJsonArray{QJsonArray{"/seed"}})),
      "p.svg: \"overrides\" of this picture’s record is damaged, expected a pointer, a value and perhaps a variant");
  EXPECT_EQ(errorOf(lineWith("text", 3)), "p.svg: \"text\" of this picture’s record is damaged, expected a text");
  EXPECT_EQ(errorOf(lineWith("variants", "all")),
            "p.svg: \"variants\" of this picture’s record is damaged, expected a list of at most 100");
  EXPECT_EQ(errorOf(lineWith("seed", "-1")),
            "p.svg: \"seed\" of this picture’s record is damaged, expected a whole number as a text");
  EXPECT_EQ(errorOf(lineWith("range", QJsonArray{"a", 2})),
            "p.svg: \"range\" of this picture’s record is damaged, expected two numbers");
  EXPECT_EQ(errorOf(lineWith("swept", QJsonArray{})),
            "p.svg: \"swept\" of this picture’s record is damaged, expected an object");
  EXPECT_EQ(errorOf(lineWith("swept", QJsonObject{{"seeds", -1}})),
            "p.svg: \"seeds\" of this picture’s record is damaged, expected a number of seeds");
  EXPECT_EQ(
      errorOf(lineWith("swept", QJsonObject{{"parameters",
                                             QJsonArray{QJsonObject{{"set", "/seed"}, {"values", QJsonArray{1.5}}}}}})),
      "p.svg: \"values\" of this picture’s record is damaged, expected a whole number");
}

TEST(StrangeRecord, WhoseScenarioIsWrongIsToldWithThePicturesName) {
  PictureRecord record = pingRecord();
  record.sourceText = R"({"roundscope": 1})";
  const auto set = scenarioOf(record, "p.svg");
  ASSERT_FALSE(set.ok());
  EXPECT_EQ(set.error().where, "p.svg (pings):1: /");
  record = pingRecord();
  record.figure = R"({"type": 3})";
  const auto figure = figureIn(record, "p.svg");
  ASSERT_FALSE(figure.ok());
  EXPECT_TRUE(figure.error().where.starts_with("p.svg (its figure)")) << figure.error().text();
}

TEST(StrangeRecord, IsFoundWhereTheFormatPutsItAndNotInTextThatUsersWrite) {
  const QByteArray right = encodeRecord(pingRecord());
  const QByteArray element = "<rs:roundscope-record xmlns:rs=\"urn:roundscope\">" + right + "</rs:roundscope-record>";
  const QByteArray svg = "<svg><title>roundscope-record &gt; me</title><metadata>" + element + "</metadata></svg>";
  EXPECT_EQ(recordLineIn(svg), right);
  EXPECT_EQ(recordLineIn("<svg><title>&lt;rs:roundscope-record&gt;x</title></svg>"), QByteArray());
  EXPECT_EQ(recordLineIn("<svg><!-- " + element + " --></svg>"), QByteArray());
  EXPECT_EQ(recordLineIn("<svg><roundscope-record>x</roundscope-record></svg>"), QByteArray());
  const QByteArray page = "<!DOCTYPE html>\n<title>roundscope-record></title>" + pageRecordTag() + right + "</script>";
  EXPECT_EQ(recordLineIn(page), right);
  const QByteArray pdf =
      "%PDF-1.4\n(roundscope-record>x)\n<?xpacket begin='' id='1'?><x>" + element + "</x><?xpacket end='w'?>\n%%EOF";
  EXPECT_EQ(recordLineIn(pdf), right);
  EXPECT_EQ(recordLineIn("%PDF-1.4\n" + element), QByteArray());
}

}  // namespace

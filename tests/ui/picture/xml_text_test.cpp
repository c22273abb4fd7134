// Text as XML can hold it.
#include "ui/picture/xml_text.h"

#include <gtest/gtest.h>

#include <QXmlStreamReader>

namespace roundscope::ui {
namespace {

/// What a reader of XML finds.
QString readBack(const QByteArray& text) {
  QXmlStreamReader reader("<a>" + text + "</a>");
  reader.readNextStartElement();
  const QString words = reader.readElementText();
  EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
  return words;
}

TEST(XmlText, KeepsEverythingThatXmlHasAPlaceFor) {
  const QString words = QStringLiteral("a < b & \"c\"\t\n→ 😀 �");
  EXPECT_EQ(readBack(xmlText(words)), words);
  EXPECT_TRUE(forbiddenInXml(words).isEmpty());
}

TEST(XmlText, PutsTheReplacementCharacterInPlaceOfWhatIsForbidden) {
  const QString words =
      QStringLiteral("a") + QChar(0x07) + QChar(0xD83D) + QChar('b') + QChar(0xDE00) + QChar(0xFFFE) + QChar(0x07);
  EXPECT_EQ(readBack(xmlText(words)), QStringLiteral("a��b���"));
  QStringList found;
  for (const char32_t c : forbiddenInXml(words)) found << codePointText(c);
  EXPECT_EQ(found.join(' ').toStdString(), "U+0007 U+D83D U+DE00 U+FFFE");
}

}  // namespace
}  // namespace roundscope::ui

// Names from scenarios in tables and documents stay the text that they are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/export/csv_text.h"
#include "core/export/markdown_text.h"

namespace roundscope::test {
namespace {

TEST(CsvField, keepsTextsAndNumbers) {
  for (const char* text : {"", "caller", "-1", "+2.5", "-1e9", "a=b", "x@y"}) EXPECT_EQ(csvField(text), text);
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("say \"a\"\n"), "\"say \"\"a\"\"\n\"");
}

TEST(CsvField, isNoFormulaForASpreadsheet) {
  EXPECT_EQ(csvField("=1+1"), "'=1+1");
  EXPECT_EQ(csvField("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(csvField("+cmd|' /C calc'!A0"), "'+cmd|' /C calc'!A0");
  EXPECT_EQ(csvField("-2+3"), "'-2+3");
  EXPECT_EQ(csvField("-"), "'-");
  EXPECT_EQ(csvField("\tx"), "'\tx");
  EXPECT_EQ(csvField("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csvField("=\"a\",1"), "\"'=\"\"a\"\",1\"");
}

TEST(MarkdownText, escapesMarkupHtmlAndTheEdgesOfCells) {
  EXPECT_EQ(markdownText("Parallel: 2,000 calls"), "Parallel: 2,000 calls");
  EXPECT_EQ(markdownText("a|b\\c"), "a\\|b\\\\c");
  EXPECT_EQ(markdownText("*x* _y_ `z` ~q~"), "\\*x\\* \\_y\\_ \\`z\\` \\~q\\~");
  EXPECT_EQ(markdownText("[a](b) <img src=x> &lt;"), "\\[a\\](b) &lt;img src=x\\> &amp;lt;");
  EXPECT_EQ(markdownText("one\ntwo\r\nthree"), "one two  three");
}

TEST(MarkdownText, beginsNoBlock) {
  EXPECT_EQ(markdownText("# a"), "\\# a");
  EXPECT_EQ(markdownText(" - a"), "\\- a");
  EXPECT_EQ(markdownText("12. a"), "12\\. a");
  EXPECT_EQ(markdownText("12.5 s"), "12.5 s");
  EXPECT_EQ(markdownText("\n"), "");
}

}  // namespace
}  // namespace roundscope::test

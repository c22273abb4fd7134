// Text that a terminal cannot take for a command.
#include "core/base/visible_text.h"

#include <gtest/gtest.h>

namespace roundscope::test {
namespace {

TEST(VisibleText, keepsWhatPeopleRead) {
  const std::string text = "caller → callee\n\t✓ 2,000 calls 😀 é \xef\xbf\xbd";
  EXPECT_EQ(visibleText(text), text);
}

TEST(VisibleText, writesControlCharactersOut) {
  EXPECT_EQ(visibleText("a\x1b[31mred\x1b[0m\r\x07\x7f"), "a\\x1b[31mred\\x1b[0m\\x0d\\x07\\x7f");
  EXPECT_EQ(visibleText("\xc2\x9b"
                        "31m \xe2\x80\xae"
                        "abc\xe2\x81\xa6"),
            "\\x9b31m \\u202eabc\\u2066");
}

TEST(VisibleText, ofATitleOrANameIsOneLine) {
  EXPECT_EQ(visibleLine("one\ntwo\tend\x1b[2J é"), "one\\ntwo\\tend\\x1b[2J é");
  EXPECT_EQ(visibleLine("plain"), "plain");
}

TEST(VisibleText, writesBytesOutThatAreNoText) {
  EXPECT_EQ(visibleText("a\xff\xc3"), "a\\xff\\xc3");
  EXPECT_EQ(visibleText("\xc0\x9b \xe0\x82\x9b \xed\xa0\x80"), "\\xc0\\x9b \\xe0\\x82\\x9b \\xed\\xa0\\x80")
      << "no other way around";
}

}  // namespace
}  // namespace roundscope::test

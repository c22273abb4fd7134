// Numbers in words.
#include "core/base/words.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace roundscope::test {
namespace {

TEST(Words, PutCommasBetweenThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(-999), "-999");
  EXPECT_EQ(grouped(-1'234'567), "-1,234,567");
  EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(Words, CountInSingularAndPlural) {
  EXPECT_EQ(counted(0, "call"), "0 calls");
  EXPECT_EQ(counted(1, "round"), "1 round");
  EXPECT_EQ(counted(2'000, "round"), "2,000 rounds");
}

TEST(Words, TellBytesInTheLargestUnitThatFits) {
  EXPECT_EQ(bytesText(15ULL << 30), "15 GiB");
  EXPECT_EQ(bytesText(2ULL << 20), "2 MiB");
  EXPECT_EQ(bytesText(1'500), "1,500 bytes");
  EXPECT_EQ(bytesText(0), "0 bytes");
}

TEST(Words, TellSecondsWithoutNeedlessDecimals) {
  EXPECT_EQ(secondsText(3'000'000), "3 s");
  EXPECT_EQ(secondsText(700'000), "0.7 s");
  EXPECT_EQ(secondsText(1'000'042), "1.000042 s");
  EXPECT_EQ(secondsText(7'200'000'000), "7,200 s");
}

TEST(Words, FillNamesIntoAPattern) {
  EXPECT_EQ(filled("{a} calls {b}, {b} calls {a}.", {{"a", "x"}, {"b", "{a}"}}), "x calls {a}, {a} calls x.");
  EXPECT_EQ(filled("no names", {}), "no names");
  EXPECT_EQ(filled("", {}), "");
  EXPECT_DEATH((void)filled("{unknown}", {{"a", "x"}}), "internal error");
}

TEST(Words, AreShortenedBetweenLetters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc…");
  EXPECT_EQ(shortened("aé", 2), "a…") << "é takes two bytes";
  EXPECT_EQ(shortened("é", 1), "…");
}

TEST(Words, ShortenLongNamesInTheMiddleAndBetweenLetters) {
  EXPECT_EQ(shortenedInMiddle("abcdefghij", 10), "abcdefghij");
  EXPECT_EQ(shortenedInMiddle("abcdefghij", 4), "ab…ij");
  EXPECT_EQ(shortenedInMiddle("abcdefghij", 5), "abc…ij");
  EXPECT_EQ(shortenedInMiddle("äöüäöü", 6), "ä…ü") << "no half letters";
}

}  // namespace
}  // namespace roundscope::test

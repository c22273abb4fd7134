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

}  // namespace
}  // namespace roundscope::test

// The small values that everything is made of: rows of a pool, random numbers, times, results.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <set>
#include <string>

#include "core/base/large_block.h"
#include "core/base/pool.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace roundscope::test {
namespace {

TEST(Pool, GivesFreeRowsOutAgainAsFreshOnes) {
  struct Row {
    int number = 7;
  };
  Pool<Row> pool;
  const std::uint32_t first = pool.add();
  const std::uint32_t second = pool.add();
  EXPECT_NE(first, second);
  pool[first].number = 1;
  pool[second].number = 2;
  EXPECT_EQ(pool.used(), 2U);
  pool.remove(first);
  EXPECT_EQ(pool.used(), 1U);
  EXPECT_EQ(pool[second].number, 2) << "others keep their place";
  EXPECT_EQ(pool.add(), first);
  EXPECT_EQ(pool[first].number, 7);
  EXPECT_EQ(pool.rows().size(), 2U);
}

/// Source: the reference implementation of SplitMix64 by Sebastiano Vigna, whose first numbers for the seed 1234567 are
/// published beside it.
TEST(Random, IsSplitMix64) {
  Random random(1'234'567);
  for (const std::uint64_t number :
       {6'457'827'717'110'365'317ULL, 3'203'168'211'198'807'973ULL, 9'817'491'932'198'370'423ULL})
    EXPECT_EQ(random.next(), number);
}

TEST(Random, DrawsEveryNumberOfARangeAndNoOther) {
  Random random(5);
  std::set<std::uint64_t> drawn;
  for (int i = 0; i < 200; ++i) drawn.insert(random.between(3, 6));
  EXPECT_EQ(drawn, (std::set<std::uint64_t>{3, 4, 5, 6}));
  EXPECT_EQ(random.between(9, 9), 9U);
  Random all(5);
  Random next(5);
  EXPECT_EQ(all.between(0, UINT64_MAX), next.next()) << "the whole range has no size that fits";
}

TEST(Random, IsTrueAsOftenAsItsChanceSays) {
  Random random(5);
  int hits = 0;
  for (int i = 0; i < 4'000; ++i) hits += random.chance(1, 4) ? 1 : 0;
  EXPECT_NEAR(hits, 1'000, 100);
  EXPECT_FALSE(random.chance(0, 3));
  EXPECT_TRUE(random.chance(3, 3));
}

TEST(SimulatedTime, IsCountedInWholeMicroseconds) {
  EXPECT_EQ(milliseconds(3).us, 3'000);
  EXPECT_EQ(seconds(3), milliseconds(3'000));
  EXPECT_EQ(Time{} + seconds(2) + milliseconds(5), Time{2'005'000});
  EXPECT_EQ(Time{5} - Time{7}, Duration{-2});
  EXPECT_EQ(milliseconds(2) * 3 - milliseconds(1) + Duration{4}, Duration{5'004});
  EXPECT_DOUBLE_EQ(milliseconds(1'500).seconds(), 1.5);
  EXPECT_DOUBLE_EQ(Time{1'500}.milliseconds(), 1.5);
  EXPECT_EQ(Time{1'999'999}.wholeSeconds(), 1);
  EXPECT_EQ(Time{2'000'000}.wholeSeconds(), 2);
}

TEST(Errors, ReadAsOneLine) {
  const Error whole{ErrorKind::Usage, "--set", "found 1", "2"};
  EXPECT_EQ(whole.text(), "--set: found 1, expected 2");
  EXPECT_EQ((Error{ErrorKind::Usage, "--set", "found 1", ""}.text()), "--set: found 1");
  EXPECT_EQ((Error{ErrorKind::Usage, "", "found 1", "2"}.text()), "found 1, expected 2");
}

TEST(Results, HoldAValueOrAnError) {
  Result<std::unique_ptr<int>> value(std::make_unique<int>(4));
  ASSERT_TRUE(value.ok());
  EXPECT_TRUE(static_cast<bool>(value));
  EXPECT_EQ(*std::move(value).value(), 4);
  const Result<std::string> error(Error{ErrorKind::InputOutput, "x", "is not there", ""});
  EXPECT_FALSE(error.ok());
  EXPECT_EQ(error.error().kind, ErrorKind::InputOutput);
}

TEST(LargeBlocks, CanBeWrittenToTheirEnds) {
  for (const std::size_t bytes : {std::size_t{1}, std::size_t{4'096}, (std::size_t{1} << 20) - 1, std::size_t{1} << 20,
                                  (std::size_t{2} << 20) + 1, std::size_t{5} << 20}) {
    void* block = detail::allocateBlock(bytes);
    ASSERT_NE(block, nullptr);
    std::memset(block, 0x5a, bytes);
    EXPECT_EQ(static_cast<const unsigned char*>(block)[bytes - 1], 0x5a);
    detail::freeBlock(block, bytes);
  }
}

}  // namespace
}  // namespace roundscope::test

// A long list must be to its users what a vector is, at and around the ends of its blocks.
#include "core/base/large_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/base/random.h"

namespace roundscope {
namespace {

/// So large that few fit into a block: 32 of them.
struct Entry {
  std::int64_t number = 0;
  char rest[65'528] = {};
  Entry() = default;
  explicit Entry(std::int64_t n) : number(n) {}
};
using Entries = LargeList<Entry>;
constexpr std::size_t kPerBlock = Entries::kPerBlock;

Entries numbered(std::size_t size) {
  Entries list;
  for (std::size_t i = 0; i < size; ++i) list.emplace_back(static_cast<std::int64_t>(i));
  return list;
}

void expectNumbered(const Entries& list, std::size_t size) {
  ASSERT_EQ(list.size(), size);
  EXPECT_EQ(list.empty(), size == 0);
  std::int64_t next = 0;
  for (const Entry& entry : list) ASSERT_EQ(entry.number, next++);
  ASSERT_EQ(next, static_cast<std::int64_t>(size));
  for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(list[i].number, static_cast<std::int64_t>(i));
  if (size == 0) return;
  EXPECT_EQ(list.front().number, 0);
  EXPECT_EQ(list.back().number, static_cast<std::int64_t>(size) - 1);
}

TEST(LargeList, HoldsWhatWasAddedAroundTheEndsOfBlocks) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kPerBlock - 1, kPerBlock, kPerBlock + 1,
                                 2 * kPerBlock - 1, 2 * kPerBlock, 3 * kPerBlock + 7})
    expectNumbered(numbered(size), size);
}

TEST(LargeList, ForgetsItsLastEntriesAndGrowsOn) {
  const std::size_t before = 2 * kPerBlock + 3;
  for (const std::size_t kept :
       {std::size_t{0}, std::size_t{5}, kPerBlock - 1, kPerBlock, kPerBlock + 1, 2 * kPerBlock, before - 1, before}) {
    Entries list = numbered(before);
    list.resize(kept);
    expectNumbered(list, kept);
    while (list.size() < before) list.emplace_back(static_cast<std::int64_t>(list.size()));
    expectNumbered(list, before);
  }
  Entries list = numbered(kPerBlock + 1);
  list.pop_back();
  list.pop_back();
  expectNumbered(list, kPerBlock - 1);
}

TEST(LargeList, AddsEntriesOfTheirDefaultValue) {
  Entries list = numbered(2);
  list.resize(kPerBlock + 2);
  ASSERT_EQ(list.size(), kPerBlock + 2);
  EXPECT_EQ(list[1].number, 1);
  EXPECT_EQ(list[2].number, 0);
  EXPECT_EQ(list.back().number, 0);
}

TEST(LargeList, IsSearchedAndSortedLikeAVector) {
  Random random(7);
  LargeList<std::int64_t> list;
  std::vector<std::int64_t> vector;
  for (std::size_t i = 0; i < LargeList<std::int64_t>::kPerBlock * 2 + 11; ++i) {
    vector.push_back(static_cast<std::int64_t>(random.between(0, 1'000'000)));
    list.push_back(vector.back());
  }
  EXPECT_TRUE(std::equal(list.begin(), list.end(), vector.begin(), vector.end()));
  std::sort(list.begin(), list.end());
  std::sort(vector.begin(), vector.end());
  EXPECT_TRUE(std::equal(list.begin(), list.end(), vector.begin(), vector.end()));
  for (std::int64_t number = -5; number < 1'000'100; number += 997)
    ASSERT_EQ(std::lower_bound(list.begin(), list.end(), number) - list.begin(),
              std::lower_bound(vector.begin(), vector.end(), number) - vector.begin());
}

TEST(LargeList, IsEqualToOneOfTheSameEntries) {
  LargeList<int> a;
  LargeList<int> b;
  for (int i = 0; i < 600'000; ++i) a.push_back(i);
  b.resize(3);  // grown in another way
  b.resize(0);
  for (int i = 0; i < 600'000; ++i) b.push_back(i);
  EXPECT_EQ(a, b);
  b[599'999] = 0;
  EXPECT_NE(a, b);
  b.pop_back();
  EXPECT_NE(a, b);
}

}  // namespace
}  // namespace roundscope

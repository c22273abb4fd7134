// Endings choose formats.
#include "core/base/file_endings.h"

#include <gtest/gtest.h>

#include <vector>

namespace roundscope {
namespace {

TEST(FileEndings, AreFoundInCapitalsOrNotButNotAlone) {
  EXPECT_TRUE(hasEnding("run.csv", ".csv"));
  EXPECT_TRUE(hasEnding("Run.CSV", ".csv"));
  EXPECT_FALSE(hasEnding("run.csv.gz", ".csv"));
  EXPECT_FALSE(hasEnding("runcsv", ".csv"));
  EXPECT_FALSE(hasEnding(".csv", ".csv")) << "a hidden file";
}

TEST(FileEndings, ReadAsAList) {
  const std::vector<std::string_view> endings = {".png", ".svg", ".pdf"};
  const std::span<const std::string_view> all(endings);
  EXPECT_EQ(endingsText(all), ".png, .svg or .pdf");
  EXPECT_EQ(endingsText(all.first(2)), ".png or .svg");
  EXPECT_EQ(endingsText(all.first(1)), ".png");
}

}  // namespace
}  // namespace roundscope

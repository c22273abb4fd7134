// The order of teaching names every lesson's folder, and no other.
#include "core/lesson/order.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/core/lesson/lesson_runs.h"

namespace roundscope::test {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

TEST(LessonOrder, IsALineForEachLessonWithRoomForRemarks) {
  EXPECT_THAT(parseLessonOrder("# first\na\n\n  b-c \r\n#d\ne"), ElementsAre("a", "b-c", "e"));
  EXPECT_TRUE(parseLessonOrder("").empty());
}

TEST(LessonOrder, NamesEveryFolderOnceAndNoOther) {
  std::vector<std::string> folders;
  for (const auto& entry : std::filesystem::directory_iterator(ROUNDSCOPE_SOURCE_DIR "/resources/lessons"))
    if (entry.is_directory()) folders.push_back(entry.path().filename().string());
  ASSERT_FALSE(folders.empty());
  EXPECT_THAT(lessonIds(), UnorderedElementsAreArray(folders));
}

}  // namespace
}  // namespace roundscope::test

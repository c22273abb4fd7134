// `roundscope new`: a scenario to start from.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(New, AloneListsTheTemplatesWithWhatTheyAre) {
  const Outcome listed = roundscope({"new"});
  EXPECT_EQ(listed.status, 0);
  EXPECT_THAT(listed.out, StartsWith("ping            One canister calls another one, once."));
  for (const char* id : {"fan-out", "aggregator", "saga", "queue-worker", "heartbeat", "composite-map"})
    EXPECT_THAT(listed.out, HasSubstr("\n" + std::string(id) + " "));
}

TEST(New, PrintsATemplateOrALessonAsItStands) {
  EXPECT_EQ(roundscope({"new", "saga"}).out, textOf(ROUNDSCOPE_SOURCE_DIR "/resources/templates/saga.roundscope.json"));
  EXPECT_EQ(roundscope({"new", "cycles", "-o", "-"}).out,
            textOf(ROUNDSCOPE_SOURCE_DIR "/resources/lessons/cycles/scenario.roundscope.json"));
}

TEST(New, SavesAFileThatRuns) {
  const std::string path = temporaryFile("mine.roundscope.json", "");
  std::filesystem::remove(path);
  const Outcome saved = roundscope({"new", "ping", "-o", path});
  EXPECT_EQ(saved.status, 0) << saved.err;
  EXPECT_EQ(saved.out, "");
  EXPECT_EQ(textOf(path), roundscope({"new", "ping"}).out);
  EXPECT_EQ(roundscope({"run", path, "--all"}).status, 0);
}

TEST(New, LeavesAFileThatIsThereAsItIs) {
  const std::string path = temporaryFile("old.roundscope.json", "mine");
  const Outcome refused = roundscope({"new", "ping", "-o", path});
  EXPECT_EQ(refused.status, 3);
  EXPECT_EQ(refused.err, path + ": is there already, and was left as it is, expected a name that is free\n");
  EXPECT_EQ(textOf(path), "mine");
  const std::string link = path + ".link";
  std::filesystem::create_symlink("nowhere", link);
  EXPECT_EQ(roundscope({"new", "ping", "-o", link}).status, 3) << "a link that leads nowhere is there, too";
}

TEST(New, SaysWhatThereIsWhereANameIsUnknown) {
  const Outcome unknown = roundscope({"new", "sagas"});
  EXPECT_EQ(unknown.status, 3);
  EXPECT_THAT(unknown.err, StartsWith("sagas: there is no such template or lesson, expected one of ping, "));
  EXPECT_EQ(roundscope({"new", "-o", "x.json"}).status, 2);
}

}  // namespace
}  // namespace roundscope::test

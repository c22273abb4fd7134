// What is unsaved when a program ends unasked is offered once, and never that of a program that still runs.
#include "ui/files/recovery_store.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace roundscope::ui {
namespace {

class RecoveryStoreTest : public testing::Test {
 protected:
  static UnsavedWork work(const std::string& text, int minute = 0) {
    return {QStringLiteral("/tmp/a.roundscope.json"), QStringLiteral("A payroll"), text,
            QDateTime({2026, 1, 2}, {3, minute}, Qt::LocalTime)};
  }
  /// Another program keeps this work and ends as by `kill -9`: nothing of it is done in order.
  void leaveBehind(const UnsavedWork& unsaved) const {
    const pid_t child = fork();
    if (child == 0) {
      RecoveryStore store(folder.path());
      _exit(store.keep(unsaved) ? 1 : 0);
    }
    int state = 0;
    ASSERT_EQ(waitpid(child, &state, 0), child);
    ASSERT_EQ(state, 0);
  }
  [[nodiscard]] qsizetype files() const { return QDir(folder.path()).entryList(QDir::Files).size(); }

  QTemporaryDir folder;
};

TEST_F(RecoveryStoreTest, OffersWhatAnEndedProgramLeftByteByByteTheLatestFirst) {
  const std::string odd("{\0\xff\n\xe2\x82\xac", 7);
  leaveBehind(work("older", 1));
  leaveBehind(work(odd, 2));
  std::vector<LeftWork> left = RecoveryStore(folder.path()).leftWork();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].work(), work(odd, 2));
  EXPECT_EQ(left[1].work(), work("older", 1));
}

TEST_F(RecoveryStoreTest, OffersNothingThatARunningProgramWorksAt) {
  RecoveryStore here(folder.path());
  ASSERT_FALSE(here.keep(work("mine")));
  const RecoveryStore other(folder.path());
  EXPECT_TRUE(other.leftWork().empty());
  ASSERT_FALSE(here.keep(work("mine, later"))) << "it goes on keeping";
}

TEST_F(RecoveryStoreTest, OffersWhatIsLeftToOneProgramOnly) {
  leaveBehind(work("left"));
  const RecoveryStore first(folder.path()), second(folder.path());
  std::vector<LeftWork> offered = first.leftWork();
  ASSERT_EQ(offered.size(), 1U);
  EXPECT_TRUE(second.leftWork().empty()) << "the first program still asks";
  offered.clear();
  EXPECT_EQ(second.leftWork().size(), 1U) << "the first did not decide";
}

TEST_F(RecoveryStoreTest, ForgetsWhatIsDiscarded) {
  leaveBehind(work("left"));
  {
    std::vector<LeftWork> left = RecoveryStore(folder.path()).leftWork();
    ASSERT_EQ(left.size(), 1U);
    left.front().discard();
  }
  EXPECT_TRUE(RecoveryStore(folder.path()).leftWork().empty());
  EXPECT_EQ(files(), 0);
}

TEST_F(RecoveryStoreTest, LeavesNothingWhereWorkIsSaved) {
  RecoveryStore store(folder.path());
  ASSERT_FALSE(store.keep(work("a")));
  EXPECT_GT(files(), 0);
  store.clear();
  EXPECT_EQ(files(), 0);
  ASSERT_FALSE(store.keep(work("b"))) << "and begins anew with the next change";
  EXPECT_GT(files(), 0);
}

TEST_F(RecoveryStoreTest, TwoWindowsOfOneProgramDoNotMix) {
  RecoveryStore one(folder.path()), two(folder.path());
  ASSERT_FALSE(one.keep(work("one")));
  ASSERT_FALSE(two.keep(work("two")));
  one.clear();
  EXPECT_EQ(files(), 2) << "the other's record and its lock";
}

TEST_F(RecoveryStoreTest, PassesOverFilesThatAreNoneOfIts) {
  QFile file(folder.filePath(QStringLiteral("odd.unsaved")));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  file.write("{\"path\": \"half a rec");
  file.close();
  EXPECT_TRUE(RecoveryStore(folder.path()).leftWork().empty());
  EXPECT_TRUE(QFile::exists(file.fileName()));
}

TEST_F(RecoveryStoreTest, SaysWhereItsFolderCannotBeMade) {
  RecoveryStore store(QStringLiteral("/dev/null/unsaved"));
  const auto failed = store.keep(work("a"));
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->kind, ErrorKind::InputOutput);
}

}  // namespace
}  // namespace roundscope::ui

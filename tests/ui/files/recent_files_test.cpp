// The files used last, over all starts.
#include "ui/files/recent_files.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include "ui/files/write_file.h"

namespace roundscope::ui {
namespace {

class RecentFilesTest : public testing::Test {
 protected:
  RecentFilesTest() { clearRecentFiles(); }
  ~RecentFilesTest() override { clearRecentFiles(); }
  [[nodiscard]] QString made(const QString& name) const {
    EXPECT_FALSE(writeFile(folder.filePath(name), QByteArray("{}")));
    return folder.filePath(name);
  }
  QTemporaryDir folder;
};

TEST_F(RecentFilesTest, TheLastUsedIsTheFirstAndEachStandsThereOnce) {
  const QString a = made("a.json"), b = made("b.json");
  noteRecentFile(a);
  noteRecentFile(b);
  noteRecentFile(QDir::current().relativeFilePath(a));
  EXPECT_EQ(recentFiles(), (QStringList{a, b}));
}

TEST_F(RecentFilesTest, AFileThatIsGoneIsLeftOutUntilItIsBack) {
  const QString a = made("a.json"), b = made("b.json");
  noteRecentFile(a);
  noteRecentFile(b);
  ASSERT_TRUE(QFile::remove(b));
  EXPECT_EQ(recentFiles(), QStringList{a});
  static_cast<void>(made("b.json"));
  EXPECT_EQ(recentFiles(), (QStringList{b, a}));
}

TEST_F(RecentFilesTest, TenAreKept) {
  for (int i = 0; i < 12; ++i) noteRecentFile(made(QString::number(i)));
  EXPECT_EQ(recentFiles().size(), 10);
  EXPECT_EQ(recentFiles().first(), folder.filePath("11"));
  EXPECT_EQ(recentFiles().last(), folder.filePath("2"));
}

}  // namespace
}  // namespace roundscope::ui

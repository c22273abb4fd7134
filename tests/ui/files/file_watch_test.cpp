// A file that another program changes is noticed, however that program writes.
#include "ui/files/file_watch.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/ui/waiting.h"
#include "ui/files/write_file.h"

namespace roundscope::ui {
namespace {

class FileWatchTest : public testing::Test {
 protected:
  FileWatchTest() {
    write("first");
    watch.watch(path, "first");
  }
  void write(const QByteArray& bytes) const {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
  }
  /// Waits for the watch to say that the file holds these bytes.
  bool tells(const QByteArray& bytes) {
    return QTest::qWaitFor([&] { return !changed.isEmpty() && changed.last().first().toByteArray() == bytes; },
                           kGenerousMs);
  }

  QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("a.json"));
  FileWatch watch{nullptr};
  QSignalSpy changed{&watch, &FileWatch::changed};
};

TEST_F(FileWatchTest, NoticesAFileThatIsWrittenInPlace) {
  write("second");
  EXPECT_TRUE(tells("second"));
  EXPECT_EQ(watch.changedContent(), QByteArray("second"));
}

TEST_F(FileWatchTest, NoticesAFileThatIsReplacedAgainAndAgain) {
  for (const char* text : {"second", "third", "fourth"}) {
    ASSERT_FALSE(writeFile(path, QByteArray(text)));
    EXPECT_TRUE(tells(text)) << text;
  }
}

TEST_F(FileWatchTest, NoticesAFileThatIsRemovedAndWrittenAnew) {
  ASSERT_TRUE(QFile::remove(path));
  QTest::qWait(400);
  EXPECT_TRUE(changed.isEmpty()) << "a file that is gone holds nothing new";
  EXPECT_FALSE(watch.changedContent());
  write("back");
  EXPECT_TRUE(tells("back"));
}

TEST_F(FileWatchTest, NoticesTheFileBehindALink) {
  const QString link = folder.filePath(QStringLiteral("link.json"));
  ASSERT_TRUE(QFile::link(path, link));
  watch.watch(link, "first");
  ASSERT_FALSE(writeFile(path, QByteArray("second")));
  EXPECT_TRUE(tells("second"));
}

TEST_F(FileWatchTest, SaysNothingOfTheSameBytesOrOfOtherFilesOrOfWhatItKnows) {
  ASSERT_FALSE(writeFile(path, QByteArray("first")));
  ASSERT_FALSE(writeFile(folder.filePath(QStringLiteral("b.json")), QByteArray("other")));
  watch.watch(path, "second");
  ASSERT_FALSE(writeFile(path, QByteArray("second")));
  ASSERT_FALSE(writeFile(path, QByteArray("third")));
  ASSERT_TRUE(tells("third"));
  EXPECT_EQ(changed.size(), 1);
}

TEST_F(FileWatchTest, TellsEachContentOnceAndSeesItWhenAskedToLook) {
  write("second");
  watch.look();
  watch.look();
  EXPECT_EQ(changed.size(), 1);
  QTest::qWait(400);
  EXPECT_EQ(changed.size(), 1);
}

TEST_F(FileWatchTest, IsQuietOnceItIsStopped) {
  watch.stop();
  write("second");
  QTest::qWait(400);
  EXPECT_TRUE(changed.isEmpty());
  EXPECT_FALSE(watch.changedContent());
}

}  // namespace
}  // namespace roundscope::ui

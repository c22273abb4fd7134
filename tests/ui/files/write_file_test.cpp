// Files are saved whole or not at all, whatever they are and whatever comes in between.
#include "ui/files/write_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <csignal>

#include "ui/files/file_watch.h"

namespace roundscope::ui {
namespace {

/// No file of this program can become larger, as on a full disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t most) {
    getrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, SIG_IGN);  // writing fails, as it does on a full disk
    const rlimit limit{most, m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &m_before);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit m_before{};
};

class WriteFileTest : public testing::Test {
 protected:
  [[nodiscard]] QString at(const char* name) const { return folder.filePath(QLatin1String(name)); }
  [[nodiscard]] QStringList names() const {
    return QDir(folder.path()).entryList(QDir::Files | QDir::System | QDir::Hidden, QDir::Name);
  }
  QTemporaryDir folder;
  const QByteArray large{200'000, 'n'};
};

TEST_F(WriteFileTest, AFullDiskLeavesTheOldFileAndNothingElse) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  {
    const FullDisk full(100'000);
    const auto failed = writeFile(at("a.json"), large);
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->kind, ErrorKind::InputOutput);
    EXPECT_EQ(failed->where, at("a.json").toStdString());
  }
  EXPECT_EQ(contentOf(at("a.json")), QByteArray("old"));
  EXPECT_EQ(names(), QStringList{"a.json"});
}

TEST_F(WriteFileTest, AFullDiskIsNoticedForASmallFileToo) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  {
    const FullDisk full(10);
    const auto failed = writeFile(at("a.json"), QByteArray("longer than ten bytes"));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->what, "cannot be written: it is larger than files may be here");
  }
  EXPECT_EQ(contentOf(at("a.json")), QByteArray("old"));
}

TEST_F(WriteFileTest, AFullDiskMakesNoHalfFile) {
  const FullDisk full(100'000);
  EXPECT_TRUE(writeFile(at("a.json"), large));
  EXPECT_EQ(names(), QStringList{});
}

TEST_F(WriteFileTest, ALinkStaysALinkAndItsFileIsWritten) {
  ASSERT_FALSE(writeFile(at("file.json"), QByteArray("old")));
  ASSERT_TRUE(QFile::link(QStringLiteral("file.json"), at("link.json")));
  ASSERT_FALSE(writeFile(at("link.json"), QByteArray("new")));
  EXPECT_TRUE(QFileInfo(at("link.json")).isSymLink());
  EXPECT_EQ(contentOf(at("file.json")), QByteArray("new"));
}

TEST_F(WriteFileTest, AFileKeepsItsPermissions) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  ASSERT_TRUE(QFile::setPermissions(at("a.json"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
  const auto before = QFile::permissions(at("a.json"));
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("new")));
  EXPECT_EQ(QFile::permissions(at("a.json")), before);
}

TEST_F(WriteFileTest, ANewFileHasTheRightsThatTheUsersMaskLeaves) {
  const mode_t before = umask(027);
  EXPECT_FALSE(writeFile(at("a.json"), QByteArray("new")));
  umask(before);
  struct stat found {};
  ASSERT_EQ(stat(at("a.json").toLocal8Bit().constData(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777U, 0640U);
}

TEST_F(WriteFileTest, AFileKeepsItsOddRightsAndItsListOfWhoElseMay) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  const QByteArray name = at("a.json").toLocal8Bit();
  ASSERT_EQ(chmod(name.constData(), 02751), 0);
  // user::rw-, user:1234:r--, group::r--, mask::r--, other::---
  const QByteArray list = QByteArray::fromHex(
      "02000000"
      "01000600ffffffff"
      "02000400d2040000"
      "04000400ffffffff"
      "10000400ffffffff"
      "20000000ffffffff");
  const bool hasLists = setxattr(name.constData(), "system.posix_acl_access", list.constData(),
                                 static_cast<std::size_t>(list.size()), 0) == 0;
  struct stat before {
  }, after{};
  ASSERT_EQ(stat(name.constData(), &before), 0);
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("new")));
  ASSERT_EQ(stat(name.constData(), &after), 0);
  EXPECT_NE(before.st_ino, after.st_ino) << "it was replaced";
  EXPECT_EQ(before.st_mode, after.st_mode);
  if (!hasLists) GTEST_SKIP() << "this file system knows no lists";
  QByteArray kept(list.size() + 1, '\0');
  ASSERT_EQ(getxattr(name.constData(), "system.posix_acl_access", kept.data(), static_cast<std::size_t>(kept.size())),
            list.size());
  EXPECT_EQ(kept.left(list.size()), list);
}

TEST_F(WriteFileTest, AFileOfTwoNamesHoldsTheSameUnderBoth) {
  for (const QByteArray& content : {QByteArray("new"), large, QByteArray()}) {
    ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old and longer than new")));
    if (!QFile::exists(at("b.json"))) {
      ASSERT_EQ(link(at("a.json").toLocal8Bit().constData(), at("b.json").toLocal8Bit().constData()), 0);
    }
    ASSERT_FALSE(writeFile(at("a.json"), content));
    EXPECT_EQ(contentOf(at("a.json")), content);
    EXPECT_EQ(contentOf(at("b.json")), content);
    EXPECT_EQ(names(), (QStringList{"a.json", "b.json"}));
  }
  {
    const FullDisk full(100'000);
    EXPECT_TRUE(writeFile(at("a.json"), large));
  }
  EXPECT_EQ(contentOf(at("b.json")), QByteArray()) << "as it was";
  EXPECT_EQ(names(), (QStringList{"a.json", "b.json"}));
}

TEST_F(WriteFileTest, ALinkToWhatIsNotThereYetMakesItThere) {
  ASSERT_TRUE(QDir(folder.path()).mkdir(QStringLiteral("far")));
  ASSERT_TRUE(QFile::link(QStringLiteral("far/a.json"), at("link.json")));
  ASSERT_FALSE(writeFile(at("link.json"), QByteArray("new")));
  EXPECT_TRUE(QFileInfo(at("link.json")).isSymLink());
  EXPECT_EQ(contentOf(at("far/a.json")), QByteArray("new"));
}

TEST_F(WriteFileTest, AWriterThatStopsLeavesTheOldFileAndIsNoFaultOfTheDisk) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  const auto failed = writeFile(at("a.json"), [](const TextSink& sink) { return sink("half") && false; });
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->text(), at("a.json").toStdString() + ": cannot be written: it was stopped");
  EXPECT_EQ(contentOf(at("a.json")), QByteArray("old"));
  EXPECT_EQ(names(), QStringList{"a.json"});
}

TEST_F(WriteFileTest, AFileThatMayNotBeWrittenStays) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everything";
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  ASSERT_TRUE(QFile::setPermissions(at("a.json"), QFile::ReadOwner));
  EXPECT_TRUE(writeFile(at("a.json"), QByteArray("new")));
  EXPECT_EQ(contentOf(at("a.json")), QByteArray("old"));
}

TEST_F(WriteFileTest, AFolderThatIsNotThereOrIsAFileIsToldByName) {
  ASSERT_FALSE(writeFile(at("a.json"), QByteArray("old")));
  for (const char* name : {"gone/b.json", "a.json/b.json", ""}) {
    const auto failed = writeFile(at(name), QByteArray("new"));
    ASSERT_TRUE(failed) << name;
    EXPECT_EQ(failed->where, at(name).toStdString());
  }
  EXPECT_EQ(names(), QStringList{"a.json"});
}

TEST_F(WriteFileTest, ADeviceOrAPipeIsWrittenIntoAndNeverReplaced) {
  ASSERT_EQ(mkfifo(at("pipe").toLocal8Bit().constData(), 0600), 0);
  QFile reader(at("pipe"));
  ASSERT_TRUE(reader.open(QIODevice::ReadWrite | QIODevice::Unbuffered));  // both ends, so that nobody waits
  EXPECT_FALSE(writeFile(at("pipe"), QByteArray("through")));
  EXPECT_EQ(reader.read(7), QByteArray("through"));
  struct stat found {};
  ASSERT_EQ(lstat(at("pipe").toLocal8Bit().constData(), &found), 0);
  EXPECT_TRUE(S_ISFIFO(found.st_mode));
  EXPECT_FALSE(writeFile(QStringLiteral("/dev/null"), QByteArray("gone")));
  const auto failed = writeFile(QStringLiteral("/dev/full"), QByteArray("no room"));
  ASSERT_TRUE(failed);
  EXPECT_EQ(failed->text(), "/dev/full: cannot be written: the disk is full, expected free space, or another disk");
}

}  // namespace
}  // namespace roundscope::ui

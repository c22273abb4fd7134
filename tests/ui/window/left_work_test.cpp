// Work that is not saved when the program ends, however it ends.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include "tests/ui/waiting.h"
#include "tests/ui/window/document_files_fixture.h"
#include "ui/files/recovery_store.h"

namespace roundscope::ui {
namespace {

using namespace document_files_test;

class LeftWorkTest : public DocumentFilesTest {};

TEST_F(LeftWorkTest, UnsavedWorkIsKeptAMomentAfterAChangeAndNoLongerOnceItIsSaved) {
  EXPECT_LE(DocumentFiles::kKeepMs, 4'000) << "five seconds are promised, and writing takes its time";
  open();
  edit();
  const auto records = [this] { return QDir(unsaved()).entryList({"*.unsaved"}).size(); };
  ASSERT_TRUE(QTest::qWaitFor([&] { return records() == 1; }, kGenerousMs));
  trigger(ActionId::SaveFile);
  EXPECT_EQ(records(), 0);
}

/// Another program that keeps this text as its unsaved work of our file, and ends as by `kill -9`.
void leaveBehind(const QString& folder, const QString& path, const std::string& text) {
  const pid_t child = fork();
  if (child == 0) {
    RecoveryStore store(folder);
    _exit(store.keep({path, QStringLiteral("mine.roundscope.json"), text, QDateTime::currentDateTime()}) ? 1 : 0);
  }
  int state = 0;
  waitpid(child, &state, 0);
  EXPECT_EQ(state, 0);
}

TEST_F(LeftWorkTest, WhatACrashLeftIsOfferedAndRestoredOverItsFile) {
  const std::string lost = Document(ping).set("/seed", "4711").value();
  leaveBehind(unsaved(), path, lost);
  window.show();
  Answers answers({"Restore"});
  window.files().offerLeftWork();
  ASSERT_EQ(answers.asked.size(), 1);
  EXPECT_TRUE(answers.asked[0].startsWith("There is unsaved work of mine.roundscope.json, from "));
  EXPECT_EQ(text(), lost);
  EXPECT_EQ(window.editing().path(), path);
  EXPECT_TRUE(window.editing().modified());
  EXPECT_EQ(onDisk().toStdString(), ping) << "never silently";
  trigger(ActionId::Undo);
  EXPECT_EQ(text(), ping) << "what the file holds";
}

TEST_F(LeftWorkTest, WhatIsRestoredSurvivesAnotherCrashAndWhatIsDiscardedDoesNotComeBack) {
  leaveBehind(unsaved(), path, "{ \"lost\": 1 }");
  {
    MainWindow first;
    first.files().keepIn(unsaved());
    Answers answers({"Ask later"});
    first.files().offerLeftWork();
    EXPECT_EQ(answers.asked.size(), 1);
  }
  Answers answers({"Discard"});
  window.files().offerLeftWork();
  window.files().offerLeftWork();
  EXPECT_EQ(answers.asked.size(), 1);
  EXPECT_TRUE(RecoveryStore(unsaved()).leftWork().empty());
}

// The real window in a program of its own, which is killed.

/// Runs this test program again with one of the tests below that end only by a signal.
class Victim {
 public:
  Victim(const char* test, const QString& folder) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("ROUNDSCOPE_VICTIM", folder);
    // It runs this one test, in whichever share of the others this process is.
    for (const char* share : {"GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX"}) environment.remove(QLatin1String(share));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        QCoreApplication::applicationFilePath(),
        {"--gtest_also_run_disabled_tests", QStringLiteral("--gtest_filter=Victims.DISABLED_%1").arg(test)});
    EXPECT_TRUE(m_process.waitForStarted(kGenerousMs));
  }
  void kill() {
    m_process.kill();  // SIGKILL
    EXPECT_TRUE(m_process.waitForFinished(kGenerousMs));
    EXPECT_EQ(m_process.exitStatus(), QProcess::CrashExit);
  }

 private:
  QProcess m_process;
};

QString victimFolder() { return qEnvironmentVariable("ROUNDSCOPE_VICTIM"); }

/// Types a number after another, and says in a file when each was typed.
TEST(Victims, DISABLED_editAllTheTime) {
  if (victimFolder().isEmpty()) GTEST_SKIP() << "started by another test";
  MainWindow window;
  window.files().keepIn(victimFolder() + "/unsaved");
  window.show();
  window.openFile(victimFolder() + "/mine.roundscope.json");
  QFile log(victimFolder() + "/typed");
  ASSERT_TRUE(log.open(QIODevice::WriteOnly));
  for (int number = 1;; ++number) {
    const std::string seed = std::to_string(number);
    ASSERT_FALSE(window.editing().apply(window.editing().document().set("/seed", seed)));
    log.write(QByteArray::number(number) + ' ' + QByteArray::number(QDateTime::currentMSecsSinceEpoch()) + '\n');
    log.flush();
    QTest::qWait(50);
  }
}

/// Saves one of two texts after the other.
TEST(Victims, DISABLED_saveAllTheTime) {
  if (victimFolder().isEmpty()) GTEST_SKIP() << "started by another test";
  const QString path = victimFolder() + "/mine.roundscope.json";
  for (;;)
    for (const char letter : {'a', 'b'}) ASSERT_FALSE(writeFile(path, QByteArray(1'000'000, letter)));
}

TEST_F(LeftWorkTest, KillingTheProgramWhileItIsEditedLosesAtMostFiveSeconds) {
  qint64 killed = 0;
  {
    Victim victim("editAllTheTime", folder.path());
    // It was kept at least twice, so that what is kept is not only the beginning.
    ASSERT_TRUE(QTest::qWaitFor([this] { return QDir(unsaved()).entryList({"*.unsaved"}).size() == 1; }, kGenerousMs));
    QTest::qWait(3 * DocumentFiles::kKeepMs / 2);
    killed = QDateTime::currentMSecsSinceEpoch();
    victim.kill();
  }
  window.show();
  Answers answers({"Restore"});
  window.files().offerLeftWork();
  ASSERT_EQ(answers.asked.size(), 1);
  const std::string seed = window.editing().document().textAt("/seed").value_or("0");
  EXPECT_GT(std::stoi(seed), 1);
  qint64 lost = -1;  // from the first number that is not there
  for (const QByteArray& line : contentOf(folder.filePath("typed")).value_or("").split('\n')) {
    const QList<QByteArray> words = line.split(' ');
    if (words.size() == 2 && words[0].toInt() > std::stoi(seed) && lost < 0) lost = killed - words[1].toLongLong();
  }
  EXPECT_LE(lost, 5'000) << "milliseconds of work";
  EXPECT_EQ(onDisk().toStdString(), ping);
}

TEST_F(LeftWorkTest, KillingTheProgramWhileItSavesLeavesOneOfTheFilesWhole) {
  for (int round = 0; round < 8; ++round) {
    Victim victim("saveAllTheTime", folder.path());
    ASSERT_TRUE(QTest::qWaitFor([this] { return onDisk().size() == 1'000'000; }, kGenerousMs));
    QTest::qWait(7 * round);
    victim.kill();
    const QByteArray left = onDisk();
    EXPECT_TRUE(left == QByteArray(1'000'000, 'a') || left == QByteArray(1'000'000, 'b')) << left.size();
    ASSERT_FALSE(writeFile(path, QByteArray("for the next round")));
  }
}

}  // namespace
}  // namespace roundscope::ui

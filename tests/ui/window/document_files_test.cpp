// Files in the window: new, save, close, what another program writes meanwhile.
#include "ui/window/document_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QApplication>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/scenario/scenario_places.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "tests/ui/window/document_files_fixture.h"
#include "ui/editor/editing.h"
#include "ui/files/recent_files.h"
#include "ui/files/template_library.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/main_window.h"
#include "ui/window/new_dialog.h"
#include "ui/window/trace_export.h"

namespace roundscope::ui {
namespace {

using namespace document_files_test;

TEST_F(DocumentFilesTest, LeavingWhileATraceIsSavedAsks) {
  open();
  const QString pipe = folder.filePath("trace.csv");
  ASSERT_EQ(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
  window.exportTraceTo(pipe);  // which waits for a reader
  Answers answers({"Go on", "Stop saving"});
  window.close();
  EXPECT_TRUE(window.isVisible());
  EXPECT_EQ(answers.asked, QStringList{"trace.csv is still being saved. Stop saving it?"});
  window.close();
  EXPECT_FALSE(window.isVisible());
  // It may end now. The reader stays, so that what is still written finds one.
  EXPECT_GE(::open(pipe.toLocal8Bit().constData(), O_RDWR), 0);
}

TEST_F(DocumentFilesTest, ATraceOfARunThatGoesOnIsCalledPartial) {
  open();
  EXPECT_EQ(TraceExport::suggestedName(*window.session()), "mine");
  window.session()->setReadAhead(false);
  window.session()->open(test::sequentialAndParallelPings(10));
  ASSERT_FALSE(window.session()->finished());
  EXPECT_TRUE(TraceExport::suggestedName(*window.session()).endsWith("-partial"));
}

TEST_F(DocumentFilesTest, SaveWritesTheTextWithItsCommentsAndTheTitleSaysWhatIsUnsaved) {
  open();
  EXPECT_TRUE(window.windowTitle().startsWith("mine.roundscope.json"));
  EXPECT_FALSE(window.isWindowModified());
  edit();
  EXPECT_TRUE(window.isWindowModified());
  EXPECT_EQ(onDisk().toStdString(), ping) << "nothing is written unasked";
  trigger(ActionId::SaveFile);
  EXPECT_EQ(onDisk().toStdString(), text());
  EXPECT_NE(text().find("// The network."), std::string::npos);
  EXPECT_FALSE(window.isWindowModified());
  trigger(ActionId::Undo);
  EXPECT_TRUE(window.isWindowModified()) << "the file holds another text now";
}

TEST_F(DocumentFilesTest, ClosingAsksWhereSomethingIsUnsavedAndCancelKeepsTheWindow) {
  open();
  edit();
  Answers answers({"Cancel", "Save"});
  window.close();
  EXPECT_TRUE(window.isVisible());
  EXPECT_EQ(onDisk().toStdString(), ping);
  window.close();
  EXPECT_FALSE(window.isVisible());
  EXPECT_EQ(onDisk().toStdString(), text());
  EXPECT_EQ(answers.asked, QStringList(2, "Save the changes of mine.roundscope.json?"));
}

TEST_F(DocumentFilesTest, ClosingAsksNothingWhereAllIsSaved) {
  open();
  Answers answers({});
  window.close();
  EXPECT_FALSE(window.isVisible());
  EXPECT_TRUE(answers.asked.isEmpty());
}

TEST_F(DocumentFilesTest, DiscardLeavesTheFileAsItIsAndNothingToBeOffered) {
  open();
  edit();
  Answers answers({"Discard"});
  window.close();
  EXPECT_FALSE(window.isVisible());
  EXPECT_EQ(onDisk().toStdString(), ping);
  EXPECT_TRUE(RecoveryStore(unsaved()).leftWork().empty());
}

TEST_F(DocumentFilesTest, AnotherFileALessonANewOneAndADropAskTheSameFirst) {
  open();
  edit();
  const std::string mine = text();
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  Answers answers({"Cancel", "Cancel", "Cancel", "Cancel"});
  window.openFile(path);
  window.openLesson(MainWindow::kFirstLesson);
  window.player()->choose(MainWindow::kFirstLesson);
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &enter);
  QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &drop);
  EXPECT_EQ(answers.asked.size(), 4);
  EXPECT_EQ(text(), mine);
  EXPECT_FALSE(window.player()->isOpen());
}

TEST_F(DocumentFilesTest, AFileThatCannotBeWrittenKeepsTheWorkHereAndSaysWhy) {
  open();
  edit();
  EXPECT_FALSE(window.files().saveTo(folder.filePath("gone/mine.json")));
  EXPECT_TRUE(bannerText().contains("gone/mine.json"));
  EXPECT_TRUE(window.editing().modified());
  EXPECT_EQ(window.editing().path(), path);
}

TEST_F(DocumentFilesTest, ALessonThatIsSavedIsAScenarioOfOnesOwnFromThenOn) {
  ASSERT_TRUE(window.openLesson(QStringLiteral("parallel-calls")));
  EXPECT_TRUE(window.editing().path().isEmpty()) << "Save asks for a file";
  ASSERT_TRUE(window.files().saveTo(folder.filePath("own.roundscope.json")));
  EXPECT_FALSE(window.player()->isOpen());
  EXPECT_TRUE(window.windowTitle().startsWith("own.roundscope.json"));
  EXPECT_EQ(contentOf(folder.filePath("own.roundscope.json"))->toStdString(), test::lessonText("parallel-calls"));
}

TEST_F(DocumentFilesTest, TheFirstSaveOffersTheNameOfTheScenario) {
  window.openScenario(test::sequentialAndParallelPings(2));
  QString offered;
  QTimer look;
  QObject::connect(&look, &QTimer::timeout, [&] {
    auto* files = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
    if (files == nullptr) return;
    offered = QFileInfo(files->selectedFiles().value(0)).fileName();
    files->reject();
  });
  look.start(5);
  EXPECT_FALSE(window.files().save());
  EXPECT_EQ(offered, window.editing().name() + ".roundscope.json");
}

TEST_F(DocumentFilesTest, NewShowsEachTemplateWithItsTextAndOpensTheChosenOneWithoutAFile) {
  window.show();
  trigger(ActionId::NewFile);
  auto* dialog = window.findChild<NewDialog*>();
  ASSERT_NE(dialog, nullptr);
  auto* list = dialog->findChild<QListWidget*>();
  const auto* preview = dialog->findChild<QPlainTextEdit*>();
  ASSERT_EQ(list->count(), static_cast<int>(templates().size()));
  for (int row = 0; row < list->count(); ++row) {
    list->setCurrentRow(row);
    EXPECT_EQ(preview->toPlainText().toStdString(),
              loadTemplate(templates()[static_cast<std::size_t>(row)].id).value());
  }
  for (const char* name : {"Templates", "What it is about", "The template's text"}) {
    const auto parts = dialog->findChildren<QWidget*>();
    EXPECT_TRUE(std::any_of(parts.begin(), parts.end(), [&](const QWidget* part) {
      return part->accessibleName() == QLatin1String(name);
    })) << name;
  }
  list->setCurrentRow(3);
  QTest::keyClick(list, Qt::Key_Return);
  EXPECT_TRUE(window.editing().path().isEmpty());
  EXPECT_EQ(text(), loadTemplate(templates()[3].id).value());
  ASSERT_TRUE(window.session()->scenarioSet());
  EXPECT_EQ(window.session()->scenarioSet()->title, "Saga");
  EXPECT_TRUE(window.windowTitle().startsWith("Saga"));
}

TEST_F(DocumentFilesTest, TheNewDialogFitsASmallProjector) {
  NewDialog dialog(nullptr);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  EXPECT_LE(dialog.minimumSizeHint().expandedTo(dialog.minimumSize()).width(), 800);
  EXPECT_LE(dialog.minimumSizeHint().expandedTo(dialog.minimumSize()).height(), 450);
}

TEST_F(DocumentFilesTest, RecentFilesAreListedTheLastFirstAndOpenAgain) {
  open();
  ASSERT_TRUE(window.files().saveTo(folder.filePath("second.roundscope.json")));
  QMenu menu;
  window.files().listRecent(&menu);
  ASSERT_GE(menu.actions().size(), 2);
  EXPECT_EQ(menu.actions()[0]->text(), folder.filePath("second.roundscope.json"));
  EXPECT_EQ(menu.actions()[1]->text(), path);
  menu.actions()[1]->trigger();
  EXPECT_EQ(window.editing().path(), path);
  clearRecentFiles();
  window.files().listRecent(&menu);
  ASSERT_EQ(menu.actions().size(), 1);
  EXPECT_FALSE(menu.actions()[0]->isEnabled());
}

// What another program writes.

TEST_F(DocumentFilesTest, AFileThatChangesOutsideIsReadAgainAndTheCursorStays) {
  open();
  window.session()->setCursor(Time{1'000'000});
  const std::string theirs = Document(ping).set("/seed", "99").value();
  ASSERT_FALSE(writeFile(path, QByteArray::fromStdString(theirs)));
  ASSERT_TRUE(QTest::qWaitFor([&] { return text() == theirs; }, kGenerousMs));
  EXPECT_FALSE(window.editing().modified());
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(window.session()->scenarioSet()->variants.front().seed, 99U);
  EXPECT_EQ(window.session()->cursor(), Time{1'000'000});
}

TEST_F(DocumentFilesTest, AChangeOutsideOfWhatIsChangedHereAsksAndTheirsCanBeUndone) {
  open();
  edit();
  const std::string mine = text();
  Answers answers({"Take theirs"});
  ASSERT_FALSE(writeFile(path, QByteArray("{ \"theirs\": 1 }")));
  ASSERT_TRUE(QTest::qWaitFor([&] { return text() == "{ \"theirs\": 1 }"; }, kGenerousMs));
  EXPECT_FALSE(window.editing().modified());
  EXPECT_EQ(answers.asked, QStringList("mine.roundscope.json was changed by another program"));
  trigger(ActionId::Undo);
  EXPECT_EQ(text(), mine);
}

TEST_F(DocumentFilesTest, KeepMineKeepsBothUntilISave) {
  open();
  edit();
  const std::string mine = text();
  Answers answers({"Keep mine"});
  ASSERT_FALSE(writeFile(path, QByteArray("theirs")));
  ASSERT_TRUE(QTest::qWaitFor([&] { return answers.asked.size() == 1; }, kGenerousMs));
  QTest::qWait(50);
  EXPECT_EQ(text(), mine);
  EXPECT_EQ(onDisk(), QByteArray("theirs"));
  EXPECT_TRUE(window.editing().modified());
  trigger(ActionId::SaveFile);
  EXPECT_EQ(onDisk().toStdString(), mine) << "it was asked already";
}

TEST_F(DocumentFilesTest, SavingOverAFileThatChangedMeanwhileAsksBeforeItIsNoticedOtherwise) {
  open();
  edit();
  const std::string mine = text();
  Answers answers({"Cancel", "Overwrite"});
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
  file.write("theirs");
  file.close();
  EXPECT_FALSE(window.files().save());
  EXPECT_EQ(onDisk(), QByteArray("theirs"));
  EXPECT_TRUE(window.files().save());
  EXPECT_EQ(onDisk().toStdString(), mine);
}

// A file that cannot be run.

TEST_F(DocumentFilesTest, ABrokenFileIsOpenWithAllItsErrorsAndRunsOnceItIsMended) {
  ASSERT_FALSE(writeFile(path, QByteArray("{\"roundscope\": 1,\n\"seed\": -1,\n\"subnets\": [ {\"id\": \"s\"} ],\n"
                                          "\"canisters\": [ {\"id\": \"c\", \"subnet\": \"t\"} ]}")));
  window.show();
  window.openFile(path);
  EXPECT_EQ(window.editing().path(), path);
  EXPECT_TRUE(bannerText().contains(":2: /seed: found -1")) << bannerText().toStdString();
  EXPECT_TRUE(bannerText().contains(":4: /canisters/0/subnet: unknown subnet"));
  EXPECT_TRUE(window.session()->runs().empty());
  for (const ActionSpec& spec : actionTable())  // nothing there to be played, saved as a picture or told
    if (spec.menu == MenuId::Run || spec.menu == MenuId::View || spec.menu == MenuId::Compare) trigger(spec.id);
  ASSERT_FALSE(window.editing().apply(window.editing().document().set("/seed", "1")));
  EXPECT_FALSE(bannerText().contains("/seed"));
  ASSERT_FALSE(window.editing().apply(window.editing().document().set("/canisters/0/subnet", "\"s\"")));
  ASSERT_TRUE(window.session()->scenarioSet());
  EXPECT_FALSE(window.findChild<Banner*>()->isVisible());
}

TEST_F(DocumentFilesTest, WhatIsAskedInALessonIsThereAgainAndIsAskedAboutOnlyAtTheEnd) {
  window.show();
  const auto openLesson = [&](const char* id) {
    ASSERT_TRUE(window.openLesson(id));
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return window.session()->finished() && window.player()->resolved(); }, kGenerousMs));
    QApplication::processEvents();
  };
  openLesson("parallel-calls");
  const std::string lesson = window.editing().document().text();
  const std::size_t before = window.session()->scenarioSet()->variants.size();
  const auto whatIf = withWhatIf(window.editing().document(), 0, "Seventy", {});
  ASSERT_TRUE(whatIf.ok());
  ASSERT_FALSE(window.editing().apply(whatIf.value().text));
  std::optional<Answers> none(std::in_place, QStringList());
  openLesson("sequential-calls");
  EXPECT_FALSE(window.editing().modified());
  EXPECT_FALSE(RecoveryStore(unsaved()).leftWork().size()) << "it is this program's own";
  openLesson("parallel-calls");
  ASSERT_TRUE(
      QTest::qWaitFor([&] { return window.session()->finished() && window.editing().modified(); }, kGenerousMs));
  EXPECT_EQ(window.editing().document().text(), whatIf.value().text);
  EXPECT_EQ(window.session()->scenarioSet()->variants.size(), before + 1);
  EXPECT_EQ(window.player()->id(), QStringLiteral("parallel-calls"));
  window.editing().undo();
  EXPECT_EQ(window.editing().document().text(), lesson);
  window.editing().redo();
  openLesson("sequential-calls");
  EXPECT_TRUE(none->asked.isEmpty()) << "nobody is asked in a lecture";
  none.reset();
  Answers stay({"Cancel", "Leave it"});
  EXPECT_FALSE(window.close());
  EXPECT_TRUE(window.close());
  EXPECT_EQ(stay.asked, QStringList(2, "Leave what you asked in lessons?"));
}

TEST_F(DocumentFilesTest, WhatWasNotSavedIsNotComplainedOfOnceItIs) {
  open();
  edit();
  EXPECT_FALSE(window.files().saveTo(folder.filePath("nowhere/mine.roundscope.json")));
  ASSERT_TRUE(window.findChild<Banner*>()->isVisible());
  EXPECT_TRUE(window.files().saveTo(path));
  EXPECT_FALSE(window.findChild<Banner*>()->isVisible());
}

}  // namespace
}  // namespace roundscope::ui

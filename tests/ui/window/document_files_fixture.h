// A window with a file of its own, and somebody who answers its questions.
#pragma once

#include <gtest/gtest.h>

#include <QApplication>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <string>

#include "tests/ui/waiting.h"
#include "ui/editor/editing.h"
#include "ui/files/template_library.h"
#include "ui/files/write_file.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"

namespace roundscope::ui::document_files_test {

/// Presses a button of each question that is asked, by its words, and remembers the questions.
class Answers : public QObject {
 public:
  explicit Answers(QStringList buttons) : m_buttons(std::move(buttons)) {
    connect(&m_timer, &QTimer::timeout, this, &Answers::answer);
    m_timer.start(5);
  }
  QStringList asked;

 private:
  void answer() {
    auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (box == nullptr) return;
    asked << box->text();
    const QString wanted = m_buttons.isEmpty() ? QStringLiteral("none is expected") : m_buttons.takeFirst();
    for (QAbstractButton* button : box->buttons())
      if (plainText(button->text()) == wanted) return button->click();
    ADD_FAILURE() << "asked " << box->text().toStdString() << ": no button " << wanted.toStdString();
    box->reject();
  }
  QStringList m_buttons;
  QTimer m_timer;
};

class DocumentFilesTest : public testing::Test {
 protected:
  DocumentFilesTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.files().keepIn(unsaved());
    EXPECT_FALSE(writeFile(path, QByteArray::fromStdString(ping)));
  }
  [[nodiscard]] QString unsaved() const { return folder.filePath("unsaved"); }
  void open() {
    window.show();
    window.openFile(path);
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
    ASSERT_EQ(window.editing().path(), path);
  }
  /// Gives the scenario another seed.
  void edit(const char* seed = "7") {
    ASSERT_FALSE(window.editing().apply(window.editing().document().set("/seed", seed)));
    ASSERT_TRUE(window.editing().modified());
  }
  [[nodiscard]] std::string text() const { return window.editing().document().text(); }
  [[nodiscard]] QByteArray onDisk() const { return contentOf(path).value_or("gone"); }
  [[nodiscard]] QString bannerText() const { return window.findChild<Banner*>()->text(); }
  void trigger(ActionId id) const { window.actions()[id]->trigger(); }

  QTemporaryDir folder;
  const std::string ping = loadTemplate(QStringLiteral("ping")).value();
  const QString path = folder.filePath("mine.roundscope.json");
  MainWindow window;
};

}  // namespace roundscope::ui::document_files_test

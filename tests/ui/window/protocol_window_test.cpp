// The protocol as the program shows it: from the menu, and from a "Why?".
#include "ui/window/protocol_window.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

#include "core/protocol/rules.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

/// The first line of text that is seen whole, without what is empty.
QString topLine(const ProtocolWindow& window) {
  const auto* text = window.findChild<QTextBrowser*>();
  QTextBlock block = text->cursorForPosition(QPoint(30, 14)).block();
  while (block.isValid() && block.text().isEmpty()) block = block.next();
  return block.text();
}

TEST(ProtocolWindow, BringsTheSectionOfEveryRuleToItsTop) {
  ProtocolWindow window(nullptr);
  const auto* text = window.findChild<QTextBrowser*>();
  std::size_t tops = 0;  // the last sections cannot come to the top
  for (const Rule& rule : allRules()) {
    window.showSection(rule.source.section);
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    const QString number = QStringLiteral("%1. ").arg(rule.source.section);
    EXPECT_TRUE(window.findChild<QListWidget*>()->currentItem()->text().startsWith(number)) << rule.source.section;
    EXPECT_TRUE(text->textCursor().block().text().startsWith(number)) << rule.source.section;
    const QScrollBar* bar = text->verticalScrollBar();
    ASSERT_GT(bar->maximum(), 0) << "the page must be longer than the window, or the test sees nothing";
    if (bar->value() == bar->maximum()) continue;
    EXPECT_TRUE(topLine(window).startsWith(number)) << rule.source.section << ": " << topLine(window).toStdString();
    ++tops;
  }
  EXPECT_GT(tops, allRules().size() / 2);
}

TEST(ProtocolWindow, ListsTheSectionsForTheKeyboard) {
  ProtocolWindow window(nullptr);
  window.showSection(1);
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  auto* list = window.findChild<QListWidget*>();
  ASSERT_EQ(list->count(), 15) << "words, and 14 sections";
  list->setFocus();
  QTest::keyClick(list, Qt::Key_Down);
  EXPECT_TRUE(list->currentItem()->text().startsWith("2. ")) << list->currentItem()->text().toStdString();
  EXPECT_TRUE(topLine(window).startsWith("2. ")) << topLine(window).toStdString();
  QTest::keyClick(list, Qt::Key_Home);
  EXPECT_EQ(topLine(window), list->item(0)->text()) << "the first of them, too";
  QTest::keyClick(&window, Qt::Key_Escape);
  EXPECT_FALSE(window.isVisible());
}

class ProtocolInWindow : public testing::Test {
 protected:
  void open() {
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(test::sequentialAndParallelPings(10));
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  }
  [[nodiscard]] ProtocolWindow* protocol() const { return window.findChild<ProtocolWindow*>(); }

  MainWindow window;
};

TEST_F(ProtocolInWindow, OpensFromTheMenu) {
  open();
  EXPECT_EQ(protocol(), nullptr);
  window.actions()[ActionId::Protocol]->trigger();
  ASSERT_NE(protocol(), nullptr);
  EXPECT_TRUE(protocol()->isVisible());
  window.actions()[ActionId::Protocol]->trigger();
  EXPECT_EQ(window.findChildren<ProtocolWindow*>().size(), 1) << "one is enough";
}

TEST_F(ProtocolInWindow, OpensTheSectionOfAWhy) {
  open();
  window.session()->toEnd();
  window.session()->selectCall(CallRef{0, CallId{0}});
  QPushButton* read = nullptr;
  for (QPushButton* button : window.findChildren<QPushButton*>())
    if (button->text().startsWith("Read section ")) read = button;
  ASSERT_NE(read, nullptr);
  ASSERT_TRUE(read->isVisible());
  const QString section = read->text().section(u' ', 2, 2);
  QTest::mouseClick(read, Qt::LeftButton);
  ASSERT_NE(protocol(), nullptr);
  EXPECT_TRUE(protocol()->findChild<QListWidget*>()->currentItem()->text().startsWith(section + ". "));
  protocol()->close();
  read->setFocus();
  QTest::keyClick(read, Qt::Key_Return);
  EXPECT_TRUE(protocol()->isVisible()) << "Return opens it too";
}

}  // namespace
}  // namespace roundscope::ui

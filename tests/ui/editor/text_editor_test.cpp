// The text editor by its keys, and bound to the document in the window.
#include "ui/editor/text_editor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <QToolButton>

#include "core/scenario/parse.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/editor/editing.h"
#include "ui/editor/text_panel.h"
#include "ui/panels/code_panel.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/stale_strip.h"

namespace roundscope::ui {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kTownText = R"({
  "roundscope": 1,
  "subnets": [{"id": "app-1"}],
  "canisters": [
    {"id": "bank", "subnet": "app-1", "methods": {"pay": {}, "ask": {}}}
  ],
  "ingress": [{"to": "bank.pay"}]
})";

class TextEditorTest : public testing::Test {
 protected:
  TextEditorTest() : editor(nullptr) {
    editor.resize(600, 400);
    editor.show();
    editor.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&editor));
    editor.setFocus();
    QObject::connect(&editor, &TextEditor::edited, &editor, [this](const TextChange& change) {
      changes.push_back(change);
      mirror = applied(mirror, change);
    });
  }
  void open(const std::string& text) {
    editor.setText(text);
    mirror = text;
  }
  /// Puts the cursor where the text has this, behind it.
  void goBehind(const std::string& what) {
    const std::size_t at = editor.text().find(what);
    ASSERT_NE(at, std::string::npos);
    editor.setCursor(at + what.size());
  }
  void type(const QString& letters) { QTest::keyClicks(area(), letters); }
  void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(area(), static_cast<Qt::Key>(key), modifiers);
  }
  [[nodiscard]] QWidget* area() { return editor.focusProxy(); }
  void mark(const std::string& text) {
    const auto set = parseScenario(text, {.fileName = "x:1.json", .overrides = {}});
    ASSERT_FALSE(set.ok());
    editor.setErrors(placesOf(set.error(), text));
  }
  [[nodiscard]] QStringList labels(const std::string& text, const std::string& behind) {
    open(text);
    goBehind(behind);
    press(Qt::Key_Space, Qt::ControlModifier);
    return editor.completionLabels();
  }

  TextEditor editor;
  std::vector<TextChange> changes;
  std::string mirror;
};

TEST_F(TextEditorTest, TellsEveryChangeThatIsTyped) {
  open("{\n  \"title\": \"Gähn\"\n}");
  goBehind("Gäh");
  type("x");
  EXPECT_THAT(changes, ElementsAre(TextChange{18, "", "x"}));
  press(Qt::Key_Backspace);
  press(Qt::Key_Backspace);
  press(Qt::Key_Backspace);
  EXPECT_EQ(changes.back(), (TextChange{15, "ä", ""}));
  press(Qt::Key_A, Qt::ControlModifier);
  type("7");
  EXPECT_EQ(mirror, "7");
  EXPECT_EQ(mirror, editor.text());
}

TEST_F(TextEditorTest, IndentsTheNextLineAsThisOne) {
  open("{\n  \"a\": 1,");
  goBehind("1,");
  press(Qt::Key_Return);
  type("2");
  EXPECT_EQ(mirror, "{\n  \"a\": 1,\n  2");
}

TEST_F(TextEditorTest, KeepsCursorAndSelectionThroughChangesFromElsewhere) {
  open(kTownText);
  const std::size_t at = kTownText.find("bank");
  editor.select({at, at + 4});
  EXPECT_EQ(editor.selectedText(), "bank");
  editor.applyChange({2, "", "  // a new line\n"});
  EXPECT_EQ(editor.selectedText(), "bank");
  editor.applyChange({editor.text().find("ingress"), "ingress", "messages"});
  EXPECT_EQ(editor.selectedText(), "bank");
  EXPECT_THAT(editor.text(), HasSubstr("messages"));
  EXPECT_THAT(changes, IsEmpty()) << "nobody typed";
}

TEST_F(TextEditorTest, HasNoUndoOfItsOwn) {
  open("{}");
  type("1");
  press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(editor.text(), "1{}");
  QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
  asked.ignore();
  QApplication::sendEvent(area(), &asked);
  EXPECT_FALSE(asked.isAccepted()) << "the key is the window's, for the one undo";
  ASSERT_TRUE(QMetaObject::invokeMethod(area(), "undo")) << "the library's";
  EXPECT_EQ(editor.text(), "1{}") << "it remembers nothing";
  EXPECT_EQ(mirror, "1{}");
}

TEST_F(TextEditorTest, MarksEveryErrorAtItsLineWithItsMessage) {
  std::string text = kTownText;
  text.replace(text.find("bank.pay"), 8, "bank.play");
  text.replace(text.find("\"subnet\""), 8, "\"subnett\"");
  open(text);
  mark(text);
  EXPECT_THAT(editor.markedLines(), ElementsAre(4U, 6U));
  EXPECT_THAT(editor.messageAt(4).toStdString(), HasSubstr("subnet"));
  EXPECT_THAT(editor.messageAt(6).toStdString(), HasSubstr("has no method \"play\""));
  EXPECT_EQ(editor.messageAt(5), "");
  EXPECT_THAT(editor.hoverText(text.find("bank.play")).toStdString(), HasSubstr("has no method"));
  EXPECT_THAT(editor.hoverText(text.find("ingress")).toStdString(), Not(HasSubstr("has no method")));
  editor.setErrors({});
  EXPECT_THAT(editor.markedLines(), IsEmpty());
  EXPECT_EQ(editor.messageAt(6), "");
}

TEST_F(TextEditorTest, MarksTheLineWhereTheJsonBreaks) {
  const std::string text = "{\n  \"roundscope\": 1,\n  \"title\" \"x\"\n}";
  open(text);
  mark(text);
  EXPECT_THAT(editor.markedLines(), ElementsAre(2U));
}

TEST_F(TextEditorTest, GoesFromErrorToError) {
  std::string text = kTownText;
  text.replace(text.find("bank.pay"), 8, "bank.play");
  text.replace(text.find("\"subnet\""), 8, "\"subnett\"");
  open(text);
  mark(text);
  press(Qt::Key_F8);
  const std::size_t first = editor.cursor();
  press(Qt::Key_F8);
  EXPECT_EQ(editor.cursor(), text.find("\"bank.play"));
  press(Qt::Key_F8);
  EXPECT_EQ(editor.cursor(), first) << "after the last, the first";
  press(Qt::Key_F8, Qt::ShiftModifier);
  EXPECT_EQ(editor.cursor(), text.find("\"bank.play"));
}

TEST_F(TextEditorTest, OffersTheFieldsThatAnObjectLacks) {
  EXPECT_THAT(labels("{\"roundscope\": 1, }", "1, "), Contains("subnets"));
  EXPECT_THAT(editor.completionLabels(), Not(Contains("roundscope"))) << "is there";
  EXPECT_THAT(labels("{\"ti\": 1}", "\"ti"), ElementsAre("title"));
  EXPECT_THAT(labels(kTownText, "\"app-1\""), IsEmpty()) << "only a comma or a bracket can come here";
}

TEST_F(TextEditorTest, OffersTheWordsAndNamesThatMayStandThere) {
  EXPECT_THAT(labels("{\"profile\": \"\"}", ": \""), ElementsAre("guide", "mainnet", "pocketic"));
  std::string text = kTownText;
  text.replace(text.find("bank.pay"), 8, "");
  EXPECT_THAT(labels(text, "\"to\": \""), ElementsAre("bank.pay", "bank.ask"));
  text.resize(text.find("\"to\": \"") + 7);
  EXPECT_THAT(labels(text, "\"to\": \""), ElementsAre("bank.pay", "bank.ask")) << "also where the text breaks off";
}

TEST_F(TextEditorTest, WritesWhatIsChosen) {
  open("{}");
  goBehind("{");
  type("\"se");
  EXPECT_THAT(editor.completionLabels(), ElementsAre("seed"));
  press(Qt::Key_Return);
  EXPECT_EQ(mirror, "{\"seed\": 1}");
  open("{\"canisters\": [{\"methods\": {\"m\": {\"steps\": [{}]}}}]}");
  goBehind("[{}]}}}]}");
  goBehind("steps\": [{");
  type("\"rep");
  press(Qt::Key_Tab);
  EXPECT_THAT(mirror, HasSubstr("[{\"reply\": {}}]"));
}

TEST_F(TextEditorTest, GoesOnToTheValueWhereThereIsAChoice) {
  open("{\"seed\": 1}");
  goBehind("{");
  type("\"prof");
  press(Qt::Key_Return);
  QCoreApplication::processEvents();
  EXPECT_THAT(editor.completionLabels(), ElementsAre("guide", "mainnet", "pocketic"));
  press(Qt::Key_Down);
  press(Qt::Key_Return);
  EXPECT_THAT(mirror, HasSubstr("{\"profile\": \"mainnet\",\"seed\": 1}"));
}

TEST_F(TextEditorTest, ClosesAQuoteAndTypesOverIt) {
  open("{\"title\": }");
  goBehind(": ");
  type("\"");
  EXPECT_EQ(mirror, "{\"title\": \"\"}");
  type("a\"");
  EXPECT_EQ(mirror, "{\"title\": \"a\"}");
}

TEST_F(TextEditorTest, ExplainsTheFieldUnderTheMouse) {
  open("{\"max_rounds\": 5, \"subnets\": [{\"id\": \"a\", \"nodes\": 13}]}");
  const std::string help = editor.hoverText(editor.text().find("nodes")).toStdString();
  EXPECT_THAT(help, HasSubstr("nodes: whole number, 1 to 1,000"));
  EXPECT_THAT(help, HasSubstr("fees scale with nodes / 13"));
  EXPECT_THAT(help, HasSubstr("Default: 13"));
  EXPECT_EQ(editor.hoverText(editor.text().find("nodes") - 2), "") << "between two fields";
}

TEST_F(TextEditorTest, FindsTextAndLines) {
  open(kTownText);
  press(Qt::Key_F, Qt::ControlModifier);
  auto* const line = editor.findChild<QLineEdit*>();
  ASSERT_TRUE(line->isVisible());
  QTest::keyClicks(line, "app-1");
  QTest::keyClick(line, Qt::Key_Return);
  EXPECT_EQ(editor.selectedText(), "app-1");
  EXPECT_EQ(editor.cursor(), kTownText.find("app-1") + 5);
  QTest::keyClick(line, Qt::Key_Return);
  EXPECT_EQ(editor.cursor(), kTownText.rfind("app-1") + 5);
  QTest::keyClick(line, Qt::Key_Return, Qt::ShiftModifier);
  EXPECT_EQ(editor.cursor(), kTownText.find("app-1") + 5);
  QTest::keyClick(line, Qt::Key_Escape);
  EXPECT_FALSE(line->isVisible());
  EXPECT_EQ(QApplication::focusWidget(), area());
  press(Qt::Key_G, Qt::ControlModifier);
  QTest::keyClicks(line, "3");
  QTest::keyClick(line, Qt::Key_Return);
  EXPECT_EQ(editor.cursor(), kTownText.find("  \"subnets\""));
}

class TextPanelTest : public testing::Test {
 protected:
  TextPanelTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(test::sequentialAndParallelPings(4));
    finish();
    QTest::keyClick(&window, Qt::Key_7, Qt::AltModifier);
    EXPECT_EQ(QApplication::focusWidget(), editor().focusProxy()) << "whoever opens the text wants to write";
  }
  void finish() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  }
  [[nodiscard]] TextPanel& panel() { return *window.findChild<TextPanel*>(); }
  [[nodiscard]] TextEditor& editor() { return panel().editor(); }
  [[nodiscard]] StaleStrip& strip() { return *window.findChild<StaleStrip*>(); }
  [[nodiscard]] const std::string& document() { return window.editing().document().text(); }
  void typeOver(const std::string& what, const QString& letters) {
    const std::size_t at = document().find(what);
    ASSERT_NE(at, std::string::npos) << what;
    editor().select({at, at + what.size()});
    QTest::keyClicks(editor().focusProxy(), letters);
    window.editing().check();
  }

  MainWindow window;
};

TEST_F(TextPanelTest, HoldsTheOpenScenarioAndRunsWhatIsTyped) {
  EXPECT_EQ(editor().text(), document());
  typeOver("\"count\": 4", "\"count\": 7");
  finish();
  EXPECT_EQ(editor().text(), document());
  EXPECT_EQ(window.session()->runs()[0]->calls().calls().size(), 7U);
  EXPECT_FALSE(strip().isVisible());
}

TEST_F(TextPanelTest, UndoesWithTheOneUndoOfTheDocument) {
  const std::string before = document();
  typeOver("\"count\": 4", "9");
  const std::size_t cursor = editor().cursor();
  QTest::keyClick(editor().focusProxy(), Qt::Key_Z, Qt::ControlModifier);
  while (window.editing().canUndo()) QTest::keyClick(editor().focusProxy(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(document(), before);
  EXPECT_EQ(editor().text(), before);
  EXPECT_NEAR(static_cast<double>(editor().cursor()), static_cast<double>(cursor), 12) << "it stays where it was";
}

TEST_F(TextPanelTest, SaysThatTheRunIsNotOfTheTextWhileThatIsWrong) {
  typeOver("\"count\": 4", "\"colour\": 4");
  EXPECT_TRUE(strip().isVisible());
  EXPECT_THAT(strip().text().toStdString(), HasSubstr("the last run that worked is shown"));
  EXPECT_EQ(window.session()->runs()[0]->calls().calls().size(), 4U) << "and it is";
  EXPECT_FALSE(editor().markedLines().empty());
  window.findChild<TimelineWidget*>()->setFocus();
  QTest::mouseClick(strip().findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_EQ(QApplication::focusWidget(), editor().focusProxy());
  EXPECT_EQ(editor().cursor(), document().find("4", document().find("colour")));
  typeOver("\"colour\": 4", "\"count\": 4");
  EXPECT_FALSE(strip().isVisible());
  EXPECT_THAT(editor().markedLines(), IsEmpty());
}

TEST_F(TextPanelTest, HasTheKeysOfTheRunUntilEscape) {
  window.session()->toStart();
  const Time start = window.session()->cursor();
  editor().setCursor(0);
  QWidget* const area = editor().focusProxy();
  for (const auto key : {Qt::Key_Right, Qt::Key_PageDown, Qt::Key_End, Qt::Key_Home, Qt::Key_Space, Qt::Key_N})
    QTest::keyClick(area, key);
  EXPECT_EQ(window.session()->cursor(), start);
  EXPECT_FALSE(window.session()->playing());
  EXPECT_NE(editor().cursor(), 0U);
  QTest::keyClick(area, Qt::Key_F, Qt::ControlModifier);
  EXPECT_TRUE(window.findChild<QDockWidget*>("events")->isHidden()) << "the search is the text's";
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  EXPECT_EQ(QApplication::focusWidget(), window.findChild<TimelineWidget*>());
  EXPECT_TRUE(panel().isVisible());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
  EXPECT_GT(window.session()->cursor(), start);
}

TEST_F(TextPanelTest, ShowsWhereTheSelectedCallIsWritten) {
  window.session()->selectCall(CallRef{0, CallId{0}});
  window.findChild<TimelineWidget*>()->setFocus();
  QTest::keyClick(&window, Qt::Key_F12);
  EXPECT_EQ(QApplication::focusWidget(), editor().focusProxy());
  EXPECT_THAT(editor().selectedText(), HasSubstr("\"call\""));
  EXPECT_THAT(editor().selectedText(), Not(HasSubstr("\"roundscope\""))) << "not all that it is in";
  const std::string call = editor().selectedText();
  editor().setCursor(0);
  panel().showPlace("/canisters/0/methods/run/steps/0/nowhere/at/all");
  EXPECT_EQ(editor().selectedText(), call) << "what is not written is shown where it would be";
}

TEST_F(TextPanelTest, ShowsTheProgramOfTheCanisterAtItsCursor) {
  QStringList entered;
  QObject::connect(&panel(), &TextPanel::canisterEntered, &window, [&](const QString& id) { entered << id; });
  editor().setCursor(document().find("\"callee\"") + 2);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !entered.isEmpty(); }, kGenerousMs));
  EXPECT_THAT(entered, ElementsAre("callee"));
  const auto* const shown = window.findChild<CodePanel*>()->findChild<QComboBox*>();
  EXPECT_EQ(shown->currentText(), "callee");
  editor().setCursor(document().find("\"caller\"") + 2);
  ASSERT_TRUE(QTest::qWaitFor([&] { return entered.size() == 2; }, kGenerousMs));
  EXPECT_THAT(entered, ElementsAre("callee", "caller"));
  EXPECT_EQ(shown->currentText(), "caller");
}

}  // namespace
}  // namespace roundscope::ui

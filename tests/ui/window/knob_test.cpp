// Knobs in the window: any number is pinned by mouse or keys, turned above the picture, and is part of the file.
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/editor/editing.h"
#include "ui/editor/knob_bar.h"
#include "ui/editor/knob_dialog.h"
#include "ui/panels/knob_box.h"
#include "ui/session/session.h"
#include "ui/text.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/banner.h"
#include "ui/window/centre.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

const std::string kCalls = R"("knobs": [{"label": "Calls", "unit": "calls",
  "set": ["/canisters/0/methods/go/steps/0/call/count"], "minimum": 1, "maximum": 700, "step": 100}],)";

class KnobTest : public testing::Test {
 protected:
  void open(const std::string& fields) {
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(std::make_shared<const ScenarioSet>(
        test::parsed(test::twoSubnets(test::pingSteps(3), R"("ping": {})", fields))));
    settle();
  }
  void settle() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished(); }, kGenerousMs));
    QApplication::processEvents();
  }
  Session& session() { return *window.session(); }
  KnobBar* bar() { return window.findChild<KnobBar*>(); }
  KnobBox* box(std::size_t knob = 0) {
    const auto boxes = bar()->findChildren<KnobBox*>();
    return static_cast<qsizetype>(knob) < boxes.size() ? boxes[static_cast<qsizetype>(knob)] : nullptr;
  }
  std::size_t calls() { return session().runs().front()->calls().calls().size(); }
  KnobDialog* dialog() {
    EXPECT_TRUE(QTest::qWaitFor([] { return qobject_cast<KnobDialog*>(QApplication::activeModalWidget()) != nullptr; },
                                kGenerousMs));
    return qobject_cast<KnobDialog*>(QApplication::activeModalWidget());
  }
  static QLineEdit* field(KnobDialog* dialog, const QString& name) {
    for (QLineEdit* each : dialog->findChildren<QLineEdit*>())
      if (each->accessibleName() == name) return each;
    return nullptr;
  }

  MainWindow window;
};

TEST_F(KnobTest, TheBarIsThereForAFileWithKnobsOnly) {
  open("");
  EXPECT_TRUE(bar()->isHidden());
  open(kCalls);
  ASSERT_FALSE(bar()->isHidden());
  EXPECT_EQ(box()->text(), QStringLiteral("3 calls"));
  EXPECT_EQ(box()->accessibleName(), QStringLiteral("Calls"));
}

TEST_F(KnobTest, IsTurnedByKeysAndTheFileSaysSo) {
  open(kCalls);
  const std::string before = window.editing().document().text();
  box()->setFocus();
  box()->selectAll();
  QTest::keyClicks(box(), QStringLiteral("600"));
  QTest::keyClick(box(), Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished() && calls() == 600; }, kGenerousMs));
  EXPECT_NE(window.editing().document().text().find("\"count\": 600"), std::string::npos);
  EXPECT_TRUE(box()->hasFocus()) << "one goes on turning";
  QTest::keyClick(box(), Qt::Key_Up);
  ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished() && calls() == 700; }, kGenerousMs));
  EXPECT_EQ(box()->text(), QStringLiteral("700 calls"));
  window.editing().undo();
  window.editing().undo();
  settle();
  EXPECT_EQ(window.editing().document().text(), before);
  EXPECT_EQ(calls(), 3U);
  EXPECT_EQ(box()->value(), 3);
}

TEST_F(KnobTest, AValueThatMakesNoScenarioIsSaidAndChangesNothing) {
  open(
      R"("seed": 7, "max_rounds": 900, "knobs": [{"label": "Rounds", "set": ["/max_rounds"], "minimum": -5, "maximum": 5000}], )");
  ASSERT_FALSE(bar()->isHidden());
  const std::string before = window.editing().document().text();
  box()->setFocus();
  box()->selectAll();
  QTest::keyClicks(box(), QStringLiteral("-1"));
  QTest::keyClick(box(), Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.findChild<Banner*>()->isVisible(); }, kGenerousMs));
  EXPECT_TRUE(
      window.findChild<Banner*>()->text().contains(QStringLiteral("/max_rounds: found -1, expected an integer from 1")))
      << window.findChild<Banner*>()->text().toStdString();
  EXPECT_EQ(box()->value(), 900) << "it stands where it stood";
  EXPECT_EQ(window.editing().document().text(), before);
}

TEST_F(KnobTest, IsPinnedByKeys) {
  open("");
  QTest::keyClick(&window, Qt::Key_K, Qt::ShiftModifier);
  KnobDialog* pin = dialog();
  ASSERT_NE(pin, nullptr);
  auto* number = pin->findChild<QComboBox*>();
  ASSERT_NE(number, nullptr);
  const int count = number->findText(QStringLiteral("call to callee.ping: count"), Qt::MatchContains);
  ASSERT_GE(count, 0);
  number->setCurrentIndex(count);
  EXPECT_EQ(field(pin, QStringLiteral("Name"))->text(), QStringLiteral("count"));
  EXPECT_EQ(field(pin, QStringLiteral("Greatest"))->text(), QStringLiteral("30"));
  field(pin, QStringLiteral("Greatest"))->setText(QStringLiteral("many"));
  QTest::keyClick(field(pin, QStringLiteral("Greatest")), Qt::Key_Return);
  ASSERT_TRUE(pin->isVisible()) << "what is wrong is said first";
  EXPECT_TRUE(bar()->isHidden());
  field(pin, QStringLiteral("Greatest"))->setText(QStringLiteral("2,000"));
  QTest::keyClick(field(pin, QStringLiteral("Greatest")), Qt::Key_Return);
  settle();
  ASSERT_FALSE(bar()->isHidden());
  EXPECT_EQ(box()->maximum(), 2000);
  EXPECT_EQ(session().scenarioSet()->knobs.size(), 1U);
  window.editing().undo();
  settle();
  EXPECT_TRUE(bar()->isHidden());
}

TEST_F(KnobTest, IsPinnedFromTheMenuOfACall) {
  open("");
  session().selectCall(CallRef{0, CallId{0}});
  QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
  QApplication::sendEvent(window.findChild<TimelineWidget*>(), &event);
  auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
  ASSERT_NE(menu, nullptr);
  QAction* calls = nullptr;
  for (QAction* action : menu->actions())
    if (action->menu() != nullptr && action->text() == QStringLiteral("Pin as a knob"))
      for (QAction* pin : action->menu()->actions())
        if (pin->text().startsWith(QStringLiteral("Calls of caller.go to callee.ping")) && calls == nullptr)
          calls = pin;
  ASSERT_NE(calls, nullptr);
  calls->trigger();
  while (QWidget* open = QApplication::activePopupWidget()) open->close();
  KnobDialog* pin = dialog();
  ASSERT_NE(pin, nullptr);
  EXPECT_TRUE(pin->findChild<QComboBox*>()->currentText().contains(QStringLiteral("count")));
  pin->accept();
  settle();
  ASSERT_FALSE(bar()->isHidden());
  EXPECT_EQ(box()->value(), 3);
}

TEST_F(KnobTest, ChangesAndGoesByItsMenu) {
  open(kCalls);
  const auto choose = [&](const QString& begins) {
    emit box()->customContextMenuRequested({5, 5});
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    ASSERT_NE(menu, nullptr);
    for (QAction* action : menu->actions())
      if (action->text().startsWith(begins)) action->trigger();
    while (QWidget* open = QApplication::activePopupWidget()) open->close();
  };
  choose(QStringLiteral("Change"));
  KnobDialog* change = dialog();
  ASSERT_NE(change, nullptr);
  field(change, QStringLiteral("Name"))->setText(QStringLiteral("n"));
  field(change, QStringLiteral("Unit"))->clear();
  change->accept();
  settle();
  EXPECT_EQ(box()->text(), QStringLiteral("3"));
  EXPECT_EQ(box()->accessibleName(), QStringLiteral("n"));
  choose(QStringLiteral("Unpin"));
  settle();
  EXPECT_TRUE(bar()->isHidden());
  EXPECT_EQ(window.editing().document().text().find("knobs"), std::string::npos);
}

TEST_F(KnobTest, SeveralWrapWhereTheWindowIsNarrow) {
  std::string knobs;
  for (int i = 0; i < 6; ++i)
    knobs += std::string(i == 0 ? "" : ", ") + R"({"label": "Calls that are made )" + std::to_string(i) +
             R"(", "set": ["/canisters/0/methods/go/steps/0/call/count"], "minimum": 1, "maximum": 700})";
  open("\"knobs\": [" + knobs + "], ");
  for (const int width : {800, 1280, 1920}) {
    window.resize(width, 720);
    QApplication::processEvents();
    QApplication::processEvents();
    for (std::size_t i = 0; i < 6; ++i) {
      const QRect place(box(i)->mapTo(bar(), QPoint()), box(i)->size());
      EXPECT_TRUE(bar()->rect().contains(place)) << width << ": knob " << i;
      EXPECT_GE(box(i)->width(), box(i)->minimumSizeHint().width()) << width;
    }
  }
}

TEST_F(KnobTest, MoreThanItsRangeIsTypedWholeAndBecomesTheMost) {
  open(kCalls);
  box()->setFocus();
  box()->selectAll();
  QTest::keyClicks(box(), QStringLiteral("7000"));
  EXPECT_TRUE(box()->text().contains(QStringLiteral("7000")) || box()->text().contains(QStringLiteral("7,000")))
      << box()->text().toStdString();
  QTest::keyClick(box(), Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished() && calls() == 700; }, kGenerousMs));
}

}  // namespace
}  // namespace roundscope::ui

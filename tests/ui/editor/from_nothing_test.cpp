// A scenario is made from nothing in the window, with mouse and keyboard only.
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include "core/code/code_text.h"
#include "core/scenario/parse.h"
#include "tests/support/scenarios.h"
#include "tests/ui/shots.h"
#include "tests/ui/waiting.h"
#include "ui/editor/editing.h"
#include "ui/editor/field_editor.h"
#include "ui/editor/form_view.h"
#include "ui/editor/scenario_tree.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

constexpr const char* kMade = ROUNDSCOPE_SOURCE_DIR "/tests/ui/editor/made_from_nothing.roundscope.json";
constexpr const char* kSmallest = R"({
  "roundscope": 1,
  "subnets": [
    {"id": "subnet"}
  ],
  "canisters": [
    {"id": "aggregator", "subnet": "subnet"}
  ]
}
)";

class FromNothingTest : public testing::Test {
 protected:
  FromNothingTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
    for (QDockWidget* dock : window.findChildren<QDockWidget*>())
      if (dock->isAncestorOf(tree())) dock->raise();
    window.editing().open(kSmallest, {}, QStringLiteral("made"));
    EXPECT_TRUE(QTest::qWaitFor([&] { return tree()->isVisible() && window.session()->finished(); }, kGenerousMs));
  }

  [[nodiscard]] ScenarioTree* tree() const { return window.findChild<ScenarioTree*>(); }
  [[nodiscard]] const Document& document() const { return window.editing().document(); }

  void shot(const QString& name) { ui::shot(window, name); }

  /// The first row below `above` that reads so; of the whole tree without one.
  [[nodiscard]] QModelIndex rowOf(const QString& text, const QModelIndex& above = {}) const {
    const QAbstractItemModel& model = *tree()->model();
    for (int i = 0; i < model.rowCount(above); ++i) {
      const QModelIndex row = model.index(i, 0, above);
      if (row.data().toString() == text) return row;
      if (const QModelIndex inside = rowOf(text, row); inside.isValid()) return inside;
    }
    return {};
  }

  void click(const QString& text) {
    const QModelIndex row = rowOf(text);
    ASSERT_TRUE(row.isValid()) << text.toStdString() << " in\n" << document().text();
    tree()->scrollTo(row);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(row).center());
    ASSERT_EQ(tree()->currentIndex(), row) << text.toStdString();
  }

  void press(Qt::Key key, Qt::KeyboardModifiers held = {}) { QTest::keyClick(QApplication::focusWidget(), key, held); }

  /// Takes a row of the menu that `opener` opens, by keyboard.
  template <class Opener>
  void take(const QString& text, Opener opener) {
    bool taken = false;
    QTimer::singleShot(0, &window, [&] {
      auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
      ASSERT_NE(menu, nullptr);
      for (qsizetype i = 0; i < menu->actions().size() + 1; ++i) {
        QTest::keyClick(menu, Qt::Key_Down);
        if (menu->activeAction() == nullptr || menu->activeAction()->text() != text) continue;
        taken = true;
        return QTest::keyClick(menu, Qt::Key_Return);
      }
      menu->close();
    });
    opener();
    ASSERT_TRUE(QTest::qWaitFor([&] { return QApplication::activePopupWidget() == nullptr; }, kGenerousMs));
    EXPECT_TRUE(taken) << text.toStdString();
    // Without a window manager nobody makes the window the active one again.
    QApplication::setActiveWindow(&window);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.isActiveWindow(); }, kGenerousMs));
  }

  void add(const QString& what) {
    tree()->setFocus();
    ASSERT_TRUE(tree()->hasFocus()) << what.toStdString();
    take(what, [&] { press(Qt::Key_Insert); });
  }

  /// Goes through the form by Tab, as one without a mouse does, and writes into the field.
  void write(const QString& label, const QString& text) {
    tree()->setFocus();
    press(Qt::Key_Return);
    for (int i = 0; i < 60; ++i) {
      const QWidget* focused = QApplication::focusWidget();
      if (focused != nullptr && focused->accessibleName() == label) {
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), text);
        press(Qt::Key_Return);
        press(Qt::Key_Escape);
        EXPECT_TRUE(tree()->hasFocus());
        return;
      }
      press(Qt::Key_Tab);
    }
    ADD_FAILURE() << "no field " << label.toStdString() << " in\n" << document().text();
  }

  void addCanister(const QString& name, const QString& subnet) {
    click(QStringLiteral("Canisters"));
    add(QStringLiteral("Canister"));
    write(QStringLiteral("Name"), name);
    write(QStringLiteral("Subnet"), subnet);
  }

  void addMethod(const QString& canister, const QString& name) {
    click(canister);
    add(QStringLiteral("Method"));
    write(QStringLiteral("Name"), name);
  }

  MainWindow window;
};

TEST_F(FromNothingTest, AnAggregatorWithFourServicesIsMadeSavedReadAndPrinted) {
  shot("1-smallest");
  click(QStringLiteral("Network"));
  write(QStringLiteral("Title"), QStringLiteral("Four services"));
  for (const char* const name : {"front", "middle", "far"}) {
    if (name == std::string("front"))
      click(QStringLiteral("subnet"));
    else {
      click(QStringLiteral("Subnets"));
      add(QStringLiteral("Subnet"));
    }
    write(QStringLiteral("Name"), QString::fromLatin1(name));
  }
  EXPECT_EQ(document().stringAt("/canisters/0/subnet"), "front") << "the canister went along";
  shot("2-subnets");
  addCanister(QStringLiteral("prices"), QStringLiteral("front"));
  addCanister(QStringLiteral("stock"), QStringLiteral("middle"));
  addCanister(QStringLiteral("reviews"), QStringLiteral("middle"));
  addCanister(QStringLiteral("archive"), QStringLiteral("far"));
  shot("3-canisters");
  addMethod(QStringLiteral("prices on front"), QStringLiteral("price"));
  addMethod(QStringLiteral("stock on middle"), QStringLiteral("count"));
  addMethod(QStringLiteral("reviews on middle"), QStringLiteral("best"));
  add(QStringLiteral("trap"));
  write(QStringLiteral("Trap"), QStringLiteral("no reviews today"));
  addMethod(QStringLiteral("archive on far"), QStringLiteral("search"));
  add(QStringLiteral("delay ms"));
  write(QStringLiteral("Delay (ms)"), QStringLiteral("5000"));
  add(QStringLiteral("reply"));
  shot("4-services");
  addMethod(QStringLiteral("aggregator on front"), QStringLiteral("page"));
  add(QStringLiteral("call"));
  write(QStringLiteral("To"), QStringLiteral("prices.price"));
  for (const char* const method : {"stock.count", "reviews.best", "archive.search"}) {
    press(Qt::Key_D, Qt::ControlModifier);
    write(QStringLiteral("To"), QString::fromLatin1(method));
  }
  add(QStringLiteral("reply"));
  shot("5-aggregator");
  click(QStringLiteral("call archive.search"));
  press(Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(document().stringAt("/canisters/0/methods/page/steps/2/call/to"), "archive.search");
  click(QStringLiteral("Users' messages"));
  add(QStringLiteral("User's message"));
  write(QStringLiteral("To"), QStringLiteral("aggregator.page"));
  ASSERT_FALSE(window.editing().error()) << window.editing().error()->lines();
  shot("6-made");

  ASSERT_TRUE(QTest::qWaitFor([&] { return window.session()->finished(); }, kGenerousMs));
  const auto made =
      parseScenario(document().text(), {.fileName = "made_from_nothing.roundscope.json", .overrides = {}});
  ASSERT_TRUE(made.ok()) << made.error().lines();
  EXPECT_EQ(made.value().variants.front().subnets.size(), 3U);
  EXPECT_EQ(made.value().variants.front().canisters.size(), 5U);

  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("made_from_nothing.roundscope.json"));
  ASSERT_TRUE(window.findChild<DocumentFiles*>()->saveTo(path));
  EXPECT_FALSE(window.editing().modified());
  const std::string text = document().text();
  window.openFile(path);
  EXPECT_EQ(document().text(), text);
  EXPECT_EQ(window.session()->scenarioSet()->variants, made.value().variants);

  // `./dev verify-code` has the compilers judge the programs of this file.
  if (qEnvironmentVariableIsSet("ROUNDSCOPE_UPDATE_GOLDEN")) {
    QFile golden(QString::fromLatin1(kMade));
    ASSERT_TRUE(golden.open(QIODevice::WriteOnly));
    golden.write(QByteArray::fromStdString(text));
  }
  EXPECT_EQ(test::readFile(kMade), text) << "ROUNDSCOPE_UPDATE_GOLDEN=1 rewrites it";
  const Scenario& scenario = made.value().variants.front();
  const std::string aggregator = motokoCode(scenario, CanisterId{0}).text();
  for (const char* const callee : {"price", "count", "best", "search"})
    EXPECT_NE(aggregator.find(callee), std::string::npos) << callee;
}

TEST_F(FromNothingTest, StepsAreMovedDoubledAndDeletedByKeyAndUndone) {
  addMethod(QStringLiteral("aggregator on subnet"), QStringLiteral("go"));
  add(QStringLiteral("work"));
  add(QStringLiteral("reply"));
  const std::string before = document().text();
  const std::string steps = "/canisters/0/methods/go/steps";
  EXPECT_EQ(document().textAt(steps), R"([{"work": 0}, {"reply": {}}])");
  press(Qt::Key_Up, Qt::AltModifier);
  EXPECT_EQ(document().textAt(steps), R"([{"reply": {}}, {"work": 0}])");
  press(Qt::Key_Down, Qt::AltModifier);
  press(Qt::Key_D, Qt::ControlModifier);
  EXPECT_EQ(document().namesIn(steps).size(), 3U);
  EXPECT_EQ(tree()->currentIndex().row(), 2) << "the copy";
  press(Qt::Key_Delete);
  EXPECT_EQ(document().text(), before);
  EXPECT_EQ(tree()->currentIndex().row(), 1);
  while (window.editing().canUndo()) press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_EQ(document().text(), kSmallest);
}

TEST_F(FromNothingTest, DeletingWhatOthersSpeakOfSaysSoAndCrashesNothing) {
  click(QStringLiteral("subnet"));
  press(Qt::Key_Delete);
  ASSERT_TRUE(window.editing().error());
  const QModelIndex subnets = rowOf(QStringLiteral("⚠ Subnets"));
  ASSERT_TRUE(subnets.isValid()) << window.editing().error()->lines();
  EXPECT_EQ(tree()->model()->rowCount(subnets), 0);
  press(Qt::Key_Z, Qt::ControlModifier);
  EXPECT_FALSE(window.editing().error());
  EXPECT_TRUE(rowOf(QStringLiteral("aggregator on subnet")).isValid());
}

TEST_F(FromNothingTest, KeysOfTheRunWorkAgainOutsideOfFields) {
  click(QStringLiteral("Network"));
  tree()->setFocus();
  press(Qt::Key_Return);
  ASSERT_NE(qobject_cast<QLineEdit*>(QApplication::focusWidget()), nullptr);
  const QAction* hide = window.actions()[ActionId::HideFuture];
  const bool before = hide->isChecked();
  QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("a h"));
  EXPECT_EQ(hide->isChecked(), before) << "a letter is a letter there";
  press(Qt::Key_Return);
  EXPECT_EQ(document().stringAt("/title"), "a h");
  press(Qt::Key_Escape);
  ASSERT_TRUE(tree()->hasFocus());
  press(Qt::Key_H);
  EXPECT_NE(hide->isChecked(), before);
}

}  // namespace
}  // namespace roundscope::ui

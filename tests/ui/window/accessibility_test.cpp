// The window for people who do not see it: by QAccessible, as screen readers ask. Where keys go is seen:
// focus_ring_test.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLineEdit>
#include <QPointer>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSettings>
#include <QTabBar>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/drawing/seen_color.h"
#include "ui/drawing/theme.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/stage/stage_widget.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/appearance.h"
#include "ui/window/banner.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

/// What somebody can come to by keys, or use.
bool isControl(const QWidget& widget) {
  // Parts of other controls, which speak for them.
  const QWidget* parent = widget.parentWidget();
  if (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent)) return false;
  if (widget.objectName().startsWith(QLatin1String("qt_")) || widget.inherits("QScrollBar") ||
      widget.inherits("QTableCornerButton"))
    return false;
  const auto* tabs = qobject_cast<const QTabBar*>(&widget);
  if (tabs != nullptr && tabs->count() == 0) return false;  // Qt keeps one in store
  return widget.focusPolicy() != Qt::NoFocus || qobject_cast<const QAbstractButton*>(&widget) != nullptr;
}

/// The controls of a window that are wanting, each in words.
QStringList wantingIn(const QWidget& window, int& controls) {
  QStringList wanting;
  for (QWidget* widget : window.findChildren<QWidget*>()) {
    if (widget->window() != &window || !widget->isVisible() || !isControl(*widget)) continue;
    ++controls;
    QString who = QLatin1String(widget->metaObject()->className());
    for (const QWidget* above = widget->parentWidget(); above != nullptr; above = above->parentWidget())
      if (above->isWindow() || !above->objectName().isEmpty())
        who += QStringLiteral(" in %1 %2").arg(QLatin1String(above->metaObject()->className()), above->objectName());
    QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
    if (told == nullptr || !told->isValid()) {
      wanting << who + QStringLiteral(": cannot be asked");
      continue;
    }
    if (told->text(QAccessible::Name).isEmpty()) wanting << who + QStringLiteral(": no name");
    if (told->role() == QAccessible::NoRole) wanting << who + QStringLiteral(": no role");
    const QAccessible::State state = told->state();
    if (state.disabled == widget->isEnabled() || state.invisible) wanting << who + QStringLiteral(": a wrong state");
    if (widget->isEnabled() && widget->focusPolicy() != Qt::NoFocus && !state.focusable)
      wanting << who + QStringLiteral(": does not tell that keys lead there");
  }
  return wanting;
}

class Accessibility : public testing::Test {
 protected:
  Accessibility() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void open() {
    window.resize(1600, 1000);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(test::sequentialAndParallelPings(3));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished(); }, kGenerousMs));
    QCoreApplication::processEvents();
  }
  [[nodiscard]] Session& session() { return *window.session(); }
  template <class Widget>
  [[nodiscard]] QAccessibleInterface* told() {
    return QAccessible::queryAccessibleInterface(window.findChild<Widget*>());
  }
  [[nodiscard]] static QString textOf(QAccessibleInterface* of, QAccessible::Text kind = QAccessible::Name) {
    return of->text(kind);
  }

  MainWindow window;
};

TEST_F(Accessibility, EveryControlOfTheWindowAndItsPanelsHasANameARoleAndAState) {
  open();
  int controls = 0;
  QStringList wanting = wantingIn(window, controls);
  session().changeView([](ViewState& view) { view.shown = RunView::Both; });
  session().selectCall(CallRef{1, CallId{1}});
  session().setCursor(Time{1'000'000});
  for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
    dock->show();
    dock->raise();
    QCoreApplication::processEvents();
    wanting += wantingIn(window, controls);
  }
  ASSERT_TRUE(window.openLesson("in-flight-limit"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.player()->resolved().has_value(); }, kGenerousMs));
  window.findChild<QDockWidget*>("lessons")->raise();
  window.findChild<Banner*>()->show(QStringLiteral("Wrong"), QStringLiteral("for the test"));
  QCoreApplication::processEvents();
  wanting += wantingIn(window, controls);
  wanting.removeDuplicates();
  EXPECT_EQ(wanting.join(u'\n').toStdString(), "");
  EXPECT_GT(controls, 100);
}

TEST_F(Accessibility, EveryControlOfEveryDialogHasANameARoleAndAState) {
  open();
  QStringList wanting;
  int dialogs = 0, controls = 0;
  for (const ActionId id :
       {ActionId::NewFile, ActionId::Ask, ActionId::PinKnob, ActionId::RunCost, ActionId::ExportPicture,
        ActionId::Commands, ActionId::Keys, ActionId::Protocol, ActionId::About}) {
    window.actions()[id]->trigger();
    QCoreApplication::processEvents();
    for (const QPointer<QWidget> dialog : QApplication::topLevelWidgets()) {
      if (dialog == nullptr || qobject_cast<QDialog*>(dialog) == nullptr || !dialog->isVisible()) continue;
      ++dialogs;
      if (QAccessible::queryAccessibleInterface(dialog)->text(QAccessible::Name).isEmpty())
        wanting << QStringLiteral("a dialog without a name: ") + QLatin1String(dialog->metaObject()->className());
      wanting += wantingIn(*dialog, controls);
      dialog->close();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  wanting.removeDuplicates();
  EXPECT_EQ(wanting.join(u'\n').toStdString(), "");
  EXPECT_EQ(dialogs, 9);
  EXPECT_GT(controls, 30);
}

TEST_F(Accessibility, TheTimelineTellsItsMomentAndTheCallsInFlightThen) {
  open();
  QAccessibleInterface* timeline = told<TimelineWidget>();
  ASSERT_NE(timeline, nullptr);
  EXPECT_EQ(timeline->role(), QAccessible::List);
  EXPECT_EQ(textOf(timeline).toStdString(), "Timeline");
  session().setCursor(Time{});
  EXPECT_EQ(timeline->childCount(), 0);
  session().setCursor(Time{1'500'000});
  EXPECT_EQ(timeline->childCount(), 4) << "one of those in sequence, and all that are made at once";
  EXPECT_TRUE(textOf(timeline, QAccessible::Description).contains("At 1.5 s: 4 calls in flight"))
      << textOf(timeline, QAccessible::Description).toStdString();
  QAccessibleInterface* second = timeline->child(1);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(second->role(), QAccessible::ListItem);
  EXPECT_TRUE(textOf(second).startsWith("Call #0: caller → callee.ping")) << textOf(second).toStdString();
  EXPECT_FALSE(second->state().selected);
  EXPECT_EQ(second->parent(), timeline);
  EXPECT_EQ(timeline->indexOfChild(second), 1);
  EXPECT_TRUE(timeline->rect().contains(second->rect().center()));
}

TEST_F(Accessibility, ACallOfTheTimelineIsChosenThereAndTheChangeIsTold) {
  open();
  session().setCursor(Time{1'500'000});
  QAccessibleInterface* timeline = told<TimelineWidget>();
  auto* press = timeline->child(2)->actionInterface();
  ASSERT_NE(press, nullptr);
  press->doAction(QAccessibleActionInterface::pressAction());
  ASSERT_TRUE(session().selectedCall().has_value());
  EXPECT_EQ(*session().selectedCall(), (CallRef{1, CallId{1}}));
  EXPECT_TRUE(timeline->child(2)->state().selected);
  EXPECT_TRUE(textOf(timeline, QAccessible::Description).contains("Selected: Call #1"));
  window.findChild<TimelineWidget*>()->setFocus();
  EXPECT_EQ(timeline->focusChild(), timeline->child(2));
  session().toEnd();
  EXPECT_EQ(timeline->childCount(), 1) << "the selected call is told after its end, too";
}

TEST_F(Accessibility, TheStageTellsItsMessagesAndDesks) {
  open();
  session().changeView([](ViewState& view) { view.shown = RunView::Stage; });
  session().setCursor(Time{1'500'000});
  QCoreApplication::processEvents();
  QAccessibleInterface* stage = told<StageWidget>();
  ASSERT_NE(stage, nullptr);
  EXPECT_EQ(textOf(stage).toStdString(), "Stage");
  EXPECT_TRUE(textOf(stage, QAccessible::Description).contains("messages in queues"))
      << textOf(stage, QAccessible::Description).toStdString();
  QStringList told;
  int messages = -1;
  for (int i = 0; i < stage->childCount(); ++i) {
    told << textOf(stage->child(i));
    if (told.back().contains(QStringLiteral("caller → callee"))) messages = i;
  }
  EXPECT_TRUE(told.contains(QStringLiteral("Canister caller on subnet app-1"))) << told.join(u'\n').toStdString();
  ASSERT_GE(messages, 0) << told.join(u'\n').toStdString();
  stage->child(messages)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
  EXPECT_TRUE(session().selectedCall().has_value());
  EXPECT_TRUE(stage->child(messages)->state().selected);
}

constexpr double kLegible = 4.5;  ///< Source: WCAG 2.1, 1.4.3

TEST(Contrast, OfAllTextInPicturesIsEnough) {
  constexpr Role kGrounds[] = {Role::Background, Role::Lane, Role::LaneOther, Role::Gutter, Role::Heading, Role::Ruler};
  for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print, ThemeKind::Grey}) {
    const Theme theme{kind};
    for (const Role text : {Role::Text, Role::MutedText, Role::FailureText})
      for (const Role ground : kGrounds)
        EXPECT_GE(contrastOf(theme.color(text), theme.color(ground)), kLegible)
            << "theme " << static_cast<int>(kind) << ", text " << static_cast<int>(text) << " on "
            << static_cast<int>(ground);
    EXPECT_GE(contrastOf(theme.color(Role::CursorText), theme.color(Role::Cursor)), kLegible);
  }
}

/// A colour of the style sheet: that of `property` in the rule of `selector`.
QColor colorIn(const QString& selector, const QString& property) {
  const QRegularExpression rule(
      QStringLiteral("%1 \\{[^}]*?[ ;]%2: (#[0-9a-f]{6})").arg(QRegularExpression::escape(selector), property));
  return QColor(rule.match(qApp->styleSheet()).captured(1));
}

TEST(Contrast, OfAllTextInTheWindowIsEnough) {
  for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
    applyAppearance(kind, 1);
    const QPalette palette = QApplication::palette();
    const auto expectOn = [&](const QColor& text, const QColor& ground, const char* what) {
      ASSERT_TRUE(text.isValid() && ground.isValid()) << what;
      EXPECT_GE(contrastOf(text, ground), kLegible) << "theme " << static_cast<int>(kind) << ": " << what;
    };
    const QColor muted = palette.color(QPalette::PlaceholderText);
    for (const QPalette::ColorRole ground :
         {QPalette::Window, QPalette::Base, QPalette::AlternateBase, QPalette::Button}) {
      expectOn(palette.color(QPalette::WindowText), palette.color(ground), "text");
      expectOn(muted, palette.color(ground), "muted text");
    }
    expectOn(palette.color(QPalette::Link), palette.color(QPalette::Base), "a link");
    expectOn(palette.color(QPalette::Link), palette.color(QPalette::Window), "a link in a panel");
    expectOn(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight), "what is chosen");
    expectOn(palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase), "a tooltip");
    expectOn(colorIn("QFrame#banner QLabel", "color"), colorIn("QFrame#banner", "background"), "the banner");
    expectOn(colorIn("QLabel[role=\"error\"]", "color"), palette.color(QPalette::Window), "an error");
    expectOn(colorIn("QLabel[role=\"caption\"]", "color"), colorIn("QFrame#why", "background"), "a caption of Why?");
    expectOn(colorIn("QPushButton[role=\"primary\"]", "color"), colorIn("QPushButton[role=\"primary\"]", "background"),
             "the button that goes on");
  }
  applyAppearance(ThemeKind::Light, 1);
}

}  // namespace
}  // namespace roundscope::ui

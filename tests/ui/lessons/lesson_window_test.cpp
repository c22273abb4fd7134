// Every step of every lesson at 1280 by 720, in the ordinary window and presented, light and dark: nothing is cut off,
// what the step points at is in view, nothing scrolls sideways.
#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTest>

#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/choice_button.h"
#include "ui/panels/lesson_page.h"
#include "ui/plot/in_flight_chart.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/timeline/topic.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

constexpr int kSettledMs = 1'500;  // what is laid out anew asks for more; only what never fits takes as long
constexpr QSize kProjector{1280, 720};

struct Look {
  QString lesson;
  bool presented = false;
  bool dark = false;
};

std::vector<Look> allLooks() {
  std::vector<Look> all;
  for (const LessonInfo& lesson : lessons())
    for (const bool presented : {false, true})
      for (const bool dark : {false, true}) all.push_back({lesson.id, presented, dark});
  return all;
}

std::string nameOf(const testing::TestParamInfo<Look>& info) {
  std::string name = info.param.lesson.toStdString();
  std::replace(name.begin(), name.end(), '-', '_');
  return name + (info.param.presented ? "_presented" : "") + (info.param.dark ? "_dark" : "");
}

/// Panels that take turns lie outside of the window while another has its turn.
bool isSeen(const QWidget& widget) { return widget.isVisible() && !widget.visibleRegion().isEmpty(); }

/// Why a text does not have the room it needs; empty where it has.
QString cutLabel(const QLabel& label) {
  if (label.text().isEmpty()) return {};
  const int height = label.wordWrap() ? label.heightForWidth(label.width()) : label.sizeHint().height();
  if (height > label.height() + 1) return QStringLiteral("needs %1 px of height").arg(height);
  if (!label.wordWrap() && label.sizeHint().width() > label.width() + 1) return QStringLiteral("needs more width");
  return {};
}

/// What of the widget its scrolled page, or its window, cuts off.
QString cutByPage(const QWidget& widget) {
  for (QWidget* above = widget.parentWidget(); above != nullptr; above = above->parentWidget()) {
    const QRect place(widget.mapTo(above, QPoint()), widget.size());
    if (place.left() < -1 || place.right() > above->width() + 1)
      return QStringLiteral("reaches beyond %1").arg(above->metaObject()->className());
  }
  return {};
}

/// Names of columns may take several lines.
QString cutHeader(const QHeaderView& header, int section, const QString& text) {
  const QRect room(0, 0, header.sectionSize(section), header.height());
  const QRect needed = header.fontMetrics().boundingRect(room, static_cast<int>(header.defaultAlignment()), text);
  return room.width() >= needed.width() && room.height() >= needed.height() ? QString() : "needs a larger column";
}

/// A cell that is seen shows its text in one line or in as many as the row has room for.
QStringList cutCells(const QTableView& table) {
  QStringList cut;
  for (int row = 0; row < table.model()->rowCount(); ++row)
    for (int column = 0; column < table.model()->columnCount(); ++column) {
      const QModelIndex index = table.model()->index(row, column);
      const QRect cell = table.visualRect(index);
      const QString text = index.data().toString();
      if (text.isEmpty() || !table.viewport()->rect().contains(cell)) continue;
      const int flags = table.wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
      const QRect needed = table.fontMetrics().boundingRect(cell.adjusted(2, 0, -2, 0), flags, text);
      if (needed.width() > cell.width() || needed.height() > cell.height()) cut << text;
    }
  return cut;
}

QStringList cutTexts(const QWidget& window) {
  QStringList cut;
  const auto note = [&](const QString& text, const QString& why) {
    if (!why.isEmpty()) cut << QStringLiteral("“%1” %2").arg(text, why);
  };
  for (const QLabel* label : window.findChildren<QLabel*>()) {
    if (!isSeen(*label)) continue;
    note(label->text(), cutLabel(*label));
    note(label->text(), cutByPage(*label));
  }
  for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
    if (!isSeen(*button)) continue;
    note(button->text(), cutByPage(*button));
    if (!button->text().isEmpty() && button->sizeHint().width() > button->width() + 1)
      note(button->text(), "needs more width");
  }
  for (const QTableView* table : window.findChildren<QTableView*>())
    if (isSeen(*table))
      for (const QString& text : cutCells(*table)) note(text, "needs a larger cell");
  for (const QAbstractSpinBox* box : window.findChildren<QAbstractSpinBox*>())
    if (isSeen(*box) && box->minimumSizeHint().width() > box->width() + 1) note(box->text(), "needs more width");
  for (const QTabBar* tabs : window.findChildren<QTabBar*>())
    for (int tab = 0; isSeen(*tabs) && tab < tabs->count(); ++tab)
      if (tabs->tabRect(tab).right() > tabs->width() ||
          tabs->fontMetrics().horizontalAdvance(tabs->tabText(tab)) > tabs->tabRect(tab).width())
        note(tabs->tabText(tab), "needs more width");
  for (const QHeaderView* header : window.findChildren<QHeaderView*>())
    for (int i = 0; isSeen(*header) && header->orientation() == Qt::Horizontal && i < header->count(); ++i) {
      const QString text = header->model()->headerData(i, Qt::Horizontal).toString();
      if (!header->isSectionHidden(i)) note(text, cutHeader(*header, i, text));
    }
  return cut;
}

QStringList sidewaysScrollBars(const QWidget& window) {
  QStringList found;
  for (const QScrollBar* bar : window.findChildren<QScrollBar*>())
    if (isSeen(*bar) && bar->orientation() == Qt::Horizontal)
      found << bar->parentWidget()->parentWidget()->metaObject()->className();
  return found;
}

class EveryLessonTest : public testing::TestWithParam<Look> {
 protected:
  EveryLessonTest() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void open() {
    window.resize(kProjector);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.actions()[GetParam().dark ? ActionId::DarkTheme : ActionId::LightTheme]->trigger();
    ASSERT_TRUE(window.openLesson(GetParam().lesson));
    waitUntilTold();
    if (!GetParam().presented) return;
    window.actions()[ActionId::Presenter]->setChecked(true);
    QTest::qWait(50);
    window.resize(kProjector);  // the screen of the tests is smaller
  }
  void waitUntilTold() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.player()->resolved().has_value(); }, kGenerousMs));
  }
  [[nodiscard]] const ResolvedView& told() {
    const ResolvedStep& step = *window.player()->resolved();
    return window.player()->revealed() && step.reveal ? *step.reveal : step.view;
  }
  [[nodiscard]] TimelineWidget& timeline() { return *window.findChild<TimelineWidget*>(); }

  void expectTargetInView() {
    const TimelineView& view = timeline().view();
    const FontTextMeasure text(timeline().basePt());
    const QRectF body = bodyOf(timeline().index(), view, timeline().size(), text);
    const Layout layout = layoutOf(timeline().index(), view, timeline().size(), text);
    const Target target = targetOf(told(), window.session()->runs());
    if (!target.lanes.empty()) {
      const auto extent = extentOf(target, timeline().index(), layout, body.height());
      ASSERT_TRUE(extent.has_value());
      EXPECT_GE(extent->top, view.scrollPx - 0.5);
      EXPECT_LE(std::min(extent->bottom, extent->top + body.height()), view.scrollPx + body.height() + 0.5);
    }
    const TimeRange seen = view.axis.visible();
    const auto cursor = static_cast<double>(window.session()->cursor().us);
    EXPECT_GE(cursor, seen.startUs - 1);
    EXPECT_LE(cursor, seen.endUs + 1);
    if (!target.call) return;
    const CallTable& calls = window.session()->runs()[target.call->variant]->calls();
    const CallSpan& call = calls.call(target.call->call);
    EXPECT_GE(static_cast<double>(calls.drawnAt(call.at(CallPoint::Performed)).us), seen.startUs - 1);
    if (!call.end().happened()) return;
    EXPECT_LE(static_cast<double>(calls.drawnAt(call.end()).us), seen.endUs + 1);
  }

  void expectAllIsSeen() {
    const auto* page = window.findChild<LessonPage*>()->findChild<QScrollArea*>();
    const auto fits = [&] { return page->verticalScrollBar()->maximum() == 0 && cutTexts(window).isEmpty(); };
    QCoreApplication::processEvents();
    (void)QTest::qWaitFor(fits, kSettledMs);
    EXPECT_EQ(window.size(), kProjector);
    EXPECT_EQ(cutTexts(window).join('\n').toStdString(), "");
    EXPECT_EQ(sidewaysScrollBars(window).join('\n').toStdString(), "");
    EXPECT_EQ(page->verticalScrollBar()->maximum(), 0) << "the words of the step do not fit";
    const auto* chart = window.findChild<InFlightChart*>();
    EXPECT_FALSE(chart->isVisible() && chart->geometry().intersects(timeline().geometry()));
    if (window.player()->verdict() == nullptr) expectTargetInView();  // which compares whole runs
  }

  MainWindow window;
};

TEST_P(EveryLessonTest, IsSeenWholeStepByStepToItsEnd) {
  open();
  std::size_t steps = 1;
  while (true) {
    SCOPED_TRACE("step " + std::to_string(window.player()->step() + 1) +
                 (window.player()->revealed() ? ", revealed" : ""));
    waitUntilTold();
    ASSERT_FALSE(told().text.empty());
    expectAllIsSeen();
    const std::size_t before = window.player()->step();
    if (!window.player()->next()) break;
    steps += window.player()->step() - before;
  }
  EXPECT_EQ(steps, window.player()->stepCount());
}

INSTANTIATE_TEST_SUITE_P(AllLessons, EveryLessonTest, testing::ValuesIn(allLooks()), nameOf);

}  // namespace
}  // namespace roundscope::ui

// The open file as a tree: whatever its width, every step is read whole.
#include "ui/editor/scenario_panel.h"

#include <gtest/gtest.h>

#include <QScrollBar>
#include <QTest>
#include <QTreeView>

#include "ui/editor/editing.h"
#include "ui/lessons/lesson_library.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

TEST(ScenarioPanelTest, LongStepsTakeSeveralLinesAndNothingScrollsSideways) {
  Session session;
  ScenarioPanel panel(&session, nullptr);
  panel.resize(280, 600);
  panel.show();
  auto set = loadLesson(QStringLiteral("partial-failures"));
  ASSERT_TRUE(set.ok());
  Editing::of(session).adopt(set.value(), {});
  auto* tree = panel.findChild<QTreeView*>();
  const auto fits = [&] {
    int rows = 0, tall = 0;
    for (QModelIndex index = tree->model()->index(0, 0); index.isValid(); index = tree->indexBelow(index)) {
      const QRect row = tree->visualRect(index);
      const QRect words =
          tree->fontMetrics().boundingRect(row.adjusted(4, 0, -4, 0), Qt::TextWordWrap, index.data().toString());
      if (words.height() > row.height()) return false;
      ++rows;
      if (row.height() > 2 * tree->fontMetrics().height()) ++tall;
    }
    return rows > 10 && tall > 0;
  };
  EXPECT_TRUE(QTest::qWaitFor(fits));
  EXPECT_FALSE(tree->horizontalScrollBar()->isVisible());
  panel.resize(200, 600);
  EXPECT_TRUE(QTest::qWaitFor(fits));
}

}  // namespace
}  // namespace roundscope::ui

// The menu's way to what runs may cost.
#include "ui/window/budget_dialog.h"

#include <gtest/gtest.h>

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QTest>

#include "core/run/run.h"
#include "tests/ui/waiting.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

TEST(BudgetDialog, RunsTheScenarioAgainWithinWhatItSaysAndBackAgain) {
  MainWindow window;
  window.openLesson("parallel-calls");
  Session& session = *window.session();
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
  const roundscope::Run& whole = *session.runs().front();
  ASSERT_EQ(whole.trace().cutOff(), CutOff::None);
  const std::uint64_t events = whole.trace().eventCount();

  const auto ask = [&](const auto& answer) {
    window.findChild<Actions*>()->operator[](ActionId::RunCost)->trigger();
    auto* dialog = window.findChild<BudgetDialog*>();
    ASSERT_NE(dialog, nullptr);
    const QList<QDoubleSpinBox*> boxes = dialog->findChildren<QDoubleSpinBox*>();
    ASSERT_EQ(boxes.size(), 3);
    answer(*dialog, *boxes[1]);
    dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished() && window.findChild<BudgetDialog*>() == nullptr; },
                                kGenerousMs));
  };
  ask([](BudgetDialog&, QDoubleSpinBox& most) {
    EXPECT_EQ(most.text(), "as the scenario says");
    most.setValue(20);
  });
  EXPECT_EQ(session.runs().front()->trace().cutOff(), CutOff::MaxEvents);
  EXPECT_LT(session.runs().front()->trace().eventCount(), events);

  ask([](BudgetDialog& dialog, QDoubleSpinBox& most) {
    EXPECT_EQ(most.value(), 20) << "what holds is shown";
    dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::RestoreDefaults)->click();
  });
  EXPECT_EQ(session.runs().front()->trace().cutOff(), CutOff::None);
  EXPECT_EQ(session.runs().front()->trace().eventCount(), events);
}

TEST(BudgetDialog, LeavesWhatIsNotTouchedAsItWasGiven) {
  const RunBudget given{.events = 7, .memoryBytes = 1'234'567, .work = 12};  // finer than the boxes show
  BudgetDialog dialog(given, nullptr);
  EXPECT_EQ(dialog.budget(), given);
  dialog.findChildren<QDoubleSpinBox*>()[1]->setValue(0);
  EXPECT_EQ(dialog.budget().events, RunBudget{}.events);
  EXPECT_EQ(dialog.budget().memoryBytes, given.memoryBytes);
}

}  // namespace
}  // namespace roundscope::ui

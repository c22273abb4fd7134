// The questions of every lecture, asked of a lesson by mouse and by keyboard. Each is answered by a run within three
// actions of the lecturer's: what one hand does without a pause is one action.
#include "ui/window/asking.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QContextMenuEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTest>
#include <set>

#include "tests/ui/shots.h"
#include "tests/ui/waiting.h"
#include "ui/editor/editing.h"
#include "ui/editor/number_dialog.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/parent_comparison.h"
#include "ui/session/session.h"
#include "ui/stage/stage_widget.h"
#include "ui/text.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/command_list.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

constexpr int kMostActions = 3;

class Lecture : public testing::Test {
 protected:
  void begin(const char* lesson) {
    window.resize(1280, 720);
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    ASSERT_TRUE(window.openLesson(lesson));
    settle();
    window.session()->changeView([](ViewState& view) { view.shown = RunView::Both; });
    QApplication::processEvents();
    before = window.session()->scenarioSet()->variants.size();
  }
  void TearDown() override {
    shot(window, QString::fromLatin1(testing::UnitTest::GetInstance()->current_test_info()->name()));
  }

  void settle() {
    ASSERT_TRUE(
        QTest::qWaitFor([this] { return window.session()->finished() && window.player()->resolved(); }, kGenerousMs));
    QApplication::processEvents();
  }

  // What a lecturer does, counted.
  void press(Qt::Key key) {
    ++actions;
    QWidget* at = QApplication::activeModalWidget() != nullptr ? QApplication::activeModalWidget()->focusWidget()
                                                               : QApplication::focusWidget();
    QTest::keyClick(at != nullptr ? at : &window, key);
    QApplication::processEvents();
  }
  void typeAndEnter(const QString& text) {
    ++actions;
    auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    ASSERT_NE(field, nullptr);
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
    QApplication::processEvents();
  }
  /// Opens the list of questions, types, and takes the first that is found.
  void askByKeys(const QString& words) {
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    press(Qt::Key_Q);
    auto* list = window.findChild<CommandList*>();
    ASSERT_NE(list, nullptr);
    list->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(list));
    typeAndEnter(words);
    settle();
  }
  /// The right button at a place of the timeline or stage.
  QMenu* menuAt(QWidget* widget, QPointF at) {
    ++actions;
    QContextMenuEvent event(QContextMenuEvent::Mouse, at.toPoint(), widget->mapToGlobal(at.toPoint()));
    QApplication::sendEvent(widget, &event);
    QApplication::processEvents();
    return qobject_cast<QMenu*>(QApplication::activePopupWidget());
  }
  /// A click on a row of the menu that is open, or of one that opens beside it.
  void choose(QMenu* menu, const QStringList& path) {
    ++actions;
    ASSERT_NE(menu, nullptr);
    for (const QString& text : path) {
      QAction* found = nullptr;
      for (QAction* action : menu->actions())
        if (action->isEnabled() && action->text() == text) found = action;
      ASSERT_NE(found, nullptr) << "the menu lacks " << text.toStdString();
      if (found->menu() != nullptr) {
        menu->setActiveAction(found);
        menu = found->menu();
        continue;
      }
      const QRect place = menu->actionGeometry(found);
      ASSERT_FALSE(place.isEmpty()) << text.toStdString();
      found->trigger();
    }
    while (QWidget* open = QApplication::activePopupWidget()) open->close();
    QApplication::processEvents();
  }
  QPointF desk(const std::string& canister, std::size_t variant) {
    auto* stage = window.findChild<StageWidget*>();
    for (const StageHit& hit : stage->scene().hits)
      if (const auto* at = std::get_if<DeskHit>(&hit.what); at != nullptr && hit.variant == variant)
        if (window.session()->runs()[variant]->name(at->canister) == canister)
          return hit.rect.topLeft() + QPointF(14, 12);
    ADD_FAILURE() << "no desk of " << canister;
    return {};
  }

  /// The what-if that was made, which stands beside its parent.
  const Scenario& answer() {
    const std::vector<Scenario>& variants = window.session()->scenarioSet()->variants;
    EXPECT_EQ(variants.size(), before + 1);
    for (std::size_t v = 0; v < variants.size(); ++v)
      if (const auto parent = parentIn(window.session()->runs(), v)) {
        EXPECT_FALSE(window.session()->viewState().foldedVariants.contains(v));
        EXPECT_FALSE(window.session()->viewState().foldedVariants.contains(*parent)) << "its parent is beside it";
        return variants[v];
      }
    ADD_FAILURE() << "no what-if";
    return variants.front();
  }
  static const CallStep& callOf(const Scenario& scenario, MethodRef method) {
    for (const Step& step : scenario.method(method).steps)
      if (const auto* call = std::get_if<CallStep>(&step.action)) return *call;
    std::abort();
  }
  static const CallStep& callOfUser(const Scenario& scenario) { return callOf(scenario, scenario.ingress.front().to); }

  MainWindow window;
  std::size_t before = 0;
  int actions = 0;
};

TEST_F(Lecture, AndWith700CallsByKeys) {
  begin("in-flight-limit");
  askByKeys("number of calls 700");
  EXPECT_EQ(callOfUser(answer()).count, 700U);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, AndWith700CallsByMouse) {
  begin("in-flight-limit");
  const std::size_t variant = window.player()->resolved()->view.variant;
  const std::string caller = window.session()->runs()[variant]->name(CanisterId{0});
  QMenu* menu = menuAt(window.findChild<StageWidget*>(), desk(caller, variant));
  ASSERT_NE(menu, nullptr);
  const Scenario& scenario = window.session()->scenarioSet()->variants[variant];
  const QString calls = textOf(titleOf(StepPlace{scenario.ingress.front().to, 0}, scenario));
  choose(menu, {calls, "Another number of calls…"});
  auto* dialog = window.findChild<NumberDialog*>();
  ASSERT_NE(dialog, nullptr);
  dialog->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
  typeAndEnter("700");
  settle();
  EXPECT_EQ(callOfUser(answer()).count, 700U);
  EXPECT_LE(actions, kMostActions);
}

TEST(NumberDialogTest, ShowsTheNumberBesideWhatItIsAndSaysWhatIsExpected) {
  NumberDialog dialog(QStringLiteral("Ask"), {"calls", 5, 1, 900, "messages"}, nullptr);
  dialog.show();
  auto* const typed = dialog.findChild<QLineEdit*>();
  const auto* const form = qobject_cast<const QFormLayout*>(dialog.layout());
  ASSERT_TRUE(typed != nullptr && form != nullptr);
  const auto* const label = qobject_cast<const QLabel*>(form->labelForField(typed));
  ASSERT_NE(label, nullptr);
  EXPECT_EQ(label->text(), "calls (messages)");
  EXPECT_EQ(typed->text(), "5");
  typed->setText(QStringLiteral("901"));
  dialog.accept();
  EXPECT_TRUE(dialog.isVisible());
  QStringList said;
  for (const QLabel* words : dialog.findChildren<QLabel*>()) said << words->text();
  EXPECT_TRUE(said.contains(QStringLiteral("Expected a whole number from 1 to 900"))) << said.join(u'|').toStdString();
}

TEST_F(Lecture, OnTheSameSubnetByKeys) {
  begin("parallel-calls");
  const Scenario& before0 = window.session()->scenarioSet()->variants.front();
  ASSERT_NE(before0.canisters[0].subnet, before0.canisters[1].subnet);
  askByKeys(QStringLiteral("canister %1 move to %2")
                .arg(textOf(before0.canisters[1].id), textOf(before0.subnets[before0.canisters[0].subnet.value].id)));
  EXPECT_EQ(answer().canisters[0].subnet, answer().canisters[1].subnet);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, OnTheSameSubnetByMouse) {
  begin("parallel-calls");
  const std::size_t variant = window.player()->resolved()->view.variant;
  auto* stage = window.findChild<StageWidget*>();
  const Scenario scenario = window.session()->scenarioSet()->variants[variant];
  const QPointF from = desk(scenario.canisters[1].id, variant);
  const QPointF to = desk(scenario.canisters[0].id, variant) + QPointF(0, 30);
  ++actions;  // the callee is carried into the other room
  QTest::mousePress(stage, Qt::LeftButton, {}, from.toPoint());
  QMouseEvent move(QEvent::MouseMove, to, stage->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
  QApplication::sendEvent(stage, &move);
  QTest::mouseRelease(stage, Qt::LeftButton, {}, to.toPoint());
  settle();
  EXPECT_EQ(answer().canisters[0].subnet, answer().canisters[1].subnet);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, IfOneIsSlowByKeys) {
  begin("parallel-calls");
  const Scenario& scenario = window.session()->scenarioSet()->variants.front();
  const MethodRef callee = callOfUser(scenario).to.front();
  askByKeys(QStringLiteral("method %1 slow 7").arg(textOf(nameOf(callee, scenario))));
  const Scenario& made = answer();
  EXPECT_EQ(std::get<DelayStep>(made.method(callee).steps.front().action).time, seconds(7));
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, IfOneIsSlowByMouse) {
  begin("parallel-calls");
  const std::size_t variant = window.player()->resolved()->view.variant;
  const Scenario scenario = window.session()->scenarioSet()->variants[variant];
  const MethodRef callee = callOfUser(scenario).to.front();
  QMenu* menu = menuAt(window.findChild<StageWidget*>(), desk(scenario.canister(callee.canister).id, variant));
  choose(menu, {textOf(titleOf(callee, scenario)), "Is slow…"});
  auto* dialog = window.findChild<NumberDialog*>();
  ASSERT_NE(dialog, nullptr);
  dialog->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
  typeAndEnter("");
  settle();
  EXPECT_EQ(std::get<DelayStep>(answer().method(callee).steps.front().action).time, seconds(5));
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, WithTwoCallersByKeys) {
  begin("parallel-calls");
  const std::size_t canisters = window.session()->scenarioSet()->variants.front().canisters.size();
  askByKeys("two callers");
  EXPECT_EQ(answer().canisters.size(), canisters + 1);
  EXPECT_EQ(answer().ingress.size(), 2U);
  EXPECT_NE(answer().ingress[0].to, answer().ingress[1].to) << "each is called by a user";
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, WithTwoCallersByMouse) {
  begin("parallel-calls");
  const std::size_t variant = window.player()->resolved()->view.variant;
  const Scenario scenario = window.session()->scenarioSet()->variants[variant];
  QMenu* menu = menuAt(window.findChild<StageWidget*>(),
                       desk(scenario.canister(scenario.ingress.front().to.canister).id, variant));
  choose(menu, {"A second caller like this: two callers"});
  settle();
  EXPECT_EQ(answer().canisters.size(), scenario.canisters.size() + 1);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, IfWeRetryAtOnceByKeys) {
  begin("in-flight-limit");
  askByKeys("retries failures at once");
  EXPECT_EQ(callOfUser(answer()).onFailure, OnFailure::Retry);
  EXPECT_EQ(callOfUser(answer()).retry.via, RetryVia::Immediate);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, IfWeRetryAtOnceByMouse) {
  begin("in-flight-limit");
  const std::size_t variant = window.player()->resolved()->view.variant;
  const Scenario scenario = window.session()->scenarioSet()->variants[variant];
  QMenu* menu = menuAt(window.findChild<StageWidget*>(), desk(scenario.canisters[0].id, variant));
  choose(menu, {textOf(titleOf(StepPlace{scenario.ingress.front().to, 0}, scenario)), "Retries failures at once"});
  settle();
  EXPECT_EQ(callOfUser(answer()).retry.via, RetryVia::Immediate);
  EXPECT_LE(actions, kMostActions);
}

TEST_F(Lecture, AWhatIfLeavesTheLessonAsItIsAndReturnLeadsBackToTheStep) {
  begin("parallel-calls");
  const ScenarioSet lesson = *window.session()->scenarioSet();
  const std::size_t step = window.player()->step();
  const ViewState view = window.session()->viewState();
  askByKeys("two callers");
  const std::string made = answer().variant;
  for (const Scenario& variant : lesson.variants) {
    bool found = false;
    for (const Scenario& now : window.session()->scenarioSet()->variants) found = found || now == variant;
    EXPECT_TRUE(found) << variant.variant;
  }
  EXPECT_EQ(window.player()->step(), step);
  EXPECT_TRUE(window.player()->isAway());
  window.actions()[ActionId::ReturnToStep]->trigger();
  EXPECT_FALSE(window.player()->isAway());
  for (std::size_t v = 0; v < window.session()->runs().size(); ++v)
    if (window.session()->runs()[v]->scenario().variant == made) {
      EXPECT_TRUE(window.session()->viewState().foldedVariants.contains(v) || view.foldedVariants.empty());
    }
  window.actions()[ActionId::Undo]->trigger();
  settle();
  EXPECT_EQ(window.session()->scenarioSet()->variants, lesson.variants);
}

TEST_F(Lecture, ATurnedKnobLeavesAWhatIfItsOwnNumberAndAPinnedOneTurnsTheLessons) {
  begin("in-flight-limit");
  askByKeys("calls 700");
  const std::string made = answer().variant;
  const auto callsOf = [&](const std::string& variant) {
    for (const auto& run : window.session()->runs())
      if (run->scenario().variant == variant) return run->calls().calls().size();
    return std::size_t{0};
  };
  EXPECT_EQ(callsOf(made), 700U);
  const std::int64_t calls = window.player()->knobs()[0];
  window.player()->turnKnob(0, 900);
  settle();
  EXPECT_EQ(callsOf(made), 700U) << "it says so itself";
  EXPECT_EQ(callsOf("Parallel"), 900U);
  window.player()->turnKnob(0, calls);
  settle();
  const std::string& count = window.player()->lesson().knobs[0].pointers.front();
  ASSERT_FALSE(
      window.editing().apply(withEdits(window.editing().document(), 0, {{ScenarioEdit::Kind::Set, count, "450"}})));
  settle();
  EXPECT_EQ(callsOf("Parallel"), 450U) << "whatever turns the number";
  EXPECT_EQ(window.player()->knobs()[0], 450);
}

TEST_F(Lecture, DeletingAVariantTakesWhatWasMadeOfItAlong) {
  begin("in-flight-limit");
  askByKeys("calls 700");
  const std::size_t whatIf = static_cast<std::size_t>(
      std::find_if(window.session()->runs().begin(), window.session()->runs().end(),
                   [&](const auto& run) { return run->scenario().variant == answer().variant; }) -
      window.session()->runs().begin());
  const auto second = withWhatIf(window.editing().document(), whatIf, "Of it", {});
  ASSERT_TRUE(second.ok());
  ASSERT_FALSE(window.editing().apply(second.value().text));
  settle();
  window.findChild<Asking*>()->removeVariant(whatIf);
  settle();
  EXPECT_EQ(window.session()->scenarioSet()->variants.size(), before);
  EXPECT_FALSE(window.findChild<Banner*>()->isVisible());
}

TEST_F(Lecture, TheAnswerIsBroughtIntoView) {
  begin("in-flight-limit");
  for (const char* words : {"calls 700", "calls 600", "calls 550"}) {
    window.session()->selectCall(std::nullopt);
    askByKeys(words);
  }
  const auto* timeline = window.findChild<TimelineWidget*>();
  const std::vector<Scenario>& variants = window.session()->scenarioSet()->variants;
  std::size_t made = 0;
  for (std::size_t v = 0; v < variants.size(); ++v)
    if (variants[v].variant.starts_with("550")) made = v;
  ASSERT_GT(made, 0U);
  const FontTextMeasure measure(timeline->basePt());
  const Layout layout = layoutOf(timeline->index(), timeline->view(), timeline->size(), measure);
  const double room = bodyOf(timeline->index(), timeline->view(), timeline->size(), measure).height();
  for (const VariantLayout& variant : layout.variants)
    if (variant.variant == made && !variant.lanes.empty()) {
      EXPECT_GE(variant.lanes.front().top, timeline->view().scrollPx);
      EXPECT_LT(variant.lanes.front().top, timeline->view().scrollPx + room);
      return;
    }
  ADD_FAILURE() << "the answer has no lane";
}

TEST_F(Lecture, WhatCannotBeRunIsRefusedWithItsReasonAndChangesNothing) {
  begin("composite-query");
  const std::string text = window.editing().document().text();
  const Scenario scenario = window.session()->scenarioSet()->variants.front();
  Question impossible = moveQuestion(CanisterId{0}, SubnetId{0}, scenario);
  impossible.edits = [](std::int64_t) {
    return std::vector<ScenarioEdit>{{ScenarioEdit::Kind::Set, "/canisters/0/subnet", "\"nowhere\""}};
  };
  window.findChild<Asking*>()->ask(0, impossible, 0);
  EXPECT_EQ(window.editing().document().text(), text);
  EXPECT_TRUE(window.findChild<Banner*>()->isVisible());
  EXPECT_FALSE(window.editing().canUndo());
}

TEST_F(Lecture, AWhatIfFindsItsParentThoughThatWasGivenAnotherNameJustBefore) {
  begin("parallel-calls");
  window.player()->close();
  window.editing().open(
      R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s", "methods": {"go": {}}}],
  "ingress": [{"to": "c.go"}], "variants": [{"name": "Old"}, {"name": "Other"}]})",
      {}, "own");
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  auto* asking = window.findChild<Asking*>();
  asking->setMakesWhatIf(true);
  const std::size_t at = window.editing().document().text().find("Old");
  window.editing().type({at, "Old", "New"});  // the run is still of the old text
  asking->move(0, CanisterId{0}, std::nullopt);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  const std::vector<Scenario>& variants = window.session()->scenarioSet()->variants;
  ASSERT_EQ(variants.size(), 3U);
  EXPECT_EQ(variants[1].parentVariant, "New");
  EXPECT_EQ(window.session()->viewState().foldedVariants, (std::set<std::size_t>{2}));
}

TEST_F(Lecture, AScenarioOfOnesOwnIsChangedItselfAndTheCursorStays) {
  begin("parallel-calls");
  const std::string text = window.editing().document().text();
  window.player()->close();
  window.editing().open(text, {}, "own");
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  window.session()->setCursor(Time{2'500'000});
  const Time cursor = window.session()->cursor();
  press(Qt::Key_Q);
  auto* list = window.findChild<CommandList*>();
  ASSERT_NE(list, nullptr);
  list->activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(list));
  typeAndEnter("number of calls 7");
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(window.session()->scenarioSet()->variants.size(), before);
  EXPECT_EQ(window.session()->cursor(), cursor);
  EXPECT_TRUE(window.editing().modified());
}

}  // namespace
}  // namespace roundscope::ui

// Lessons as a teacher plays them in the window: remote, questions, knobs, exploring and coming back.
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "core/run/rounds.h"
#include "tests/ui/lessons/lesson_fixture.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/window/actions.h"

namespace roundscope::ui {
namespace {

class LessonTest : public LessonFixture {
 protected:
  void press(Qt::Key key) { QTest::keyClick(&window, key); }
  /// The first step of a lesson that asks a question of this kind.
  void goToQuestion(bool choice) {
    for (std::size_t i = 0; i < player().stepCount() * 2; ++i) {
      if (player().asks() && player().resolved()->question->isChoice() == choice) return;
      player().next();
      waitUntilTold();
    }
    FAIL() << "the lesson asks nothing of this kind";
  }
};

TEST_F(LessonTest, BeginsWithItsFirstStepAndItsGoal) {
  open("in-flight-limit");
  EXPECT_EQ(named<QLabel>("Step of the lesson")->text(), QStringLiteral("step 1 of %1").arg(player().stepCount()));
  EXPECT_EQ(named<QLabel>("Goal of the lesson")->text(), QString::fromStdString(player().lesson().goal));
  EXPECT_EQ(named<QLabel>("What the step tells")->text(), QString::fromStdString(player().resolved()->view.text));
  EXPECT_EQ(session().cursor(), player().resolved()->view.cursor);
}

TEST_F(LessonTest, HidesWhatLiesAheadUntilTheAnswerIsRevealed) {
  open("in-flight-limit");
  ASSERT_TRUE(player().asks());
  EXPECT_TRUE(window.actions()[ActionId::HideFuture]->isChecked());
  press(Qt::Key_PageDown);
  EXPECT_FALSE(window.actions()[ActionId::HideFuture]->isChecked());
  EXPECT_EQ(session().cursor(), player().resolved()->reveal->cursor);
  EXPECT_EQ(named<QLabel>("What the answer shows")->text(), QString::fromStdString(player().resolved()->reveal->text));
}

TEST_F(LessonTest, APresentersRemoteGoesForwardAndBackThroughQuestionsAndAnswers) {
  open("in-flight-limit");
  press(Qt::Key_PageDown);
  EXPECT_EQ(player().step(), 0u);
  EXPECT_TRUE(player().revealed());
  press(Qt::Key_PageDown);
  EXPECT_EQ(player().step(), 1u);
  press(Qt::Key_PageUp);
  EXPECT_EQ(player().step(), 0u);
  EXPECT_TRUE(player().asks());
}

TEST_F(LessonTest, TellsARightNumberFromAWrongOne) {
  open("in-flight-limit");
  goToQuestion(false);
  auto* number = named<QLineEdit>("Your answer");
  ASSERT_NE(number, nullptr);
  number->setText(QString::number(player().resolved()->question->answer + 7, 'f', 0));
  QTest::keyClick(number, Qt::Key_Return);
  EXPECT_TRUE(player().revealed());
  EXPECT_FALSE(player().answeredRight());
  player().previous();
  waitUntilTold();
  number->setText(QString::number(player().resolved()->question->answer, 'f', 0));
  QTest::keyClick(number, Qt::Key_Return);
  EXPECT_TRUE(player().answeredRight());
}

TEST_F(LessonTest, WordsAreNoAnswerToANumber) {
  open("in-flight-limit");
  goToQuestion(false);
  auto* number = named<QLineEdit>("Your answer");
  number->setText(QStringLiteral("many"));
  QTest::keyClick(number, Qt::Key_Return);
  EXPECT_TRUE(player().asks());
}

TEST_F(LessonTest, TheRightChoiceIsTheOneThatTheRunHas) {
  open("in-flight-limit");
  goToQuestion(true);
  const ResolvedQuestion question = *player().resolved()->question;
  auto* right = named<QPushButton>(question.choices[question.rightChoice].c_str());
  ASSERT_NE(right, nullptr);
  QTest::mouseClick(right, Qt::LeftButton);
  EXPECT_TRUE(player().answeredRight());
  EXPECT_FALSE(right->isEnabled());
}

TEST_F(LessonTest, NoPartOfAQuestionLiesOverAnother) {
  for (const char* lesson : {"in-flight-limit", "reentrancy"})  // a number, and a choice
    for (const bool answered : {false, true}) {
      open(lesson);
      while (!player().asks()) player().next();
      if (answered) player().reveal();
      QCoreApplication::processEvents();
      const QWidget* question = named<QLabel>("Question")->parentWidget();
      QList<QWidget*> parts;
      for (QWidget* part : question->findChildren<QWidget*>(Qt::FindDirectChildrenOnly))
        if (part->isVisible()) parts << part;
      ASSERT_GE(parts.size(), 2) << lesson;
      for (qsizetype i = 0; i < parts.size(); ++i) {
        EXPECT_TRUE(question->rect().contains(parts[i]->geometry())) << lesson << i;
        for (qsizetype j = 0; j < i; ++j)
          EXPECT_FALSE(parts[i]->geometry().intersects(parts[j]->geometry())) << lesson << i << j;
      }
    }
}

TEST_F(LessonTest, ExploringFreelyCanReturnToTheStep) {
  open("in-flight-limit");
  EXPECT_FALSE(player().isAway());
  session().toEnd();
  EXPECT_TRUE(player().isAway());
  EXPECT_TRUE(named<QPushButton>("Return to the step")->isVisible());
  press(Qt::Key_Backspace);
  EXPECT_FALSE(player().isAway());
  EXPECT_EQ(session().cursor(), player().resolved()->view.cursor);
}

TEST_F(LessonTest, ATurnedKnobRunsTheScenarioAnewAndTheTextFollows) {
  open("in-flight-limit");
  const std::string before = player().resolved()->view.text;
  const std::string answer = player().resolved()->question->answerText;
  auto* knob = named<QDoubleSpinBox>(player().lesson().knobs[0].label.c_str());
  ASSERT_NE(knob, nullptr);
  knob->setValue(10);
  ASSERT_TRUE(QTest::qWaitFor([&] { return player().knobs()[0] == 10; }, kGenerousMs));
  waitUntilTold();
  EXPECT_NE(player().resolved()->view.text, before);
  EXPECT_NE(player().resolved()->question->answerText, answer);
  player().restart();
  waitUntilTold();
  EXPECT_EQ(player().resolved()->view.text, before);
}

TEST_F(LessonTest, ShowsInFullTheVariantsThatAStepSpeaksOf) {
  open("in-flight-limit");
  const std::vector<std::size_t> shown = player().resolved()->view.shown;
  ASSERT_FALSE(shown.empty());
  for (std::size_t v = 0; v < session().runs().size(); ++v)
    EXPECT_EQ(session().viewState().foldedVariants.contains(v),
              std::find(shown.begin(), shown.end(), v) == shown.end());
}

TEST_F(LessonTest, ShowsTheViewsThatAStepUsesAndGivesBackTheViewersOwn) {
  session().changeView([](ViewState& view) { view.shown = RunView::Stage; });
  open("in-flight-limit");
  EXPECT_EQ(session().viewState().shown, RunView::Both);
  while (player().resolved()->view.show == LessonShow::Both) {
    ASSERT_TRUE(player().next());
    waitUntilTold();
  }
  EXPECT_EQ(session().viewState().shown, RunView::Timeline);
  player().close();
  EXPECT_EQ(session().viewState().shown, RunView::Stage);
}

TEST_F(LessonTest, EndsWithItsOwnVerdictAsATableWithBars) {
  open("parallel-calls");
  EXPECT_EQ(named<QWidget>("The runs compared"), nullptr);
  do {
    EXPECT_EQ(player().verdict(), nullptr);
    EXPECT_TRUE(named<QLabel>("Comparison")->text().isEmpty());
    ASSERT_TRUE(player().next());
    waitUntilTold();
  } while (player().willSumUp());
  ASSERT_NE(player().verdict(), nullptr);
  EXPECT_FALSE(player().next());
  EXPECT_EQ(session().cursor(), endOfRounds(*session().runs()[0]));
  EXPECT_EQ(session().viewState().foldedVariants, (std::set<std::size_t>{2, 3}));
  const ResolvedVerdict verdict = *player().verdict();
  EXPECT_EQ(named<QLabel>("What the lesson comes to")->text(), QString::fromStdString(verdict.text));
  EXPECT_EQ(named<QLabel>("Comparison")->text(), QString::fromStdString(verdict.text));
  ASSERT_NE(named<QWidget>("The runs compared"), nullptr);
  for (const VerdictRow& row : verdict.rows)
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      EXPECT_EQ(named<QLabel>((row.variant + ", " + verdict.columns[i]).c_str())->text(),
                QString::fromStdString(row.cells[i].text));
  player().previous();
  EXPECT_EQ(named<QWidget>("The runs compared"), nullptr);
  EXPECT_TRUE(player().revealed());
}

TEST_F(LessonTest, AKnobTurnedAtTheVerdictChangesItsNumbers) {
  open("parallel-calls");
  while (player().willSumUp()) {
    ASSERT_TRUE(player().next());
    waitUntilTold();
  }
  const ResolvedVerdict before = *player().verdict();
  player().turnKnob(0, 40);
  waitUntilTold();
  ASSERT_NE(player().verdict(), nullptr);
  EXPECT_NE(*player().verdict(), before);
  EXPECT_FALSE(player().asks());
}

TEST_F(LessonTest, GivesTheGeneralVerdictBackToAFile) {
  open("parallel-calls");
  auto set = loadLesson(QStringLiteral("parallel-calls"));
  ASSERT_TRUE(set.ok());
  window.openScenario(std::make_shared<const ScenarioSet>(std::move(set).value()));
  ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished(); }, kGenerousMs));
  session().toEnd();
  EXPECT_TRUE(QTest::qWaitFor([this] { return !named<QLabel>("Comparison")->text().isEmpty(); }, kGenerousMs));
}

TEST_F(LessonTest, StateAndEventsAreThoseOfTheStepsVariant) {
  open("composite-query");
  do {
    const auto variant = QString::fromStdString(player().lesson().steps[player().step()].view.variant);
    if (player().revealed()) continue;
    EXPECT_EQ(named<QComboBox>("Variant whose state is shown")->currentText(), variant);
    EXPECT_EQ(named<QComboBox>("Variant whose events are listed")->currentText(), variant);
  } while (player().step() + 1 < player().stepCount() && player().next());
}

TEST_F(LessonTest, RemembersHowFarTheViewerCame) {
  open("in-flight-limit");
  EXPECT_EQ(stepsSeen(QStringLiteral("in-flight-limit")), 0u);
  press(Qt::Key_PageDown);
  EXPECT_EQ(stepsSeen(QStringLiteral("in-flight-limit")), 1u);
}

TEST_F(LessonTest, AnOpenedFileEndsTheLesson) {
  open("in-flight-limit");
  auto set = loadLesson(QStringLiteral("parallel-calls"));
  ASSERT_TRUE(set.ok());
  window.openScenario(std::make_shared<const ScenarioSet>(std::move(set).value()));
  EXPECT_FALSE(player().isOpen());
}

TEST_F(LessonTest, AFocusedKnobLeavesToTheRunWhatIsTheRuns) {
  open("in-flight-limit");
  auto* knob = named<QDoubleSpinBox>(player().lesson().knobs[0].label.c_str());
  knob->setFocus();
  ASSERT_TRUE(knob->hasFocus());
  const double value = knob->value();
  const auto pressed = [&](Qt::Key key) {
    QTest::keyClick(QApplication::focusWidget(), key);
    return session().cursor();
  };
  const Time first = pressed(Qt::Key_Right);
  EXPECT_GT(first, Time{});
  const Time second = pressed(Qt::Key_Right);
  EXPECT_GT(second, first);
  EXPECT_EQ(pressed(Qt::Key_Left), first);
  EXPECT_EQ(pressed(Qt::Key_Home), Time{});
  EXPECT_EQ(pressed(Qt::Key_End), session().end());
  pressed(Qt::Key_Home);
  pressed(Qt::Key_Space);
  EXPECT_TRUE(session().playing());
  pressed(Qt::Key_Space);
  EXPECT_FALSE(session().playing());
  ASSERT_TRUE(player().asks());
  pressed(Qt::Key_PageDown);
  EXPECT_TRUE(player().revealed());
  pressed(Qt::Key_PageUp);
  EXPECT_TRUE(player().asks());
  EXPECT_EQ(knob->value(), value);
  pressed(Qt::Key_Down);
  EXPECT_EQ(knob->value(), value - knob->singleStep());
}

}  // namespace
}  // namespace roundscope::ui

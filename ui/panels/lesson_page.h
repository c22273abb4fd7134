// One lesson, step by step: what is told, asked and revealed, the knobs, and the way on.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/lessons/lesson_player.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace roundscope::ui {

class KnobView;
class QuestionView;
class VerdictView;

class LessonPage : public QWidget {
  Q_OBJECT

 public:
  LessonPage(LessonPlayer* player, QWidget* parent);

 signals:
  void listWanted();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeBody();
  QWidget* makeFoot();
  void showStep();
  void fitTextLater();
  void fitText();
  bool fitsInSomeType(double largest, double least);

  LessonPlayer* m_player;
  QLabel* m_place = nullptr;
  QLabel* m_title = nullptr;
  QLabel* m_goal = nullptr;
  QLabel* m_stepTitle = nullptr;
  QLabel* m_text = nullptr;
  QuestionView* m_question = nullptr;
  QLabel* m_reveal = nullptr;
  VerdictView* m_verdict = nullptr;
  KnobView* m_knobs = nullptr;
  QScrollArea* m_scroll = nullptr;
  QPushButton* m_previous = nullptr;
  QPushButton* m_next = nullptr;
  QToolButton* m_restart = nullptr;
  QPushButton* m_return = nullptr;
  bool m_seeAnswer = false;  ///< it has just been revealed
  QTimer m_fit;              ///< the page is laid out anew first
};

}  // namespace roundscope::ui

// A lesson's question: a number to type or choices to press, and what became of it.
#pragma once

#include <QFrame>
#include <QList>

#include "ui/lessons/lesson_player.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace roundscope::ui {

class ChoiceButton;

class QuestionView : public QFrame {
  Q_OBJECT

 public:
  explicit QuestionView(QWidget* parent);
  /// Shows the question of the player's step; nothing where it has none.
  void show(const LessonPlayer& player);
  /// Of a question that is answered, the question and the answer alone: the choices take no room any more.
  void setBrief(bool brief);

 signals:
  void answered(const LessonAnswer& answer);

 private:
  void ask(const ResolvedQuestion& question);
  void addChoice(const QString& text, std::size_t number);
  void submitNumber();
  void tell(const LessonPlayer& player);

  QVBoxLayout* m_choiceLayout;
  QLabel* m_ask;
  QWidget* m_numberRow;
  QLineEdit* m_number;
  QLabel* m_unit;
  QPushButton* m_submit;
  QLabel* m_verdict;
  QList<ChoiceButton*> m_choices;
  bool m_open = true;
  std::optional<ResolvedQuestion> m_asked;  ///< what the controls were made for
};

}  // namespace roundscope::ui

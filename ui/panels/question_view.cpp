// The controls stay as they are while a question is open, so that a half-typed number is not lost.
#include "ui/panels/question_view.h"

#include <QDoubleValidator>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/panels/choice_button.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr int kNumberWidthPx = 110;

/// "2,000", "2 000" and "2000" are the same number.
std::optional<double> numberIn(QString text) {
  text.remove(QLatin1Char(',')).remove(QLatin1Char(' '));
  bool ok = false;
  const double number = text.toDouble(&ok);
  return ok ? std::optional(number) : std::nullopt;
}

}  // namespace

QuestionView::QuestionView(QWidget* parent)
    : QFrame(parent),
      m_choiceLayout(new QVBoxLayout),
      m_ask(makeText("why", tr("Question"), this)),
      m_numberRow(new QWidget(this)),
      m_number(new QLineEdit(m_numberRow)),
      m_unit(new QLabel(m_numberRow)),
      m_submit(new QPushButton(tr("Answer"), m_numberRow)),
      m_verdict(makeText("why", tr("Answer to the question"), this)) {
  setObjectName(QStringLiteral("why"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 10);
  layout->setSpacing(6);
  layout->addWidget(m_ask);
  auto* row = new QHBoxLayout(m_numberRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(m_number);
  row->addWidget(m_unit);
  row->addStretch(1);
  row->addWidget(m_submit);
  layout->addWidget(m_numberRow);
  layout->addLayout(m_choiceLayout);
  layout->addWidget(m_verdict);
  m_number->setMaximumWidth(kNumberWidthPx);
  m_number->setAccessibleName(tr("Your answer"));
  m_submit->setAccessibleName(tr("Give the answer"));
  connect(m_number, &QLineEdit::returnPressed, this, &QuestionView::submitNumber);
  connect(m_submit, &QPushButton::clicked, this, &QuestionView::submitNumber);
}

void QuestionView::submitNumber() {
  if (const auto number = numberIn(m_number->text())) emit answered(*number);
}

void QuestionView::addChoice(const QString& text, std::size_t number) {
  auto* button = new ChoiceButton(text, this);
  m_choiceLayout->addWidget(button);
  m_choices << button;
  const auto choose = [this, number] { emit answered(number); };
  connect(button, &QPushButton::clicked, this, choose);
  onEnter(button, choose);
}

void QuestionView::ask(const ResolvedQuestion& question) {
  if (m_asked == question) return;
  m_asked = question;
  qDeleteAll(m_choices);
  m_choices.clear();
  m_ask->setText(QString::fromStdString(question.ask));
  m_number->clear();
  m_unit->setText(QString::fromStdString(question.unit));
  m_numberRow->setVisible(!question.isChoice());
  for (std::size_t i = 0; i < question.choices.size(); ++i) addChoice(QString::fromStdString(question.choices[i]), i);
}

void QuestionView::show(const LessonPlayer& player) {
  const bool has = player.resolved() && player.resolved()->question && !player.verdict();
  setVisible(has);
  if (!has) {
    m_asked.reset();
    return;
  }
  ask(*player.resolved()->question);
  const bool open = m_open = player.asks();
  const bool answerable = open && !player.revealing();
  setBrief(false);
  m_number->setEnabled(answerable);
  m_submit->setVisible(open);
  m_submit->setEnabled(answerable);
  m_verdict->setVisible(!open);
  for (qsizetype i = 0; i < m_choices.size(); ++i) {
    m_choices[i]->setEnabled(answerable);
    const bool right = !open && static_cast<std::size_t>(i) == m_asked->rightChoice;
    m_choices[i]->setStyleSheet(right ? QStringLiteral("font-weight: 600;") : QString());
  }
  if (!open) tell(player);
}

void QuestionView::setBrief(bool brief) {
  if (!m_asked) return;
  const bool controls = !brief || m_open;
  m_numberRow->setVisible(controls && !m_asked->isChoice());
  for (ChoiceButton* choice : m_choices) choice->setVisible(controls);
}

void QuestionView::tell(const LessonPlayer& player) {
  const QString answer = QString::fromStdString(m_asked->answerText);
  if (!player.answer())
    m_verdict->setText(tr("The answer: %1").arg(answer));
  else if (player.answeredRight())
    m_verdict->setText(tr("✓ Right: %1").arg(answer));
  else
    m_verdict->setText(tr("✗ No: %1").arg(answer));
}

}  // namespace roundscope::ui

// The words are a label that lets the mouse through; the button is only its frame. See choice_button.h.
#include "ui/panels/choice_button.h"

#include <QLabel>
#include <QVBoxLayout>

namespace roundscope::ui {

ChoiceButton::ChoiceButton(const QString& text, QWidget* parent)
    : QPushButton(parent), m_words(new QLabel(text, this)) {
  setAccessibleName(text);
  m_words->setTextFormat(Qt::PlainText);
  m_words->setWordWrap(true);
  m_words->setAttribute(Qt::WA_TransparentForMouseEvents);
  m_words->setProperty("role", QStringLiteral("choice"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 6, 10, 6);
  layout->addWidget(m_words);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

int ChoiceButton::heightForWidth(int width) const { return layout()->heightForWidth(width); }

QSize ChoiceButton::sizeHint() const { return layout()->sizeHint(); }

QSize ChoiceButton::minimumSizeHint() const { return layout()->minimumSize(); }

}  // namespace roundscope::ui

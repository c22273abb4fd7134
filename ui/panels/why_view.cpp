// Plain text, because names come from files.
#include "ui/panels/why_view.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/panels/panel.h"

namespace roundscope::ui {
WhyView::WhyView(QWidget* parent)
    : QFrame(parent),
      m_sentence(makeText("why", tr("Why"), this)),
      m_rule(makeText("", tr("Rule"), this)),
      m_parameter(makeText("", tr("Parameter of the rule"), this)),
      m_source(makeText("caption", tr("Source of the rule"), this)),
      m_simplification(makeText("caption", tr("Simplification"), this)),
      m_open(new QPushButton(this)) {
  setObjectName(QStringLiteral("why"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addWidget(makeCaption(tr("Why?"), this));
  for (QLabel* label : {m_sentence, m_rule, m_parameter, m_source, m_simplification}) layout->addWidget(label);
  layout->addWidget(m_open, 0, Qt::AlignLeft);
  const auto ask = [this] { emit sectionAsked(m_section); };
  connect(m_open, &QPushButton::clicked, this, ask);
  onEnter(m_open, ask);
}

void WhyView::show(const Explanation& explanation) {
  showText(m_sentence, QString::fromStdString(explanation.sentence));
  showText(m_rule, QString::fromStdString(explanation.rule));
  showText(m_parameter, QString::fromStdString(explanation.parameter));
  showText(m_source, QString::fromStdString(explanation.source));
  showText(m_simplification, explanation.simplification.empty()
                                 ? QString()
                                 : tr("Simplified: %1").arg(QString::fromStdString(explanation.simplification)));
  m_section = explanation.section;
  m_open->setText(tr("Read section %1 of the protocol").arg(m_section));
  setVisible(!explanation.sentence.empty());
}

}  // namespace roundscope::ui

// Plain text, because names come from files.
#include "ui/panels/why_view.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/panel.h"

namespace roundscope::ui {
WhyView::WhyView(QWidget* parent)
    : QFrame(parent),
      m_sentence(makeText("why", tr("Why"), this)),
      m_rule(makeText("", tr("Rule"), this)),
      m_parameter(makeText("", tr("Parameter of the rule"), this)),
      m_source(makeText("caption", tr("Source of the rule"), this)),
      m_simplification(makeText("caption", tr("Simplification"), this)) {
  setObjectName(QStringLiteral("why"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addWidget(makeCaption(tr("Why?"), this));
  for (QLabel* label : {m_sentence, m_rule, m_parameter, m_source, m_simplification}) layout->addWidget(label);
}

void WhyView::show(const Explanation& explanation) {
  showText(m_sentence, QString::fromStdString(explanation.sentence));
  showText(m_rule, QString::fromStdString(explanation.rule));
  showText(m_parameter, QString::fromStdString(explanation.parameter));
  showText(m_source, QString::fromStdString(explanation.source));
  showText(m_simplification, explanation.simplification.empty()
                                 ? QString()
                                 : tr("Simplified: %1").arg(QString::fromStdString(explanation.simplification)));
  setVisible(!explanation.sentence.empty());
}

}  // namespace roundscope::ui

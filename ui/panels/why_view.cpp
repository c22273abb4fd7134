// Plain text, because names come from files.
#include "ui/panels/why_view.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/panel.h"

namespace roundscope {
namespace {

QLabel* makeText(const QString& name, const char* role, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setAccessibleName(name);
  if (*role != '\0') label->setProperty("role", QLatin1String(role));
  return label;
}

void set(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

}  // namespace

WhyView::WhyView(QWidget* parent)
    : QFrame(parent),
      m_sentence(makeText(tr("Why"), "why", this)),
      m_rule(makeText(tr("Rule"), "", this)),
      m_parameter(makeText(tr("Parameter of the rule"), "", this)),
      m_source(makeText(tr("Source of the rule"), "caption", this)),
      m_simplification(makeText(tr("Simplification"), "caption", this)) {
  setObjectName(QStringLiteral("why"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 8, 10, 8);
  layout->setSpacing(6);
  layout->addWidget(makeCaption(tr("Why?"), this));
  for (QLabel* label : {m_sentence, m_rule, m_parameter, m_source, m_simplification}) layout->addWidget(label);
}

void WhyView::show(const Explanation& explanation) {
  set(m_sentence, QString::fromStdString(explanation.sentence));
  set(m_rule, QString::fromStdString(explanation.rule));
  set(m_parameter, QString::fromStdString(explanation.parameter));
  set(m_source, QString::fromStdString(explanation.source));
  set(m_simplification, explanation.simplification.empty()
                            ? QString()
                            : tr("Simplified: %1").arg(QString::fromStdString(explanation.simplification)));
  setVisible(!explanation.sentence.empty());
}

}  // namespace roundscope

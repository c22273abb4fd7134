// One line, so that the picture stays where it is.
#include "ui/window/stale_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/editor/editing.h"
#include "ui/editor/text_panel.h"
#include "ui/panels/elided_label.h"

namespace roundscope::ui {

StaleStrip::StaleStrip(Session& session, QWidget* parent)
    : QFrame(parent), m_text(new ElidedLabel(this)), m_show(new QToolButton(this)) {
  setObjectName(QStringLiteral("banner"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 2, 8, 2);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_show);
  m_show->setText(tr("Show in the text"));
  m_show->setAutoRaise(true);
  connect(m_show, &QToolButton::clicked, this, &StaleStrip::errorWanted);
  Editing& editing = Editing::of(session);
  const auto follow = [this, &editing] {
    const QString text = staleText(editing);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
  };
  connect(&editing, &Editing::checked, this, follow);
  follow();
}

QString StaleStrip::text() const { return m_text->text(); }

}  // namespace roundscope::ui

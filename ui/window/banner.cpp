// Plain text only: what a file says is never taken as markup.
#include "ui/window/banner.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/window/icon.h"

namespace roundscope::ui {

Banner::Banner(QWidget* parent) : QFrame(parent), m_text(new QLabel(this)), m_close(new QToolButton(this)) {
  setObjectName(QStringLiteral("banner"));
  m_text->setTextFormat(Qt::PlainText);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_close->setAccessibleName(tr("Close the message"));
  m_close->setToolTip(tr("Close the message"));
  m_close->setAutoRaise(true);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 8, 8, 8);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_close, 0, Qt::AlignTop);
  connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
  drawIcons();
  hide();
}

void Banner::show(const QString& headline, const QString& detail) {
  m_text->setText(headline + QLatin1Char('\n') + detail);
  setAccessibleName(m_text->text());
  QFrame::show();
}

void Banner::drawIcons() { m_close->setIcon(drawnIcon(QLatin1String("close"), QApplication::palette())); }

QString Banner::text() const { return m_text->text(); }

}  // namespace roundscope::ui

// Plain text only: what a file says is never taken as markup.
#include "ui/window/banner.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>

#include "ui/window/icon.h"

namespace roundscope::ui {

namespace {
constexpr int kMostShare = 3;  ///< of the window's height: one part of so many
}  // namespace

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_scroll(new QScrollArea(this)), m_text(new QLabel), m_close(new QToolButton(this)) {
  setObjectName(QStringLiteral("banner"));
  m_text->setTextFormat(Qt::PlainText);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_scroll->setWidget(m_text);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setAccessibleName(tr("Message"));
  for (QWidget* part : {static_cast<QWidget*>(m_scroll), m_scroll->viewport(), static_cast<QWidget*>(m_text)})
    part->setAutoFillBackground(false);
  m_close->setAccessibleName(tr("Close the message"));
  m_close->setToolTip(tr("Close the message"));
  m_close->setAutoRaise(true);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 8, 8, 8);
  layout->addWidget(m_scroll, 1);
  layout->addWidget(m_close, 0, Qt::AlignTop);
  connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
  drawIcons();
  hide();
}

void Banner::show(const QString& headline, const QString& detail) {
  m_text->setText(headline + QLatin1Char('\n') + detail);
  setAccessibleName(m_text->text());
  QFrame::show();
  fit();
}

void Banner::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  fit();
}

void Banner::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) fit();
}

void Banner::fit() {
  const int most = window()->height() / kMostShare;
  const int whole = std::max(0, m_text->heightForWidth(m_scroll->width()));  // without text it is none
  const bool scrolls = whole > most;
  m_scroll->setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(scrolls ? Qt::StrongFocus : Qt::NoFocus);
  m_scroll->setFixedHeight(scrolls ? most : whole);
}

void Banner::drawIcons() { m_close->setIcon(drawnIcon(QLatin1String("close"), QApplication::palette())); }

QString Banner::text() const { return m_text->text(); }

}  // namespace roundscope::ui

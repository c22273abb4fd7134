// The page is the resource as it is; its headings make the list.
#include "ui/window/protocol_window.h"

#include <QAbstractTextDocumentLayout>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>

#include "core/base/check.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr int kHeadingLevel = 2;
constexpr int kSectionsWidthPx = 250;
constexpr int kTextMarginPx = 24;
constexpr int kHeadingRoomPx = 6;  // above a heading that is at the top
constexpr int kIndentPx = 22;      // of a list
constexpr QSize kSize(1'040, 640);

QString protocolText() {
  QFile file(QStringLiteral(":/protocol.md"));
  const bool opened = file.open(QIODevice::ReadOnly);
  RS_CHECK(opened);
  return QString::fromUtf8(file.readAll());
}

/// A table takes the width of the text, with room and a thin frame round its cells.
void layOutTables(QTextDocument& document) {
  for (QTextFrame* frame : document.rootFrame()->childFrames()) {
    auto* table = qobject_cast<QTextTable*>(frame);
    if (table == nullptr) continue;
    QTextTableFormat format = table->format();
    format.setCellPadding(5);
    format.setCellSpacing(0);
    format.setBorder(1);
    format.setBorderCollapse(true);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    table->setFormat(format);
  }
}

}  // namespace

ProtocolWindow::ProtocolWindow(QWidget* parent)
    : QDialog(parent), m_sections(new QListWidget(this)), m_text(new QTextBrowser(this)) {
  setWindowTitle(tr("The protocol"));
  resize(kSize);
  m_text->setAccessibleName(tr("The protocol's rules"));
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->document()->setMarkdown(protocolText(), QTextDocument::MarkdownDialectGitHub);
  m_text->document()->setDocumentMargin(kTextMarginPx);
  m_text->document()->setIndentWidth(kIndentPx);
  layOutTables(*m_text->document());
  m_sections->setAccessibleName(tr("Sections"));
  m_sections->setFrameShape(QFrame::NoFrame);
  m_sections->setFixedWidth(kSectionsWidthPx);
  m_sections->setWordWrap(true);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(kPanelMargin, kPanelMargin, 0, 0);
  layout->addWidget(m_sections);
  layout->addWidget(m_text, 1);
  listSections();
  connect(m_sections, &QListWidget::currentRowChanged, this, &ProtocolWindow::scrollTo);
  // A click on the section that is current already goes back to its heading.
  connect(m_sections, &QListWidget::itemClicked, this, [this] { scrollTo(m_sections->currentRow()); });
}

void ProtocolWindow::listSections() {
  for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
    if (block.blockFormat().headingLevel() != kHeadingLevel) continue;
    auto* item = new QListWidgetItem(block.text(), m_sections);
    item->setData(Qt::UserRole, block.position());
  }
}

void ProtocolWindow::showSection(int section) {
  show();
  raise();
  activateWindow();
  m_text->setFocus();
  const QString number = QStringLiteral("%1. ").arg(section);
  for (int row = 0; row < m_sections->count(); ++row) {
    if (!m_sections->item(row)->text().startsWith(number)) continue;
    m_sections->setCurrentRow(row);
    scrollTo(row);
  }
}

void ProtocolWindow::scrollTo(int row) {
  if (row < 0) return;
  const QTextBlock heading = m_text->document()->findBlock(m_sections->item(row)->data(Qt::UserRole).toInt());
  m_text->setTextCursor(QTextCursor(heading));
  const qreal top = m_text->document()->documentLayout()->blockBoundingRect(heading).top();
  m_text->verticalScrollBar()->setValue(static_cast<int>(top) - kHeadingRoomPx);
}

}  // namespace roundscope::ui

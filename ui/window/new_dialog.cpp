// The list has the keys; what stands beside it follows.
#include "ui/window/new_dialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>

#include "ui/files/template_library.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr QSize kFirstSize{860, 520};
constexpr QSize kLeastSize{480, 320};
constexpr int kKindsWidthPx = 170;

}  // namespace

NewDialog::NewDialog(QWidget* parent)
    : QDialog(parent), m_list(new QListWidget), m_description(new QLabel), m_text(new QPlainTextEdit) {
  setWindowTitle(tr("New scenario"));
  setAttribute(Qt::WA_DeleteOnClose);
  m_list->setAccessibleName(tr("Templates"));
  m_list->setFixedWidth(kKindsWidthPx);
  for (const TemplateInfo& each : templates()) m_list->addItem(each.title);
  m_description->setAccessibleName(tr("What it is about"));
  m_description->setTextFormat(Qt::PlainText);
  m_description->setWordWrap(true);
  m_text->setAccessibleName(tr("The template's text"));
  m_text->setReadOnly(true);
  m_text->setTabChangesFocus(true);
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  QPushButton* create = buttons->addButton(tr("C&reate"), QDialogButtonBox::AcceptRole);
  create->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &NewDialog::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_list, &QListWidget::itemActivated, this, &NewDialog::take);
  connect(m_list, &QListWidget::currentRowChanged, this, &NewDialog::showTemplate);

  auto* grid = new QGridLayout(this);
  grid->addWidget(m_list, 0, 0, 2, 1);
  grid->addWidget(m_description, 0, 1);
  grid->addWidget(m_text, 1, 1);
  grid->addWidget(buttons, 2, 0, 1, 2);
  grid->setRowStretch(1, 1);
  grid->setColumnStretch(1, 1);
  setMinimumSize(kLeastSize);
  resize(kFirstSize.boundedTo(screen()->availableSize()));
  m_list->setCurrentRow(0);
  m_list->setFocus();
  // The rows get their height once the window's style is known to them.
  QMetaObject::invokeMethod(m_list, &QListWidget::doItemsLayout, Qt::QueuedConnection);
}

void NewDialog::showTemplate(int row) {
  if (row < 0 || row >= static_cast<int>(templates().size())) return;
  const TemplateInfo& chosen = templates()[static_cast<std::size_t>(row)];
  m_description->setText(chosen.description);
  const Result<std::string> text = loadTemplate(chosen.id);
  m_text->setPlainText(text.ok() ? QString::fromStdString(text.value()) : textOf(text.error().text()));
}

void NewDialog::take() {
  const int row = m_list->currentRow();
  if (row < 0) return;
  emit chosen(templates()[static_cast<std::size_t>(row)].id);
  accept();
}

}  // namespace roundscope::ui

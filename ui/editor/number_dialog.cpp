// See number_dialog.h.
#include "ui/editor/number_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "core/base/words.h"
#include "ui/panels/grow_to_content.h"
#include "ui/text.h"

namespace roundscope::ui {

NumberDialog::NumberDialog(const QString& title, const AskedNumber& number, QWidget* parent)
    : QDialog(parent),
      m_number(number),
      m_typed(new QLineEdit(QString::number(number.value), this)),
      m_wrong(new QLabel(this)) {
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  const QString label = textOf(number.unit.empty() ? number.label : number.label + " (" + number.unit + ")");
  m_typed->setAccessibleName(label);
  m_typed->selectAll();
  m_wrong->setTextFormat(Qt::PlainText);
  m_wrong->setWordWrap(true);
  m_wrong->setAccessibleName(tr("What is expected"));
  auto* layout = new QFormLayout(this);
  layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
  layout->addRow(label, m_typed);
  layout->addRow(m_wrong);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  layout->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &NumberDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void NumberDialog::accept() {
  const std::optional<qint64> number = typedNumber(m_typed->text());
  if (!number || *number < m_number.minimum || *number > m_number.maximum) {
    m_wrong->setText(tr("Expected a whole number from %1 to %2")
                         .arg(textOf(grouped(m_number.minimum)), textOf(grouped(m_number.maximum))));
    growToContent(*this);
    m_typed->selectAll();
    m_typed->setFocus();
    return;
  }
  QDialog::accept();
  emit chosen(*number);
}

}  // namespace roundscope::ui

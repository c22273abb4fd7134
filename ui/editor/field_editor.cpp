// The controls and their keys. What a control shows is the document's; what is typed goes to the owner.
#include "ui/editor/field_editor.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr int kLabelPx = 104;
constexpr int kIndentPx = 10;
constexpr int kLeastLabelPx = 56;

bool isTypedControl(FieldControl control) {
  return control == FieldControl::Text || control == FieldControl::Number || control == FieldControl::Value ||
         control == FieldControl::Name || control == FieldControl::EntryName;
}

/// Keys that the control needs, and the run must not have meanwhile.
bool isOfControl(const QKeyEvent& key, bool isTyped) {
  if (isTyped && (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo))) return true;
  const auto held = key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
  if (held != Qt::NoModifier) return false;
  switch (key.key()) {
    case Qt::Key_Escape:
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
      return true;
    default:
      return !key.text().isEmpty() && key.text().front().isPrint();
  }
}

QString helpOf(const FormField& field) {
  QStringList lines;
  if (!field.description.isEmpty()) lines << field.description;
  if (!field.range.isEmpty()) lines << FieldEditor::tr("Takes %1.").arg(field.range);
  if (!field.standard.isEmpty()) lines << FieldEditor::tr("Default: %1.").arg(field.standard);
  return lines.join(u'\n');
}

}  // namespace

FieldEditor::FieldEditor(const FormField& field, QWidget* parent)
    : QWidget(parent),
      m_field(field),
      m_label(new QLabel(this)),
      m_error(new QLabel(this)),
      m_more(new QToolButton(this)) {
  auto* lines = new QVBoxLayout(this);
  lines->setContentsMargins(field.depth * kIndentPx, 0, 0, 0);
  lines->setSpacing(2);
  auto* line = new QHBoxLayout;
  line->setSpacing(4);
  lines->addLayout(line);
  m_label->setTextFormat(Qt::PlainText);
  m_label->setWordWrap(true);
  m_label->setFixedWidth(std::max(kLabelPx - field.depth * kIndentPx, kLeastLabelPx));
  line->addWidget(m_label);
  makeControl();
  if (m_control != nullptr) {
    line->addWidget(m_control, 1);
    m_control->setObjectName(
        QStringLiteral("field %1 %2 %3").arg(static_cast<int>(field.control)).arg(field.label, textOf(field.pointer)));
    m_control->installEventFilter(this);
    m_label->setBuddy(m_control);
  } else {
    m_label->setMinimumWidth(kLeastLabelPx);
    m_label->setMaximumWidth(QWIDGETSIZE_MAX);
    m_label->setProperty("role", QStringLiteral("why"));
  }
  m_more->setText(QStringLiteral("⋯"));
  m_more->setPopupMode(QToolButton::InstantPopup);
  m_more->setMenu(new QMenu(m_more));
  m_more->setStyleSheet(
      QStringLiteral("QToolButton { padding: 1px 3px; } QToolButton::menu-indicator { image: none; }"));
  m_more->installEventFilter(this);
  line->addWidget(m_more);
  m_error->setTextFormat(Qt::PlainText);
  m_error->setWordWrap(true);
  m_error->setProperty("role", QStringLiteral("error"));
  m_error->hide();
  lines->addWidget(m_error);
  fill();
}

void FieldEditor::makeControl() {
  switch (m_field.control) {
    case FieldControl::Heading:
      return;
    case FieldControl::Text:
    case FieldControl::Number:
      return makeLine();
    case FieldControl::EntryName:
      return m_field.options.empty() ? makeLine() : makeNames();
    case FieldControl::Value:
    case FieldControl::Name:
      return makeNames();
    case FieldControl::Choice:
    case FieldControl::Kind:
      return makeChoice();
    case FieldControl::Open:
    case FieldControl::Add:
      return makeButton();
  }
}

void FieldEditor::makeLine() {
  m_line = new QLineEdit(this);
  m_control = m_line;
  connect(m_line, &QLineEdit::editingFinished, this, &FieldEditor::commit);
}

/// Names that the document declares can be taken from a list, others typed.
void FieldEditor::makeNames() {
  m_box = new QComboBox(this);
  m_box->setEditable(true);
  m_box->setInsertPolicy(QComboBox::NoInsert);
  m_box->setCompleter(nullptr);
  m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_box->setMinimumContentsLength(6);
  m_line = m_box->lineEdit();
  m_control = m_box;
  connect(m_line, &QLineEdit::editingFinished, this, &FieldEditor::commit);
  connect(m_box, &QComboBox::activated, this, [this](int option) {
    m_box->setEditText(m_box->itemText(option));
    commit();
  });
}

void FieldEditor::makeChoice() {
  m_box = new QComboBox(this);
  m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  m_box->setMinimumContentsLength(6);
  m_control = m_box;
  connect(m_box, &QComboBox::activated, this, [this](int option) {
    const auto number = static_cast<std::size_t>(option);
    const bool isWritten = m_field.present && m_field.current == number;
    if (number < m_field.options.size() && !isWritten) emit chosen(FieldOption(m_field.options[number]));
  });
}

void FieldEditor::makeButton() {
  m_button = new QToolButton(this);
  m_button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_button->setFocusPolicy(Qt::StrongFocus);
  m_button->setStyleSheet(
      QStringLiteral("QToolButton { padding: 2px 6px; border: 1px solid palette(mid); border-radius: 4px; }"
                     "QToolButton:focus { border-color: palette(highlight); }"));
  m_control = m_button;
  if (m_field.control == FieldControl::Open) {
    connect(m_button, &QToolButton::clicked, this, &FieldEditor::openWanted);
    return;
  }
  m_label->clear();
  m_button->setPopupMode(QToolButton::InstantPopup);
  m_button->setMenu(new QMenu(m_button));
}

void FieldEditor::show(const FormField& field) {
  const bool keepsTyped = isDirty() && field.written == m_field.written && field.present == m_field.present;
  const QString typed = keepsTyped && m_line != nullptr ? m_line->text() : QString();
  m_field = field;
  fill();
  if (keepsTyped && m_line != nullptr) m_line->setText(typed);
}

void FieldEditor::fill() {
  if (m_field.control != FieldControl::Add) m_label->setText(m_field.label);
  const QString help = helpOf(m_field);
  for (QWidget* each : {static_cast<QWidget*>(m_label), m_control}) {
    if (each == nullptr) continue;
    each->setToolTip(
        help.isEmpty() ? help
                       : QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))));
    each->setWhatsThis(help);
    each->setAccessibleDescription(help);
  }
  if (m_control != nullptr) m_control->setAccessibleName(m_field.label);
  if (m_box != nullptr) {
    m_box->clear();
    for (std::size_t i = 0; i < m_field.options.size(); ++i) {
      m_box->addItem(m_field.options[i].label);
      m_box->setItemData(static_cast<int>(i), m_field.options[i].description, Qt::ToolTipRole);
    }
    m_box->setCurrentIndex(m_field.current ? static_cast<int>(*m_field.current) : -1);
    // A standard that nobody wrote is there, but pale.
    m_box->setProperty("standard", !m_field.present);
    m_box->style()->unpolish(m_box);
    m_box->style()->polish(m_box);
  }
  if (m_line != nullptr) {
    m_line->setPlaceholderText(m_field.standard);
    m_line->setText(m_field.written);
    m_line->setCursorPosition(0);
  }
  if (m_button != nullptr) {
    m_button->setText(m_field.control == FieldControl::Add ? m_field.label : m_field.written);
    if (QMenu* menu = m_button->menu()) {
      menu->clear();
      menu->setToolTipsVisible(true);
      for (const FieldOption& option : m_field.options) {
        QAction* action = menu->addAction(option.label);
        action->setToolTip(option.description);
        connect(action, &QAction::triggered, this, [this, option] { emit chosen(option); });
      }
    }
  }
  m_shown = m_line != nullptr ? m_line->text() : QString();
  fillMenu();
}

void FieldEditor::fillMenu() {
  QMenu* menu = m_more->menu();
  menu->clear();
  for (const FieldOption& way : m_field.instead) {
    QAction* action = menu->addAction(way.label);
    action->setToolTip(way.description);
    connect(action, &QAction::triggered, this, [this, way] { emit chosen(way); });
  }
  if (m_field.removable)
    connect(
        menu->addAction(m_field.standard.isEmpty() ? tr("Remove") : tr("Reset to default (%1)").arg(m_field.standard)),
        &QAction::triggered, this, &FieldEditor::removeWanted);
  // Of what is written elsewhere the pointer is no variant's.
  const bool isOfBase = !m_field.pointer.starts_with("/variants/") && !m_field.pointer.starts_with("/knobs/");
  if (m_field.control == FieldControl::Number && isOfBase && !m_field.written.contains(QLatin1Char('.')))
    connect(menu->addAction(tr("Pin as a knob…")), &QAction::triggered, this, &FieldEditor::pinWanted);
  m_more->setAccessibleName(tr("More for %1").arg(m_field.label));
  m_more->setToolTip(m_more->accessibleName());
  m_more->setVisible(!menu->isEmpty());
}

QString FieldEditor::shown() const {
  if (m_line != nullptr) return m_line->text().isEmpty() ? m_line->placeholderText() : m_line->text();
  if (m_box != nullptr) return m_box->currentText();
  return m_button != nullptr ? m_button->text() : QString();
}

void FieldEditor::showError(const QString& error) {
  m_error->setText(error);
  m_error->setVisible(!error.isEmpty());
}

bool FieldEditor::isDirty() const { return m_line != nullptr && m_line->text() != m_shown; }

void FieldEditor::commit() {
  if (isDirty()) emit typed(m_line->text());
}

/// Numbers go up and down by one.
void FieldEditor::step(int by) {
  bool ok = false;
  const qlonglong number = shown().toLongLong(&ok);
  if (!ok) return;
  m_line->setText(QString::number(number + by));
  commit();
}

/// Whether the key was the control's, and is used up.
bool FieldEditor::takeKey(const QKeyEvent& key) {
  const bool isTyped = isTypedControl(m_field.control);
  const bool isUndo = key.matches(QKeySequence::Undo);
  if (key.key() == Qt::Key_Escape || (isTyped && isUndo && isDirty())) {
    const bool wasDirty = isDirty();
    if (wasDirty) m_line->setText(m_shown);
    if (!wasDirty) emit left();
    if (wasDirty) showError({});
    return true;
  }
  if (isTyped && isUndo) {
    emit undoWanted();
    return true;
  }
  if (isTyped && key.matches(QKeySequence::Redo)) {
    emit redoWanted();
    return true;
  }
  if (m_field.control == FieldControl::Number && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down)) {
    step(key.key() == Qt::Key_Up ? 1 : -1);
    return true;
  }
  const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
  if (isEnter && m_box != nullptr && !m_box->isEditable()) {
    m_box->showPopup();
    return true;
  }
  return false;
}

bool FieldEditor::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    // The buttons beside the field leave the keys to the run.
    const bool isButton = qobject_cast<QToolButton*>(watched) != nullptr;
    if (!isButton && isOfControl(*key, isTypedControl(m_field.control))) event->accept();
    return event->isAccepted();
  }
  if (event->type() == QEvent::KeyPress) {
    const auto& key = *static_cast<QKeyEvent*>(event);
    auto* button = qobject_cast<QToolButton*>(watched);
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (button != nullptr && isEnter) {
      button->click();
      return true;
    }
    if (watched == m_control || key.key() == Qt::Key_Escape) return takeKey(key);
  }
  // Turning the wheel over a form moves the form, and changes nothing.
  if (event->type() == QEvent::Wheel && watched == m_control) {
    event->ignore();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace roundscope::ui

// Lines are made anew only where others are wanted: whoever types or tabs through them keeps the focus.
#include "ui/editor/form_view.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/editor/editing.h"
#include "ui/editor/field_editor.h"
#include "ui/editor/form_edits.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

QString sentenceOf(const Error& error) {
  const QString what = textOf(error.what);
  return error.expected.empty() ? what : FormView::tr("%1, expected %2").arg(what, textOf(error.expected));
}

bool isAtOrIn(const std::string& pointer, const std::string& around) {
  return pointer == around || pointer.starts_with(around + '/');
}

PlacedError placed(const Error& error) {
  static const QRegularExpression form(QStringLiteral("(?:^|:)\\d+: (/.*)$"),
                                       QRegularExpression::DotMatchesEverythingOption);
  const auto match = form.match(textOf(error.where));
  return {match.hasMatch() ? match.captured(1).toStdString() : std::string(), sentenceOf(error)};
}

}  // namespace

std::vector<PlacedError> placedErrors(const Editing& editing) {
  std::vector<PlacedError> errors;
  if (!editing.error()) return errors;
  errors.push_back(placed(*editing.error()));
  for (const Error& other : editing.error()->others) errors.push_back(placed(other));
  return errors;
}

FormView::FormView(Editing* editing, QWidget* parent)
    : QScrollArea(parent),
      m_editing(editing),
      m_page(new QWidget(this)),
      m_layout(new QVBoxLayout(m_page)),
      m_title(new QLabel(m_page)),
      m_caption(new QLabel(m_page)),
      m_error(new QLabel(m_page)) {
  setAccessibleName(tr("Form"));
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
  m_layout->setContentsMargins(6, 6, 6, 6);
  m_layout->setSpacing(4);
  for (QLabel* label : {m_title, m_caption, m_error}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_layout->addWidget(label);
  }
  m_title->setProperty("role", QStringLiteral("why"));
  m_caption->setProperty("role", QStringLiteral("caption"));
  m_error->setProperty("role", QStringLiteral("error"));
  m_error->hide();
  m_layout->addStretch(1);
  setWidget(m_page);
}

void FormView::showPart(const std::string& pointer) {
  const bool isOther = pointer != m_pointer;
  m_pointer = pointer;
  const SchemaGuide& guide = m_editing->guide();
  const std::vector<FormField> fields = formFields(m_editing->document(), guide, pointer);
  showHeading(guide);
  const bool fits = fields.size() == m_lines.size() && std::equal(fields.begin(), fields.end(), m_lines.begin(),
                                                                  [](const FormField& field, const FieldEditor* line) {
                                                                    return line->field().fits(field);
                                                                  });
  if (!fits) {
    build(fields);
    if (isOther) ensureVisible(0, 0);
    return;
  }
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i] != m_lines[i]->field()) m_lines[i]->show(fields[i]);
}

void FormView::showHeading(const SchemaGuide& guide) {
  const auto part = guide.guideOf(m_pointer);
  const QString sort = part ? plainName(part->object) : QString();
  m_title->setText(sort);
  m_title->setVisible(!sort.isEmpty());
  // Of the whole the schema says what such files are for.
  m_caption->setText(part && !m_pointer.empty() ? textOf(part->description) : QString());
  m_caption->setVisible(!m_caption->text().isEmpty());
}

void FormView::build(const std::vector<FormField>& fields) {
  const QWidget* focused = QApplication::focusWidget();
  const bool hadFocus = focused != nullptr && m_page->isAncestorOf(focused);
  const QString name = hadFocus ? focused->objectName() : QString();
  std::vector<FieldEditor*> old = std::exchange(m_lines, {});
  QWidget* again = nullptr;
  QWidget* before = nullptr;
  for (const FormField& field : fields) {
    auto* line = new FieldEditor(field, m_page);
    m_layout->insertWidget(m_layout->count() - 1, line);
    connectLine(line);
    m_lines.push_back(line);
    line->QWidget::show();
    if (line->control() == nullptr) continue;
    if (hadFocus && line->control()->objectName() == name) again = line->control();
    if (before != nullptr) setTabOrder(before, line->control());
    before = line->control();
  }
  if (again != nullptr) again->setFocus(Qt::OtherFocusReason);
  for (FieldEditor* line : old) {
    line->hide();
    line->disconnect(this);
    m_layout->removeWidget(line);
    line->setObjectName({});
    for (QWidget* child : line->findChildren<QWidget*>()) child->setObjectName({});
    line->deleteLater();
  }
  if (hadFocus && again == nullptr) focusFirst();
}

void FormView::connectLine(FieldEditor* line) {
  connect(line, &FieldEditor::typed, this, [this, line](const QString& text) {
    apply(line, [&] { return withTyped(m_editing->document(), m_editing->guide(), line->field(), text); });
  });
  connect(line, &FieldEditor::chosen, this, [this, line](const FieldOption& option) {
    const FormField field = line->field();
    std::string added;
    apply(line, [&] {
      if (field.control == FieldControl::Add) added = pointerOfAdded(field, option, m_editing->document());
      return withOption(m_editing->document(), m_editing->guide(), field, option);
    });
    if (added.empty()) return;
    // What was added is what one goes on with.
    for (FieldEditor* next : m_lines)
      if (isAtOrIn(next->field().pointer, added) && next->control() != nullptr) {
        next->control()->setFocus(Qt::OtherFocusReason);
        ensureWidgetVisible(next);
        return;
      }
    emit openWanted(added);
  });
  connect(line, &FieldEditor::removeWanted, this,
          [this, line] { apply(line, [&] { return m_editing->document().remove(line->field().pointer); }); });
  connect(line, &FieldEditor::openWanted, this, [this, line] { emit openWanted(line->field().pointer); });
  connect(line, &FieldEditor::pinWanted, this, [this, line] {
    emit pinWanted({line->field().pointer, line->field().label.toStdString(), typedNumber(line->shown()).value_or(1),
                    line->field().present});
  });
  connect(line, &FieldEditor::undoWanted, m_editing, &Editing::undo);
  connect(line, &FieldEditor::redoWanted, m_editing, &Editing::redo);
  connect(line, &FieldEditor::left, this, &FormView::left);
}

/// Says at the field what the document refuses; what is written but cannot be run is said when it was checked.
void FormView::apply(FieldEditor* line, const std::function<Result<std::string>()>& edit) {
  // What the line says of a text that is not read yet may stand elsewhere by now.
  if (!m_editing->isRead()) return line->showError(notReadYet());
  const QPointer<FieldEditor> stays = line;
  line->showError({});
  if (const auto error = m_editing->apply(edit()); error && stays) {
    stays->showError(sentenceOf(*error));
    ensureWidgetVisible(stays);
  }
}

void FormView::showErrors(const std::vector<PlacedError>& errors) {
  QStringList own;
  std::vector<QStringList> ofLines(m_lines.size());
  for (const PlacedError& error : errors) {
    if (!isAtOrIn(error.pointer, m_pointer)) continue;
    std::size_t best = m_lines.size();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
      const FormField& field = m_lines[i]->field();
      const bool isOwn = field.control != FieldControl::Kind && field.control != FieldControl::Add &&
                         field.control != FieldControl::EntryName && isAtOrIn(error.pointer, field.pointer);
      if (isOwn && (best == m_lines.size() || field.pointer.size() > m_lines[best]->field().pointer.size())) best = i;
    }
    // Members that the form does not show are of the network's own rows in the tree.
    if (best < m_lines.size())
      ofLines[best] << error.text;
    else if (error.pointer == m_pointer || !m_pointer.empty())
      own << error.text;
  }
  for (std::size_t i = 0; i < m_lines.size(); ++i) m_lines[i]->showError(ofLines[i].join(u'\n'));
  m_error->setText(own.join(u'\n'));
  m_error->setVisible(!own.isEmpty());
}

void FormView::focusFirst() {
  for (FieldEditor* line : m_lines)
    if (line->control() != nullptr) return line->control()->setFocus(Qt::TabFocusReason);
}

}  // namespace roundscope::ui

// See knob_dialog.h.
#include "ui/editor/knob_dialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <algorithm>
#include <utility>

#include "ui/editor/editing.h"
#include "ui/panels/grow_to_content.h"
#include "ui/panels/number_box.h"
#include "ui/session/session.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

constexpr std::int64_t kLeastReach = 10;  ///< how far a knob goes at first, at least

QString written(std::int64_t number) { return QString::number(number); }

QString sentence(const Error& error, const QString& where) {
  return KnobDialog::tr("%1: %2, expected %3").arg(where, textOf(error.what), textOf(error.expected));
}

}  // namespace

KnobDialog::KnobDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_editing(Editing::of(session)),
      m_number(new NumberBox(this)),
      m_label(new QLineEdit(this)),
      m_unit(new QLineEdit(this)),
      m_minimum(new QLineEdit(this)),
      m_maximum(new QLineEdit(this)),
      m_step(new QLineEdit(QStringLiteral("1"), this)),
      m_wrong(new QLabel(this)) {
  setAttribute(Qt::WA_DeleteOnClose);
  setMinimumWidth(440);
  build();
}

KnobDialog::KnobDialog(Session& session, std::size_t variant, const ScenarioNumber& wanted, QWidget* parent)
    : KnobDialog(session, parent) {
  m_variant = variant;
  setWindowTitle(tr("Pin a number as a knob"));
  connect(m_number, &QComboBox::currentIndexChanged, this, &KnobDialog::proposeRange);
  fillNumbers(wanted);
  m_number->lineEdit()->selectAll();
}

KnobDialog::KnobDialog(Session& session, std::size_t knob, QWidget* parent) : KnobDialog(session, parent) {
  setWindowTitle(tr("Change a knob"));
  m_changed = knob;
  const ScenarioSet& set = *session.scenarioSet();
  const Knob& is = set.knobs[knob].knob;
  QStringList numbers;
  for (const std::string& pointer : is.pointers) numbers << textOf(numberLabel(set, pointer));
  m_number->setEditText(numbers.join(QStringLiteral("; ")));
  m_number->setEnabled(false);
  m_label->setText(textOf(is.label));
  m_unit->setText(textOf(is.unit));
  m_minimum->setText(written(is.minimum));
  m_maximum->setText(written(is.maximum));
  m_step->setText(written(is.step));
  m_label->setFocus();
}

void KnobDialog::build() {
  auto* layout = new QFormLayout(this);
  layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  const auto add = [&](const QString& name, QWidget* field) {
    field->setAccessibleName(name);
    layout->addRow(name, field);
    if (auto* line = qobject_cast<QLineEdit*>(field)) connect(line, &QLineEdit::textEdited, m_wrong, &QWidget::hide);
  };
  m_unit->setPlaceholderText(tr("none"));
  add(tr("Number"), m_number);
  add(tr("Name"), m_label);
  add(tr("Least"), m_minimum);
  add(tr("Greatest"), m_maximum);
  add(tr("Step"), m_step);
  add(tr("Unit"), m_unit);
  m_wrong->setTextFormat(Qt::PlainText);
  m_wrong->setWordWrap(true);
  m_wrong->setProperty("role", QStringLiteral("error"));
  m_wrong->setAccessibleName(tr("What is expected"));
  m_wrong->hide();
  layout->addRow(m_wrong);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  layout->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &KnobDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

/// One that the file leaves as it is without saying is offered besides those that are written.
void KnobDialog::fillNumbers(const ScenarioNumber& wanted) {
  const ScenarioSet& set = *m_session.scenarioSet();
  std::vector<ScenarioNumber> numbers = numbersOf(set, set.variants[m_variant].variant);
  const auto isWanted = [&](const ScenarioNumber& number) { return number.pointer == wanted.pointer; };
  auto chosen = std::find_if(numbers.begin(), numbers.end(), isWanted);
  if (chosen == numbers.end() && !wanted.pointer.empty()) chosen = numbers.insert(numbers.end(), wanted);
  const std::size_t place = chosen == numbers.end() ? 0 : static_cast<std::size_t>(chosen - numbers.begin());
  m_number->show(std::move(numbers));
  m_number->choose(place);
  proposeRange();
}

/// Up to ten times what the number is; its name ends with what the field is called.
void KnobDialog::proposeRange() {
  const ScenarioNumber* chosen = m_number->number();
  if (chosen == nullptr) return;
  const QString label = textOf(chosen->label);
  m_label->setText(label.mid(label.lastIndexOf(QStringLiteral(": ")) + (label.contains(QStringLiteral(": ")) ? 2 : 1)));
  m_minimum->setText(written(std::min<std::int64_t>(chosen->value, 1)));
  m_maximum->setText(written(std::max(kLeastReach, 10 * chosen->value)));
}

Result<Knob> KnobDialog::knob() const {
  Knob knob;
  if (m_changed)
    knob = m_session.scenarioSet()->knobs[*m_changed].knob;
  else if (const ScenarioNumber* chosen = m_number->number())
    knob.pointers = {chosen->pointer};
  knob.label = m_label->text().trimmed().toStdString();
  knob.unit = m_unit->text().trimmed().toStdString();
  for (const auto& [field, value] :
       {std::pair(m_minimum, &knob.minimum), std::pair(m_maximum, &knob.maximum), std::pair(m_step, &knob.step)}) {
    const std::optional<qint64> typed = typedNumber(field->text());
    if (!typed)
      return Error{ErrorKind::Usage, field->accessibleName().toStdString(),
                   "found \"" + field->text().toStdString() + "\"", "a whole number"};
    *value = *typed;
  }
  return knob;
}

void KnobDialog::say(const QString& wrong, QLineEdit* where) {
  m_wrong->setText(wrong);
  m_wrong->show();
  growToContent(*this);
  where->selectAll();
  where->setFocus();
}

void KnobDialog::accept() {
  const Result<Knob> wanted = knob();
  if (!wanted.ok()) {
    for (QLineEdit* field : {m_minimum, m_maximum, m_step})
      if (textOf(wanted.error().where) == field->accessibleName())
        return say(sentence(wanted.error(), field->accessibleName()), field);
    return;
  }
  if (!m_changed && m_number->number() == nullptr)
    return say(tr("Number: found nothing, expected one of the list"), m_number->lineEdit());
  const Document& document = m_editing.document();
  const auto text = m_changed ? withKnobChanged(document, *m_changed, wanted.value())
                              : withKnob(document, m_variant, wanted.value(), m_number->number()->value);
  m_editing.applyIfRuns(text, [self = QPointer(this)](const std::optional<Error>& error) {
    if (self) self->conclude(error);
  });
}

void KnobDialog::conclude(const std::optional<Error>& error) {
  if (!error) return QDialog::accept();
  // The field that the error is about, by the name that the file has for it.
  const QString where = textOf(error->where);
  for (const auto& [name, field] :
       {std::pair("/label", m_label), std::pair("/unit", m_unit), std::pair("/maximum", m_maximum),
        std::pair("/minimum", m_minimum), std::pair("/step", m_step)})
    if (where.endsWith(QLatin1String(name))) return say(sentence(*error, field->accessibleName()), field);
  say(sentence(*error, where), m_label);
}

}  // namespace roundscope::ui

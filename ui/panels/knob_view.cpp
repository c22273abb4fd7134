// A value is taken only when it is complete (Enter, or the focus leaves, or an arrow is pressed), because every new
// value runs the scenario again.
#include "ui/panels/knob_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/panels/knob.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {

KnobView::KnobView(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(4);
  m_layout->addWidget(makeCaption(tr("Try other numbers"), this));
}

void KnobView::build(const Lesson& lesson) {
  qDeleteAll(m_rows);
  m_rows.clear();
  m_boxes.clear();
  for (std::size_t i = 0; i < lesson.knobs.size(); ++i) {
    const LessonKnob& knob = lesson.knobs[i];
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const QString label = QString::fromStdString(knob.label);
    auto* box = new Knob(row);
    box->setRange(static_cast<double>(knob.minimum), static_cast<double>(knob.maximum));
    box->setSingleStep(static_cast<double>(knob.step));
    const QString unit = QString::fromStdString(knob.unit);
    const auto showUnit = [box, unit] {
      if (unit.isEmpty()) return;
      const bool one = box->value() == 1 && unit.endsWith(QLatin1Char('s')) && unit.size() > 2;  // "s" is seconds
      box->setSuffix(QLatin1Char(' ') + (one ? unit.chopped(1) : unit));
    };
    showUnit();
    connect(box, &Knob::valueChanged, this, showUnit);
    box->setAccessibleName(label);
    auto* name = new QLabel(label, row);
    name->setWordWrap(true);
    layout->addWidget(name, 1);
    layout->addWidget(box);
    connect(box, &Knob::valueChanged, this, [this, i](double value) {
      if (!m_showing) emit turned(i, static_cast<std::int64_t>(value));
    });
    m_layout->addWidget(row);
    m_rows << row;
    m_boxes << box;
  }
}

void KnobView::show(const LessonPlayer& player) {
  setVisible(player.isOpen() && !player.lesson().knobs.empty());
  if (!player.isOpen()) {
    m_lesson.clear();
    return;
  }
  if (m_lesson != player.id()) {
    m_lesson = player.id();
    build(player.lesson());
  }
  m_showing = true;
  for (qsizetype i = 0; i < m_boxes.size(); ++i)
    m_boxes[i]->setValue(static_cast<double>(player.knobs()[static_cast<std::size_t>(i)]));
  // One that stands at the very number that is asked for would give it away.
  const bool number = player.asks() && player.resolved()->question->choices.empty();
  for (qsizetype i = 0; i < m_rows.size(); ++i)
    m_rows[i]->setVisible(!number || m_boxes[i]->value() != player.resolved()->question->answer);
  m_showing = false;
}

}  // namespace roundscope::ui

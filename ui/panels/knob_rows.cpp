// See knob_rows.h.
#include "ui/panels/knob_rows.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/flow_layout.h"
#include "ui/panels/knob_box.h"
#include "ui/text.h"

namespace roundscope::ui {

namespace {

constexpr int kRowGapPx = 4;
constexpr int kColumnGapPx = 24;

/// "1 round", "2 rounds".
void showUnit(KnobBox& box, const QString& unit) {
  if (unit.isEmpty()) return;
  const bool one = box.value() == 1 && unit.endsWith(QLatin1Char('s')) && unit.size() > 2;  // "s" is seconds
  box.setSuffix(QLatin1Char(' ') + (one ? unit.chopped(1) : unit));
}

}  // namespace

KnobRows::KnobRows(Order order, QWidget* parent) : QWidget(parent), m_order(order) {
  if (order == Order::Wrapped) {
    m_layout = new FlowLayout(kColumnGapPx, kRowGapPx, this);
  } else {
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kRowGapPx);
  }
}

void KnobRows::build(const std::vector<PinnedKnob>& knobs) {
  qDeleteAll(m_rows);
  m_rows.clear();
  m_boxes.clear();
  m_knobs.clear();
  for (std::size_t i = 0; i < knobs.size(); ++i) {
    const Knob& knob = m_knobs.emplace_back(knobs[i].knob);
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    const QString label = textOf(knob.label);
    auto* box = new KnobBox(row);
    box->setSingleStep(static_cast<double>(knob.step));
    box->setAccessibleName(label);
    connect(box, &KnobBox::valueChanged, this, [box, unit = textOf(knob.unit)] { showUnit(*box, unit); });
    auto* name = new QLabel(label, row);
    name->setTextFormat(Qt::PlainText);
    name->setWordWrap(m_order == Order::Column);
    name->setBuddy(box);
    layout->addWidget(name, m_order == Order::Column ? 1 : 0);
    layout->addWidget(box);
    connect(box, &KnobBox::valueChanged, this, [this, i](double value) {
      if (!m_showing) emit turned(i, static_cast<qint64>(value));
    });
    for (QWidget* each : {row, static_cast<QWidget*>(box)}) {
      each->setContextMenuPolicy(Qt::CustomContextMenu);
      connect(each, &QWidget::customContextMenuRequested, this,
              [this, i, each](const QPoint& at) { emit menuWanted(i, each->mapToGlobal(at)); });
    }
    m_layout->addWidget(row);
    row->show();
    m_rows.push_back(row);
    m_boxes.push_back(box);
  }
}

void KnobRows::show(const std::vector<PinnedKnob>& knobs) {
  const bool same = std::equal(knobs.begin(), knobs.end(), m_knobs.begin(), m_knobs.end(),
                               [](const PinnedKnob& pinned, const Knob& knob) { return pinned.knob == knob; });
  m_showing = true;
  if (!same) build(knobs);
  for (std::size_t i = 0; i < knobs.size(); ++i) {
    m_boxes[i]->setRange(static_cast<double>(std::min(knobs[i].knob.minimum, knobs[i].value)),
                         static_cast<double>(std::max(knobs[i].knob.maximum, knobs[i].value)));
    m_boxes[i]->setValue(static_cast<double>(knobs[i].value));
    showUnit(*m_boxes[i], textOf(knobs[i].knob.unit));
  }
  m_showing = false;
}

}  // namespace roundscope::ui

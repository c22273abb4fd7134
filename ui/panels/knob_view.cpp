// See knob_view.h.
#include "ui/panels/knob_view.h"

#include <QVBoxLayout>

#include "ui/panels/knob_rows.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {

KnobView::KnobView(QWidget* parent) : QWidget(parent), m_rows(new KnobRows(KnobRows::Order::Column, this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(makeCaption(tr("Try other numbers"), this));
  layout->addWidget(m_rows);
  connect(m_rows, &KnobRows::turned, this, &KnobView::turned);
}

void KnobView::show(const LessonPlayer& player) {
  setVisible(player.isOpen() && !player.lesson().knobs.empty());
  std::vector<PinnedKnob> knobs;
  for (std::size_t i = 0; player.isOpen() && i < player.lesson().knobs.size(); ++i)
    knobs.push_back({player.lesson().knobs[i], player.knobs()[i]});
  m_rows->show(knobs);
  // One that stands at the very number that is asked for would give it away.
  const bool number = player.isOpen() && player.asks() && player.resolved()->question->choices.empty();
  for (std::size_t i = 0; i < knobs.size(); ++i)
    m_rows->row(i)->setVisible(!number || static_cast<double>(knobs[i].value) != player.resolved()->question->answer);
}

}  // namespace roundscope::ui

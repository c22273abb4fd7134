// See knob_bar.h.
#include "ui/editor/knob_bar.h"

#include <QMenu>
#include <QVBoxLayout>

#include "ui/editor/editing.h"
#include "ui/panels/knob_rows.h"
#include "ui/session/session.h"
#include "ui/text.h"

namespace roundscope::ui {

KnobBar::KnobBar(Session& session, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_editing(Editing::of(session)),
      m_rows(new KnobRows(KnobRows::Order::Wrapped, this)) {
  setObjectName(QStringLiteral("knobBar"));
  setAccessibleName(tr("Knobs"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(10, 4, 10, 4);
  layout->addWidget(m_rows);
  // The rows may be made anew by what turning one leads to.
  connect(m_rows, &KnobRows::turned, this, &KnobBar::turn, Qt::QueuedConnection);
  connect(m_rows, &KnobRows::menuWanted, this, &KnobBar::showMenu);
  // Its coming and going moves what stands below, which must have taken in the runs before.
  connect(&session, &Session::opened, this, &KnobBar::follow, Qt::QueuedConnection);
  follow();
}

void KnobBar::follow() {
  const auto& set = m_session.scenarioSet();
  m_rows->show(set ? set->knobs : std::vector<PinnedKnob>());
  setVisible(m_rows->count() > 0);
}

void KnobBar::turn(std::size_t knob, qint64 value) {
  const auto set = m_session.scenarioSet();
  if (!set || knob >= set->knobs.size()) return;
  m_editing.applyIfRuns(withKnobAt(m_editing.document(), *set, knob, value), [this](const std::optional<Error>& error) {
    if (!error) return;
    follow();  // it stands where it stood
    emit refused(*error);
  });
}

void KnobBar::showMenu(std::size_t knob, const QPoint& at) {
  const auto set = m_session.scenarioSet();
  if (!set || knob >= set->knobs.size()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(tr("Change name and range…"), this, [this, knob] { emit changeWanted(knob); });
  menu->addAction(
      tr("Unpin “%1”").arg(textOf(set->knobs[knob].knob.label)), this, [this, knob, count = set->knobs.size()] {
        const Document& document = m_editing.document();
        const auto without = document.remove(count == 1 ? "/knobs" : pointerTo("/knobs", std::to_string(knob)));
        m_editing.applyIfRuns(without, [this](const std::optional<Error>& error) {
          if (error) emit refused(*error);
        });
      });
  menu->popup(at);
}

}  // namespace roundscope::ui

// It appears only when simulating takes long enough to be noticed.
#include "ui/window/simulation_status.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/models/call_words.h"
#include "ui/window/actions.h"

namespace roundscope::ui {
namespace {

constexpr int kNoticedMs = 400;

}  // namespace

SimulationStatus::SimulationStatus(Session* session, const Actions& actions, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_stop(actions[ActionId::StopSimulating]),
      m_goOn(actions[ActionId::SimulateToEnd]),
      m_text(new QLabel(this)),
      m_button(new QToolButton(this)),
      m_delay(this) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 8, 0);
  layout->addWidget(m_text);
  layout->addWidget(m_button);
  m_text->setAccessibleName(tr("Progress of the simulation"));
  m_delay.setSingleShot(true);
  m_delay.setInterval(kNoticedMs);
  connect(&m_delay, &QTimer::timeout, this, [this] { setVisible(!m_session->finished()); });
  connect(session, &Session::opened, this, [this] {
    hide();
    m_delay.start();
  });
  connect(session, &Session::simulatingChanged, this, &SimulationStatus::update);
  connect(session, &Session::viewStateChanged, this, &SimulationStatus::update);
  hide();
  update();
}

void SimulationStatus::update() {
  const bool simulating = m_session->simulating();
  const bool unfinished = !m_session->runs().empty() && !m_session->finished();
  m_stop->setEnabled(unfinished && simulating);
  m_goOn->setEnabled(unfinished && !simulating);
  if (!unfinished) hide();
  const QString until = momentWords(m_session->simulatedUntil());
  if (m_session->viewState().answerHidden)  // how far it has come may be what is asked
    m_text->setText(simulating ? tr("Simulating …") : tr("Not simulated to the end"));
  else
    m_text->setText(simulating ? tr("Simulating, %1 so far").arg(until) : tr("Simulated until %1").arg(until));
  QAction* offered = simulating ? m_stop : m_goOn;
  if (m_button->defaultAction() == offered) return;
  if (m_button->defaultAction()) m_button->removeAction(m_button->defaultAction());
  m_button->setDefaultAction(offered);
  m_button->setToolButtonStyle(Qt::ToolButtonTextOnly);
}

}  // namespace roundscope::ui

// How far the simulation has come, with a button that stops it or lets it go on.
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/session/session.h"

class QLabel;
class QToolButton;

namespace roundscope::ui {

class Actions;

class SimulationStatus : public QWidget {
  Q_OBJECT

 public:
  SimulationStatus(Session* session, const Actions& actions, QWidget* parent);

 private:
  void update();

  Session* m_session;
  QAction* m_stop;
  QAction* m_goOn;
  QLabel* m_text;
  QToolButton* m_button;
  QTimer m_delay;  ///< short simulations show nothing
};

}  // namespace roundscope::ui

// The open scenario as a tree of subnets, canisters, methods and steps.
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QTreeView;

namespace roundscope::ui {

class ScenarioTreeModel;

class ScenarioPanel : public QWidget {
  Q_OBJECT

 public:
  ScenarioPanel(Session* session, QWidget* parent);

 private:
  void showOpened();

  Session* m_session;
  ScenarioTreeModel* m_model;
  QTreeView* m_tree;
};

}  // namespace roundscope::ui

// Small scenarios are shown unfolded; large ones down to their canisters.
#include "ui/panels/scenario_panel.h"

#include <QHeaderView>
#include <QTreeView>

#include "ui/models/scenario_tree_model.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr std::size_t kSmallScenario = 8;  ///< canisters

}  // namespace

ScenarioPanel::ScenarioPanel(Session* session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new ScenarioTreeModel(this)), m_tree(new QTreeView(this)) {
  m_tree->setModel(m_model);
  m_tree->setAccessibleName(tr("Scenario"));
  m_tree->setHeaderHidden(true);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setUniformRowHeights(true);
  m_tree->setIndentation(11);
  m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);  // long steps are scrolled to, not cut
  m_tree->header()->setStretchLastSection(false);
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(m_tree);
  setFocusProxy(m_tree);
  connect(session, &Session::opened, this, &ScenarioPanel::showOpened);
}

void ScenarioPanel::showOpened() {
  const ScenarioSet& set = *m_session->scenarioSet();
  m_model->show(set);
  if (set.variants.front().canisters.size() <= kSmallScenario)
    m_tree->expandAll();
  else
    m_tree->expandToDepth(0);
}

}  // namespace roundscope::ui

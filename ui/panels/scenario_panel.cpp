// Small scenarios are shown unfolded; large ones down to their canisters.
#include "ui/panels/scenario_panel.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <algorithm>

#include "ui/models/scenario_tree_model.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr std::size_t kSmallScenario = 8;  ///< canisters
constexpr int kRowPaddingPx = 8;

/// Long steps take several lines: they are neither cut nor scrolled to.
class StepDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* tree = qobject_cast<const QTreeView*>(option.widget);
    if (tree == nullptr) return QStyledItemDelegate::sizeHint(option, index);
    int width = tree->viewport()->width() - tree->indentation() - kRowPaddingPx;
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent()) width -= tree->indentation();
    const QFontMetrics metrics(option.font);
    const QRect words = metrics.boundingRect(QRect(0, 0, width, 0), Qt::TextWordWrap, index.data().toString());
    return {width, std::max(words.height(), metrics.height()) + kRowPaddingPx};
  }
};

}  // namespace

ScenarioPanel::ScenarioPanel(Session* session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new ScenarioTreeModel(this)), m_tree(new QTreeView(this)) {
  m_tree->setModel(m_model);
  m_tree->setAccessibleName(tr("Scenario"));
  m_tree->setHeaderHidden(true);
  m_tree->setFrameShape(QFrame::NoFrame);
  m_tree->setWordWrap(true);
  m_tree->setItemDelegate(new StepDelegate(m_tree));
  m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_tree->setIndentation(11);
  m_tree->header()->setSectionResizeMode(QHeaderView::Stretch);
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(4, 4, 4, 4);
  layout->addWidget(m_tree);
  setFocusProxy(m_tree);
  connect(m_tree->header(), &QHeaderView::sectionResized, m_tree, &QTreeView::doItemsLayout, Qt::QueuedConnection);
  connect(session, &Session::opened, this, &ScenarioPanel::showOpened);
}

void ScenarioPanel::showOpened() {
  if (!m_session->scenarioSet()) return m_model->show({});
  const ScenarioSet& set = *m_session->scenarioSet();
  m_model->show(set);
  if (set.variants.front().canisters.size() <= kSmallScenario)
    m_tree->expandAll();
  else
    m_tree->expandToDepth(0);
}

}  // namespace roundscope::ui

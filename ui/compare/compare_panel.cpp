// The table is the core's comparison; nothing is counted here.
#include "ui/compare/compare_panel.h"

#include <QHeaderView>
#include <QTableView>

#include "ui/compare/comparison_model.h"
#include "ui/compare/comparisons.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {

ComparePanel::ComparePanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_comparisons(&Comparisons::of(*session)),
      m_model(new ComparisonModel(this)),
      m_words(makeText("", tr("What the comparison comes to"), this)),
      m_table(new QTableView(this)) {
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(kPanelMargin, 6, kPanelMargin, 6);
  layout->setSpacing(6);
  layout->addWidget(m_words);
  makeTable();
  layout->addWidget(m_table, 1);
  setFocusProxy(m_table);
  connect(m_comparisons, &Comparisons::changed, this, &ComparePanel::showKnown);
  showKnown();
}

void ComparePanel::makeTable() {
  m_table->setModel(m_model);
  m_table->setAccessibleName(tr("The variants compared"));
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setTabKeyNavigation(false);
  m_table->verticalHeader()->hide();
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_table->horizontalHeader()->setHighlightSections(false);
  fitRowsToType(m_table, 4);
  connect(m_table, &QTableView::clicked, this, &ComparePanel::goTo);
  onEnter(m_table, [this] { goTo(m_table->currentIndex()); });
}

void ComparePanel::showKnown() {
  const bool heldBack = m_comparisons->isHeldBack();
  const auto& known = m_comparisons->known();
  if (heldBack)
    showText(m_words, tr("The lesson comes to the comparison at its end"));
  else if (!known)
    showText(m_words, tr("The comparison comes when all variants have been simulated to their end"));
  else
    showText(m_words, m_comparisons->verdict());
  m_model->show(heldBack ? nullptr : known);
  m_table->clearSpans();
  for (int row = 0; row < m_model->rowCount(); ++row)
    if (m_model->isHeading(row) && m_model->columnCount() > 1) m_table->setSpan(row, 0, 1, m_model->columnCount());
}

void ComparePanel::goTo(const QModelIndex& index) {
  const ComparedCell* cell = m_model->cellAt(index);
  if (cell == nullptr || !cell->at) return;
  const auto variant = static_cast<std::size_t>(index.column() - 1);
  m_session->pause();
  m_session->changeView([variant](ViewState& view) { view.foldedVariants.erase(variant); });
  m_session->setCursor(*cell->at);
}

}  // namespace roundscope::ui

// Choosing a row moves the cursor; a cursor that is moved elsewhere moves the row.
#include "ui/panels/event_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTableView>

#include "ui/lessons/lesson_player.h"
#include "ui/models/event_table_model.h"
#include "ui/models/variant_names.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {

EventPanel::EventPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_model(new EventTableModel(session, this)),
      m_variants(new QComboBox(this)),
      m_kinds(new QComboBox(this)),
      m_canisters(new QComboBox(this)),
      m_failures(new QCheckBox(tr("Failures only"), this)),
      m_search(new QLineEdit(this)),
      m_table(new QTableView(this)) {
  auto* layout = makePanelLayout(this);
  layout->setContentsMargins(kPanelMargin, 6, kPanelMargin, 6);
  layout->setSpacing(6);
  layout->addLayout(makeFilters());
  makeTable();
  layout->addWidget(m_table, 1);
  setFocusProxy(m_table);
  connect(session, &Session::opened, this, &EventPanel::showOpened);
  connect(session, &Session::cursorChanged, this, &EventPanel::followCursor);
  connect(session, &Session::viewStateChanged, this, &EventPanel::followCursor);
  connect(session, &Session::selectionChanged, this, [this] {
    const auto selected = m_session->selectedCall();
    if (m_choosing || !selected || selected->variant == m_model->variant()) return;
    showVariant(selected->variant);
  });
  connect(&LessonPlayer::of(*session), &LessonPlayer::viewWanted, this, [this](const ResolvedView& view) {
    if (view.variant != m_model->variant()) showVariant(view.variant);
  });
  showOpened();
}

QLayout* EventPanel::makeFilters() {
  m_variants->setAccessibleName(tr("Variant whose events are listed"));
  m_kinds->setAccessibleName(tr("Kind of events"));
  m_canisters->setAccessibleName(tr("Canister of the events"));
  m_failures->setAccessibleName(tr("Failures only"));
  m_search->setAccessibleName(tr("Search in events"));
  m_search->setPlaceholderText(tr("Search"));
  m_search->setClearButtonEnabled(true);
  m_kinds->addItem(tr("All kinds"));
  const std::pair<EventKind, QString> kinds[] = {
      {EventKind::Round, tr("Rounds")}, {EventKind::User, tr("Users")},       {EventKind::Execution, tr("Executions")},
      {EventKind::Call, tr("Calls")},   {EventKind::Message, tr("Messages")}, {EventKind::State, tr("State")},
      {EventKind::Query, tr("Queries")}};
  for (const auto& [kind, name] : kinds) m_kinds->addItem(name, static_cast<int>(kind));
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_variants, m_kinds, m_canisters, m_failures})
    row->addWidget(widget);
  row->addWidget(m_search, 1);
  connect(m_variants, &QComboBox::activated, this,
          [this](int variant) { showVariant(static_cast<std::size_t>(variant)); });
  connect(m_kinds, &QComboBox::activated, this, &EventPanel::applyFilter);
  connect(m_canisters, &QComboBox::activated, this, &EventPanel::applyFilter);
  connect(m_failures, &QCheckBox::toggled, this, &EventPanel::applyFilter);
  connect(m_search, &QLineEdit::textChanged, this, &EventPanel::applyFilter);
  return row;
}

void EventPanel::makeTable() {
  m_table->setModel(m_model);
  m_table->setAccessibleName(tr("Events"));
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setTabKeyNavigation(false);
  m_table->setSortingEnabled(true);
  m_table->sortByColumn(EventTableModel::TimeColumn, Qt::AscendingOrder);
  m_table->verticalHeader()->hide();
  fitRowsToType(m_table, 8);
  QHeaderView* header = m_table->horizontalHeader();
  header->setHighlightSections(false);
  header->setSectionResizeMode(QHeaderView::Interactive);
  header->setSectionResizeMode(EventTableModel::EventColumn, QHeaderView::Stretch);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EventPanel::choose);
}

/// Columns are as wide as what stands in them, and no wider: what happened needs the room.
void EventPanel::fitColumns() {
  QHeaderView* header = m_table->horizontalHeader();
  const auto fit = [&](int column, const QString& widest) {
    const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const QFontMetrics metrics = fontMetrics();
    header->resizeSection(column, std::max(metrics.horizontalAdvance(widest), metrics.horizontalAdvance(title)) + 18);
  };
  const auto longest = [](const auto& all) {
    constexpr std::size_t kMostLetters = 16;
    std::size_t letters = 0;
    for (const auto& one : all) letters = std::max(letters, one.id.size());
    return QString(static_cast<qsizetype>(std::min(letters, kMostLetters)), QLatin1Char('e'));
  };
  const Scenario& scenario = m_session->runs()[m_model->variant()]->scenario();
  fit(EventTableModel::TimeColumn, QStringLiteral("1,000.00 s"));
  fit(EventTableModel::RoundColumn, QStringLiteral("1,000"));
  fit(EventTableModel::SubnetColumn, longest(scenario.subnets));
  fit(EventTableModel::CanisterColumn, longest(scenario.canisters));
  fit(EventTableModel::CallColumn, QStringLiteral("#10000"));
}

void EventPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange && m_model->variant() < m_session->runs().size()) fitColumns();
}

void EventPanel::focusSearch() {
  m_search->setFocus();
  m_search->selectAll();
}

void EventPanel::showOpened() {
  m_variants->clear();
  m_variants->addItems(variantNames(*m_session));
  m_variants->setVisible(m_variants->count() > 1);
  listCanisters();
}

void EventPanel::showVariant(std::size_t variant) {
  m_variants->setCurrentIndex(static_cast<int>(variant));
  m_model->showVariant(variant);
  listCanisters();
  applyFilter();
}

void EventPanel::listCanisters() {
  m_canisters->clear();
  m_canisters->addItem(tr("All canisters"));
  if (m_model->variant() >= m_session->runs().size()) return;
  for (const Canister& canister : m_session->runs()[m_model->variant()]->scenario().canisters)
    m_canisters->addItem(QString::fromStdString(canister.id));
  fitColumns();
}

void EventPanel::applyFilter() {
  EventFilter filter;
  if (m_kinds->currentIndex() > 0) filter.kind = static_cast<EventKind>(m_kinds->currentData().toInt());
  if (m_canisters->currentIndex() > 0)
    filter.canister = CanisterId{static_cast<std::uint16_t>(m_canisters->currentIndex() - 1)};
  filter.failuresOnly = m_failures->isChecked();
  filter.text = m_search->text().trimmed();
  m_model->setFilter(filter);
  followCursor();
}

void EventPanel::followCursor() {
  if (m_choosing || m_model->variant() >= m_session->runs().size()) return;
  const Run& run = *m_session->runs()[m_model->variant()];
  const auto event = run.order().last(run.calls(), m_session->cursor());
  const auto row = event ? m_model->rowOf(*event) : std::nullopt;
  if (!row) return;
  const QScopedValueRollback<bool> guard(m_choosing, true);
  const QModelIndex index = m_model->index(*row, EventTableModel::EventColumn);
  m_table->setCurrentIndex(index);
  m_table->scrollTo(index);
}

void EventPanel::choose(const QModelIndex& index) {
  if (m_choosing || !index.isValid()) return;
  const QScopedValueRollback<bool> guard(m_choosing, true);
  m_session->selectEvent({m_model->variant(), m_model->eventAt(index.row())});
}

}  // namespace roundscope::ui

// Two pages on one stack: the selected call, or the run.
#include "ui/panels/inspector_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>
#include <algorithm>

#include "ui/models/call_words.h"
#include "ui/models/run_state_model.h"
#include "ui/panels/call_view.h"
#include "ui/panels/panel.h"

namespace roundscope::ui {
namespace {

constexpr int kHeaderPadding = 12;
constexpr int kMostColumns = 3;  ///< whose names have room above their numbers

}  // namespace

InspectorPanel::InspectorPanel(Session* session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_comparison(ParentComparison::of(*session)),
      m_pages(new QStackedWidget(this)),
      m_runCaption(makeCaption({}, this)),
      m_call(new CallView(this)),
      m_callPage(new QScrollArea(this)),
      m_run(makeRunPage()) {
  m_pages->addWidget(m_run);
  m_callPage->setWidget(m_call);
  m_callPage->setWidgetResizable(true);
  m_callPage->setFrameShape(QFrame::NoFrame);
  m_callPage->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_callPage->setAccessibleName(tr("Selected call"));
  m_pages->addWidget(m_callPage);
  makePanelLayout(this)->addWidget(m_pages);
  m_fitHeader.setSingleShot(true);
  m_fitHeader.setInterval(0);  // once the columns have their share
  connect(&m_fitHeader, &QTimer::timeout, this, &InspectorPanel::fitHeader);
  setFocusProxy(m_pages);
  connect(m_call, &CallView::eventChosen, this, [this](quint64 event) {
    if (const auto selected = m_session->selectedCall()) m_session->selectEvent({selected->variant, event});
  });
  connect(m_call, &CallView::counterpartChosen, this, &InspectorPanel::showCounterpart);
  connect(&m_comparison, &ParentComparison::changed, this, &InspectorPanel::update);
  connect(m_call, &CallView::sectionAsked, this, &InspectorPanel::sectionAsked);
  connect(session, &Session::opened, m_call, &CallView::forget);
  connect(session, &Session::opened, this, &InspectorPanel::update);
  connect(session, &Session::opened, &m_fitHeader, qOverload<>(&QTimer::start));
  connect(session, &Session::grew, this, &InspectorPanel::update);
  connect(session, &Session::cursorChanged, this, &InspectorPanel::update);
  connect(session, &Session::selectionChanged, this, &InspectorPanel::update);
  connect(session, &Session::viewStateChanged, this, &InspectorPanel::update);
  connect(session, &Session::viewStateChanged, this, &InspectorPanel::leaveOutFolded);
  update();
}

QWidget* InspectorPanel::makeRunPage() {
  auto* page = new QWidget(this);
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(kPanelSpacing);
  auto* title = new QLabel(tr("The run so far"), page);
  title->setProperty("role", QStringLiteral("title"));

  m_counts = new QTableView(page);
  QTableView* table = m_counts;
  table->setModel(new RunStateModel(m_session, table));
  table->setAccessibleName(tr("Calls at the cursor"));
  table->setFrameShape(QFrame::NoFrame);
  table->setShowGrid(false);
  table->setSelectionMode(QAbstractItemView::NoSelection);
  table->setTabKeyNavigation(false);
  table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table->horizontalHeader()->setMinimumSectionSize(36);
  table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table->horizontalHeader()->setHighlightSections(false);
  table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table->setCornerButtonEnabled(false);

  m_countLines = new QLabel;
  m_countLines->setWordWrap(true);
  m_countLines->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  m_countLines->setTextFormat(Qt::RichText);
  m_countPage = new QScrollArea(page);
  m_countPage->setWidget(m_countLines);
  m_countPage->setWidgetResizable(true);
  m_countPage->setFrameShape(QFrame::NoFrame);
  m_countPage->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_countPage->setAccessibleName(table->accessibleName());
  connect(table->model(), &QAbstractItemModel::modelReset, this, &InspectorPanel::leaveOutFolded);
  connect(table->model(), &QAbstractItemModel::dataChanged, this, [this] {
    if (!m_countPage->isHidden()) m_countLines->setText(countLines());
  });

  layout->addWidget(title);
  layout->addWidget(m_runCaption);
  layout->addWidget(table, 1);
  layout->addWidget(m_countPage, 1);
  layout->addWidget(makeCaption(tr("Click a call to see its phases."), page));
  return page;
}

/// Variants of which only the heading is shown are not counted either.
void InspectorPanel::leaveOutFolded() {
  const std::set<std::size_t>& folded = m_session->viewState().foldedVariants;
  int shown = 0;
  for (int column = 0; column < m_counts->model()->columnCount(); ++column) {
    const bool isFolded = folded.contains(static_cast<std::size_t>(column));
    m_counts->setColumnHidden(column, isFolded);
    shown += isFolded ? 0 : 1;
  }
  const bool hasRoom = shown <= kMostColumns && namesFit(shown);
  m_counts->setVisible(hasRoom);
  m_countPage->setVisible(!hasRoom);
  m_countLines->setText(hasRoom ? QString() : countLines());
  m_fitHeader.start();
}

/// A paragraph for each variant: its name, and its numbers below.
QString InspectorPanel::countLines() const {
  const QAbstractItemModel* model = m_counts->model();
  QString lines;
  for (int column = 0; column < model->columnCount(); ++column) {
    if (m_counts->isColumnHidden(column)) continue;
    QStringList numbers;
    for (int row = 0; row < model->rowCount(); ++row)
      numbers << tr("%1 %2").arg(model->index(row, column).data().toString(),
                                 model->headerData(row, Qt::Vertical).toString().toLower());
    lines += QStringLiteral("<p style=\"margin: 0 0 8px 0\"><b>%1</b><br>%2</p>")
                 .arg(model->headerData(column, Qt::Horizontal).toString().toHtmlEscaped(),
                      numbers.join(QStringLiteral(" · ")));
  }
  return lines;
}

void InspectorPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  leaveOutFolded();
}

void InspectorPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) leaveOutFolded();
}

/// Whether no word of a name is wider than its column would be.
bool InspectorPanel::namesFit(int columns) const {
  const QHeaderView* header = m_counts->horizontalHeader();
  const int room = (m_pages->width() - m_counts->verticalHeader()->sizeHint().width()) / std::max(1, columns);
  for (int column = 0; column < header->count(); ++column) {
    if (m_counts->isColumnHidden(column)) continue;
    for (const QString& word : header->model()->headerData(column, Qt::Horizontal).toString().split(u' '))
      if (header->fontMetrics().horizontalAdvance(word) > room - kHeaderPadding) return false;
  }
  return true;
}

/// Names of variants take as many lines as they need.
void InspectorPanel::fitHeader() {
  QHeaderView* header = m_counts->horizontalHeader();
  int height = header->fontMetrics().height();
  header->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter | Qt::Alignment(Qt::TextWordWrap));
  for (int column = 0; column < header->count(); ++column) {
    if (header->isSectionHidden(column)) continue;
    const QRect room(0, 0, header->sectionSize(column) - kHeaderPadding, 0);
    const QString name = header->model()->headerData(column, Qt::Horizontal).toString();
    height = std::max(height, header->fontMetrics().boundingRect(room, Qt::TextWordWrap, name).height());
  }
  header->setFixedHeight(height + kHeaderPadding);
  // The rows begin below the header only once the table is told.
  QMetaObject::invokeMethod(m_counts, "updateGeometries");
}

void InspectorPanel::updateRunCaption() { m_runCaption->setText(tr("Calls at %1").arg(cursorWords(*m_session))); }

void InspectorPanel::update() {
  const auto selected = m_session->selectedCall();
  const bool known = selected && selected->variant < m_session->runs().size() &&
                     selected->call.value < m_session->runs()[selected->variant]->calls().calls().size();
  m_pages->setCurrentWidget(known ? static_cast<QWidget*>(m_callPage) : m_run);
  m_pages->setFocusProxy(known ? static_cast<QWidget*>(m_callPage) : m_counts);
  if (!known) return updateRunCaption();
  const auto event = m_session->selectedEvent();
  m_call->show(*m_session->runs()[selected->variant], selected->call,
               m_session->viewState().hideFuture ? m_session->cursor() : m_session->end(),
               event ? std::optional(event->event) : std::nullopt);
  m_call->showCounterparts(counterpartsOf(*m_session, m_comparison, *selected));
}

void InspectorPanel::showCounterpart(CallRef call) {
  m_session->changeView([&](ViewState& view) { view.foldedVariants.erase(call.variant); });
  m_session->selectCall(call);
}

}  // namespace roundscope::ui

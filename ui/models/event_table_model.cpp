// Rows are numbers of events. What a row says follows from the trace and the call table.
#include "ui/models/event_table_model.h"

#include <QElapsedTimer>
#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

#include "ui/models/call_words.h"

namespace roundscope::ui {
namespace {

constexpr qint64 kSliceMs = 8;
constexpr std::uint64_t kEventsBetweenLooks = 512;

}  // namespace

EventTableModel::EventTableModel(Session* session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
  m_slices.setInterval(0);
  connect(&m_slices, &QTimer::timeout, this, &EventTableModel::takeSlice);
  connect(session, &Session::opened, this, [this] { showVariant(0); });
  connect(session, &Session::grew, this, &EventTableModel::grow);
  connect(session, &Session::viewStateChanged, this, [this] {
    const bool hidden = m_session->viewState().answerHidden;
    if (std::exchange(m_answerHidden, hidden) != hidden) return restart();
    sayAnew();
  });
  connect(session, &Session::cursorChanged, this, [this] {
    if (m_answerHidden && (listed() || tellable() != m_seen)) return restart();
    if (m_session->viewState().hideFuture) sayAnew();
  });
  restart();
}

const Run* EventTableModel::run() const {
  return m_variant < m_session->runs().size() ? m_session->runs()[m_variant].get() : nullptr;
}

void EventTableModel::showVariant(std::size_t variant) {
  m_variant = variant;
  m_filter.canister.reset();
  restart();
}

void EventTableModel::setFilter(const EventFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  restart();
}

void EventTableModel::sayAnew() {
  if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void EventTableModel::restart() {
  beginResetModel();
  m_list.clear();
  m_sorted = 0;
  m_seen = 0;
  endResetModel();
  grow();
}

std::uint64_t EventTableModel::tellable() const {
  if (!run()) return 0;
  const auto& rounds = run()->calls().rounds();
  const auto later = !m_answerHidden
                         ? rounds.end()
                         : std::upper_bound(rounds.begin(), rounds.end(), m_session->cursor(),
                                            [](Time time, const RoundRow& round) { return time < round.time; });
  return later == rounds.end() ? run()->trace().eventCount() : later->firstEvent;
}

bool EventTableModel::isToCome(std::uint64_t event) const {
  return run()->calls().drawnAt(momentOfEvent(run()->calls(), event)) > m_session->cursor();
}

void EventTableModel::grow() {
  const std::uint64_t known = std::min<std::uint64_t>(tellable(), std::numeric_limits<int>::max());
  if (known == m_seen) return;
  if (listed()) return m_slices.start();
  // Descending, new rows come on top; ascending, below.
  const int first = m_order == Qt::AscendingOrder ? static_cast<int>(m_seen) : 0;
  beginInsertRows({}, first, first + static_cast<int>(known - m_seen) - 1);
  m_seen = known;
  endInsertRows();
}

void EventTableModel::takeSlice() {
  if (run() == nullptr) return m_slices.stop();
  const std::uint64_t known = tellable();
  std::vector<Row> found;
  EventWindow events(run()->trace().events());
  QElapsedTimer clock;
  clock.start();
  while (m_seen < known && clock.elapsed() < kSliceMs)
    for (const std::uint64_t until = std::min(known, m_seen + kEventsBetweenLooks); m_seen < until; ++m_seen)
      if (const Event& event = events[m_seen]; accepts(m_seen, event)) found.push_back(rowFor(m_seen, event));
  if (m_seen == known) m_slices.stop();
  if (!found.empty()) {
    const auto first = static_cast<int>(m_list.size());
    beginInsertRows({}, first, first + static_cast<int>(found.size()) - 1);
    m_list.insert(m_list.end(), found.begin(), found.end());
    endInsertRows();
  }
  if (m_seen == known) sortRows();
}

bool EventTableModel::accepts(std::uint64_t number, const Event& event) const {
  if (m_answerHidden && isToCome(number)) return false;
  if (m_filter.kind && kindOf(event) != *m_filter.kind) return false;
  if (m_filter.failuresOnly && !isFailure(event)) return false;
  if (m_filter.canister && canisterOf(event, run()->calls()) != m_filter.canister) return false;
  if (m_filter.text.isEmpty()) return true;
  return QString::fromStdString(eventText(event, run()->scenario())).contains(m_filter.text, Qt::CaseInsensitive);
}

EventTableModel::Row EventTableModel::rowFor(std::uint64_t number, const Event& event) const {
  return {sortKey(number, event), static_cast<std::uint32_t>(number)};
}

std::uint32_t EventTableModel::sortKey(std::uint64_t number, const Event& event) const {
  constexpr std::uint32_t kLast = std::numeric_limits<std::uint32_t>::max();
  switch (static_cast<Column>(m_sortColumn)) {
    case TimeColumn:
    case RoundColumn:
    case ColumnCount:
      return 0;
    case SubnetColumn:
      return run()->calls().rounds()[momentOfEvent(run()->calls(), number).round].subnet.value;
    case CanisterColumn: {
      const auto canister = canisterOf(event, run()->calls());
      return canister ? canister->value : kLast;
    }
    case EventColumn:
      return static_cast<std::uint32_t>(event.index());
    case CallColumn:
      return callOf(event).value;
  }
  std::abort();
}

bool EventTableModel::above(const Row& one, const Row& other) const {
  return m_order == Qt::DescendingOrder ? other < one : one < other;
}

/// Sorts the new rows and merges them with those that are sorted.
void EventTableModel::sortRows() {
  if (m_sorted == m_list.size()) return;
  emit layoutAboutToBeChanged({}, VerticalSortHint);
  const auto isAbove = [this](const Row& one, const Row& other) { return above(one, other); };
  const auto firstNew = m_list.begin() + static_cast<std::ptrdiff_t>(m_sorted);
  std::sort(firstNew, m_list.end(), isAbove);
  std::inplace_merge(m_list.begin(), firstNew, m_list.end(), isAbove);
  m_sorted = m_list.size();
  changePersistentIndexList(persistentIndexList(), QModelIndexList(persistentIndexList().size()));
  emit layoutChanged({}, VerticalSortHint);
}

void EventTableModel::sort(int column, Qt::SortOrder order) {
  const int wanted = column < 0 || column == RoundColumn ? TimeColumn : column;
  if (wanted == m_sortColumn && order == m_order) return;
  m_sortColumn = wanted;
  m_order = order;
  restart();
}

std::uint64_t EventTableModel::eventAt(int row) const {
  const auto at = static_cast<std::size_t>(row);
  if (listed()) return m_list[at].event;
  return m_order == Qt::AscendingOrder ? at : m_seen - 1 - at;
}

std::optional<int> EventTableModel::rowOf(std::uint64_t event) const {
  if (rowCount() == 0) return std::nullopt;
  if (!listed()) {
    const std::uint64_t known = std::min(event, m_seen - 1);
    return static_cast<int>(m_order == Qt::AscendingOrder ? known : m_seen - 1 - known);
  }
  if (m_sortColumn != TimeColumn) {
    if (event >= m_seen) return std::nullopt;
    const Row wanted = rowFor(event, run()->trace().event(event));
    const auto firstNew = m_list.begin() + static_cast<std::ptrdiff_t>(m_sorted);
    auto found =
        std::partition_point(m_list.begin(), firstNew, [&](const Row& listed) { return above(listed, wanted); });
    if (found == firstNew || *found != wanted)
      found = std::lower_bound(firstNew, m_list.end(), wanted.event,
                               [](const Row& row, std::uint32_t number) { return row.event < number; });
    if (found == m_list.end() || *found != wanted) return std::nullopt;
    return static_cast<int>(found - m_list.begin());
  }
  const bool ascending = m_order == Qt::AscendingOrder;
  const auto after = std::partition_point(
      m_list.begin(), m_list.end(), [&](const Row& row) { return ascending ? row.event <= event : row.event > event; });
  const auto row = static_cast<int>(after - m_list.begin()) - (ascending ? 1 : 0);
  return std::clamp(row, 0, rowCount() - 1);
}

int EventTableModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  return static_cast<int>(listed() ? m_list.size() : m_seen);
}

int EventTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString EventTableModel::text(std::uint64_t number, Column column) const {
  const CallTable& table = run()->calls();
  const Moment moment = momentOfEvent(table, number);
  const RoundRow& round = table.rounds()[moment.round];
  const Event& event = run()->trace().event(number);
  switch (column) {
    case TimeColumn:
      if (round.isInQuery(moment.ordinal)) return millisecondsWords(table.drawnAt(moment) - Time{});
      return secondsWords(round.time - Time{});
    case RoundColumn:
      return numberWords(round.round);
    case SubnetColumn:
      return QString::fromStdString(run()->scenario().subnet(round.subnet).id);
    case CanisterColumn: {
      const auto canister = canisterOf(event, table);
      return canister ? QString::fromStdString(run()->scenario().canister(*canister).id) : QString();
    }
    case EventColumn:
      return QString::fromStdString(eventText(event, run()->scenario()));
    case CallColumn:
      return callOf(event) == kNoCall ? QString() : QStringLiteral("#%1").arg(callOf(event).value);
    case ColumnCount:
      break;
  }
  std::abort();
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto column = static_cast<Column>(index.column());
  if (role == Qt::TextAlignmentRole) {
    const bool number = column == TimeColumn || column == RoundColumn || column == CallColumn;
    return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  const std::uint64_t event = eventAt(index.row());
  if (m_session->viewState().hideFuture && isToCome(event))
    return column == EventColumn ? tr("still to come") : QString();
  return text(event, column);
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool number = section == TimeColumn || section == RoundColumn || section == CallColumn;
    return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  if (role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case TimeColumn:
      return tr("Time");
    case RoundColumn:
      return tr("Round");
    case SubnetColumn:
      return tr("Subnet");
    case CanisterColumn:
      return tr("Canister");
    case EventColumn:
      return tr("Event");
    case CallColumn:
      return tr("Call");
    case ColumnCount:
      break;
  }
  return {};
}

}  // namespace roundscope::ui

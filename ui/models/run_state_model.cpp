// Follows the session: grows with its runs, moves with its cursor.
#include "ui/models/run_state_model.h"

#include <cstdlib>

#include "ui/models/call_words.h"

namespace roundscope::ui {

RunStateModel::RunStateModel(Session* session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
  connect(session, &Session::opened, this, &RunStateModel::reopen);
  connect(session, &Session::grew, this, &RunStateModel::moveToCursor);
  connect(session, &Session::cursorChanged, this, &RunStateModel::moveToCursor);
  reopen();
}

void RunStateModel::reopen() {
  beginResetModel();
  const auto& runs = m_session->runs();
  m_variants.clear();
  for (const auto& run : runs) m_variants << QString::fromStdString(run->scenario().variant);
  m_shown.assign(runs.size(), {});
  endResetModel();
  moveToCursor();
}

void RunStateModel::moveToCursor() {
  bool changed = false;
  for (std::size_t i = 0; i < m_shown.size(); ++i) {
    const OutcomeCounts counts =
        m_session->runs()[i]->outcomes().countsUntil(static_cast<double>(m_session->cursor().us));
    changed = changed || counts != m_shown[i];
    m_shown[i] = counts;
  }
  if (changed) emit dataChanged(index(0, 0), index(RowCount - 1, columnCount() - 1));
}

int RunStateModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || m_shown.empty() ? 0 : RowCount;
}

int RunStateModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant RunStateModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  const OutcomeCounts& counts = m_shown[static_cast<std::size_t>(index.column())];
  switch (static_cast<Row>(index.row())) {
    case InFlight:
      return numberWords(counts.of(CallOutcome::InFlight));
    case Replied:
      return numberWords(counts.of(CallOutcome::Replied));
    case Failed:
      return numberWords(counts.failed() - counts.of(CallOutcome::NotPerformed));
    case NotPerformed:
      return numberWords(counts.of(CallOutcome::NotPerformed));
    case RowCount:
      break;
  }
  std::abort();
}

QVariant RunStateModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Horizontal) {
    if (section >= m_variants.size()) return {};
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const QString& name = m_variants[section];
    return name.isEmpty() ? tr("Calls") : name;
  }
  if (role != Qt::DisplayRole) return {};
  switch (static_cast<Row>(section)) {
    case InFlight:
      return tr("In flight");
    case Replied:
      return tr("Replied");
    case Failed:
      return tr("Failed");
    case NotPerformed:
      return tr("Not performed");
    case RowCount:
      break;
  }
  return {};
}

}  // namespace roundscope::ui

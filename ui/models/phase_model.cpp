// Rounds are counted on the caller's clock, from block to block, so that they add up.
#include "ui/models/phase_model.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "core/run/call_phases.h"
#include "ui/models/call_words.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

QString sentence(QString words) {
  if (!words.isEmpty()) words[0] = words[0].toUpper();
  return words;
}

}  // namespace

std::int64_t roundsBetween(Time from, Time to, Duration interval) {
  return to.us / interval.us - from.us / interval.us;
}

std::vector<PhaseRow> phaseRowsOf(const CallSpan& call, const CallTable& table, Time until) {
  const auto roundOf = [&](const Moment& moment) { return table.rounds()[moment.round].time; };
  const PhaseSpans spans = phasesOf(table, call, std::numeric_limits<std::int64_t>::max());
  std::vector<PhaseRow> phases;
  for (std::size_t i = 0; i < spans.count && spans.spans[i].startUs <= until.us; ++i) {
    const PhaseSpan& span = spans.spans[i];
    PhaseRow row{span.phase, roundOf(span.begins), {}, Time{span.startUs}, {}};
    if (span.endUs <= until.us) {
      const Moment end = i + 1 < spans.count ? spans.spans[i + 1].begins : call.at(CallPoint::Completed);
      row.length = std::max(Duration{}, roundOf(end) - row.begin);
      row.drawnLength = Duration{span.endUs - span.startUs};
    }
    phases.push_back(row);
  }
  return phases;
}

void PhaseModel::show(std::vector<PhaseRow> phases, std::optional<Duration> roundInterval) {
  if (phases == m_phases && roundInterval == m_roundInterval) return;
  beginResetModel();
  m_phases = std::move(phases);
  m_roundInterval = roundInterval;
  endResetModel();
}

int PhaseModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_phases.size());
}

int PhaseModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString PhaseModel::text(const PhaseRow& row, Column column) const {
  switch (column) {
    case Name:
      return sentence(textOf(nameOf(row.phase)));
    case Begin:
      if (!m_roundInterval) return millisecondsWords(row.drawn - Time{});
      return numberWords(static_cast<std::uint64_t>(row.begin.us / m_roundInterval->us));
    case Length:
      if (!row.length) return tr("so far");
      if (!m_roundInterval) return millisecondsWords(*row.drawnLength);
      return numberWords(
          static_cast<std::uint64_t>(roundsBetween(row.begin, row.begin + *row.length, *m_roundInterval)));
    case ColumnCount:
      break;
  }
  std::abort();
}

QVariant PhaseModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto column = static_cast<Column>(index.column());
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
    return text(m_phases[static_cast<std::size_t>(index.row())], column);
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  return {};
}

QVariant PhaseModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (static_cast<Column>(section)) {
    case Name:
      return tr("Phase");
    case Begin:
      return tr("From");
    case Length:
      return m_roundInterval ? tr("Rounds") : tr("Latency");
    case ColumnCount:
      break;
  }
  return {};
}

}  // namespace roundscope::ui

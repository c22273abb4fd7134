// The phases of one call as a table: what, from which round, how long in rounds; of queries in milliseconds.
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/run/call_table.h"
#include "ui/timeline/phases.h"

namespace roundscope::ui {

/// One stretch of a call's life. `length` is absent while it lasts.
struct PhaseRow {
  Phase phase = Phase::OutputQueue;
  Time begin;
  std::optional<Duration> length;
  Time drawn;                           ///< where its bar begins
  std::optional<Duration> drawnLength;  ///< as the ruler measures it: a round's events are spread over the round
  bool operator==(const PhaseRow&) const = default;
};

/// How many blocks of a subnet lie between two blocks: what happens within one takes no round.
std::int64_t roundsBetween(Time from, Time to, Duration interval);

/// The phases of the call that begin at or before `until`, measured between the starts of their rounds: what happens
/// within one round takes no rounds. (Phases as drawn, which spread a round's events over it, are in phases.h.)
std::vector<PhaseRow> phaseRowsOf(const CallSpan& call, const CallTable& table, Time until);

class PhaseModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Begin, Length, ColumnCount };

  explicit PhaseModel(QObject* parent) : QAbstractTableModel(parent) {}

  /// `roundInterval` is what a round is counted in: the caller's subnet's. Absent for calls of queries, which have a
  /// latency in place of rounds.
  void show(std::vector<PhaseRow> phases, std::optional<Duration> roundInterval);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] QString text(const PhaseRow& row, Column column) const;

  std::vector<PhaseRow> m_phases;
  std::optional<Duration> m_roundInterval = seconds(1);
};

}  // namespace roundscope::ui

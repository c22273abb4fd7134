// The phases of one call as a table: what, from which round, how long in rounds and seconds.
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/trace/call_table.h"

namespace roundscope {

/// One stretch of a call's life. `length` is absent while it lasts.
struct PhaseRow {
  CallPoint from = CallPoint::Performed;
  Time begin;
  std::optional<Duration> length;
  bool operator==(const PhaseRow&) const = default;
};

/// The stretches between those corners of the call that lie at or before `until`, measured between the starts of their
/// rounds: what happens within one round takes no rounds.
std::vector<PhaseRow> phasesOf(const CallSpan& call, const CallTable& table, Time until);

class PhaseModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Phase, Begin, Rounds, Seconds, ColumnCount };

  explicit PhaseModel(QObject* parent) : QAbstractTableModel(parent) {}

  /// `roundInterval` is what a round is counted in: the caller's subnet's.
  void show(std::vector<PhaseRow> phases, Duration roundInterval);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  [[nodiscard]] QString text(const PhaseRow& row, Column column) const;
  [[nodiscard]] QString roundsText(std::int64_t us) const;

  std::vector<PhaseRow> m_phases;
  Duration m_roundInterval = seconds(1);
};

}  // namespace roundscope

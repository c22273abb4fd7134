// The events of one variant as a table that is filtered, sorted and searched. Words are made when a row is seen.
#pragma once

#include <QAbstractTableModel>
#include <QTimer>
#include <optional>
#include <vector>

#include "core/analysis/event_call.h"
#include "ui/session/session.h"

namespace roundscope::ui {

struct EventFilter {
  std::optional<EventKind> kind;
  std::optional<CanisterId> canister;
  bool failuresOnly = false;
  QString text;  ///< part of the event's words, whatever the case
  bool operator==(const EventFilter&) const = default;
  [[nodiscard]] bool all() const { return *this == EventFilter{}; }
};

/// Without a filter and in the order of the trace it keeps no list at all. A filter goes through the trace in short
/// slices, so the window stays responsive; rows appear as they are found. While the future is hidden, events after the
/// cursor say nothing.
class EventTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { TimeColumn, RoundColumn, SubnetColumn, CanisterColumn, EventColumn, CallColumn, ColumnCount };

  EventTableModel(Session* session, QObject* parent);
  void showVariant(std::size_t variant);
  [[nodiscard]] std::size_t variant() const { return m_variant; }
  void setFilter(const EventFilter& filter);

  [[nodiscard]] std::uint64_t eventAt(int row) const;
  /// The row of an event; of one that is filtered out, the last row before it. Absent without rows.
  [[nodiscard]] std::optional<int> rowOf(std::uint64_t event) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  void restart();
  void grow();
  void takeSlice();
  void sortRows();
  /// An event in the list, with what it is sorted by: it is asked of the trace once.
  struct Row {
    std::uint32_t key = 0;
    std::uint32_t event = 0;
    auto operator<=>(const Row&) const = default;
  };
  /// Whether a row stands above another, as rows are sorted.
  [[nodiscard]] bool above(const Row& one, const Row& other) const;
  void sayAnew();
  [[nodiscard]] bool listed() const { return !m_filter.all() || m_sortColumn != TimeColumn; }
  [[nodiscard]] bool accepts(std::uint64_t number, const Event& event) const;
  /// Events that may have rows: while an answer is hidden, none of a later round, because their number may tell it.
  [[nodiscard]] std::uint64_t tellable() const;
  [[nodiscard]] bool isToCome(std::uint64_t event) const;
  [[nodiscard]] Row rowFor(std::uint64_t number, const Event& event) const;
  [[nodiscard]] std::uint32_t sortKey(std::uint64_t number, const Event& event) const;
  [[nodiscard]] QString text(std::uint64_t event, Column column) const;
  [[nodiscard]] const Run* run() const;

  Session* m_session;
  std::size_t m_variant = 0;
  EventFilter m_filter;
  int m_sortColumn = TimeColumn;
  Qt::SortOrder m_order = Qt::AscendingOrder;
  std::vector<Row> m_list;   ///< where listed()
  std::size_t m_sorted = 0;  ///< so many of the list are sorted; behind them are new ones, in the trace's order
  std::uint64_t m_seen = 0;  ///< events that the filter has gone through, or that are rows
  bool m_answerHidden = false;
  QTimer m_slices;
};

}  // namespace roundscope::ui

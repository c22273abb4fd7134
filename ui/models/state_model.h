// One variant at the cursor: slots, messages on their way, variables, cycles, and the lines where execution stands.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/run/moment_state.h"
#include "ui/session/session.h"

namespace roundscope::ui {

/// Rows are made once for a scenario; moving the cursor changes only what they say.
class StateModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Value, ColumnCount };
  enum Role {
    HeadingRole = Qt::UserRole,  ///< bool
    ShareRole,                   ///< of slots: 0 to 1; invalid elsewhere
    LitRole,                     ///< of a code line: 0 no one stands there, 1 someone waits there, 2 it executes
  };

  StateModel(Session* session, QObject* parent);
  /// Shows another variant; out of range shows nothing.
  void showVariant(std::size_t variant);
  [[nodiscard]] std::size_t variant() const { return m_variant; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  enum class Kind : std::uint8_t { Heading, Slots, Travelling, Queue, Variable, Liquid, Reserved, Method, Line };
  struct Row {
    Kind kind = Kind::Heading;
    std::uint16_t canister = 0;
    std::uint32_t item = 0;  ///< pair, direction, variable or method
    std::uint16_t step = 0;
    QString text;  ///< what does not change
  };

  void reopen();
  void moveToCursor();
  void sayAnew();
  void addRows(const Scenario& scenario);
  void addCanister(const Scenario& scenario, std::uint16_t canister);
  [[nodiscard]] QString valueText(const Row& row) const;
  [[nodiscard]] QString variableText(const Row& row) const;
  [[nodiscard]] int litOf(const Row& row) const;
  [[nodiscard]] const Scenario& scenario() const { return m_session->runs()[m_variant]->scenario(); }

  Session* m_session;
  std::size_t m_variant = 0;
  std::vector<Row> m_rows;
  MomentState m_state;
};

}  // namespace roundscope::ui

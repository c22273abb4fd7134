// A canister as a program, a row a line, lit where the run stands at the cursor.
#pragma once

#include <QAbstractListModel>
#include <cstdint>
#include <vector>

#include "core/code/code_text.h"
#include "ui/session/session.h"

namespace roundscope::ui {

class CodeModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    LineRoleRole = Qt::UserRole,  ///< int: a LineRole
    LitRole,                      ///< 0: no; 1: calls are awaited here; 2: it executes
    WaitingRole,                  ///< how many call contexts wait here
  };

  CodeModel(Session* session, QObject* parent);

  /// Shows the program of a canister of a variant, the very one that is simulated. Both must exist.
  void show(std::size_t variant, CanisterId canister);
  [[nodiscard]] std::size_t variant() const { return m_variant; }
  [[nodiscard]] CanisterId canister() const { return m_canister; }
  [[nodiscard]] const std::vector<CodeLine>& lines() const { return m_code.lines; }
  /// The first line that executes, or else one at which a call context waits; -1 where there is none.
  [[nodiscard]] int litRow() const;
  /// Goes to the next moment at which the line is at work: its call is made or answered, or its method begins. After
  /// the last one, the first again. False where the run never comes there.
  bool goToEventOf(int row);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 signals:
  void litChanged();

 private:
  struct Lit {
    int degree = 0;
    std::int64_t waiting = 0;
    bool operator==(const Lit&) const = default;
  };

  /// Which of a step's states a line is lit for.
  struct Meaning {
    StepRef step;
    bool executing = false;
    bool waiting = false;
  };

  void forget();
  void moveToCursor();
  void noteMeanings();
  [[nodiscard]] Lit litOf(std::size_t line, const CanisterPlace& place) const;

  Session* m_session;
  std::size_t m_variant = 0;
  CanisterId m_canister;
  CodeText m_code;
  std::vector<Lit> m_lit;
  std::vector<std::vector<Meaning>> m_meanings;  ///< by line
};

}  // namespace roundscope::ui

// The whole run at the cursor as a table: a row a count, a column a variant.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>
#include <vector>

#include "ui/session/session.h"

namespace roundscope::ui {

class RunStateModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Row { InFlight, Replied, Failed, NotPerformed, RowCount };

  RunStateModel(Session* session, QObject* parent);

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void reopen();
  void moveToCursor();

  Session* m_session;
  QStringList m_variants;
  std::vector<OutcomeCounts> m_shown;  ///< at the cursor, one a variant
};

}  // namespace roundscope::ui

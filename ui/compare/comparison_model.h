// The comparison as a table: a row for each number, headed by groups; a column for each variant.
#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/analysis/comparison.h"

namespace roundscope::ui {

class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  /// Shows the rows that tell the runs something; nothing when null.
  void show(std::shared_ptr<const ComparisonTable> comparison);
  /// The cell of a variant; null for titles and the headings of groups.
  [[nodiscard]] const ComparedCell* cellAt(const QModelIndex& index) const;
  /// Whether the row heads others.
  [[nodiscard]] bool isHeading(int row) const;

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

 private:
  struct Line {
    const ComparedRow* row;  ///< of the comparison
    bool heading = false;    ///< it is the row's group
  };
  [[nodiscard]] QString words(const QModelIndex& index) const;
  [[nodiscard]] QString tip(const QModelIndex& index) const;

  std::shared_ptr<const ComparisonTable> m_comparison;
  std::vector<Line> m_lines;
};

}  // namespace roundscope::ui

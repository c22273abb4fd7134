// What the open file describes, as a tree: subnets, canisters, methods, steps, and who calls in.
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope::ui {

/// One row of the tree. Rows are built once for a scenario set and never change.
struct ScenarioNode {
  QString text;
  QString detail;  ///< shown as the row's tooltip
  ScenarioNode* parent = nullptr;
  std::vector<std::unique_ptr<ScenarioNode>> children;

  ScenarioNode* add(const QString& childText, const QString& childDetail = {});
};

class ScenarioTreeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  explicit ScenarioTreeModel(QObject* parent);
  ~ScenarioTreeModel() override;

  void show(const ScenarioSet& set);

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

 private:
  [[nodiscard]] const ScenarioNode* node(const QModelIndex& index) const;

  std::unique_ptr<ScenarioNode> m_root;
};

}  // namespace roundscope::ui

// The open scenario's text as a tree. Through an edit the rows that are still there stay the same rows, so that a view
// keeps what is unfolded and selected.
#pragma once

#include <QAbstractItemModel>
#include <memory>
#include <string>
#include <vector>

#include "core/scenario/document.h"
#include "ui/models/scenario_rows.h"

namespace roundscope::ui {

class ScenarioTreeModel : public QAbstractItemModel {
  Q_OBJECT

 public:
  explicit ScenarioTreeModel(QObject* parent);
  ~ScenarioTreeModel() override;

  /// Another document: the rows are made anew.
  void show(const Document& document);
  /// The same document after an edit. Text that is no JSON changes nothing.
  void follow(const Document& document);
  /// The same with rows that were made of it already.
  void show(std::unique_ptr<ScenarioRow> rows);
  void follow(std::unique_ptr<ScenarioRow> rows);
  /// Marks the rows in which something is wrong.
  void showErrors(const std::vector<std::string>& pointers);

  /// The row of an index; that which stands for all where the index is none.
  [[nodiscard]] const ScenarioRow& row(const QModelIndex& index) const;
  /// The row of a value, or the nearest one around it.
  [[nodiscard]] QModelIndex indexOf(const std::string& pointer) const;

  [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
  [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  [[nodiscard]] QStringList mimeTypes() const override;
  [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
  [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                     const QModelIndex& parent) const override;
  /// Asks for the move by moveWanted(); the model itself changes when the document has.
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 signals:
  /// `to`: a place in a list, as Document::move() takes it.
  void moveWanted(const std::string& from, const std::string& to);

 private:
  [[nodiscard]] ScenarioRow* at(const QModelIndex& index) const;
  [[nodiscard]] QModelIndex indexOf(const ScenarioRow* row) const;
  void becomes(ScenarioRow& row, ScenarioRow& next);
  /// Where a drop would put it; empty where it cannot go there.
  [[nodiscard]] std::string target(const std::string& from, int row, const QModelIndex& parent) const;

  std::unique_ptr<ScenarioRow> m_root;
  std::vector<std::string> m_wrong;
};

}  // namespace roundscope::ui

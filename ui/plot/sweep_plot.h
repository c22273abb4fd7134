// The chart or map of a sweep, or the grid of failures, on the screen: points are chosen by a click, or by arrows and
// Enter.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {

class SweepCanvas;

class SweepPlot : public QWidget {
  Q_OBJECT

 public:
  explicit SweepPlot(QWidget* parent = nullptr);

  void show(std::shared_ptr<const SweepTable> table, const SweepView& view);
  void show(std::shared_ptr<const FailureGrid> grid);
  void clear();
  /// What is shown now.
  [[nodiscard]] const SweepScene& scene() const { return m_scene; }
  [[nodiscard]] std::optional<std::size_t> selected() const { return m_view.selected; }

  [[nodiscard]] QSize sizeHint() const override { return {560, 320}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {240, 80}; }

 signals:
  /// Somebody points at this point of the table, or cell of the grid.
  void selectionChanged(std::size_t which);
  /// Its run is wanted.
  void chosen(std::size_t which);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  void refresh();
  void select(std::size_t which);

  SweepCanvas* m_canvas;
  std::shared_ptr<const SweepTable> m_table;  ///< one of the two, or neither
  std::shared_ptr<const FailureGrid> m_grid;
  SweepView m_view;
  SweepScene m_scene;
};

}  // namespace roundscope::ui

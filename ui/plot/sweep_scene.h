// Sweeps and failure grids as plain shapes: the one description of them, which the window and every format of pictures
// draw.
#pragma once

#include <QRectF>
#include <QString>
#include <cstddef>
#include <optional>
#include <vector>

#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"
#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"

namespace roundscope::ui {

struct SweepView {
  std::size_t number = 0;               ///< row of sweepNumbers(): what is drawn
  QStringList parameterNames;           ///< what the axes say, one a parameter; too few: the pointers
  std::optional<std::size_t> selected;  ///< a point of the table, or a cell of the grid
  bool figure = false;  ///< for paper: lines are named where they end, and values of several magnitudes on a logarithm
};

/// A place that stands for a run: a point of the table, or a cell of the grid.
struct SweepPlace {
  QRectF box;
  std::size_t which = 0;
};

struct SweepScene {
  Scene scene;
  QRectF plot;                ///< where the values are
  double xFrom = 0, xTo = 1;  ///< of the axis across; a logarithm where `xLog`
  double yTop = 1;            ///< values grow from 0, or from `yFrom` on a logarithm where `yLog`
  double yFrom = 0;
  bool yLog = false;
  bool xLog = false;               ///< the values are multiples of each other
  std::vector<SweepPlace> places;  ///< in order of the points
};

/// The place nearest to a point of the picture, no farther than a finger's breadth; null where there is none.
[[nodiscard]] const SweepPlace* placeAt(const SweepScene& scene, QPointF at);

/// One parameter: a line a variant, its quartiles as a band, caps and crossovers marked and named. Two: a map.
[[nodiscard]] SweepScene buildSweepScene(const SweepTable& table, const SweepView& view, const QRectF& page,
                                         const TextMeasure& text);
/// One chart or map a number, in one frame: beside each other where the page is wide, else under one another.
[[nodiscard]] SweepScene buildSweepFigure(const SweepTable& table, const SweepView& view,
                                          const std::vector<std::size_t>& numbers, const QRectF& page,
                                          const TextMeasure& text);
/// What it needs at least, with nothing left out and no words cut but the names of parameters, where `room` says how
/// its charts are arranged.
[[nodiscard]] QSizeF leastSweepFigure(const SweepTable& table, const SweepView& view,
                                      const std::vector<std::size_t>& numbers, QSizeF room, const TextMeasure& text);
/// What a grid so wide needs at least.
[[nodiscard]] QSizeF leastFailureFigure(const FailureGrid& grid, double width, const TextMeasure& text);
[[nodiscard]] SweepScene buildFailureScene(const FailureGrid& grid, std::optional<std::size_t> selected,
                                           const QRectF& page, const TextMeasure& text);

/// The number that tells most about a sweep: where calls fail, those that are replied, or those that fail where as many
/// are replied at every point; else the time it takes.
[[nodiscard]] std::size_t tellingNumber(const SweepTable& table);

/// "1,200", "21.1 T", "3.5": as short as people write it.
[[nodiscard]] QString shortNumber(double number);

}  // namespace roundscope::ui

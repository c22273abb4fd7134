// What the in-flight chart is drawn with, apart from the runs.
#pragma once

#include <cstddef>
#include <optional>
#include <set>

#include "ui/drawing/axis.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {

/// The axis' pixels are relative to the chart's left edge.
struct InFlightView {
  TimeAxis axis;
  Theme theme;
  double basePt = 9;
  std::optional<Time> cursor;  ///< absent: no cursor line
  bool hideFuture = false;
  bool answerHidden = false;      ///< neither the limit nor anything after the cursor is told
  std::set<std::size_t> leftOut;  ///< variants that are not drawn
};

}  // namespace roundscope::ui

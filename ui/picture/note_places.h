// What notes are about, found in the runs, whatever a picture shows of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/figure.h"
#include "ui/drawing/ticks.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// A moment of a variant, and the call or the lane that it is about.
struct NotePlace {
  std::size_t variant = 0;
  std::optional<double> us;
  std::optional<CallId> call;
  std::optional<std::size_t> lane;        ///< absent: the whole variant
  std::optional<std::size_t> variable{};  ///< its place among the lane's step lines
  bool lock = false;                      ///< the span for which one is held
};

/// Where notes look for what they are about.
struct NoteRuns {
  const TimelineIndex& index;
  AxisScale scale;
  std::set<std::size_t> leftOut;  ///< variants that are not drawn, or folded

  /// Whether the target may mean this variant.
  [[nodiscard]] bool mayBeIn(std::size_t variant, const FigureTarget& target) const;
};

/// In the first variant, of those that the target may mean, that has it.
[[nodiscard]] std::optional<NotePlace> placeOf(const FigureTarget& target, const NoteRuns& runs);

/// What is wrong with a note that no picture of these runs has a place for. A variant that is not shown, and what a run
/// that has not ended may still bring, are nothing wrong.
[[nodiscard]] std::optional<Error> noteWithoutPlace(const std::vector<FigureNote>& notes, const NoteRuns& runs);

}  // namespace roundscope::ui

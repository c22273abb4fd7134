// Texts with arrows in a picture: found by what they are about, placed where there is room.
#pragma once

#include <QStringList>
#include <functional>
#include <optional>

#include "core/scenario/figure.h"
#include "ui/drawing/text_measure.h"
#include "ui/picture/note_places.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

/// Where notes go.
struct NotePage {
  NoteRuns runs;
  std::optional<double> knownUs;                        ///< what comes later is hidden
  std::function<TimeAxis(std::size_t variant)> axisOf;  ///< as the scene was drawn with
  QRectF body;                                          ///< the part of the page with the lanes
  const TextMeasure& text;
};

/// Draws the notes over a scene of the timeline, but for those of what is hidden still. Returns a sentence for each
/// that has no place: what it is about is not in the runs, or not in the picture, or there is no room.
[[nodiscard]] QStringList drawNotes(const std::vector<FigureNote>& notes, const NotePage& page, Scene& scene);

}  // namespace roundscope::ui

// What a picture does not show because it is too small.
#pragma once

#include <QSizeF>
#include <QStringList>

#include "ui/drawing/text_measure.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {

/// What the lanes' layout gave up, a sentence each.
[[nodiscard]] QStringList lostForRoom(const TimelineIndex& index, const TimelineView& view, QSizeF lanes,
                                      const TextMeasure& text);

}  // namespace roundscope::ui

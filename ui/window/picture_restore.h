// What a picture's figure says of the window, shown in the window again.
#pragma once

#include <QStringList>
#include <optional>

#include "core/scenario/figure.h"
#include "ui/drawing/axis.h"

namespace roundscope::ui {

class Session;
class TimelineWidget;

/// Folds, collapses, marks and selects as the figure does, and goes to its cursor; `range` is what the picture shows of
/// the time, absent: all. Gives the names in it that the scenario does not have; they are passed over.
QStringList showAsIn(const Figure& figure, const std::optional<TimeRange>& range, Session& session,
                     TimelineWidget& timeline);

}  // namespace roundscope::ui

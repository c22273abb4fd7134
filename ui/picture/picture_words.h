// What a picture says about itself in words.
#pragma once

#include <QString>
#include <optional>

#include "ui/drawing/ticks.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

/// The figure's title, or the scenario's where it says nothing.
[[nodiscard]] QString titleOf(const PictureSource& source, const Figure& figure);

/// The figure with numbers of the runs in its title, caption and notes, where these have expressions in braces.
/// Errors: those of filledIn().
[[nodiscard]] Result<Figure> withNumbers(Figure figure, const PictureSource& source, const ScenarioSet& set);

/// "Rounds 2 to 6 of 181." where the figure shows a part of the runs; else empty.
[[nodiscard]] QString excerptOf(const PictureSource& source, const AxisScale& scale, TimeRange range);

/// What identifies the runs, so that anybody can make them again.
[[nodiscard]] QString originOf(const PictureSource& source);

/// "Timeline of inter-canister calls. Sequential: 90 calls: 90 replied, 181 rounds. …"
[[nodiscard]] QString descriptionOf(const PictureSource& source, const AxisScale& scale, TimeRange range,
                                    std::optional<Time> cursor);

/// A sentence for each run that a limit or budget ended early, as far as the picture tells.
[[nodiscard]] QStringList cutOffRemarks(const TimelineIndex& index, double knownUs);

}  // namespace roundscope::ui

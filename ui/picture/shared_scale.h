// Two figures of one file may share their scale: a round is as wide in both.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/picture/picture.h"

namespace roundscope::ui {

/// What a picture of these variants is made of; of all where none is named. Its runs must live until the scale is
/// known.
using SourceOf = std::function<PictureSource(const std::vector<std::string>& variants)>;

/// How much simulated time takes a millimetre in the figure that this one shares its scale with; absent where it shares
/// none. Errors: of kind Usage: the file has no such figure; those of layOutPicture().
[[nodiscard]] Result<std::optional<double>> sharedScale(const Figure& figure, const ScenarioSet& set,
                                                        const SourceOf& sourceOf);

}  // namespace roundscope::ui

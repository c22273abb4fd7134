// Private to core/scenario: the figures of a file.
#pragma once

#include <vector>

#include "core/scenario/figure.h"
#include "core/scenario/object_reader.h"

namespace roundscope::detail {

/// Names of variants, canisters and what notes are about are not looked up.
Figure readFigure(const Node& node);
/// Whether it is as "#0072b2".
bool isColour(std::string_view text);

std::vector<Figure> readFigures(const Node& list);

/// Notes each name in the figures that is none of these variants'. `list` is where the figures are written.
void checkFigureNames(const Node& list, const std::vector<Figure>& figures, const std::vector<Scenario>& variants);

}  // namespace roundscope::detail

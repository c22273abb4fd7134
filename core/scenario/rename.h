// Private to core/scenario: another name for a part of a scenario, wherever the file speaks of it.
#pragma once

#include <string>
#include <string_view>

#include "core/scenario/places.h"

namespace roundscope::detail {

/// The text with the new name. Throws ParseFailure as Document::rename() says.
std::string renamed(std::string_view text, const TextPlaces& places, const std::string& pointer,
                    const std::string& name);

}  // namespace roundscope::detail

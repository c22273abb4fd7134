// Many of a kind in a few words.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace roundscope {

/// "1, 2, 5 to 9 and 12 more": names of places that ascend. Three or more that follow each other are joined where that
/// is asked for; after a handful stands only the number of the others.
std::string listed(const std::vector<std::size_t>& places, bool joins,
                   const std::function<std::string(std::size_t)>& nameOf);

}  // namespace roundscope

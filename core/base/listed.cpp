// See listed.h.
#include "core/base/listed.h"

#include <fmt/format.h>

#include "core/base/words.h"

namespace roundscope {

std::string listed(const std::vector<std::size_t>& places, bool joins,
                   const std::function<std::string(std::size_t)>& nameOf) {
  constexpr std::size_t kMostPieces = 6;
  std::string text;
  std::size_t pieces = 0;
  for (std::size_t i = 0; i < places.size(); ++pieces) {
    if (pieces == kMostPieces) return fmt::format("{} and {} more", text, grouped(places.size() - i));
    std::size_t last = i;
    while (joins && last + 1 < places.size() && places[last + 1] == places[last] + 1) ++last;
    if (last - i < 2) last = i;
    text += (text.empty() ? "" : ", ") + nameOf(places[i]);
    if (last > i) text += " to " + nameOf(places[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace roundscope

// How a number lies over several seeds.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace roundscope {

/// Of `of` numbers the least and the greatest, the median and the quartiles. A quartile between two numbers is read off
/// the straight line between them, as spreadsheets do it.
struct Spread {
  std::size_t of = 0;  ///< 0: there is no number, and the rest means nothing
  double least = 0, lowerQuartile = 0, median = 0, upperQuartile = 0, greatest = 0;
  bool operator==(const Spread&) const = default;
};

/// What files and pictures say of it.
inline constexpr std::string_view kSpreadWords = "median, quartiles, least and greatest over the seeds";

[[nodiscard]] Spread spreadOf(std::vector<double> numbers);

}  // namespace roundscope

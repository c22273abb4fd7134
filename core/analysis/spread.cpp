// See spread.h.
#include "core/analysis/spread.h"

#include <algorithm>

namespace roundscope {
namespace {

/// `quarters` of the way through numbers that are in order.
double quantile(const std::vector<double>& sorted, std::size_t quarters) {
  const std::size_t place = (sorted.size() - 1) * quarters;  // in quarters of a step
  const double low = sorted[place / 4];
  const double high = sorted[std::min(place / 4 + 1, sorted.size() - 1)];
  return low + (high - low) * static_cast<double>(place % 4) / 4;
}

}  // namespace

Spread spreadOf(std::vector<double> numbers) {
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  return {numbers.size(),       numbers.front(),      quantile(numbers, 1),
          quantile(numbers, 2), quantile(numbers, 3), numbers.back()};
}

}  // namespace roundscope

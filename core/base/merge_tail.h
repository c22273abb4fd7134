// Keeping a list in order that grows at its end, nearly in order.
#pragma once

#include <algorithm>
#include <cstddef>

#include "core/base/large_list.h"

namespace roundscope {

/// Sorts what was added behind the first `sorted` entries, which ascend, in among them. Costs what was added, and what
/// of the rest lies behind its least.
template <class T>
void mergeTail(LargeList<T>& list, std::size_t sorted) {
  const auto middle = list.begin() + static_cast<std::ptrdiff_t>(sorted);
  if (middle == list.end()) return;
  if (!std::is_sorted(middle, list.end())) std::sort(middle, list.end());
  std::inplace_merge(std::lower_bound(list.begin(), middle, *middle), middle, list.end());
}

}  // namespace roundscope

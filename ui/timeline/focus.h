// The call that the viewer points at or has selected, and what it brings to light: the calls that it overlaps and
// those that led to it or follow from it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "ui/timeline/index.h"

namespace roundscope::ui {

/// How far a causal chain is followed in each direction.
inline constexpr std::size_t kLongestChain = 200;

struct Focus {
  CallRef call;
  double startUs = 0;            ///< of the call; both the same for one that was not performed
  double endUs = 0;              ///< no later than what is known
  std::uint32_t overlapped = 0;  ///< how many other calls were in flight at some time in between
  std::vector<CallId> chain;     ///< ascending; holds the call itself

  [[nodiscard]] bool inChain(CallId id) const { return std::binary_search(chain.begin(), chain.end(), id); }
  /// Whether a call that lasts from one moment to the other overlaps the call in focus.
  [[nodiscard]] bool overlaps(double fromUs, double toUs) const { return fromUs <= endUs && toUs >= startUs; }
};

/// Absent when the index does not know the call, or it has not been made by `knownUs`.
[[nodiscard]] std::optional<Focus> focusOf(const VariantIndex& variant, CallRef call, double knownUs);

}  // namespace roundscope::ui

// Private to core/analysis: what tells one call of a run from all others, without its number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/run/run.h"

namespace roundscope::detail {

/// What a call belongs to: its call context, or the call of that context that it makes again.
struct CallOwner {
  bool isCall = false;
  std::uint32_t value = 0;  ///< a ContextId or a CallId
  auto operator<=>(const CallOwner&) const = default;
};

/// What a call is: of all calls of its owner's step, which.
struct CallIdentity {
  CallOwner owner;
  std::uint16_t step = 0;
  std::uint8_t attempt = 1;
  bool compensation = false;
  std::uint32_t number = 0;  ///< among those that are alike in all of the above, in the order attempted
  auto operator<=>(const CallIdentity&) const = default;
};

/// The method in which a call was made; absent where the run does not tell.
[[nodiscard]] std::optional<MethodRef> methodOf(const Run& run, const CallSpan& call);

/// Of all calls of a run, by their number. Fewer when asked to stop. Costs O(n log n).
[[nodiscard]] std::vector<CallIdentity> identitiesOf(const Run& run, const std::stop_token& stop);

}  // namespace roundscope::detail

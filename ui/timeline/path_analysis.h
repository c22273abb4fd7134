// Which calls decide when the last user is answered, and how far others may slip: prepared for drawing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/run/run.h"

namespace roundscope::ui {

struct PathAnalysis {
  std::vector<CallId> critical;                           ///< ascending
  std::vector<std::vector<CallId>> criticalOf;            ///< the same by the canister that made them
  std::vector<std::optional<std::uint32_t>> slackRounds;  ///< by call
  [[nodiscard]] bool hasCritical(CallId first, CallId last) const {
    const auto near = std::lower_bound(critical.begin(), critical.end(), first);
    return near != critical.end() && *near <= last;
  }
};

/// Of a run that has ended; empty when it was asked to stop meanwhile. Costs O(calls).
[[nodiscard]] std::shared_ptr<const PathAnalysis> analysePath(const Run& run, const std::stop_token& stop = {});

}  // namespace roundscope::ui

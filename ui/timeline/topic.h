// Which canisters a lesson's step speaks of, so that a picture can show these and leave out the others.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "core/lesson/resolve.h"
#include "core/run/run.h"
#include "ui/refs.h"
#include "ui/timeline/target.h"

namespace roundscope::ui {

/// What the step points at: a call and its two canisters, an event's canister, a canister, a pair. No lanes where it
/// points at nothing.
[[nodiscard]] Target targetOf(const ResolvedView& view, const std::vector<std::shared_ptr<Run>>& runs);

/// The canisters that the step neither points at nor names, and that exchange no calls with one that it does. The same
/// for a question and its answer. None where the step points at nothing and names no canister.
[[nodiscard]] std::set<LaneKey> lanesBesideTheTopic(const ResolvedStep& step,
                                                    const std::vector<std::shared_ptr<Run>>& runs);

}  // namespace roundscope::ui

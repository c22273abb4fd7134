// What a compact picture shows: variants, canisters and tracks, a stretch of time, and a moment.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "core/base/time.h"
#include "ui/drawing/axis.h"
#include "ui/refs.h"
#include "ui/session/view_state.h"

namespace roundscope::ui {

/// Everything by default.
struct CompactView {
  std::set<std::size_t> leftOutVariants;
  std::set<LaneKey> leftOutCanisters;
  bool calls = true;       ///< as bars, or as a block where they are many; and the marks of refused ones
  bool executions = true;  ///< as blocks in their canister's line
  bool variables = true;   ///< as step lines with their values; and where what is half done is seen
  bool locks = true;       ///< from when to when they are held
  bool inFlight = true;    ///< the most calls in flight, against the limit
  bool arrows = true;      ///< requests and responses, one for calls that run together
  bool legend = true;
  bool patterns = false;           ///< dots and crosses tell styles of calls apart, as colours do elsewhere
  std::optional<TimeRange> range;  ///< of simulated time, and not empty; absent: the whole runs
  std::optional<Time> cursor;      ///< absent: everything has happened
  bool hideFuture = true;          ///< what comes after the cursor; else it is an outline
  std::set<LaneKey> collapsed;     ///< canisters that are one line, of what they execute
  std::set<LaneKey> opened;        ///< canisters whose calls are bars, however many
  std::vector<Time> markers;       ///< one, or two and the time between them
  std::optional<CallRef> selected;
  bool criticalPath = false;
  bool collapseIdle = false;  ///< where nothing happens, time takes no more than a round
  std::vector<LostExpectation> lost;
  bool operator==(const CompactView&) const = default;
};

}  // namespace roundscope::ui

// What the viewer has chosen to see of the runs, as far as several views follow it. The session holds the one value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "ui/refs.h"

namespace roundscope::ui {

/// Which views of the run are shown.
enum class RunView : std::uint8_t { Timeline, Stage, Both };

/// An expectation that a variant broke.
struct LostExpectation {
  std::size_t variant = 0;
  Time at;  ///< since when it has not held; the end where that is known there only
  std::string sentence;
  bool operator==(const LostExpectation&) const = default;
};

struct ViewState {
  RunView shown = RunView::Timeline;
  bool hideFuture = false;               ///< what lies after the cursor is hidden, not only faint
  std::set<std::size_t> foldedVariants;  ///< of which only the heading is shown
  bool foldedTellNothing = false;        ///< a lesson has not come to them yet: their names only
  bool tellVerdict = true;               ///< a lesson comes to its comparison last
  bool answerHidden = false;             ///< a lesson asks: ends, totals and limits would tell the answer
  std::vector<LaneKey> lit;              ///< canisters that a lesson speaks of
  std::vector<LostExpectation> lost;     ///< known when all variants have been simulated to their end
  bool showCriticalPath = false;         ///< which calls decide the end, and how far others may slip
  bool showArrows = true;                ///< of messages: those of the call in focus, and all where they are few
  bool collapseIdle = false;             ///< where nothing happens in any variant, time takes no more than a round
  bool operator==(const ViewState&) const = default;
};

}  // namespace roundscope::ui

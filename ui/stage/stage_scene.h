// The stage: subnets as rooms, canisters as desks, messages where they lie and travel at one moment. A pure function of
// the runs, the moment, what is pointed at, and the size. Its cost is bounded by pixels, never by the number of calls.
#pragma once

#include <QRectF>
#include <QSizeF>
#include <optional>
#include <variant>
#include <vector>

#include "core/run/run.h"
#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"
#include "ui/session/view_state.h"

namespace roundscope::ui {

/// Messages of one pair at one place, however many.
struct MessagesHit {
  CanisterPair pair;
  Station station = Station::CallerOutput;
  StationCount messages;
  std::optional<std::uint32_t> sentIn{};  ///< between subnets: the row of the round that sent them
  bool operator==(const MessagesHit&) const = default;
};
/// A message that has just left a place.
struct MovingHit {
  CallId call;
  bool operator==(const MovingHit&) const = default;
};
/// Calls of a canister that were not performed.
struct RefusedHit {
  CanisterId caller;
  bool operator==(const RefusedHit&) const = default;
};
struct DeskHit {
  CanisterId canister;
  bool operator==(const DeskHit&) const = default;
};
/// The line of time at the foot.
struct ScrubberHit {
  double us = 0;  ///< of its left end
  double spanUs = 0;
  bool operator==(const ScrubberHit&) const = default;
};

/// A place that can be pointed at.
struct StageHit {
  QRectF rect;
  std::size_t variant = 0;
  std::variant<DeskHit, MessagesHit, MovingHit, RefusedHit, ScrubberHit> what;
  bool operator==(const StageHit&) const = default;
};

/// What the viewer has chosen.
struct StageView {
  ViewState shared;
  Time cursor;
  std::optional<CallRef> selected{};
  std::optional<StageHit> pointed{};  ///< under the mouse, or reached by the keys
  bool scrubber = false;              ///< with a line of time at the foot, where no other view shows one
  bool legend = true;
};

/// A subnet of a variant, into which a canister can be dragged.
struct StageRoom {
  QRectF rect;
  std::size_t variant = 0;
  SubnetId subnet;
};

struct StageScene {
  Scene scene;
  std::vector<StageHit> hits;  ///< later ones lie over earlier ones
  std::vector<StageRoom> rooms;
  std::size_t variantsShown = 0;

  [[nodiscard]] std::optional<StageHit> at(QPointF point) const;
  /// Null outside of all rooms.
  [[nodiscard]] const StageRoom* roomAt(QPointF point) const;
};

[[nodiscard]] StageScene buildStage(const std::vector<const Run*>& runs, const StageView& view, QSizeF size,
                                    const TextMeasure& text);

}  // namespace roundscope::ui

// Where rooms and desks stand: a subnet is a room, a canister a desk in it. Pure geometry over names.
#pragma once

#include <QPointF>
#include <QRectF>
#include <vector>

#include "core/run/run.h"
#include "ui/drawing/text_measure.h"

namespace roundscope::ui {

/// The side of a desk at which messages come and go. What goes from left to right passes above what comes back, so
/// that the two never cross.
enum class Gate { Right, Left };

/// A canister.
struct DeskLayout {
  CanisterId canister;
  QRectF rect;
  Gate gate = Gate::Right;
  bool present = true;  ///< else its subnet has no such canister: a place that calls go to in vain
  bool roomy = false;   ///< queues have their names, and what executes has a place
  QRectF header;        ///< its name, and what it does
  QRectF upperQueue;    ///< of what goes right, beside the gate
  QRectF lowerQueue;    ///< of what goes left
  QRectF workplace;     ///< between the queues: what executes
  QRectF facts;         ///< away from the gate: slots and state

  [[nodiscard]] const QRectF& outputQueue() const { return gate == Gate::Right ? upperQueue : lowerQueue; }
  [[nodiscard]] const QRectF& inputQueue() const { return gate == Gate::Right ? lowerQueue : upperQueue; }
  /// Where a queue meets the way between desks.
  [[nodiscard]] QPointF port(const QRectF& queue) const;
};

/// A subnet.
struct RoomLayout {
  SubnetId subnet;
  QRectF rect;
  QRectF header;
};

/// One variant.
struct StageLayout {
  QRectF heading;
  std::vector<RoomLayout> rooms;
  std::vector<DeskLayout> desks;  ///< of all canisters that a subnet could hold
  QRectF gap;                     ///< between the two columns: where messages are seen to travel

  /// Null for a canister that stands nowhere.
  [[nodiscard]] const DeskLayout* desk(CanisterId canister) const;
};

[[nodiscard]] StageLayout layOutStage(const Run& run, const QRectF& area, const TextMeasure& text);

/// The way from one desk to another: straight, or around where both have their gates on the same side.
[[nodiscard]] std::vector<QPointF> wayBetween(const DeskLayout& from, const DeskLayout& to);
/// The point after a part of the way's length, from 0 to 1.
[[nodiscard]] QPointF pointOn(const std::vector<QPointF>& way, double part);

}  // namespace roundscope::ui

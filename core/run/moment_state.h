// What the run's canisters and queues look like at any moment: the answers of the folds, put together.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

/// Calls of an ordered pair whose slot is taken. Source: protocol.md section 3.
struct PairSlots {
  CanisterId caller;
  CanisterId callee;
  std::int64_t used = 0;
  std::uint64_t limit = 0;
  bool operator==(const PairSlots&) const = default;
};

struct CanisterMoment {
  std::vector<std::int64_t> variables;  ///< committed values; of a lock: 0 or its context plus 1
  std::optional<Balance> cycles;        ///< absent until an event tells
  CanisterPlace place;
  bool operator==(const CanisterMoment&) const = default;
};

struct MomentState {
  std::vector<PairSlots> pairs;        ///< of Whereabouts::pairs
  std::vector<PairPlaces> messages;    ///< of the same: where all their messages are
  std::vector<Travelling> travelling;  ///< see Places
  std::vector<CanisterMoment> canisters;
  bool operator==(const MomentState&) const = default;
};

/// The state when every event drawn at or before `time` has happened.
[[nodiscard]] MomentState stateAt(const Run& run, Time time);

}  // namespace roundscope

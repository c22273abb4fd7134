// What a place of a picture stands for when it is pointed at or clicked: one type for each thing there is.
#pragma once

#include <variant>

#include "ui/refs.h"

namespace roundscope::ui {

/// A call's bar or mark.
struct CallHit {
  CallRef call;
  bool operator==(const CallHit&) const = default;
};
/// Calls that are too small to be told apart. `first` is the first of them.
struct CallsHit {
  LaneKey lane;
  CallId first;
  bool operator==(const CallsHit&) const = default;
};
/// The control that shows a batch call by call, or as one block.
struct BatchHit {
  LaneKey lane;
  bool operator==(const BatchHit&) const = default;
};
/// The control that shows a canister as one line, or in full.
struct LaneNameHit {
  LaneKey lane;
  bool operator==(const LaneNameHit&) const = default;
};
/// The control that shows a subnet as one line, or in full.
struct SubnetNameHit {
  SubnetKey subnet;
  bool operator==(const SubnetNameHit&) const = default;
};
/// The heading that shows a variant in full, or nothing but the heading.
struct HeadingHit {
  std::size_t variant = 0;
  bool operator==(const HeadingHit&) const = default;
};
/// A canister's lane, where nothing else is.
struct LaneHit {
  LaneKey lane;
  bool operator==(const LaneHit&) const = default;
};
struct RulerHit {
  bool operator==(const RulerHit&) const = default;
};
struct OverviewHit {
  bool operator==(const OverviewHit&) const = default;
};
/// Below the ruler, where nothing else is.
struct BodyHit {
  bool operator==(const BodyHit&) const = default;
};

using Hit = std::variant<CallHit, CallsHit, BatchHit, LaneNameHit, SubnetNameHit, HeadingHit, LaneHit, RulerHit,
                         OverviewHit, BodyHit>;

}  // namespace roundscope::ui

// How each phase of a call looks, wherever it is drawn: in bars, blocks and legends.
#pragma once

#include "core/run/call_phases.h"
#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// A colour and, for phases of waiting in a queue, a hatch: phases are told apart without colour, too.
struct PhaseStyle {
  Role role = Role::Outbound;
  Hatch hatch = Hatch::None;
  bool operator==(const PhaseStyle&) const = default;
};

[[nodiscard]] PhaseStyle styleOf(Phase phase);

}  // namespace roundscope::ui

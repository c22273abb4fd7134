// An exhaustive switch: a new phase does not compile until it has a style. See phase_style.h.
#include "ui/drawing/phase_style.h"

#include <cstdlib>

namespace roundscope::ui {

PhaseStyle styleOf(Phase phase) {
  switch (phase) {
    case Phase::OutputQueue:
      return {Role::OutputQueue, Hatch::Forward};
    case Phase::Outbound:
      return {Role::Outbound, Hatch::None};
    case Phase::InputQueue:
      return {Role::InputQueue, Hatch::Vertical};
    case Phase::Executing:
      return {Role::Executing, Hatch::None};
    case Phase::Awaiting:
      return {Role::Awaiting, Hatch::Horizontal};
    case Phase::Inbound:
      return {Role::Inbound, Hatch::None};
    case Phase::Callback:
      return {Role::Callback, Hatch::Backward};
  }
  std::abort();
}

}  // namespace roundscope::ui

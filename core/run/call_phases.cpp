// Words for the phases of a call.
#include "core/run/call_phases.h"

#include "core/base/check.h"

namespace roundscope {

std::string_view nameOf(Phase phase) {
  switch (phase) {
    case Phase::OutputQueue:
      return "caller's output queue";
    case Phase::Outbound:
      return "request travelling";
    case Phase::InputQueue:
      return "callee's input queue";
    case Phase::Executing:
      return "executing";
    case Phase::Awaiting:
      return "awaiting";
    case Phase::Inbound:
      return "response travelling";
    case Phase::Callback:
      return "waiting for the callback";
  }
  RS_CHECK(false);
}

}  // namespace roundscope

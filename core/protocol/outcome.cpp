// Words for outcomes.
#include "core/protocol/outcome.h"

#include "core/base/check.h"

namespace roundscope {

std::string_view nameOf(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::InFlight:
      return "in flight";
    case CallOutcome::Replied:
      return "replied";
    case CallOutcome::Rejected:
      return "rejected";
    case CallOutcome::Trapped:
      return "trapped";
    case CallOutcome::Expired:
      return "expired";
    case CallOutcome::Dropped:
      return "dropped";
    case CallOutcome::NotPerformed:
      return "not performed";
  }
  RS_CHECK(false);
}

std::string_view nameOf(IngressOutcome outcome) {
  switch (outcome) {
    case IngressOutcome::Pending:
      return "pending";
    case IngressOutcome::Replied:
      return "replied";
    case IngressOutcome::Rejected:
      return "rejected";
    case IngressOutcome::Trapped:
      return "trapped";
  }
  RS_CHECK(false);
}

}  // namespace roundscope

// Words for what users see.
#include "core/protocol/outcome.h"

#include "core/base/check.h"

namespace roundscope {

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

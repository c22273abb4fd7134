// The table of reasons why a call is not performed.
#include "core/protocol/not_performed.h"

#include <array>

#include "core/base/check.h"

namespace roundscope {
namespace {

constexpr std::array<NotPerformed, kNotPerformedReasonCount> kNotPerformedRows = {{
    {.reason = NotPerformedReason::Memory,
     .name = "guaranteed-response memory",
     .rule = RuleId::GuaranteedMemory,
     .explanation = "{Call} was not performed: its thread's share of the {limit} for guaranteed responses on {subnet} "
                    "had no room for another {reservation}."},
    {.reason = NotPerformedReason::Callbacks,
     .name = "callbacks",
     .rule = RuleId::Callbacks,
     .explanation = "{Call} was not performed: {subnet} had none of its {limit} left when the iteration began, and "
                    "{caller} had used up its own."},
    {.reason = NotPerformedReason::Cycles,
     .name = "cycles",
     .rule = RuleId::PrepaidCycles,
     .explanation = "{Call} was not performed: {caller} had fewer liquid cycles than the {prepaid} to put aside, the "
                    "fee and any attached."},
    {.reason = NotPerformedReason::Slots,
     .name = "in-flight limit",
     .rule = RuleId::SlotsTaken,
     .explanation = "{Call} was not performed: all {limit} from {caller} to {callee} were taken."},
}};

constexpr bool notPerformedRowsInOrder() {
  for (std::size_t i = 0; i < kNotPerformedRows.size(); ++i)
    if (kNotPerformedRows[i].reason != static_cast<NotPerformedReason>(i) || kNotPerformedRows[i].name.empty())
      return false;
  return true;
}
static_assert(notPerformedRowsInOrder(), "every reason has its row, where its number says");

}  // namespace

const NotPerformed& rowOf(NotPerformedReason reason) {
  RS_CHECK(reason < NotPerformedReason::Count);
  return kNotPerformedRows[static_cast<std::size_t>(reason)];
}

}  // namespace roundscope

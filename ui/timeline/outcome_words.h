// How counts of calls and their outcomes read in headings, legends and tooltips.
#pragma once

#include <QString>
#include <cstdint>

#include "core/run/outcome_log.h"
#include "core/trace/trace.h"

namespace roundscope::ui {

class VariantIndex;

/// "replied", "not performed", … as texts and legends call it.
[[nodiscard]] QString outcomeName(CallOutcome outcome);
/// "2,000".
[[nodiscard]] QString grouped(std::int64_t number);
/// "2,000 calls"; "1 call".
[[nodiscard]] QString callsText(std::uint32_t calls);
/// "2,000 calls: 500 replied, 1,500 not performed". Outcomes that did not occur are left out.
[[nodiscard]] QString outcomeText(const OutcomeCounts& counts);

/// Whether a run is bad for calls that failed: not where the scenario itself says what it expects. A lock that turns a
/// rival away fails its call as it should.
[[nodiscard]] bool failedCallsAreBad(const VariantIndex& variant);

/// "cut off by max_rounds", where the run was cut off by then; else empty. The end of such a run is no end.
[[nodiscard]] QString cutOffText(const VariantIndex& variant, double untilUs);

}  // namespace roundscope::ui

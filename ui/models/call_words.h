// The words of the protocol for what a panel shows of calls, rounds and errors.
#pragma once

#include <QString>

#include "core/base/time.h"
#include "core/run/call_table.h"
#include "core/scenario/scenario.h"

namespace roundscope::ui {

/// "caller.parallel_calls"; the canister alone where it has no such method.
QString methodWords(const Scenario& scenario, MethodRef method);
/// "replied", "not performed"; why is told elsewhere.
QString outcomeWords(const CallSpan& call);
/// "4 CANISTER_REJECT"; empty for none.
QString rejectCodeWords(RejectCode code);
/// "12.0 s", "1,250.0 s": as many decimals as round intervals need.
QString secondsWords(Duration duration);
QString momentWords(Time time);             ///< always one decimal, so that it does not jump about while playing
QString numberWords(std::uint64_t number);  ///< with thousands separators

}  // namespace roundscope::ui

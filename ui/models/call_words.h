// The words of the protocol for what a panel shows of calls, rounds and errors.
#pragma once

#include <QString>

#include "core/base/time.h"
#include "core/run/call_table.h"
#include "core/run/run.h"
#include "core/scenario/scenario.h"
#include "ui/session/session.h"

namespace roundscope::ui {

/// "caller.parallel_calls"; the canister alone where it has no such method.
QString methodWords(const Scenario& scenario, MethodRef method);
/// "replied", "not performed"; why is told elsewhere.
QString outcomeWords(const CallSpan& call);
/// "4 CANISTER_REJECT"; empty for none.
QString rejectCodeWords(RejectCode code);
/// "12.0 s", "1,250.0 s": as many decimals as round intervals need.
QString secondsWords(Duration duration);
QString momentWords(Time time);  ///< always one decimal, so that it does not jump about while playing
/// "12.5 ms": of the latency model of queries.
QString millisecondsWords(Duration duration);
/// "round 3, iteration 2"; of a query its time, "12.5 ms". Nothing finer than a block has a time.
QString placeWords(const Run& run, Moment moment);
/// The same of what happened last at or before a moment in the round that contains it, with its block's time beside:
/// "round 3, iteration 2 · 3.0 s".
QString cursorWords(const Session& session);
QString numberWords(std::uint64_t number);  ///< with thousands separators

}  // namespace roundscope::ui

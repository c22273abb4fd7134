// The words that stand for the numbers in events, in traces, summaries and the window alike.
#pragma once

#include <string>
#include <string_view>

#include "core/run/call_phases.h"
#include "core/run/call_table.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

std::string_view nameOf(NotPerformedReason reason);
std::string_view nameOf(RejectCode code);         ///< "SYS_TRANSIENT" …; empty for a reply
std::string_view messageOf(RejectReason reason);  ///< the reject message, as canister code would see it
std::string_view nameOf(ExecutionKind kind);
std::string_view nameOf(MessagePlace place);
std::string_view nameOf(IngressOutcome outcome);
std::string_view nameOf(CallOutcome outcome);
std::string_view nameOf(QueryError error);
std::string_view nameOf(Phase phase);

/// "callee.ping".
std::string nameOf(MethodRef method, const Scenario& scenario);

}  // namespace roundscope

// What a fold is told of an event besides the event itself.
#pragma once

#include <cstdint>

#include "core/run/call_table.h"

namespace roundscope {

/// Where an event stands. Folds take the events of a run one by one, each with its place; they never look back into
/// the trace, so they work as well where no trace is kept.
struct EventHere {
  Moment moment;
  std::int64_t us = 0;      ///< when it is drawn
  SubnetId subnet;          ///< whose round it is …
  std::uint32_t round = 0;  ///< … its number there …
  Time block;               ///< … and its time
  bool inQuery = false;     ///< it belongs to a user's query: nothing is committed, and no slot is taken
};

/// A call is over. No event says so by itself: the callback starts, or its response is dropped because the caller was
/// uninstalled, or the query that made the call has ended. Folds take it right after the event that tells.
struct CallEnded {
  CallId call;
};

/// The call that the event ends, or kNoCall.
[[nodiscard]] constexpr CallId endedBy(const ExecutionStarted& event) {
  return isCallback(event.kind) ? event.call : kNoCall;
}
[[nodiscard]] inline CallId endedBy(const ResponseCreated& event) {
  return endsWithoutCallback(event.reason) ? event.call : kNoCall;
}
[[nodiscard]] constexpr CallId endedBy(const MessageDropped& event) { return endsCall(event) ? event.call : kNoCall; }

}  // namespace roundscope

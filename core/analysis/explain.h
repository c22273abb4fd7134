// "Why?": one sentence for anything selected, with the rule behind it, the rule's parameter, its source, and where
// the rule is a simplification of ours. Reads the trace only; its numbers are those of the run and of the scenario.
#pragma once

#include <cstdint>
#include <string>

#include "core/run/run.h"

namespace roundscope {

struct Explanation {
  std::string sentence;        ///< what happened and why: at most 25 words, with names and numbers of the run
  std::string rule;            ///< the protocol's rule, in general terms
  std::string parameter;       ///< "limits.queue_capacity = 500 (on app-1)"; empty when the rule has none
  std::string source;          ///< where the rule comes from
  int section = 0;             ///< of protocol.md, where the rule stands
  std::string simplification;  ///< where the simulator does less than the network; empty where it does the same
  bool operator==(const Explanation&) const = default;
};

/// Why the event with this number happened. `eventIndex` must be below the trace's event count. Takes a time linear in
/// the events of a round.
Explanation explainEvent(const Run& run, std::uint64_t eventIndex);

/// Why the call ended as it did and took the rounds that it took; for one in flight, what it waits for where the
/// trace ends. `call` must be in the run.
Explanation explainCall(const Run& run, CallId call);

}  // namespace roundscope

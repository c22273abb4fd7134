// What other phases need of the way into input queues.
#pragma once

#include <cstdint>

#include "core/simulation/faults.h"
#include "core/simulation/round.h"

namespace roundscope {

/// Why the request cannot enter its callee's input queue; reason None: it can. One that could is counted for its
/// method.
[[nodiscard]] Refusal whyNotInducted(Round& round, MessageIndex request);
/// A request that can.
void acceptRequest(Round& round, MessageIndex request);
/// A response enters its caller's input queue, or is dropped because the caller has its answer.
void inductResponse(Round& round, MessageIndex response);
/// A request that has left its caller's output queue becomes its own reject, which enters the caller's input queue.
void rejectHere(Round& round, MessageIndex request, RejectReason reason, TextId text = kNoText);
/// The caller's own subnet answers, with a reject that travels nowhere. `refund` in cycles.
void answerHere(Round& round, std::uint32_t callback, RejectReason reason, std::uint64_t refund);

}  // namespace roundscope

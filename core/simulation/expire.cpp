// Phase "expire": messages first, then callbacks, tested only here, at the start of a round. Also the
// shedding of best-effort messages at the end of it.
// Source: protocol.md section 6 (rs/replicated_state: canister_state/queues/message_pool.rs).
#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <vector>

#include "core/simulation/induct.h"
#include "core/simulation/round.h"

namespace roundscope {

namespace {

/// Why a message does not get to where it was going.
enum class Drop : std::uint8_t { Expired, Shed };

/// What its caller learns of a dropped message depends on where it was. The cycles in it go back to the caller, by
/// themselves unless a reject carries them.
/// Source: protocol.md section 6 (rs/replicated_state: canister_state/queues.rs, on_message_dropped; refunds.rs).
void dropMessage(Round& round, MessageIndex index, Drop why) {
  const Message message = round.state.messages[index];
  round.emit(MessageDropped{message.call, message.place, static_cast<std::uint8_t>(message.isResponse ? 1 : 0),
                            static_cast<std::uint8_t>(why == Drop::Shed ? 1 : 0)});
  const std::uint64_t cycles = round.network.drop(index);
  switch (message.place) {
    case MessagePlace::CallerOutput:
      // The request certainly was not delivered, so its cycles come back. A shed one is answered like an expired one.
      answerHere(round, message.callback, RejectReason::RequestTimedOut, cycles);
      break;
    case MessagePlace::CalleeInput:
    case MessagePlace::CalleeOutput:
      round.network.owe(message.caller, cycles);
      break;
    case MessagePlace::CallerInput:
      // Only shed, never expired: a reject takes the response's place and slot.
      round.network.owe(message.caller, cycles);
      round.network.turnIntoReject(index, RejectReason::ResponseShed);
      round.emit(ResponseCreated{message.call, codeOf(RejectReason::ResponseShed), RejectReason::ResponseShed});
      round.emit(ResponseInducted{message.call});
      break;
    case MessagePlace::Arrival:
      RS_CHECK(false);
  }
}

/// Messages in streams and in the caller's input queue do not expire; unbounded ones only before they leave. One
/// that has left for another subnet expires in that subnet's rounds, not in these.
bool expiresHere(const Round& round, const Message& message) {
  const bool atCaller = message.place == MessagePlace::CallerOutput;
  const bool atCallee = message.place == MessagePlace::CalleeInput || message.place == MessagePlace::CalleeOutput;
  return round.isLocal(atCaller ? message.caller : message.callee) && (atCaller || (message.bounded && atCallee));
}

void expireMessages(Round& round) {
  while (const auto expired = round.network.takeExpiredMessages(round.time.wholeSeconds())) {
    for (const Watched& watched : *expired) {
      const Message& message = round.state.messages[watched.row];
      if (!message.inUse || message.call != watched.call || message.tombstone) continue;
      if (expiresHere(round, message)) dropMessage(round, watched.row, Drop::Expired);
    }
  }
}

void expireCallbacks(Round& round) {
  while (const auto expired = round.network.takeExpiredCallbacks(round.time.wholeSeconds())) {
    for (const Watched& watched : *expired) {
      const Callback& callback = round.state.callbacks[watched.row];
      if (callback.call == watched.call && !callback.answered)
        answerHere(round, watched.row, RejectReason::DeadlineExpired, 0);
    }
  }
}

/// The best-effort messages of one canister, the largest last; of equals the first in its queues.
struct BestEffort {
  std::uint64_t bytes = 0;
  std::vector<MessageIndex> messages;
};

BestEffort bestEffortOf(const Round& round, const CanisterQueues& queues) {
  const MessagePool& messages = round.state.messages;
  BestEffort found;
  for (const PeerQueues& peer : queues.peers()) {
    for (const Fifo* queue : {&peer.output(), &peer.input()}) {
      for (MessageIndex i = queue->head; i != kNone; i = messages[i].next) {
        const Message& message = messages[i];
        if (!message.bounded || message.tombstone || message.payloadBytes == 0) continue;
        found.bytes += message.payloadBytes;
        found.messages.push_back(i);
      }
    }
  }
  std::reverse(found.messages.begin(), found.messages.end());
  std::stable_sort(found.messages.begin(), found.messages.end(),
                   [&](MessageIndex a, MessageIndex b) { return messages[a].payloadBytes < messages[b].payloadBytes; });
  return found;
}

}  // namespace

void expire(Round& round) {
  expireMessages(round);
  expireCallbacks(round);
}

/// Over the subnet's limit, the largest best-effort message of the heaviest canister goes, until the rest fits. What
/// its caller learns depends on where it was: a request in the caller's output queue was certainly not delivered (code
/// 2); a response in the caller's input queue becomes "Response was dropped." (code 6); after any other the caller's
/// deadline passes (code 6). Source: protocol.md section 6 (rs/replicated_state: canister_state/queues.rs,
/// on_message_dropped).
/// What is dropped brings forth nothing that would be shed, so one look at the queues is enough.
void shed(Round& round) {
  const auto isOver = [&] { return round.here.traffic.bestEffortMemory() > round.limits.best_effort_memory_bytes; };
  if (!isOver()) return;
  std::vector<BestEffort> all;
  std::set<std::pair<std::uint64_t, std::size_t>, std::greater<>> heaviest;  // and of equals the first
  for (const CanisterId id : round.here.canisters) {
    const std::size_t fromEnd = round.here.canisters.size() - all.size();
    all.push_back(bestEffortOf(round, round.canister(id).queues));
    if (all.back().bytes > 0) heaviest.emplace(all.back().bytes, fromEnd);
  }
  while (isOver() && !heaviest.empty()) {
    const std::size_t fromEnd = heaviest.begin()->second;
    heaviest.erase(heaviest.begin());
    BestEffort& chosen = all[all.size() - fromEnd];
    const MessageIndex largest = chosen.messages.back();
    chosen.messages.pop_back();
    chosen.bytes -= round.state.messages[largest].payloadBytes;
    if (chosen.bytes > 0) heaviest.emplace(chosen.bytes, fromEnd);
    dropMessage(round, largest, Drop::Shed);
  }
}

}  // namespace roundscope

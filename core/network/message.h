// Messages and the pool they live in. A queue is a chain of indices through the pool, so that no message
// allocates and a run's memory is bounded by what is under way at once.
#pragma once

#include <cstdint>

#include "core/base/check.h"
#include "core/base/ids.h"
#include "core/base/pool.h"
#include "core/trace/event.h"

namespace roundscope {

using MessageIndex = std::uint32_t;

/// A request or a response on its way. Ingress messages never enter the pool.
struct Message {
  std::uint64_t payloadBytes = 0;
  std::uint64_t cycles = 0;   ///< attached to a request; given back by a response
  std::int64_t deadline = 0;  ///< whole seconds, bounded calls only; slow blocks get beyond what 32 bits count
  CallId call = kNoCall;
  std::uint32_t callback = kNone;  ///< row of the caller's callback
  MessageIndex next = kNone;
  std::uint32_t arrival = 0;  ///< a request's number among those for its method; 0: not counted
  TextId text = kNoText;      ///< a response's: what the callee itself says of its reject or trap
  CanisterId caller;
  CanisterId callee;
  MethodId method;
  bool isResponse = false;
  bool bounded = false;
  bool inUse = false;
  bool tombstone = false;  ///< expired or shed: holds its slot until everything ahead of it in its queue has left
  bool expiryWatched = false;
  MessagePlace place = MessagePlace::CallerOutput;
  RejectReason reason = RejectReason::None;  ///< a response's; None: a reply
  OwnMessage own = OwnMessage::None;         ///< requests: the method is one of the runtime's own

  /// The canister whose input queue it is for.
  [[nodiscard]] CanisterId receiver() const { return isResponse ? caller : callee; }
  [[nodiscard]] CanisterId sender() const { return isResponse ? callee : caller; }
};

using MessagePool = Pool<Message>;

/// A first-in, first-out chain through the pool.
struct Fifo {
  MessageIndex head = kNone;
  MessageIndex tail = kNone;

  [[nodiscard]] bool empty() const { return head == kNone; }
  void push(MessagePool& pool, MessageIndex index) {
    pool[index].next = kNone;
    if (head == kNone)
      head = index;
    else
      pool[tail].next = index;
    tail = index;
  }
  MessageIndex pop(const MessagePool& pool) {
    RS_CHECK(head != kNone);
    const MessageIndex index = head;
    head = pool[index].next;
    if (head == kNone) tail = kNone;
    return index;
  }
};

}  // namespace roundscope

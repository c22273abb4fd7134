// Messages and the pool they live in. A queue is a chain of indices through the pool, so that no message
// allocates and a run's memory is bounded by what is under way at once.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/check.h"
#include "core/base/ids.h"
#include "core/trace/event.h"

namespace roundscope {

using MessageIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffff;

/// A request or a response on its way. Ingress messages never enter the pool.
struct Message {
  std::uint64_t payloadBytes = 0;
  std::uint64_t cycles = 0;  ///< attached to a request; given back by a response
  CallId call = kNoCall;
  std::uint32_t callback = kNone;  ///< row of the caller's callback
  std::uint32_t deadline = 0;      ///< whole seconds; meaningful for bounded calls, and for requests in an output queue
  MessageIndex next = kNone;
  CanisterId caller;
  CanisterId callee;
  MethodId method;
  bool isResponse = false;
  bool bounded = false;
  bool inUse = false;
  bool tombstone = false;  ///< expired or shed: passed over when its turn comes
  bool holdsSlot = false;  ///< a tombstone that keeps its request slot until it is passed over
  bool expiryWatched = false;
  MessagePlace place = MessagePlace::CallerOutput;
  RejectCode code = RejectCode::None;
  RejectReason reason = RejectReason::None;
  OwnMessage own = OwnMessage::None;  ///< requests: the method is one of the runtime's own

  /// The canister whose input queue it is for.
  [[nodiscard]] CanisterId receiver() const { return isResponse ? caller : callee; }
  [[nodiscard]] CanisterId sender() const { return isResponse ? callee : caller; }
};

/// Rows of any kind that are reused when they are free.
template <class Row>
class Pool {
 public:
  std::uint32_t add() {
    ++m_used;
    if (m_free.empty()) {
      m_rows.emplace_back();
      return static_cast<std::uint32_t>(m_rows.size() - 1);
    }
    const std::uint32_t index = m_free.back();
    m_free.pop_back();
    m_rows[index] = Row{};
    return index;
  }
  void remove(std::uint32_t index) {
    --m_used;
    m_free.push_back(index);
  }
  Row& operator[](std::uint32_t index) { return m_rows[index]; }
  const Row& operator[](std::uint32_t index) const { return m_rows[index]; }
  [[nodiscard]] std::uint32_t used() const { return m_used; }
  [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

 private:
  std::vector<Row> m_rows;
  std::vector<std::uint32_t> m_free;
  std::uint32_t m_used = 0;
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

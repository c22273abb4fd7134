// The failed calls that a canister will make again, in the order of when: each operation costs what it touches, however
// many wait.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/trace/event.h"

namespace roundscope {

/// A failed call that a later timer or heartbeat makes again.
struct PendingRetry {
  MethodId method;
  std::uint16_t step = 0;
  std::uint32_t number = 0;
  std::uint8_t attempt = 1;  ///< the one to come
  Time due;
  std::uint64_t turn = 0;  ///< in the order of failing; set by WaitingRetries
};

/// Those of one way of repeating. What a message adds and takes is undone with it.
class WaitingRetries {
 public:
  [[nodiscard]] bool empty() const { return m_count == 0; }
  [[nodiscard]] std::size_t size() const { return m_count; }
  /// When the first is due that is due later than `after`; absent: at all.
  [[nodiscard]] std::optional<Time> nextDue(std::optional<Time> after = std::nullopt) const;
  /// The one that failed first among those that are due. Null: none is.
  [[nodiscard]] const PendingRetry* firstDue(Time now) const;

  /// A message begins: what follows is its own.
  void begin();
  void add(PendingRetry retry);
  /// Takes all that are due, in the order of failing.
  std::vector<PendingRetry> takeDue(Time now);
  /// Undoes what the message has added and taken.
  void rollback();

 private:
  using Due = std::map<Time, std::vector<PendingRetry>>;  ///< each list in the order of failing

  Due m_waiting;
  std::size_t m_count = 0;
  std::uint64_t m_turns = 0;
  // Of the message that executes.
  std::vector<Time> m_added;  ///< when they are due
  Due m_taken;                ///< lists are taken whole
};

}  // namespace roundscope

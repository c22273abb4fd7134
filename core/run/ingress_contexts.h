// Which call context executes which user's message: an event tells it only by the order in which a canister's messages
// wait.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

class IngressContexts {
 public:
  /// Borrows the scenario.
  explicit IngressContexts(const Scenario& scenario);

  void take(const IngressInducted& event, bool inQuery);
  /// The message that opens a context of a user. Absent where nothing has said which it was.
  std::optional<IngressId> take(const ExecutionStarted& event, bool inQuery);
  /// The context that gave the answer; kNoContext where the message was refused before it executed.
  ContextId take(const IngressCompleted& event);

  /// kNoContext until it executes.
  [[nodiscard]] ContextId of(IngressId message) const { return m_contexts[message.value]; }

 private:
  /// Users' messages at one canister that were inducted and not executed yet, in order.
  struct Queue {
    std::vector<IngressId> messages;
    std::size_t first = 0;  ///< those before it have left
  };
  void leaveQueue(IngressId message);

  const Scenario& m_scenario;
  std::vector<Queue> m_waiting;       ///< by canister
  std::vector<ContextId> m_contexts;  ///< by message
  IngressId m_ofQuery;                ///< the message of the query that is evaluated
};

}  // namespace roundscope

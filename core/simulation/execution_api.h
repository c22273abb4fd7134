// The system API for one executing message. What it does is kept apart from the network's state until
// the message commits; only events go into the trace at once, and are cut off again on a trap.
// Source: protocol.md section 3 (rs/embedders: sandbox_safe_system_state.rs).
#pragma once

#include "core/base/saturating.h"
#include "core/simulation/round.h"

namespace roundscope {

class ExecutionApi final : public SystemApi {
 public:
  ExecutionApi(Round& round, CanisterId self, Execution& execution)
      : m_round(round), m_self(self), m_execution(execution) {}

  [[nodiscard]] Time time() const override { return m_round.time; }
  void useInstructions(std::uint64_t count) override {
    m_execution.effects.instructions = saturatingSum(m_execution.effects.instructions, count);
  }
  void dirtyHeap(std::uint64_t bytes) override {
    m_execution.effects.heapDeltaBytes = saturatingSum(m_execution.effects.heapDeltaBytes, bytes);
  }
  [[nodiscard]] bool callPerform(const CallRequest& request) override;
  bool reply(std::uint64_t payloadBytes) override;
  bool reject(std::string_view text) override;
  std::uint64_t acceptCycles(std::uint64_t atMost) override;
  [[nodiscard]] std::string rejectMessage() const override;
  void setGlobalTimer(std::optional<Time> at) override;
  void stepTaken() override { m_round.step(); }
  void noteVariable(VariableId variable, std::int64_t value) override;
  void noteLock(VariableId lock, bool taken) override;
  void noteCallCounts(std::uint32_t replied, std::uint32_t failed) override;

 private:
  [[nodiscard]] std::optional<NotPerformedReason> whyNotPerformed(const PeerQueues& queues, bool bounded,
                                                                  std::uint64_t cost) const;
  /// Whether the message may answer; else it has trapped.
  bool mayAnswer(std::string_view answered, std::string_view inCleanup);
  /// The message traps: it did what the system API forbids.
  void violate(std::string_view what);
  [[nodiscard]] ContextId context() const { return m_round.state.contexts[m_execution.context].id; }

  Round& m_round;
  CanisterId m_self;
  Execution& m_execution;
};

}  // namespace roundscope

// The evaluation of one user's query with all that it calls: by one node, on the state as it stands, outside of rounds.
// Source: protocol.md section 9 (rs/execution_environment/src/query_handler/query_call_graph.rs, query_context.rs).
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/saturating.h"
#include "core/simulation/context.h"
#include "core/simulation/round.h"

namespace roundscope {

/// A call that a query has performed and that is not evaluated yet.
struct QueryRequest {
  CallId call;
  MethodRef callee;
  std::uint64_t env = 0;
  std::uint16_t step = 0;
  OwnMessage own = OwnMessage::None;
};

/// One query under evaluation: a call context on its own copy of the canister's memory.
struct QueryNode {
  std::unique_ptr<CanisterProgram> program;
  MethodRef method;
  ContextId context;
  QueryRequest served{};  ///< the caller's; its call is kNoCall for the user's own query
  std::deque<QueryRequest> requests{};
  std::map<CanisterId, std::uint64_t> unanswered{};  ///< performed calls by callee, each with a slot
  std::uint32_t repliedCalls = 0;                    ///< delivered to callbacks
  std::uint32_t failedCalls = 0;
};

/// What one message of a query has done so far.
struct QueryMessage {
  std::uint64_t instructions = 0;
  std::vector<QueryRequest> requests{};
  std::optional<Answer> answer{};
  TextId violation = kNoText;  ///< set where it answered a second time, and trapped
  std::uint32_t attempts = 0;
  std::uint32_t repliedCalls = 0;  ///< as the method counts them
  std::uint32_t failedCalls = 0;
};

/// Depth first: a query that waits is on the stack, the query that it waits for above it. Changes are made to copies
/// that end with the evaluation; what stays are events, and the numbers of calls and contexts.
///
/// Invariant: stack[i + 1] serves a call of stack[i], so the stack is never longer than the depth limit plus one.
class QueryEvaluation {
 public:
  QueryEvaluation(Round& round, IngressId ingress);

  void run();

 private:
  friend class QueryApi;

  [[nodiscard]] std::optional<Answer> whyOver() const;
  [[nodiscard]] std::optional<Answer> whyRefused(const QueryRequest& request);
  void start(const QueryRequest& request);
  void deliver();
  void finishNode(const Answer& answer);
  void finishQuery(const QueryNode& node, const Answer& answer);
  void abort(const Answer& answer);
  template <class Enter>
  std::optional<Answer> execute(QueryNode& node, ExecutionKind kind, const Answer& delivered, Enter&& enter);
  void runCleanup(QueryNode& node, const QueryRequest& request);
  [[nodiscard]] Time now() const;
  [[nodiscard]] std::uint16_t depth() const { return static_cast<std::uint16_t>(m_stack.size()); }

  Round& m_round;
  const Limits& m_limits;
  IngressId m_ingress;
  Time m_start;         ///< the latency model's, at the node
  Time m_blockTime;     ///< of the state
  std::int64_t m_left;  ///< instructions of the graph; may end below zero
  std::uint64_t m_executed = 0;
  std::vector<QueryNode> m_stack;
  std::optional<Answer> m_answer;  ///< of the query that ended last, for the callback of its caller
  QueryRequest m_answered{};       ///< the call that it served
};

/// The system API for one message of a query.
class QueryApi final : public SystemApi {
 public:
  /// `delivered` is the answer that a callback brings.
  QueryApi(QueryEvaluation& evaluation, QueryNode& node, QueryMessage& message, const Answer& delivered)
      : m_evaluation(evaluation), m_node(node), m_message(message), m_delivered(delivered) {}

  [[nodiscard]] Time time() const override { return m_evaluation.m_blockTime; }
  void useInstructions(std::uint64_t count) override {
    m_message.instructions = saturatingSum(m_message.instructions, count);
  }
  void dirtyHeap(std::uint64_t) override {}
  [[nodiscard]] bool callPerform(const CallRequest& request) override;
  bool reply(std::uint64_t payloadBytes) override;
  bool reject(std::string_view text) override;
  /// A query's calls carry no cycles.
  std::uint64_t acceptCycles(std::uint64_t) override { return 0; }
  [[nodiscard]] std::string rejectMessage() const override;
  /// Queries have no timer: scenario checks refuse whatever would set one.
  void setGlobalTimer(std::optional<Time>) override {}
  void stepTaken() override { m_evaluation.m_round.step(); }
  void noteVariable(VariableId, std::int64_t) override {}
  void noteLock(VariableId, bool) override {}
  void noteCallCounts(std::uint32_t replied, std::uint32_t failed) override;

 private:
  /// False, and the message traps, where it has answered already.
  bool answer(const Answer& answer, std::string_view ifTwice);

  QueryEvaluation& m_evaluation;
  QueryNode& m_node;
  QueryMessage& m_message;
  const Answer& m_delivered;
};

}  // namespace roundscope

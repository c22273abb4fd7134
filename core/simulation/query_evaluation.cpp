// The walk through a query's call graph and the limits that end it.
#include "core/simulation/query_evaluation.h"

#include <algorithm>

#include "core/protocol/query_model.h"
#include "core/simulation/faults.h"

namespace roundscope {

namespace {

bool nothingUnanswered(const QueryNode& node) {
  return std::all_of(node.unanswered.begin(), node.unanswered.end(), [](const auto& row) { return row.second == 0; });
}

}  // namespace

/// Users' queries that came since the round before, on the state that it left: whatever the round to come does, also at
/// the very instant of a query, they do not see. No consensus, no charge, no change.
/// Source: protocol.md section 9. Simplified: a query reads the state of the moment at which it was sent, not of the
/// one at which it reaches the node.
void evaluateQueries(Round& round) {
  SubnetState& subnet = round.here;
  for (; subnet.queriesNext < subnet.queries.size(); ++subnet.queriesNext) {
    const IngressId id = subnet.queries[subnet.queriesNext];
    if (round.scenario.ingress[id.value].at > round.time) break;
    ++round.state.nextIngress;
    QueryEvaluation(round, id).run();
  }
}

QueryEvaluation::QueryEvaluation(Round& round, IngressId ingress)
    : m_round(round),
      m_limits(round.limits),
      m_ingress(ingress),
      m_start(round.scenario.ingress[ingress.value].at + queryWayThere(m_limits)),
      m_left(static_cast<std::int64_t>(m_limits.query_graph_instructions)) {
  if (round.number > 0) m_blockTime = roundTime(round.scenario, round.subnet, round.number - 1);
}

Time QueryEvaluation::now() const { return m_start + queryExecutionTime(m_limits, m_executed); }

void QueryEvaluation::run() {
  const MethodRef method = m_round.scenario.ingress[m_ingress.value].to;
  start({.call = kNoCall, .callee = method});
  while (!m_stack.empty()) {
    if (const auto over = whyOver()) return abort(*over);
    QueryNode& top = m_stack.back();
    if (m_answer) {
      deliver();
    } else if (!top.requests.empty()) {
      const QueryRequest next = top.requests.front();
      top.requests.pop_front();
      start(next);
    } else {
      finishNode({.reason = RejectReason::NoReply});
    }
  }
}

/// The limits of the whole graph, looked at whenever a query that waits has its turn. The depth limit so allows calls
/// that are nested as deep as it says, if the deepest answers without waiting. Reaching the instruction limit is too
/// much already. Any of them ends the whole evaluation: no callback runs any more, and the user gets the error.
/// Source: protocol.md section 9 (query_call_graph.rs, evaluate_query_call_graph).
std::optional<Answer> QueryEvaluation::whyOver() const {
  if (m_stack.size() - 1 >= m_limits.query_depth) return Answer{RejectReason::QueryTooDeep};
  if (m_left <= 0) return Answer{RejectReason::QueryInstructions};
  if (now() - m_start >= milliseconds(static_cast<std::int64_t>(m_limits.query_wall_time_ms)))
    return Answer{RejectReason::QueryWallTime};
  return std::nullopt;
}

/// What a node cannot evaluate. A canister of another subnet is, to the replica, one that does not exist; an update, a
/// query method that does not exist. The trace tells them apart.
/// Source: protocol.md section 9 (query_context.rs, handle_request; rs/execution_environment: wasm_query_method).
std::optional<Answer> QueryEvaluation::whyRefused(const QueryRequest& request) {
  const MethodRef& method = request.callee;
  const CanisterStatus status = m_round.canister(method.canister).status;
  if (!exists(status)) return Answer{RejectReason::CanisterNotFound};
  if (!m_round.isLocal(method.canister)) return Answer{RejectReason::OtherSubnet};
  if (status == CanisterStatus::Stopped) return Answer{RejectReason::Stopped};
  if (status == CanisterStatus::Stopping) return Answer{RejectReason::Stopping};
  if (!m_round.canister(method.canister).hasCode) return Answer{RejectReason::NoCode};
  switch (m_round.program(method.canister).kindOf(method.method)) {
    case MethodKind::Query:
    case MethodKind::CompositeQuery:
      break;
    case MethodKind::Update:
      return Answer{RejectReason::CalleeIsUpdate};
    case MethodKind::Missing:
      return Answer{RejectReason::MissingMethod};
  }
  if (request.own != OwnMessage::None) return std::nullopt;
  const Refusal fault = faultOf(m_round, method, countArrival(m_round, method), false);
  if (fault.reason == RejectReason::None) return std::nullopt;
  return Answer{.reason = fault.reason, .text = fault.text};
}

/// Begins to evaluate the user's query or a call. Each starts from the same state, whatever the queries before it did.
void QueryEvaluation::start(const QueryRequest& request) {
  const MethodRef& method = request.callee;
  m_round.emit(
      QueryStarted{Wide(static_cast<std::uint64_t>(now().us)), request.call, method.canister, method.method, depth()});
  const bool isUsers = request.call == kNoCall;
  if (isUsers) m_round.emit(IngressInducted{m_ingress, method.canister, method.method});
  QueryNode& node = m_stack.emplace_back();
  node.method = method;
  node.served = request;
  if (const auto refused = whyRefused(request)) return finishNode(*refused);
  node.program = m_round.program(method.canister).forQuery();
  node.context = ContextId{m_round.state.contextCount++};
  const bool composite = node.program->kindOf(method.method) == MethodKind::CompositeQuery;
  const bool own = request.own != OwnMessage::None;
  const ExecutionKind kind = isUsers ? ExecutionKind::Ingress
                             : own   ? ExecutionKind::SelfMessage
                                     : ExecutionKind::Request;
  const auto answer = execute(node, kind, Answer{}, [&](CanisterProgram& program, SystemApi& api) {
    // What the runtime sends to its own canister runs none of the method's steps.
    if (own) return program.ownMessage(request.own, method.method, node.context, api);
    return composite ? program.compositeQuery(method.method, node.context, api)
                     : program.query(method.method, node.context, api);
  });
  if (!isUsers) m_left -= static_cast<std::int64_t>(m_limits.query_call_instructions);
  if (answer) finishNode(*answer);
}

/// Runs the callback of the call whose query ended last.
void QueryEvaluation::deliver() {
  const Answer outcome = *m_answer;
  m_answer.reset();
  QueryNode& node = m_stack.back();
  const QueryRequest request = m_answered;
  --node.unanswered[request.callee.canister];
  const bool replied = outcome.isReply();
  ++(replied ? node.repliedCalls : node.failedCalls);
  const auto answer = execute(
      node, replied ? ExecutionKind::ReplyCallback : ExecutionKind::RejectCallback, outcome,
      [&](CanisterProgram& program, SystemApi& api) { return program.callback(request.env, outcome.code(), api); });
  if (answer) finishNode(*answer);
}

/// One message: entering the code, then commit or rollback within the query's own copy. It may use what is left for the
/// graph, and not more than a query's message may.
/// A callback that traps while other calls are under way does not end its query: their callbacks still run.
template <class Enter>
std::optional<Answer> QueryEvaluation::execute(QueryNode& node, ExecutionKind kind, const Answer& delivered,
                                               Enter&& enter) {
  const bool callback = isCallback(kind);
  const std::uint16_t step = callback ? m_answered.step : std::uint16_t{0};
  const CallId call = callback ? m_answered.call : node.served.call;
  m_round.emit(
      ExecutionStarted{node.context, call, node.method.canister, node.method.method, step, kind, delivered.code()});
  const std::size_t firstEvent = m_round.events.size();
  QueryMessage message;
  QueryApi api(*this, node, message, delivered);
  const MessageEnd end = enter(*node.program, api);
  const auto limit =
      std::min(m_limits.query_message_instructions, static_cast<std::uint64_t>(std::max<std::int64_t>(m_left, 0)));
  const bool tooLong = message.instructions > limit;
  const bool twice = message.violation != kNoText;
  const bool trapped = end.trapped || tooLong || twice;
  // Told before `rollback`: the program only lends it.
  const TextId trapText = twice ? message.violation : trapped ? m_round.world.texts.idOf(end.trapText) : kNoText;
  message.instructions = std::min(message.instructions, limit);
  m_left -= static_cast<std::int64_t>(message.instructions);
  m_executed += message.instructions;
  const auto undone =
      static_cast<std::uint16_t>(trapped ? std::min<std::size_t>(message.requests.size(), 0xffff) : std::size_t{0});
  if (trapped) {
    m_round.events.resize(firstEvent);
    m_round.state.callCount -= message.attempts;
    for (const QueryRequest& request : message.requests) --node.unanswered[request.callee.canister];
    node.program->rollback();
  } else {
    node.program->commit();
    node.requests.insert(node.requests.end(), message.requests.begin(), message.requests.end());
  }
  m_round.emit(ExecutionFinished{Wide(message.instructions), node.context, node.method.canister, end.step, undone, kind,
                                 trapped ? ExecutionResult::Trapped : ExecutionResult::Finished});
  if (trapped && callback) runCleanup(node, m_answered);
  if (trapped && nothingUnanswered(node))
    return tooLong ? Answer{RejectReason::InstructionLimit}
                   : Answer{.reason = twice ? RejectReason::AnsweredTwice : RejectReason::Trapped, .text = trapText};
  if (trapped || !message.answer) return std::nullopt;
  node.repliedCalls = message.repliedCalls;
  node.failedCalls = message.failedCalls;
  return message.answer;
}

void QueryEvaluation::runCleanup(QueryNode& node, const QueryRequest& request) {
  m_round.emit(ExecutionStarted{node.context, request.call, node.method.canister, node.method.method, request.step,
                                ExecutionKind::Cleanup, RejectCode::None});
  QueryMessage message;
  const Answer none;
  QueryApi api(*this, node, message, none);
  const MessageEnd end = node.program->cleanup(request.env, api);
  node.program->commit();
  m_round.emit(ExecutionFinished{Wide(message.instructions), node.context, node.method.canister, end.step, 0,
                                 ExecutionKind::Cleanup, ExecutionResult::Finished});
}

/// The query on top ends. Its calls that were not evaluated yet never are: they could not change the answer.
void QueryEvaluation::finishNode(const Answer& answer) {
  const QueryNode node = std::move(m_stack.back());
  m_stack.pop_back();
  for (const QueryRequest& request : node.requests)
    m_round.emit(ResponseCreated{request.call, codeOf(RejectReason::NotEvaluated), RejectReason::NotEvaluated});
  m_answered = node.served;
  finishQuery(node, answer);
  m_answer = answer;
}

/// Its answer is in the trace: to its caller, or to the user.
void QueryEvaluation::finishQuery(const QueryNode& node, const Answer& answer) {
  const CallId call = node.served.call;
  if (call == kNoCall) {
    m_round.emit(ingressCompleted(m_ingress, node.repliedCalls, node.failedCalls, answer));
  } else {
    m_round.emit(ResponseCreated{.call = call, .code = answer.code(), .reason = answer.reason, .text = answer.text});
  }
  m_round.emit(QueryFinished{Wide(static_cast<std::uint64_t>(now().us)), call, node.method.canister,
                             rowOf(answer.reason).query, answer.code(), depth()});
}

/// A limit of the graph is reached: every query that waits ends with its error, and every call that is open.
void QueryEvaluation::abort(const Answer& answer) {
  if (m_answer) {
    ++m_stack.back().failedCalls;
    m_round.emit(ResponseCreated{m_answered.call, answer.code(), answer.reason});
  }
  while (!m_stack.empty()) {
    QueryNode node = std::move(m_stack.back());
    m_stack.pop_back();
    node.failedCalls += static_cast<std::uint32_t>(node.requests.size());
    for (const QueryRequest& request : node.requests)
      m_round.emit(ResponseCreated{request.call, answer.code(), answer.reason});
    if (!m_stack.empty()) ++m_stack.back().failedCalls;
    finishQuery(node, answer);
  }
}

}  // namespace roundscope

// One visitor writes the fields of every event: a new event type does not compile until it has some.
#include "core/export/trace_fields.h"

#include "core/base/check.h"
#include "core/protocol/capacity.h"
#include "core/run/own_text.h"
#include "core/trace/event_names.h"

namespace roundscope {

std::string_view nameOf(TraceField field) {
  switch (field) {
    case TraceField::Variant:
      return "variant";
    case TraceField::Index:
      return "index";
    case TraceField::Event:
      return "event";
    case TraceField::AtUs:
      return "at_us";
    case TraceField::Subnet:
      return "subnet";
    case TraceField::Round:
      return "round";
    case TraceField::Iteration:
      return "iteration";
    case TraceField::Ingress:
      return "ingress";
    case TraceField::Call:
      return "call";
    case TraceField::Context:
      return "context";
    case TraceField::Canister:
      return "canister";
    case TraceField::Caller:
      return "caller";
    case TraceField::Callee:
      return "callee";
    case TraceField::Method:
      return "method";
    case TraceField::Execution:
      return "execution";
    case TraceField::Step:
      return "step";
    case TraceField::Attempt:
      return "attempt";
    case TraceField::Compensation:
      return "compensation";
    case TraceField::TimeoutS:
      return "timeout_s";
    case TraceField::DeadlineS:
      return "deadline_s";
    case TraceField::Message:
      return "message";
    case TraceField::Place:
      return "place";
    case TraceField::Reason:
      return "reason";
    case TraceField::Answer:
      return "answer";
    case TraceField::Outcome:
      return "outcome";
    case TraceField::Result:
      return "result";
    case TraceField::RejectCode:
      return "reject_code";
    case TraceField::RejectName:
      return "reject_name";
    case TraceField::RejectMessage:
      return "reject_message";
    case TraceField::RejectWords:
      return "reject_words";
    case TraceField::RepliedCalls:
      return "replied_calls";
    case TraceField::FailedCalls:
      return "failed_calls";
    case TraceField::Instructions:
      return "instructions";
    case TraceField::InstructionsLeft:
      return "instructions_left";
    case TraceField::UndoneCalls:
      return "undone_calls";
    case TraceField::TrapWords:
      return "trap_words";
    case TraceField::TrapMessage:
      return "trap_message";
    case TraceField::Aborted:
      return "aborted";
    case TraceField::Variable:
      return "variable";
    case TraceField::Value:
      return "value";
    case TraceField::Lock:
      return "lock";
    case TraceField::Taken:
      return "taken";
    case TraceField::FiresAtUs:
      return "fires_at_us";
    case TraceField::BalanceCycles:
      return "balance_cycles";
    case TraceField::ReservedCycles:
      return "reserved_cycles";
    case TraceField::Depth:
      return "depth";
    case TraceField::Operation:
      return "operation";
    case TraceField::Cycles:
      return "cycles";
    case TraceField::Changed:
      return "changed";
    case TraceField::AnswerDueUs:
      return "answer_due_us";
    case TraceField::Count:
      break;
  }
  RS_CHECK(false);
}

namespace {

using F = TraceField;

struct EventFields {
  const Run& run;
  const Scenario& s;
  const EventPlace& place;
  TraceFieldWriter& w;

  /// What every event has.
  void begin(const Event& event) const {
    w.text(F::Variant, s.variant);
    w.number(F::Index, place.index);
    w.text(F::Event, typeNameOf(event));
    w.signedNumber(F::AtUs, place.at.us);
    w.text(F::Subnet, s.subnet(place.subnet).id);
    if (place.round) w.number(F::Round, *place.round);
  }
  void call(CallId call) const {
    if (call != kNoCall) w.number(F::Call, call.value);
  }
  void canister(TraceField field, CanisterId id) const { w.text(field, s.canister(id).id); }
  void method(CanisterId canister, MethodId id) const { w.text(F::Method, s.method({canister, id}).name); }
  [[nodiscard]] const std::string& variable(CanisterId canister, VariableId id) const {
    return s.canister(canister).variables[id.value].name;
  }
  void reject(RejectCode code) const {
    if (code == RejectCode::None) return;
    w.number(F::RejectCode, static_cast<std::uint64_t>(code));
    w.text(F::RejectName, nameOf(code));
  }
  /// The network's words, and ours.
  template <class E>
  void rejectOf(const E& e) const {
    reject(e.code);
    if (e.code == RejectCode::None) return;
    const std::string message = rejectMessage(run, Event(e));
    if (!message.empty()) w.text(F::RejectMessage, message);
    w.text(F::RejectWords, wordsOf(e.reason));
  }
  void answer(RejectCode code) const { w.text(F::Answer, code == RejectCode::None ? "reply" : "reject"); }
  template <class E>
  void attempt(const E& e) const {
    call(e.call);
    w.number(F::Context, e.context.value);
    canister(F::Caller, e.caller);
    canister(F::Callee, e.callee);
    method(e.callee, e.method);
    w.number(F::Step, e.step);
    w.number(F::Attempt, e.attempt);
    w.flag(F::Compensation, e.compensation != 0);
  }

  void operator()(const RoundStarted&) const {}
  void operator()(const IterationStarted& e) const { w.number(F::Iteration, e.iteration); }
  void operator()(const IngressInducted& e) const {
    w.number(F::Ingress, e.ingress.value);
    canister(F::Canister, e.canister);
    method(e.canister, e.method);
  }
  void operator()(const IngressCompleted& e) const {
    w.number(F::Ingress, e.ingress.value);
    w.text(F::Outcome, nameOf(e.outcome));
    rejectOf(e);
    w.number(F::RepliedCalls, e.repliedCalls);
    w.number(F::FailedCalls, e.failedCalls);
  }
  void operator()(const ExecutionStarted& e) const {
    call(e.call);
    w.number(F::Context, e.context.value);
    canister(F::Canister, e.canister);
    method(e.canister, e.method);
    w.text(F::Execution, nameOf(e.kind));
    w.number(F::Step, e.step);
    reject(e.code);
  }
  void operator()(const ExecutionFinished& e) const {
    w.number(F::Context, e.context.value);
    canister(F::Canister, e.canister);
    w.text(F::Execution, nameOf(e.kind));
    w.number(F::Step, e.step);
    w.text(F::Result, nameOf(e.result));
    w.number(F::Instructions, e.instructions.value());
    if (e.result != ExecutionResult::Trapped) return;
    w.number(F::UndoneCalls, e.undoneCalls);
    const auto cause = trapCause(run, place.index);
    if (!cause) return;
    w.text(F::TrapWords, cause->words());
    if (!cause->text.empty()) w.text(F::TrapMessage, cause->text);
  }
  void operator()(const ExecutionPaused& e) const {
    canister(F::Canister, e.canister);
    w.number(F::InstructionsLeft, e.instructionsLeft.value());
    w.flag(F::Aborted, e.aborted != 0);
  }
  void operator()(const CallPerformed& e) const {
    attempt(e);
    if (e.timeoutSeconds == 0) return;
    w.number(F::TimeoutS, e.timeoutSeconds);
    w.signedNumber(F::DeadlineS, deadlineOf(place.at, e.timeoutSeconds));
  }
  void operator()(const CallNotPerformed& e) const {
    attempt(e);
    w.text(F::Reason, nameOf(e.reason));
  }
  void operator()(const RequestRouted& e) const { call(e.call); }
  void operator()(const RequestInducted& e) const { call(e.call); }
  void operator()(const ResponseCreated& e) const {
    call(e.call);
    answer(e.code);
    rejectOf(e);
  }
  void operator()(const ResponseRouted& e) const { call(e.call); }
  void operator()(const ResponseInducted& e) const { call(e.call); }
  void operator()(const MessageDropped& e) const {
    call(e.call);
    w.text(F::Message, e.isResponse != 0 ? "response" : "request");
    w.text(F::Place, nameOf(e.place));
    w.text(F::Reason, whyDropped(e));
  }
  void operator()(const VariableChanged& e) const {
    canister(F::Canister, e.canister);
    w.text(F::Variable, variable(e.canister, e.variable));
    w.signedNumber(F::Value, static_cast<std::int64_t>(e.value.value()));
  }
  void operator()(const LockChanged& e) const {
    w.number(F::Context, e.context.value);
    canister(F::Canister, e.canister);
    w.text(F::Lock, variable(e.canister, e.lock));
    w.flag(F::Taken, e.taken != 0);
  }
  void operator()(const TimerSet& e) const {
    canister(F::Canister, e.canister);
    w.number(F::FiresAtUs, e.timeUs.value());
  }
  void operator()(const BalanceChanged& e) const {
    canister(F::Canister, e.canister);
    w.number(F::BalanceCycles, e.balance.value());
    w.number(F::ReservedCycles, e.reserved.value());
  }
  void operator()(const QueryStarted& e) const {
    call(e.call);
    canister(F::Canister, e.canister);
    method(e.canister, e.method);
    w.number(F::Depth, e.depth);
  }
  void operator()(const QueryFinished& e) const {
    call(e.call);
    canister(F::Canister, e.canister);
    if (e.error != QueryError::None) w.text(F::Reason, nameOf(e.error));
    answer(e.code);
    reject(e.code);
    w.number(F::Depth, e.depth);
  }
  void operator()(const CanisterOperated& e) const {
    canister(F::Canister, e.canister);
    w.text(F::Operation, nameOf(e.kind));
    if (e.kind == OperationKind::TopUp) w.number(F::Cycles, e.cycles.value());
    w.flag(F::Changed, e.changed != 0);
  }
  void operator()(const CanisterStopped& e) const { canister(F::Canister, e.canister); }
  void operator()(const AnswerAwaited& e) const {
    call(e.call);
    if (e.dueUs != kNeverDue) w.number(F::AnswerDueUs, e.dueUs.value());
  }
};

}  // namespace

void writeFields(const Event& event, const EventPlace& place, const Run& run, TraceFieldWriter& writer) {
  const EventFields fields{run, run.scenario(), place, writer};
  fields.begin(event);
  std::visit(fields, event);
}

}  // namespace roundscope

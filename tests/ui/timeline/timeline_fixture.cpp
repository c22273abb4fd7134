// See timeline_fixture.h.
#include "tests/ui/timeline/timeline_fixture.h"

#include <algorithm>

#include "core/base/random.h"
#include "tests/support/scenarios.h"

namespace roundscope::ui::timeline_test {

TraceWriter& TraceWriter::round(std::uint32_t number, std::uint16_t subnet) {
  m_lastRound = number;
  return event(RoundStarted{Wide{std::uint64_t{number} * 1'000'000}, number, SubnetId{subnet}, 0});
}

TraceWriter& TraceWriter::event(const Event& event) {
  m_events.push_back(event);
  return *this;
}

TraceWriter& TraceWriter::callerRuns() {
  return event(
      ExecutionStarted{ContextId{0}, kNoCall, CanisterId{0}, MethodId{0}, 0, ExecutionKind::Ingress, RejectCode::None});
}

TraceWriter& TraceWriter::callbackOf(std::uint32_t call, bool replied) {
  return event(ExecutionStarted{ContextId{0}, CallId{call}, CanisterId{0}, MethodId{0}, 0,
                                replied ? ExecutionKind::ReplyCallback : ExecutionKind::RejectCallback,
                                replied ? RejectCode::None : RejectCode::CanisterError});
}

TraceWriter& TraceWriter::finish(std::uint16_t canister, ExecutionResult result) {
  return event(
      ExecutionFinished{Wide{100'000}, ContextId{0}, CanisterId{canister}, 0, 0, ExecutionKind::Request, result});
}

TraceWriter& TraceWriter::perform(std::uint32_t call) {
  return event(CallPerformed{CallId{call}, ContextId{0}, CanisterId{0}, CanisterId{1}, MethodId{0}, 0, 0, 1, 0});
}

TraceWriter& TraceWriter::refuse(std::uint32_t call) {
  return event(CallNotPerformed{CallId{call}, ContextId{0}, CanisterId{0}, CanisterId{1}, MethodId{0}, 0,
                                NotPerformedReason::Slots, 1, 0});
}

TraceWriter& TraceWriter::route(std::uint32_t call) { return event(RequestRouted{CallId{call}}); }
TraceWriter& TraceWriter::induct(std::uint32_t call) { return event(RequestInducted{CallId{call}}); }

TraceWriter& TraceWriter::serve(std::uint32_t call, RejectReason failure) {
  const RejectCode code = failure == RejectReason::None             ? RejectCode::None
                          : failure == RejectReason::ExplicitReject ? RejectCode::CanisterReject
                                                                    : RejectCode::CanisterError;
  event(ExecutionStarted{ContextId{m_contexts++}, CallId{call}, CanisterId{1}, MethodId{0}, 0, ExecutionKind::Request,
                         RejectCode::None});
  event(ResponseCreated{CallId{call}, code, failure});
  return finish(1, failure == RejectReason::Trapped ? ExecutionResult::Trapped : ExecutionResult::Finished);
}

TraceWriter& TraceWriter::routeResponse(std::uint32_t call) { return event(ResponseRouted{CallId{call}}); }
TraceWriter& TraceWriter::inductResponse(std::uint32_t call) { return event(ResponseInducted{CallId{call}}); }

TraceWriter& TraceWriter::batch(bool finished) {
  RoundBatch batch;
  batch.events = std::move(m_events);
  batch.instants = 1;
  batch.simulatedUntil = Time{(std::int64_t{m_lastRound} + 1) * 1'000'000};
  batch.finished = finished;
  m_events.clear();
  m_run->append(batch);
  return *this;
}

std::unique_ptr<Run> TraceWriter::finished() {
  batch(true);
  return std::move(m_run);
}

namespace {
RejectReason failureOf(const Failure& failure, std::uint32_t call) {
  return failure ? failure(call) : RejectReason::None;
}
}  // namespace

std::unique_ptr<Run> sequentialRun(std::uint32_t count, const Failure& failure) {
  TraceWriter writer(test::pingExperiment(static_cast<int>(count), "", "Sequential"));
  writer.round(0, 0).callerRuns().perform(0).finish(0).route(0).batch(false);
  for (std::uint32_t call = 0; call < count; ++call) {
    const RejectReason reason = failureOf(failure, call);
    writer.round(call * 2 + 1, 1).induct(call).serve(call, reason).routeResponse(call).batch(false);
    writer.round(call * 2 + 2, 0).inductResponse(call).callbackOf(call, reason == RejectReason::None);
    if (call + 1 < count) writer.perform(call + 1).finish(0).route(call + 1).batch(false);
  }
  return writer.finish(0).finished();
}

std::unique_ptr<Run> parallelRun(std::uint32_t count, std::uint32_t limit, const Failure& failure) {
  TraceWriter writer(test::pingExperiment(static_cast<int>(count), test::kParallel, "Parallel"));
  const std::uint32_t sent = std::min(count, limit);
  writer.round(0, 0).callerRuns();
  for (std::uint32_t call = 0; call < count; ++call) call < limit ? writer.perform(call) : writer.refuse(call);
  writer.finish(0);
  for (std::uint32_t call = 0; call < sent; ++call) writer.route(call);
  writer.batch(false).round(1, 1);
  for (std::uint32_t call = 0; call < sent; ++call) writer.induct(call);
  for (std::uint32_t call = 0; call < sent; ++call) writer.serve(call, failureOf(failure, call));
  for (std::uint32_t call = 0; call < sent; ++call) writer.routeResponse(call);
  writer.batch(false).round(2, 0);
  for (std::uint32_t call = 0; call < sent; ++call) writer.inductResponse(call);
  for (std::uint32_t call = 0; call < sent; ++call)
    writer.callbackOf(call, failureOf(failure, call) == RejectReason::None).finish(0);
  return writer.finished();
}

std::unique_ptr<Run> randomRun(std::uint64_t seed, std::uint32_t rounds, std::uint32_t mostPerRound) {
  Random random(seed);
  TraceWriter writer(test::pingExperiment(90, test::kParallel, "Random"));
  std::vector<std::uint32_t> open;
  std::uint32_t next = 0;
  for (std::uint32_t round = 0; round < rounds; ++round) {
    writer.round(round, 0).callerRuns();
    const std::uint64_t actions = random.between(0, mostPerRound);
    for (std::uint64_t i = 0; i < actions; ++i) {
      if (random.chance(1, 12)) {
        writer.refuse(next++);
      } else if (open.empty() || random.chance(1, 2)) {
        open.push_back(next);
        writer.perform(next++);
      } else {
        const auto which = static_cast<std::ptrdiff_t>(random.between(0, open.size() - 1));
        const std::uint32_t call = open[static_cast<std::size_t>(which)];
        const bool failed = random.chance(1, 8);
        writer.event(ResponseCreated{CallId{call}, failed ? RejectCode::CanisterReject : RejectCode::None,
                                     failed ? RejectReason::ExplicitReject : RejectReason::None});
        writer.callbackOf(call, !failed);
        open.erase(open.begin() + which);
      }
    }
    writer.batch(false);
  }
  return writer.finished();
}

}  // namespace roundscope::ui::timeline_test

// Traces written event by event, so that the timeline is tested without the simulator.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ui/session/session.h"

namespace roundscope::ui::timeline_test {

/// Writes rounds of a scenario with a caller (canister 0) on subnet 0 and a callee (canister 1) on subnet 1, whose
/// rounds take a second.
class TraceWriter {
 public:
  explicit TraceWriter(Scenario scenario)
      : m_run(std::make_unique<Run>(std::make_shared<const Scenario>(std::move(scenario)))) {}

  TraceWriter& round(std::uint32_t number, std::uint16_t subnet);
  TraceWriter& event(const Event& event);
  /// The user's message begins or goes on; ends with `finish`.
  TraceWriter& callerRuns();
  TraceWriter& callbackOf(std::uint32_t call, bool replied = true);
  TraceWriter& finish(std::uint16_t canister, ExecutionResult result = ExecutionResult::Finished);
  TraceWriter& perform(std::uint32_t call);
  TraceWriter& refuse(std::uint32_t call);
  TraceWriter& route(std::uint32_t call);
  TraceWriter& induct(std::uint32_t call);
  /// The callee serves the call and answers; anything but None is a failure.
  TraceWriter& serve(std::uint32_t call, RejectReason failure = RejectReason::None);
  TraceWriter& routeResponse(std::uint32_t call);
  TraceWriter& inductResponse(std::uint32_t call);
  /// Hands over what was written so far as one batch.
  TraceWriter& batch(bool finished);

  std::unique_ptr<Run> finished();

 private:
  std::unique_ptr<Run> m_run;
  EventList m_events;
  std::uint32_t m_lastRound = 0;
  std::uint32_t m_contexts = 1;
};

/// Whether a call fails at the callee, and how.
using Failure = std::function<RejectReason(std::uint32_t call)>;

/// `count` calls one after the other, two rounds each.
std::unique_ptr<Run> sequentialRun(std::uint32_t count, const Failure& failure = {});
/// `count` calls at once, of which those above `limit` are not performed.
std::unique_ptr<Run> parallelRun(std::uint32_t count, std::uint32_t limit = 500, const Failure& failure = {});
/// Calls that start and end at random rounds, some failing; the same for the same seed.
std::unique_ptr<Run> randomRun(std::uint64_t seed, std::uint32_t rounds, std::uint32_t mostPerRound);

}  // namespace roundscope::ui::timeline_test

// Why a call took its rounds, or what it waits for.
#include <fmt/format.h>

#include <array>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"

namespace roundscope {
namespace explain {
namespace {

/// One stretch of a call's life: how long, and what makes it so.
struct Stretch {
  std::int64_t rounds = 0;
  RuleId rule = RuleId::NextIteration;
  Owner owner{};
  std::string words{};  ///< "travelling to callee"
};

class CallStretches {
 public:
  CallStretches(const Run& run, CallId id) : m_run(run), m_call(run.call(id)) {}

  /// The longest, in rounds of the caller's subnet; the first of equals.
  [[nodiscard]] Stretch longest() const {
    Stretch longest;
    for (const Stretch& stretch : {requestWaits(), requestTravels(), inputWaits(), executes(), responseWaits(),
                                   responseTravels(), callbackWaits()})
      if (stretch.rounds > longest.rounds) longest = stretch;
    return longest;
  }

  [[nodiscard]] std::int64_t all() const { return rounds(CallPoint::Performed, CallPoint::Completed); }

 private:
  [[nodiscard]] std::int64_t rounds(CallPoint from, CallPoint to) const {
    const Moment& first = m_call.at(from);
    const Moment& last = m_call.at(to);
    if (!first.happened() || !last.happened() || last < first) return 0;
    return roundsBetween(m_run, m_run.scenario().canister(m_call.caller).subnet, first, last);
  }
  [[nodiscard]] const std::string& caller() const { return m_run.name(m_call.caller); }
  [[nodiscard]] const std::string& callee() const { return m_run.name(m_call.callee.canister); }
  /// Only a stretch that waited was kept back.
  [[nodiscard]] RuleId keptBack(std::int64_t rounds, CanisterId from, CanisterId to, CallPoint left) const {
    return rounds == 0 ? RuleId::StreamRouting : fullStream(m_run, from, to, m_call.at(left));
  }

  [[nodiscard]] Stretch requestWaits() const {
    const std::int64_t took = rounds(CallPoint::Performed, CallPoint::RequestRouted);
    return {took,
            keptBack(took, m_call.caller, m_call.callee.canister, CallPoint::RequestRouted),
            {.canister = m_call.caller},
            fmt::format("waiting in {}'s output queue for the stream", caller())};
  }
  [[nodiscard]] Stretch requestTravels() const {
    const bool cross = m_run.crossesSubnets(m_call);
    return {rounds(CallPoint::RequestRouted, CallPoint::RequestInducted),
            cross ? RuleId::XNetDelay : RuleId::Loopback,
            {.canister = m_call.callee.canister},
            cross ? fmt::format("travelling to {}", m_run.subnetName(m_call.callee.canister))
                  : std::string("going through the loopback stream")};
  }
  [[nodiscard]] Stretch inputWaits() const {
    return {rounds(CallPoint::RequestInducted, CallPoint::Started),
            RuleId::RoundBudget,
            {.canister = m_call.callee.canister},
            fmt::format("waiting in {}'s input queue", callee())};
  }
  [[nodiscard]] Stretch executes() const {
    const std::int64_t took = rounds(CallPoint::Started, CallPoint::Answered);
    const Owner owner{.canister = m_call.callee.canister};
    // The callee's answer comes from a callback when it had calls of its own to await.
    const bool awaited =
        m_call.servedBy != kNoContext && m_run.calls().contexts()[m_call.servedBy.value].answeredAfter != kNoCall;
    if (awaited) return {took, RuleId::CommitPoint, owner, fmt::format("while {} awaited calls of its own", callee())};
    return {took, RuleId::Slice, owner, fmt::format("executing at {} slice by slice", callee())};
  }
  [[nodiscard]] Stretch responseWaits() const {
    const std::int64_t took = rounds(CallPoint::Answered, CallPoint::ResponseRouted);
    return {took,
            keptBack(took, m_call.callee.canister, m_call.caller, CallPoint::ResponseRouted),
            {.canister = m_call.callee.canister},
            fmt::format("waiting in {}'s output queue for the stream", callee())};
  }
  [[nodiscard]] Stretch responseTravels() const {
    const bool cross = m_run.crossesSubnets(m_call);
    return {rounds(CallPoint::ResponseRouted, CallPoint::ResponseInducted),
            cross ? RuleId::XNetDelay : RuleId::Loopback,
            {.canister = m_call.caller},
            cross ? fmt::format("travelling back to {}", m_run.subnetName(m_call.caller))
                  : std::string("going through the loopback stream")};
  }
  [[nodiscard]] Stretch callbackWaits() const {
    return {rounds(CallPoint::ResponseInducted, CallPoint::Completed),
            RuleId::RoundBudget,
            {.canister = m_call.caller},
            fmt::format("waiting in {}'s input queue", caller())};
  }

  const Run& m_run;
  const CallSpan& m_call;
};

Explanation replied(const Run& run, CallId id) {
  const CallSpan& call = run.call(id);
  const std::string number = grouped(id.value);
  if (call.outside) return answeredOutside(run, id);
  const CallStretches stretches(run, id);
  const std::int64_t all = stretches.all();
  const std::string& callee = run.name(call.callee.canister);
  if (all <= 0) {
    if (run.crossesSubnets(call))
      return make(
          run, RuleId::XNetDelay, {.canister = call.callee.canister},
          fmt::format("{} replied to call {} within one instant: no message waited for a block.", callee, number));
    return make(
        run, RuleId::NextIteration, {.canister = call.callee.canister},
        fmt::format("{} replied to call {} within one round: on {} each message is visible in the next iteration.",
                    callee, number, run.subnetName(call.caller)));
  }
  const Stretch longest = stretches.longest();
  if (longest.rounds == 0)
    return make(run, RuleId::RoundBudget, {.canister = call.caller},
                fmt::format("{} replied to call {} after {}.", callee, number,
                            counted(static_cast<std::uint64_t>(all), "round")));
  return make(run, longest.rule, longest.owner,
              fmt::format("{} replied to call {} after {} of {}, {} of them {}.", callee, number,
                          counted(static_cast<std::uint64_t>(all), "round"), run.subnetName(call.caller),
                          grouped(static_cast<std::uint64_t>(longest.rounds)), longest.words));
}

/// What a call that is not complete waits for where the trace ends.
Explanation waiting(const Run& run, CallId id) {
  const CallSpan& call = run.call(id);
  const std::string number = grouped(id.value);
  const std::string& caller = run.name(call.caller);
  const std::string& callee = run.name(call.callee.canister);
  const bool cross = run.crossesSubnets(call);
  if (call.at(CallPoint::ResponseInducted).happened())
    return make(run, RuleId::SlotFreedAtPop, {.canister = call.caller},
                fmt::format("The response of call {} waits in {}'s input queue; until it is popped it holds its slot.",
                            number, caller));
  if (call.at(CallPoint::ResponseRouted).happened())
    return make(run, cross ? RuleId::XNetDelay : RuleId::Loopback, {.canister = call.caller},
                fmt::format("The response of call {} is on its way to {}.", number, run.subnetName(call.caller)));
  if (call.at(CallPoint::Answered).happened())
    return make(run, cross ? RuleId::StreamFull : RuleId::NextIteration, {.canister = call.callee.canister},
                fmt::format("The response of call {} waits in {}'s output queue.", number, callee));
  if (call.at(CallPoint::Started).happened())
    return make(run, RuleId::Reply, {.canister = call.callee.canister},
                fmt::format("{} has started call {} and not answered yet; {} waits {}.", callee, number, caller,
                            call.timeoutSeconds > 0 ? "until its deadline" : "as long as it takes"));
  if (call.at(CallPoint::RequestInducted).happened())
    return make(run, RuleId::InputRotation, {.canister = call.callee.canister},
                fmt::format("The request of call {} waits in {}'s input queue for its turn.", number, callee));
  if (call.outside) return waitingOutside(run, id);
  if (call.at(CallPoint::RequestRouted).happened())
    return make(
        run, cross ? RuleId::XNetDelay : RuleId::Loopback, {.canister = call.callee.canister},
        fmt::format("The request of call {} is on its way to {}.", number, run.subnetName(call.callee.canister)));
  return make(run, cross ? RuleId::StreamRouting : RuleId::NextIteration, {.canister = call.caller},
              fmt::format("The request of call {} waits in {}'s output queue.", number, caller));
}

}  // namespace
}  // namespace explain

Explanation explainCall(const Run& run, CallId call) {
  const CallSpan& span = run.call(call);
  switch (span.outcome) {
    case CallOutcome::NotPerformed:
      return explainEvent(run, run.indexOf(span.at(CallPoint::Performed)));
    case CallOutcome::Rejected:
    case CallOutcome::Trapped:
    case CallOutcome::Expired:
    case CallOutcome::Dropped:
      return explainEvent(run, run.indexOf(span.at(CallPoint::Answered)));
    case CallOutcome::Replied:
      if (span.at(CallPoint::Completed).happened()) return explain::replied(run, call);
      return explain::waiting(run, call);
    case CallOutcome::InFlight:
      return explain::waiting(run, call);
  }
  RS_CHECK(false);
}

}  // namespace roundscope

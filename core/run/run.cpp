// One loop over the events feeds all folds.
#include "core/run/run.h"

#include "core/run/event_clock.h"

namespace roundscope {
namespace {

/// A fold names the events that it takes; the others pass it by.
template <class Fold, class Taken>
void give(Fold& fold, const Taken& taken, const EventHere& here) {
  if constexpr (requires { fold.take(taken, here); }) fold.take(taken, here);
}

}  // namespace

Run::Run(std::shared_ptr<const Scenario> scenario)
    : m_trace(std::move(scenario)),
      m_calls(m_trace.scenario()),
      m_order(m_trace.scenario().subnets.size()),
      m_outcomes(m_trace.scenario(), m_calls),
      m_inFlight(m_trace.scenario(), m_calls),
      m_users(m_trace.scenario()),
      m_state(m_trace.scenario()),
      m_exposure(m_trace.scenario(), m_calls),
      m_whereabouts(m_trace.scenario(), m_calls) {}

template <class Taken>
void Run::offer(const Taken& taken, const EventHere& here) {
  give(m_outcomes, taken, here);
  give(m_inFlight, taken, here);
  give(m_users, taken, here);
  give(m_state, taken, here);
  give(m_exposure, taken, here);
}

void Run::append(const RoundBatch& batch) {
  auto nextRound = static_cast<std::uint32_t>(m_calls.rounds().size());
  m_calls.append(batch);
  m_order.update(m_calls);
  EventClock clock(m_calls);
  EventHere here;
  Moment moment;  // a batch begins with a round
  for (const Event& event : batch.events) {
    if (std::holds_alternative<RoundStarted>(event)) {
      moment = {nextRound++, 0};
      const RoundRow& row = m_calls.rounds()[moment.round];
      here.subnet = row.subnet;
      here.round = row.round;
      here.block = row.time;
    } else {
      ++moment.ordinal;
    }
    here.moment = moment;
    here.us = clock.at(moment).us;
    if (std::holds_alternative<QueryStarted>(event)) m_inQuery = true;
    here.inQuery = m_inQuery;
    m_whereabouts.take(event, here);
    std::visit(
        [&](const auto& e) {
          offer(e, here);
          if constexpr (requires { endedBy(e); })
            if (const CallId ended = endedBy(e); ended != kNoCall) offer(CallEnded{ended}, here);
        },
        event);
    if (const auto* query = std::get_if<QueryFinished>(&event)) m_inQuery = query->depth > 0;
  }
  m_inFlight.settle();
  m_exposure.settle();
  m_trace.append(batch);
}

std::string Run::name(MethodRef method) const {
  if (method.method.value >= scenario().canister(method.canister).methods.size()) return name(method.canister);
  return nameOf(method, scenario());
}

const CallStep* Run::stepOf(const CallSpan& call) const {
  const auto& contexts = m_calls.contexts();
  if (call.isOwnMessage() || call.context.value >= contexts.size()) return nullptr;
  const Canister& canister = scenario().canister(call.caller);
  const std::size_t method = contexts[call.context.value].method.value;
  if (method >= canister.methods.size() || call.step >= canister.methods[method].steps.size()) return nullptr;
  return std::get_if<CallStep>(&canister.methods[method].steps[call.step].action);
}

std::string Run::fingerprint() const { return knowsFingerprint() ? m_print.text() : roundscope::fingerprint(m_trace); }

}  // namespace roundscope

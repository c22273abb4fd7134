// An answer is made at one moment and seen by the user at a later one; lists hold the first, messages the second.
#include "core/run/users.h"

#include <algorithm>

#include "core/protocol/query_model.h"

namespace roundscope {

Users::Users(const Scenario& scenario) : m_scenario(scenario), m_sentInRound(scenario.ingress.size()) {
  for (const Ingress& ingress : scenario.ingress)
    m_messages.push_back({.to = ingress.to, .submitted = ingress.at - Time{}});
}

bool Users::isAQuery(IngressId message) const {
  return isQuery(m_scenario.method(m_scenario.ingress[message.value].to).kind);
}

void Users::take(const IngressInducted& event, const EventHere& here) {
  m_sent.add(here.us);
  m_sentInRound[event.ingress.value] = here.round;
  m_lastSent = event.ingress;
}

void Users::take(const IngressCompleted& event, const EventHere& here) {
  UserMessage& message = m_messages[event.ingress.value];
  message.outcome = event.outcome;
  message.repliedCalls = event.repliedCalls;
  message.failedCalls = event.failedCalls;
  switch (event.outcome) {
    case IngressOutcome::Pending:
      break;
    case IngressOutcome::Replied:
      m_replied.add(here.us);
      break;
    case IngressOutcome::Rejected:
      m_rejected.add(here.us);
      break;
    case IngressOutcome::Trapped:
      m_trapped.add(here.us);
      break;
  }
  if (isAQuery(event.ingress)) return;  // the end of the query tells when
  message.rounds = std::uint64_t{here.round} - m_sentInRound[event.ingress.value] + 1;
  // Source: protocol.md section 10: the result is visible one certification later.
  const Subnet& subnet = m_scenario.subnet(here.subnet);
  const auto certification = static_cast<std::int64_t>(subnet.limits.certification_rounds);
  message.completed = here.block + subnet.blockInterval * certification - Time{};
}

/// Source: protocol.md section 9: the answer of the user's own query travels back to the agent.
void Users::take(const QueryFinished& event, const EventHere& here) {
  if (event.depth > 0) return;
  const Duration end{static_cast<std::int64_t>(event.endUs.value())};
  m_messages[m_lastSent.value].completed = end + queryWayBack(m_scenario.subnet(here.subnet).limits);
}

std::optional<std::int64_t> Users::failureAfter(std::int64_t us) const {
  const auto rejected = m_rejected.nextAfter(static_cast<double>(us));
  const auto trapped = m_trapped.nextAfter(static_cast<double>(us));
  if (!rejected || !trapped) return rejected ? rejected : trapped;
  return std::min(*rejected, *trapped);
}

std::optional<std::int64_t> Users::failureBefore(std::int64_t us) const {
  std::optional<std::int64_t> last;
  for (const TimeList* failed : {&m_rejected, &m_trapped})
    if (const std::uint32_t before = failed->countUntil(static_cast<double>(us) - 0.5); before > 0)
      last = std::max(last.value_or(0), failed->at(before - 1));
  return last;
}

UserCounts Users::countsUntil(double us) const {
  return {.sent = m_sent.countUntil(us),
          .replied = m_replied.countUntil(us),
          .rejected = m_rejected.countUntil(us),
          .trapped = m_trapped.countUntil(us)};
}

}  // namespace roundscope

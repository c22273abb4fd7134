// The fold of a trace into the numbers that people compare.
#include "core/run/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/analysis/critical_path.h"
#include "core/base/words.h"
#include "core/protocol/query_model.h"

namespace roundscope {

namespace {

/// Sums one trace up, event by event.
class Summariser {
 public:
  explicit Summariser(const Scenario& scenario) : m_scenario(scenario) {
    for (const Ingress& ingress : scenario.ingress) {
      m_isQuery.push_back(isQuery(scenario.method(ingress.to).kind));
      m_summary.ingress.push_back({.to = ingress.to, .submitted = ingress.at - Time{}});
    }
    m_ingressRound.resize(scenario.ingress.size());
    for (const Canister& canister : scenario.canisters) {
      std::vector<std::int64_t> values;
      for (const Variable& variable : canister.variables) values.push_back(variable.initial);
      m_summary.variables.push_back(std::move(values));
      m_initialCycles += canister.cycles;
      m_balances.push_back(canister.cycles);
    }
    m_reserved.resize(scenario.canisters.size());
  }

  void add(const Event& event) {
    m_print.add(event);
    std::visit([this](const auto& e) { fold(e); }, event);
  }

  RunSummary finish(const CallTable& table) {
    for (const CallSpan& span : table.calls()) count(span);
    for (auto& [key, pair] : m_pairs) m_summary.pairs.push_back(pair.summary);
    m_summary.fingerprint = m_print.text();
    noteRounds(table.rounds());
    noteEndToEnd();
    if (const auto last = lastAnsweredIngress(table)) {
      m_summary.criticalPathCalls = criticalPath(table, *last).size();
      m_summary.criticalPathRounds = m_summary.ingress[table.contexts()[last->value].ingress.value].rounds;
    }
    std::uint64_t left = 0;
    for (std::size_t i = 0; i < m_balances.size(); ++i) left += m_balances[i] + m_reserved[i];
    m_summary.cyclesBurned = m_initialCycles - std::min(left, m_initialCycles);
    return std::move(m_summary);
  }

 private:
  struct Pair {
    PairSummary summary;
    std::uint64_t inFlight = 0;
  };

  template <class E>
  void fold(const E&) {}

  /// Rounds in which nothing but queries stands are none: queries are evaluated outside of rounds.
  void noteRounds(const LargeList<RoundRow>& rounds) {
    const auto isRound = [](const RoundRow& row) { return !row.onlyQueries(); };
    const auto first = std::find_if(rounds.begin(), rounds.end(), isRound);
    const auto last = std::find_if(rounds.rbegin(), rounds.rend(), isRound);
    if (first != rounds.end()) {
      m_summary.rounds = static_cast<std::uint64_t>((last->time - first->time).us / last->interval.us) + 1;
      m_summary.duration = last->time + last->interval - Time{};
    }
    for (std::size_t i = 0; i < m_summary.ingress.size(); ++i)
      if (m_isQuery[i] && m_summary.ingress[i].completed)
        m_summary.duration = std::max(m_summary.duration, *m_summary.ingress[i].completed);
  }

  void fold(const RoundStarted& e) {
    m_time = Time{static_cast<std::int64_t>(e.timeUs.value())};
    m_round = e.round;
    m_subnet = e.subnet;
  }
  void fold(const IngressInducted& e) {
    m_ingressRound[e.ingress.value] = m_round;
    m_lastIngress = e.ingress;
  }
  /// Source: protocol.md section 9: the answer of the user's own query travels back to the agent.
  void fold(const QueryFinished& e) {
    if (e.depth == 0)
      m_summary.ingress[m_lastIngress.value].completed =
          Duration{static_cast<std::int64_t>(e.endUs.value())} + queryWayBack(m_scenario.subnet(m_subnet).limits);
  }
  /// A call that ends without a callback is in flight no more.
  void fold(const ResponseCreated& e) {
    if (endsWithoutCallback(e.reason)) --m_calls[e.call.value]->inFlight;
  }
  void fold(const IngressCompleted& e) {
    IngressSummary& ingress = m_summary.ingress[e.ingress.value];
    const Subnet& subnet = m_scenario.subnet(m_subnet);
    ingress.outcome = e.outcome;
    ingress.repliedCalls = e.repliedCalls;
    ingress.failedCalls = e.failedCalls;
    if (m_isQuery[e.ingress.value]) {
      ingress.rounds = 0;
      return;  // the end of the query tells when
    }
    ingress.rounds = std::uint64_t{m_round} - m_ingressRound[e.ingress.value] + 1;
    // Source: protocol.md section 10: the result is visible one certification later.
    ingress.completed =
        m_time + subnet.blockInterval * static_cast<std::int64_t>(subnet.limits.certification_rounds) - Time{};
  }
  void fold(const CallPerformed& e) {
    Pair& pair = pairOf(e.caller, e.callee);
    ++pair.inFlight;
    pair.summary.peakInFlight = std::max(pair.summary.peakInFlight, pair.inFlight);
    m_calls.push_back(&pair);
  }
  void fold(const CallNotPerformed& e) {
    Pair& pair = pairOf(e.caller, e.callee);
    ++pair.summary.notPerformed;
    m_calls.push_back(&pair);
  }
  void fold(const ExecutionStarted& e) {
    if (isCallback(e.kind)) --m_calls[e.call.value]->inFlight;
  }
  void fold(const VariableChanged& e) {
    m_summary.variables[e.canister.value][e.variable.value] = static_cast<std::int64_t>(e.value.value());
  }
  void fold(const LockChanged& e) { m_summary.variables[e.canister.value][e.lock.value] = e.taken; }
  void fold(const BalanceChanged& e) {
    m_totalReserved += e.reserved.value() - m_reserved[e.canister.value];
    m_balances[e.canister.value] = e.balance.value();
    m_reserved[e.canister.value] = e.reserved.value();
    m_summary.cyclesPeakReserved = std::max(m_summary.cyclesPeakReserved, m_totalReserved);
  }

  Pair& pairOf(CanisterId caller, CanisterId callee) {
    Pair& pair = m_pairs[{caller, callee}];
    if (pair.summary.limit == 0)
      pair.summary = {.caller = caller, .callee = callee, .limit = m_scenario.subnetOf(caller).limits.queue_capacity};
    return pair;
  }

  void count(const CallSpan& span) {
    CallCounts& c = m_summary.calls;
    if (span.attempt == 0) {
      if (span.outcome != CallOutcome::NotPerformed) ++c.toItself;
      return;
    }
    ++c.attempted;
    if (span.outcome != CallOutcome::NotPerformed) ++c.performed;
    if (span.attempt > 1) ++c.retried;
    if (span.compensation && span.outcome != CallOutcome::NotPerformed) ++c.compensated;
    switch (span.outcome) {
      case CallOutcome::InFlight:
        break;
      case CallOutcome::Replied:
        ++c.replied;
        break;
      case CallOutcome::Rejected:
        ++c.rejected;
        break;
      case CallOutcome::Trapped:
        ++c.trapped;
        break;
      case CallOutcome::Expired:
        ++c.expired;
        break;
      case CallOutcome::Dropped:
        ++c.dropped;
        break;
      case CallOutcome::NotPerformed:
        ++c.notPerformed;
        break;
    }
  }

  void noteEndToEnd() {
    std::optional<Duration> first;
    Duration last;
    for (const IngressSummary& ingress : m_summary.ingress) {
      if (!first || ingress.submitted < *first) first = ingress.submitted;
      if (ingress.completed) last = std::max(last, *ingress.completed);
    }
    if (first && last > *first) m_summary.endToEnd = last - *first;
  }

  const Scenario& m_scenario;
  RunSummary m_summary;
  Fingerprint m_print;
  std::map<std::pair<CanisterId, CanisterId>, Pair> m_pairs;
  std::vector<Pair*> m_calls;  ///< by call; map nodes do not move
  std::vector<std::uint64_t> m_ingressRound;
  std::vector<bool> m_isQuery;  ///< by ingress: it is a query
  IngressId m_lastIngress;      ///< inducted last
  std::vector<std::uint64_t> m_balances;
  std::vector<std::uint64_t> m_reserved;
  std::uint64_t m_initialCycles = 0;
  std::uint64_t m_totalReserved = 0;
  Time m_time;
  std::uint32_t m_round = 0;
  SubnetId m_subnet;
};

constexpr std::size_t kMostFailuresTold = 2;

std::string labelOf(const Scenario& scenario) { return scenario.variant.empty() ? scenario.title : scenario.variant; }

}  // namespace

RunSummary summarise(const Trace& trace, const CallTable& table) {
  Summariser summariser(trace.scenario());
  trace.forEach([&](std::uint64_t, const Event& event) { summariser.add(event); });
  return summariser.finish(table);
}

std::string comparisonVerdict(const std::vector<const Scenario*>& scenarios, const std::vector<RunSummary>& summaries) {
  if (summaries.size() < 2) return {};
  std::size_t fewest = 0;
  std::size_t most = 0;
  for (std::size_t i = 1; i < summaries.size(); ++i) {
    if (summaries[i].rounds < summaries[fewest].rounds) fewest = i;
    if (summaries[i].rounds > summaries[most].rounds) most = i;
  }
  std::string verdict;
  const auto rounds = [](std::uint64_t count) { return count == 0 ? "no rounds" : counted(count, "round"); };
  const std::uint64_t low = summaries[fewest].rounds;
  const std::uint64_t high = summaries[most].rounds;
  if (low == high)
    verdict = fmt::format("All take {}.", rounds(low));
  else if (low > 0 && high >= 2 * low)
    verdict = fmt::format("{} takes {}, {} times fewer than {} with {}.", labelOf(*scenarios[fewest]), rounds(low),
                          high / low, labelOf(*scenarios[most]), grouped(high));
  else
    verdict = fmt::format("{} takes {}, {} takes {}.", labelOf(*scenarios[fewest]), rounds(low),
                          labelOf(*scenarios[most]), rounds(high));
  std::vector<std::string> failures;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const CallCounts& c = summaries[i].calls;
    const std::uint64_t failed = c.attempted - c.replied;
    if (failed > 0)
      failures.push_back(fmt::format(" In {}, {} of {} did not succeed.", labelOf(*scenarios[i]),
                                     counted(failed, "call"), grouped(c.attempted)));
  }
  // A sentence that goes on and on compares nothing.
  if (failures.size() > kMostFailuresTold)
    return verdict + fmt::format(" Calls failed in {} of {} variants.", failures.size(), summaries.size());
  for (const std::string& failure : failures) verdict += failure;
  return verdict;
}

}  // namespace roundscope

// Calls here find their counterparts in their order, because what leads to a call comes before it.
#include "core/analysis/differences.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "core/analysis/call_identity.h"
#include "core/analysis/scenario_match.h"
#include "core/run/rounds.h"

namespace roundscope {

namespace {

using detail::CallIdentity;
using detail::CallOwner;

constexpr std::uint32_t kBetweenAsking = 0xffff;

/// Whether all of it is known: what has not ended by then never does.
bool isWhole(const Run& run) { return run.trace().finished() && run.trace().cutOff() == CutOff::None; }

class Matching {
 public:
  Matching(const Run& here, const Run& there, const std::stop_token& stop)
      : m_here(here),
        m_there(there),
        m_scenarios(here.scenario(), there.scenario()),
        m_identities(detail::identitiesOf(here, stop)) {
    const std::vector<CallIdentity> others = detail::identitiesOf(there, stop);
    m_others.reserve(others.size());
    for (std::uint32_t id = 0; id < others.size(); ++id) m_others.emplace_back(others[id], CallId{id});
    std::sort(m_others.begin(), m_others.end());
    matchTasks();
  }

  /// The counterpart of each call here.
  std::vector<CallId> find(const std::stop_token& stop) {
    m_found.assign(m_here.calls().calls().size(), kNoCall);
    for (std::uint32_t id = 0; id < m_identities.size(); ++id) {
      if ((id & kBetweenAsking) == 0 && stop.stop_requested()) break;
      m_found[id] = counterpartOf(id);
    }
    return std::move(m_found);
  }

 private:
  [[nodiscard]] CallId counterpartOf(std::uint32_t id) const {
    const CallSpan& call = m_here.call(CallId{id});
    CallIdentity wanted = m_identities[id];
    const std::optional<CallOwner> owner = of(wanted.owner);
    const std::optional<MethodRef> method = detail::methodOf(m_here, call);
    const auto step = method ? m_scenarios.stepOf(*method, call.step) : std::optional(call.step);
    if (!owner || !step) return kNoCall;
    wanted.owner = *owner;
    wanted.step = *step;
    const auto found = std::lower_bound(m_others.begin(), m_others.end(), std::pair(wanted, CallId{0}));
    return found != m_others.end() && found->first == wanted ? found->second : kNoCall;
  }

  [[nodiscard]] std::optional<CallOwner> of(CallOwner owner) const {
    if (owner.isCall) {
      const CallId call = m_found[owner.value];
      return call == kNoCall ? std::nullopt : std::optional(CallOwner{true, call.value});
    }
    const ContextId context = of(ContextId{owner.value});
    return context == kNoContext ? std::nullopt : std::optional(CallOwner{false, context.value});
  }

  [[nodiscard]] ContextId of(ContextId context) const {
    const auto& contexts = m_here.calls().contexts();
    if (context.value >= contexts.size()) return kNoContext;
    const ContextRow& row = contexts[context.value];
    if (servesCall(row.kind)) {
      const CallId call = row.call.value < m_found.size() ? m_found[row.call.value] : kNoCall;
      return call == kNoCall ? kNoContext : m_there.call(call).servedBy;
    }
    if (isTask(row.kind)) return m_tasks[context.value];
    const std::optional<IngressId> message = m_scenarios.of(row.ingress);
    return message ? m_there.calls().contextOf(*message) : kNoContext;
  }

  /// Timers and heartbeats: the n-th time that one starts is the n-th time there.
  void matchTasks() {
    using Task = std::tuple<ExecutionKind, CanisterId, MethodId>;
    const auto& others = m_there.calls().contexts();
    std::map<Task, std::vector<ContextId>> started;
    for (std::uint32_t c = 0; c < others.size(); ++c)
      if (isTask(others[c].kind))
        started[{others[c].kind, others[c].canister, others[c].method}].push_back(ContextId{c});
    const auto& contexts = m_here.calls().contexts();
    std::map<Task, std::size_t> seen;
    m_tasks.assign(contexts.size(), kNoContext);
    for (std::uint32_t c = 0; c < contexts.size(); ++c) {
      if (!isTask(contexts[c].kind)) continue;
      const std::optional<MethodRef> method = m_scenarios.of(MethodRef{contexts[c].canister, contexts[c].method});
      if (!method) continue;
      const Task task{contexts[c].kind, method->canister, method->method};
      const std::vector<ContextId>& candidates = started[task];
      const std::size_t which = seen[task]++;
      if (which < candidates.size()) m_tasks[c] = candidates[which];
    }
  }

  const Run& m_here;
  const Run& m_there;
  detail::ScenarioMatch m_scenarios;
  std::vector<CallIdentity> m_identities;
  std::vector<std::pair<CallIdentity, CallId>> m_others;  ///< ascending
  std::vector<ContextId> m_tasks;                         ///< by context here
  std::vector<CallId> m_found;
};

/// Says of each pair, and of each call alone, whether and how it differs.
class Judge {
 public:
  Judge(const Run& here, const Run& there)
      : m_here(here),
        m_there(there),
        m_hereWhole(isWhole(here)),
        m_thereWhole(isWhole(there)),
        m_hereEnd(endOfRounds(here)),
        m_thereEnd(endOfRounds(there)) {}

  [[nodiscard]] std::optional<CallDifference> onlyHere(CallId id) const {
    const CallSpan& call = m_here.call(id);
    if (!m_thereWhole || call.isOwnMessage()) return std::nullopt;
    CallDifference difference{id, kNoCall, Differs::OnlyHere, call.settled()};
    difference.known = std::max(timeOf(m_here, call.at(CallPoint::Performed)), m_thereEnd);
    return difference;
  }

  [[nodiscard]] std::optional<CallDifference> onlyThere(CallId id) const {
    const CallSpan& call = m_there.call(id);
    if (!m_hereWhole || call.isOwnMessage()) return std::nullopt;
    CallDifference difference{kNoCall, id, Differs::OnlyThere};
    difference.outcomeThere = call.settled();
    difference.known = std::max(timeOf(m_there, call.at(CallPoint::Performed)), m_hereEnd);
    return difference;
  }

  [[nodiscard]] std::optional<CallDifference> between(CallId here, CallId there) const {
    const CallSpan& a = m_here.call(here);
    const CallSpan& b = m_there.call(there);
    if (a.isOwnMessage()) return std::nullopt;
    if (!a.end().happened() && !m_hereWhole) return std::nullopt;
    if (!b.end().happened() && !m_thereWhole) return std::nullopt;
    CallDifference difference{here, there, Differs::Outcome, a.settled(), b.settled()};
    difference.known = std::max(a.end().happened() ? timeOf(m_here, a.end()) : m_hereEnd,
                                b.end().happened() ? timeOf(m_there, b.end()) : m_thereEnd);
    const std::int64_t later = roundsLater(m_here, here, m_there, there).value_or(0);
    difference.rounds = static_cast<std::int32_t>(later);
    if (difference.outcomeHere != difference.outcomeThere) return difference;
    if (isFailure(difference.outcomeHere) &&
        (a.reason != b.reason || a.code != b.code || a.notPerformed != b.notPerformed)) {
      difference.how = Differs::Reason;
      return difference;
    }
    if (later == 0) return std::nullopt;
    difference.how = later > 0 ? Differs::Later : Differs::Earlier;
    return difference;
  }

  [[nodiscard]] bool whole() const { return m_hereWhole && m_thereWhole; }
  [[nodiscard]] Time ended() const { return std::max(m_hereEnd, m_thereEnd); }

 private:
  static Time timeOf(const Run& run, const Moment& moment) { return run.calls().drawnAt(moment); }

  const Run& m_here;
  const Run& m_there;
  bool m_hereWhole, m_thereWhole;
  Time m_hereEnd, m_thereEnd;
};

}  // namespace

const CallDifference* Differences::ofHere(CallId call) const {
  const auto end = calls.begin() + static_cast<std::ptrdiff_t>(onlyThere);
  const auto found = std::partition_point(calls.begin(), end, [&](const CallDifference& d) { return d.here < call; });
  return found != end && found->here == call ? &*found : nullptr;
}

const CallDifference* Differences::ofThere(CallId call) const {
  if (call.value >= here.size()) return nullptr;
  if (here[call.value] != kNoCall) return ofHere(here[call.value]);
  const auto first = calls.begin() + static_cast<std::ptrdiff_t>(onlyThere);
  const auto found = std::partition_point(first, calls.end(), [&](const CallDifference& d) { return d.there < call; });
  return found != calls.end() && found->there == call ? &*found : nullptr;
}

Differences differencesOf(const Run& here, const Run& there, const std::stop_token& stop) {
  Differences all;
  all.there = Matching(here, there, stop).find(stop);
  all.here.assign(there.calls().calls().size(), kNoCall);
  for (std::uint32_t id = 0; id < all.there.size(); ++id)
    if (all.there[id] != kNoCall) all.here[all.there[id].value] = CallId{id};
  const Judge judge(here, there);
  const auto keep = [&](const std::optional<CallDifference>& difference) {
    if (difference) all.calls.push_back(*difference);
  };
  for (std::uint32_t id = 0; id < all.there.size(); ++id)
    keep(all.there[id] == kNoCall ? judge.onlyHere(CallId{id}) : judge.between(CallId{id}, all.there[id]));
  all.onlyThere = all.calls.size();
  for (std::uint32_t id = 0; id < all.here.size(); ++id)
    if (all.here[id] == kNoCall) keep(judge.onlyThere(CallId{id}));
  all.whole = judge.whole();
  all.ended = judge.ended();
  return stop.stop_requested() ? Differences{} : all;
}

std::optional<std::int64_t> roundsLater(const Run& run, CallId call, const Run& other, CallId counterpart) {
  const Moment end = run.call(call).end();
  const Moment otherEnd = other.call(counterpart).end();
  if (!end.happened() || !otherEnd.happened()) return std::nullopt;
  const RoundRow& row = run.round(end);
  const double us = static_cast<double>((row.time - other.round(otherEnd).time).us);
  return std::llround(us / static_cast<double>(std::max<std::int64_t>(1, row.interval.us)));
}

}  // namespace roundscope

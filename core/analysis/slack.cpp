// The latest moments that leave the answer where it is, from the answer back to the calls and down into the
// contexts that serve them. See slack.h.
#include "core/analysis/slack.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace roundscope {

namespace {

/// What the calls of a later step say: when the first of them was made, and by how much all of them may slip.
struct LaterStep {
  Moment first;
  std::int64_t slackUs = 0;
};

class SlackFinder {
 public:
  SlackFinder(const CallTable& table, const std::stop_token& stop)
      : m_table(table),
        m_stop(stop),
        m_firstOf(table.contexts().size() + 1),
        m_callsOf(table.calls().size()),
        m_slackUs(table.calls().size()),
        m_slackOfMade(table.calls().size()) {
    // Counted, then placed: a million contexts need no list each.
    for (const CallSpan& call : table.calls()) ++m_firstOf[call.context.value + std::size_t{1}];
    std::partial_sum(m_firstOf.begin(), m_firstOf.end(), m_firstOf.begin());
    std::vector<std::uint32_t> next(m_firstOf.begin(), m_firstOf.end() - 1);
    for (std::uint32_t i = 0; i < table.calls().size(); ++i) m_callsOf[next[table.calls()[i].context.value]++] = i;
  }

  std::vector<std::optional<std::uint32_t>> find(ContextId root) {
    m_open.push_back({root, 0});
    while (!m_open.empty() && !m_stop.stop_requested()) {
      const Open next = m_open.back();
      m_open.pop_back();
      visit(next.context, next.slackUs);
    }
    if (m_stop.stop_requested()) return {};
    std::vector<std::optional<std::uint32_t>> rounds(m_slackUs.size());
    for (std::size_t i = 0; i < rounds.size(); ++i)
      if (m_slackUs[i]) rounds[i] = static_cast<std::uint32_t>(*m_slackUs[i] / intervalOf(m_table.calls()[i]));
    return rounds;
  }

 private:
  struct Open {
    ContextId context;
    std::int64_t slackUs;  ///< by how much its answer may be later
  };

  [[nodiscard]] std::int64_t timeOf(const Moment& moment) const { return m_table.rounds()[moment.round].time.us; }
  [[nodiscard]] std::int64_t intervalOf(const CallSpan& call) const {
    return std::max<std::int64_t>(1, m_table.rounds()[call.at(CallPoint::Performed).round].interval.us);
  }

  void visit(ContextId context, std::int64_t answerSlackUs) {
    const Moment& answered = m_table.contexts()[context.value].answered;
    std::map<std::uint16_t, LaterStep> steps;
    // What a callback made is numbered after the call that it completed: from the last to the first.
    for (std::uint32_t place = m_firstOf[context.value + std::size_t{1}]; place-- > m_firstOf[context.value];) {
      if (m_stop.stop_requested()) return;  // one context may have made millions of calls
      const std::uint32_t id = m_callsOf[place];
      const CallSpan& call = m_table.calls()[id];
      const Moment& performed = call.at(CallPoint::Performed);
      const Moment& completed = call.end();
      if (!completed.happened()) continue;
      std::optional<std::int64_t>& slack = m_slackUs[id];
      const auto atMost = [&](std::int64_t us) { slack = slack ? std::min(*slack, us) : us; };
      if (answered.happened() && completed <= answered) atMost(timeOf(answered) + answerSlackUs - timeOf(completed));
      if (m_slackOfMade[id]) atMost(*m_slackOfMade[id]);
      for (auto step = steps.upper_bound(call.step); step != steps.end(); ++step)
        if (completed < step->second.first)
          atMost(timeOf(step->second.first) - timeOf(completed) + step->second.slackUs);
      if (!slack) continue;
      note(call, performed, *slack, steps);
      if (call.servedBy != kNoContext) m_open.push_back({call.servedBy, *slack});
    }
  }

  /// Tells the call whose callback made this one, and earlier steps, by how much this one may slip.
  void note(const CallSpan& call, const Moment& performed, std::int64_t slackUs,
            std::map<std::uint16_t, LaterStep>& steps) {
    const auto [step, isFirst] = steps.try_emplace(call.step, LaterStep{performed, slackUs});
    if (!isFirst) step->second = {std::min(step->second.first, performed), std::min(step->second.slackUs, slackUs)};
    if (call.dispatchedAfter == kNoCall) return;
    std::optional<std::int64_t>& made = m_slackOfMade[call.dispatchedAfter.value];
    made = made ? std::min(*made, slackUs) : slackUs;
  }

  const CallTable& m_table;
  const std::stop_token& m_stop;
  std::vector<std::uint32_t> m_firstOf;  ///< by context: where its calls begin in m_callsOf; then the end of all
  std::vector<std::uint32_t> m_callsOf;  ///< calls by context, ascending within each
  std::vector<std::optional<std::int64_t>> m_slackUs;
  std::vector<std::optional<std::int64_t>> m_slackOfMade;  ///< by the call whose callback made others
  std::vector<Open> m_open;
};

}  // namespace

std::vector<std::optional<std::uint32_t>> slackOf(const CallTable& table, ContextId root, const std::stop_token& stop) {
  return SlackFinder(table, stop).find(root);
}

}  // namespace roundscope

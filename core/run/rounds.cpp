// Rows of rounds ascend in time.
#include "core/run/rounds.h"

#include <algorithm>

#include "core/protocol/query_model.h"
#include "core/run/run.h"

namespace roundscope {
namespace {

bool hasRound(const RoundRow& row) { return !row.onlyQueries(); }

/// When the last of the rounds that `counts` is over. A round that began before the last one may end behind it, where
/// its subnet's blocks take longer.
template <class Counts>
Time endOfLast(const Run& run, Counts&& counts) {
  const auto& rounds = run.calls().rounds();
  Duration longest;
  for (const Subnet& subnet : run.scenario().subnets) longest = std::max(longest, subnet.blockInterval);
  Time end;
  for (auto row = rounds.rbegin(); row != rounds.rend() && row->time + longest > end; ++row)
    if (counts(*row)) end = std::max(end, row->time + row->interval);
  return end;
}

}  // namespace

std::optional<Time> instantAfter(const Run& run, Time time) {
  const auto& rounds = run.calls().rounds();
  const auto next =
      std::partition_point(rounds.begin(), rounds.end(), [time](const RoundRow& row) { return row.time <= time; });
  return next == rounds.end() ? std::nullopt : std::optional(next->time);
}

std::optional<Time> instantBefore(const Run& run, Time time) {
  const auto& rounds = run.calls().rounds();
  const auto next =
      std::partition_point(rounds.begin(), rounds.end(), [time](const RoundRow& row) { return row.time < time; });
  return next == rounds.begin() ? std::nullopt : std::optional((next - 1)->time);
}

Duration shortestRound(const Scenario& scenario) {
  Duration shortest = scenario.subnets.front().blockInterval;
  for (const Subnet& subnet : scenario.subnets) shortest = std::min(shortest, subnet.blockInterval);
  return shortest;
}

Beat beatOf(const Subnet& subnet, Time time) {
  const std::int64_t since = std::max<std::int64_t>(0, (time - (Time{} + subnet.phase)).us);
  const std::int64_t interval = subnet.blockInterval.us;
  return {static_cast<std::uint64_t>(since / interval),
          static_cast<double>(since % interval) / static_cast<double>(interval)};
}

std::optional<std::uint32_t> iterationAt(const Run& run, Time time) {
  const auto last = run.order().last(run.calls(), time);
  if (!last) return std::nullopt;
  const Moment moment = run.momentOf(*last);
  const RoundRow& row = run.round(moment);
  return row.time + row.interval > time ? run.calls().iterationAt(moment) : std::nullopt;
}

std::uint64_t roundsUntil(const Run& run, double us) {
  const auto& rounds = run.calls().rounds();
  auto last = std::partition_point(rounds.begin(), rounds.end(),
                                   [us](const RoundRow& row) { return static_cast<double>(row.time.us) <= us; });
  const auto first = std::find_if(rounds.begin(), last, hasRound);
  if (first == last) return 0;
  do --last;
  while (!hasRound(*last));
  return static_cast<std::uint64_t>((last->time - first->time).us / shortestRound(run.scenario()).us) + 1;
}

Time endOfRounds(const Run& run) {
  return endOfLast(run, [](const RoundRow&) { return true; });
}

Duration endOfQueries(const Users& users, const Scenario& scenario) {
  Duration end;
  for (const UserMessage& message : users.messages())
    if (message.completed && isQuery(scenario.method(message.to).kind)) end = std::max(end, *message.completed);
  return end;
}

Duration durationOf(const Run& run) {
  return std::max(endOfLast(run, hasRound) - Time{}, endOfQueries(run.users(), run.scenario()));
}

}  // namespace roundscope

// Rows of rounds ascend in time.
#include "core/run/rounds.h"

#include <algorithm>

#include "core/protocol/query_model.h"
#include "core/run/run.h"

namespace roundscope {
namespace {

bool hasRound(const RoundRow& row) { return !row.onlyQueries(); }

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
  const auto& rounds = run.calls().rounds();
  return rounds.empty() ? Time{} : rounds.back().time + rounds.back().interval;
}

Duration durationOf(const Run& run) {
  const auto& rounds = run.calls().rounds();
  const auto last = std::find_if(rounds.rbegin(), rounds.rend(), hasRound);
  Duration duration = last == rounds.rend() ? Duration{} : last->time + last->interval - Time{};
  for (const UserMessage& message : run.users().messages())
    if (message.completed && isQuery(run.scenario().method(message.to).kind))
      duration = std::max(duration, *message.completed);
  return duration;
}

}  // namespace roundscope

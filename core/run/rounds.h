// Counting rounds. A run's instants are those at which a round of any subnet had events; queries take no rounds.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/time.h"
#include "core/scenario/scenario.h"

namespace roundscope {

class Run;
class Users;

/// The first instant after a moment, and the last before it.
[[nodiscard]] std::optional<Time> instantAfter(const Run& run, Time time);
[[nodiscard]] std::optional<Time> instantBefore(const Run& run, Time time);

/// Which of its rounds a subnet is in, from 0, and how much of it has passed, from 0 to 1. Rounds in which nothing
/// happens count.
struct Beat {
  std::uint64_t round = 0;
  double passed = 0;
  bool operator==(const Beat&) const = default;
};
[[nodiscard]] Beat beatOf(const Subnet& subnet, Time time);

/// Of the event that happened last, as long as its round goes on; absent between rounds, and where it belongs to none.
[[nodiscard]] std::optional<std::uint32_t> iterationAt(const Run& run, Time time);

/// Rounds from the first instant to the last at or before `us`, both included; instants with nothing but queries are
/// none. Where subnets' rounds differ in length, the shortest count.
[[nodiscard]] std::uint64_t roundsUntil(const Run& run, double us);
[[nodiscard]] Duration shortestRound(const Scenario& scenario);

/// Where the last round ends, of queries' or of others; the start of time before there is one.
[[nodiscard]] Time endOfRounds(const Run& run);
/// When the last of users' queries was answered.
[[nodiscard]] Duration endOfQueries(const Users& users, const Scenario& scenario);
/// From the start to the end of the last round that has more than queries in it, or to a query's later end.
[[nodiscard]] Duration durationOf(const Run& run);

}  // namespace roundscope

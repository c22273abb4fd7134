// Where one call's two messages are at a moment, and which call's message it is that lies at a place.
#pragma once

#include <cstdint>
#include <optional>

#include "core/run/run.h"

namespace roundscope {

/// Absent: it does not exist, yet or any more.
struct MessagePlaces {
  std::optional<Station> request;
  std::optional<Station> answer;
  bool operator==(const MessagePlaces&) const = default;
};

/// As far as the call's own caller is concerned: what still goes on at the callee when the caller has its answer is
/// nobody's message any more. Where the callee's subnet refused a request that its caller's subnet gave up later, the
/// request counts as waiting until the refusal travels: when it was made is not kept.
[[nodiscard]] MessagePlaces placesOf(const Run& run, CallId call, Time time);

/// A call of the pair whose message is at this place; of several the one made first among the latest `most` calls that
/// had been made by then. `sentIn`: between subnets, the row of the round that sent it.
[[nodiscard]] std::optional<CallId> callAt(const Run& run, CanisterPair pair, Station station, Time time,
                                           std::optional<std::uint32_t> sentIn, std::size_t most = 100'000);
/// The latest of the canister's calls that was not performed, likewise.
[[nodiscard]] std::optional<CallId> refusedCall(const Run& run, CanisterId caller, Time time);

}  // namespace roundscope

// Random scenarios for tests: small, valid, and as mixed as a seed makes them.
#pragma once

#include <cstdint>
#include <string>

namespace roundscope::test {

/// The text of a scenario file, in which everything that a scenario may hold occurs for some seed: up to four subnets
/// of both kinds, running, stopped and absent canisters, every kind of step, nested calls, tight limits, timers,
/// heartbeats, retries. Equal seeds give equal text. Calls go from lower to higher canisters (or to oneself, to a later
/// method), so that every call ends; a run has some tens of rounds and at most some thousands of events.
std::string generatedScenario(std::uint64_t seed);

}  // namespace roundscope::test

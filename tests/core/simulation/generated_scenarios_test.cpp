// Thousands of random scenarios keep every invariant, and run alike however they are stepped and whichever compiler
// built the program. Source: protocol.md section 12. Other seeds than those of the golden file: a campaign of 10,000
// from ROUNDSCOPE_FIRST_SEED on.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "core/analysis/trace_invariants.h"
#include "core/base/random.h"
#include "core/network/state.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

constexpr std::uint64_t kShards = 20;
constexpr std::uint64_t kSeedsPerShard = 500;
constexpr const char* kGolden = ROUNDSCOPE_SOURCE_DIR "/tests/golden/generated_fingerprints.txt";

/// Steps instant by instant, with all invariants checked after each. Returns the fingerprint.
std::string fingerprintStepped(const std::shared_ptr<const Scenario>& scenario, std::uint64_t seed) {
  Simulator simulator(scenario);
  TraceInvariants invariants(*scenario);
  Fingerprint print;
  EventList events;
  std::uint64_t instants = 0;
  while (!simulator.finished()) {
    events.clear();
    simulator.step(events);
    ++instants;
    for (const Event& event : events) {
      invariants.add(event);
      print.add(event);
    }
    for (const StateBreach& breach : simulator.broken()) ADD_FAILURE() << "seed " << seed << ": " << breach.text;
    for (std::uint16_t i = 0; i < scenario->canisters.size(); ++i) {
      // A paused message has run, but is neither committed nor undone yet.
      if (simulator.state().canisters[i].paused) continue;
      EXPECT_EQ(simulator.program(CanisterId{i}).variables(), invariants.variables(CanisterId{i}))
          << "seed " << seed << ": variables of " << scenario->canisters[i].id << " at instant " << instants;
    }
    if (testing::Test::HasFailure()) break;
  }
  invariants.finish(simulator.finished() && simulator.cutOff() == CutOff::None);
  for (const TraceBreach& breach : invariants.breaches()) ADD_FAILURE() << "seed " << seed << ": " << breach.text;
  return print.text();
}

std::string fingerprintInBatches(const std::shared_ptr<const Scenario>& scenario, Random random) {
  Simulator simulator(scenario);
  Fingerprint print;
  while (!simulator.finished())
    for (const Event& event : simulator.stepBatch(random.between(0, 300)).events) print.add(event);
  return print.text();
}

/// The golden file: a line for each shard, "first-last fingerprint".
std::map<std::uint64_t, std::string> readGolden() {
  std::map<std::uint64_t, std::string> lines;
  std::ifstream file(kGolden);
  for (std::string line; std::getline(file, line);) lines[std::stoull(line)] = line;
  return lines;
}

std::uint64_t firstSeed() {
  const char* first = std::getenv("ROUNDSCOPE_FIRST_SEED");
  return first == nullptr ? 0 : std::strtoull(first, nullptr, 10);
}

class GeneratedScenarios : public testing::TestWithParam<std::uint64_t> {};

TEST_P(GeneratedScenarios, KeepAllInvariantsAndRunAlikeHoweverStepped) {
  const std::uint64_t from = firstSeed() + GetParam() * kSeedsPerShard;
#ifdef NDEBUG
  constexpr std::uint64_t kSeeds = kSeedsPerShard;
#else
  constexpr std::uint64_t kSeeds = 20;  // checked builds are many times slower; the fingerprints need all seeds
#endif
  std::uint64_t combined = 0;
  for (std::uint64_t seed = from; seed < from + kSeeds && !HasFailure(); ++seed) {
    const auto scenario = std::make_shared<const Scenario>(scenarioOf(generatedScenario(seed)));
    const std::string whole = fingerprint(simulate(scenario));
    EXPECT_EQ(fingerprintStepped(scenario, seed), whole) << "seed " << seed << ", instant by instant";
    EXPECT_EQ(fingerprintInBatches(scenario, Random(seed)), whole) << "seed " << seed << ", in batches";
    combined = Random::mix(combined ^ std::stoull(whole, nullptr, 16)) + 1;
  }
  if (kSeeds != kSeedsPerShard || firstSeed() != 0 || HasFailure()) return;
  const std::string line = fmt::format("{}-{} {:016x}", from, from + kSeedsPerShard - 1, combined);
  auto golden = readGolden();
  // To be rewritten by one process that runs all shards, since each rewrites the whole file.
  if (std::getenv("ROUNDSCOPE_UPDATE_GOLDEN") != nullptr) {
    golden[from] = line;
    std::ofstream file(kGolden);
    for (const auto& [first, text] : golden) file << text << '\n';
    return;
  }
  EXPECT_EQ(golden[from], line);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GeneratedScenarios, testing::Range(std::uint64_t{0}, kShards));

}  // namespace
}  // namespace roundscope::test

// How full the stream between two subnets was, at any round.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/run/run.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// The messages in all streams, one by one.
class Streams {
 public:
  explicit Streams(const roundscope::Run& run) : m_run(run) {}

  void take(const Event& event) {
    if (const auto* e = std::get_if<RequestRouted>(&event)) enter(e->call, false);
    if (const auto* e = std::get_if<RequestInducted>(&event)) leave(e->call, false);
    if (const auto* e = std::get_if<ResponseRouted>(&event)) {
      // A request that is refused where it arrives leaves the stream; what goes back is a signal.
      if (!m_held[{e->call.value, false}]) enter(e->call, true);
      leave(e->call, false);
    }
    // What the caller's own subnet answers has not travelled; the callee's response may still do.
    if (const auto* e = std::get_if<ResponseInducted>(&event))
      if (m_justAnswered != e->call) leave(e->call, true);
    if (const auto* e = std::get_if<MessageDropped>(&event))
      if (e->place == MessagePlace::Arrival) leave(e->call, e->isResponse != 0);
    const auto* created = std::get_if<ResponseCreated>(&event);
    m_justAnswered = created != nullptr && isGivenAtCaller(created->reason) ? created->call : kNoCall;
  }

  [[nodiscard]] std::uint64_t of(SubnetId from, SubnetId to) const {
    return static_cast<std::uint64_t>(std::count_if(m_held.begin(), m_held.end(), [&](const auto& held) {
      const CallSpan& call = m_run.call(CallId{held.first.first});
      const SubnetId caller = m_run.scenario().canister(call.caller).subnet;
      const SubnetId callee = m_run.scenario().canister(call.callee.canister).subnet;
      const bool back = held.first.second;
      return held.second && (back ? callee : caller) == from && (back ? caller : callee) == to;
    }));
  }

 private:
  void enter(CallId call, bool response) { m_held[{call.value, response}] = m_run.crossesSubnets(m_run.call(call)); }
  void leave(CallId call, bool response) { m_held.erase({call.value, response}); }

  const roundscope::Run& m_run;
  CallId m_justAnswered = kNoCall;                        ///< by the event just before
  std::map<std::pair<std::uint32_t, bool>, bool> m_held;  ///< by call, requests apart from responses
};

TEST(InStream, IsWhatEnteredAndHasNotLeft) {
  std::uint64_t most = 0;
  for (std::uint64_t seed = 0; seed < 200 && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    const Outcome outcome = runText(generatedScenario(seed));
    const roundscope::Run& run = *outcome.run;
    const auto subnets = static_cast<std::uint16_t>(run.scenario().subnets.size());
    Streams streams(run);
    std::uint32_t row = 0;
    run.trace().forEach([&](std::uint64_t, const Event& event) {
      if (std::holds_alternative<RoundStarted>(event)) {
        for (std::uint16_t from = 0; from < subnets; ++from)
          for (std::uint16_t to = 0; to < subnets; ++to) {
            if (from == to) continue;
            const std::uint64_t held = streams.of(SubnetId{from}, SubnetId{to});
            most = std::max(most, held);
            EXPECT_EQ(run.whereabouts().inStream(run.trace(), run.order(), {SubnetId{from}, SubnetId{to}}, row), held)
                << "row " << row << ", " << from << " to " << to;
          }
        ++row;
      }
      streams.take(event);
    });
  }
  EXPECT_GT(most, 10U) << "the scenarios fill streams";
}

TEST(InStream, KnowsTheRoundBefore) {
  const Outcome outcome = runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 3}}, {"reply": {}})"));
  const roundscope::Run& run = *outcome.run;
  std::map<std::uint16_t, std::uint32_t> last;
  for (std::uint32_t row = 0; row < run.calls().rounds().size(); ++row) {
    for (std::uint16_t subnet = 0; subnet < 2; ++subnet) {
      const auto before = run.order().rowBefore(subnet, row);
      EXPECT_EQ(before.has_value(), last.contains(subnet));
      EXPECT_EQ(before.value_or(0), before ? last[subnet] : 0U);
    }
    last[run.calls().rounds()[row].subnet.value] = row;
  }
}

}  // namespace
}  // namespace roundscope::test

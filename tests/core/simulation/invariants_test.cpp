// Every invariant of the state can be seen failing, by itself. Source: protocol.md section 12.
#include "core/simulation/invariants.h"

#include <gmock/gmock.h>

#include "core/network/state.h"
#include "core/simulation/simulator.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope {

/// Makes a state wrong, as no operation can.
struct Tamper {
  static Message& firstInStream(NetworkState& state) {
    return state.messages[state.subnets[0].traffic.streamTo(SubnetId{1}).slices().front().messages.head];
  }
  static PeerQueues& callersQueues(NetworkState& state) { return state.canisters[0].queues.m_peers[0]; }
  static void takeRequestSlot(NetworkState& state) { ++callersQueues(state).m_outputRequestSlots; }
  static void takeResponseSlot(NetworkState& state) { ++callersQueues(state).m_inputResponseSlots; }
  static void freeResponseSlot(NetworkState& state) { --callersQueues(state).m_inputResponseSlots; }
  static void countSender(NetworkState& state) { ++state.canisters[0].queues.m_sendersWithInput; }
  static void returnMemory(NetworkState& state, std::uint64_t bytes) {
    state.subnets[0].traffic.m_guaranteedMemory -= bytes;
  }
  static void addStreamByte(NetworkState& state) { ++state.subnets[0].traffic.m_streamsTo[1].m_bytes; }
};

}  // namespace roundscope

namespace roundscope::test {
namespace {

using Corrupt = void (*)(NetworkState&, Scenario&);
struct Corruption {
  const char* name;
  StateInvariant broken;
  Corrupt corrupt;
};

const Corruption kCorruptions[] = {
    {"AMessageBelievesToBeElsewhere", StateInvariant::MessageInOnePlace,
     [](NetworkState& s, Scenario&) { Tamper::firstInStream(s).place = MessagePlace::CalleeInput; }},
    {"ARequestSlotIsTakenByNobody", StateInvariant::QueueCounts,
     [](NetworkState& s, Scenario&) { Tamper::takeRequestSlot(s); }},
    {"AResponseSlotIsFreedTooEarly", StateInvariant::SlotsHeld,
     [](NetworkState& s, Scenario&) { Tamper::freeResponseSlot(s); }},
    {"MoreCallsAreInFlightThanTheLimit", StateInvariant::Capacity,
     [](NetworkState&, Scenario& scenario) { scenario.subnets[0].limits.queue_capacity = 4; }},
    {"ARequestIsLost", StateInvariant::CallUnderWay,
     [](NetworkState& s, Scenario&) { Tamper::firstInStream(s).tombstone = true; }},
    {"AContextForgetsACall", StateInvariant::ContextCounts,
     [](NetworkState& s, Scenario&) { --s.contexts[s.callbacks[0].context].outstanding; }},
    {"AReservationIsReturnedTwice", StateInvariant::Memory,
     [](NetworkState& s, Scenario& scenario) {
       Tamper::returnMemory(s, scenario.subnets[0].limits.guaranteed_reservation_bytes);
     }},
    {"AStreamMiscountsItsBytes", StateInvariant::StreamCounts,
     [](NetworkState& s, Scenario&) { Tamper::addStreamByte(s); }},
    {"ASenderWithoutInputIsCounted", StateInvariant::Schedule,
     [](NetworkState& s, Scenario&) { Tamper::countSender(s); }},
    {"AContextOutlivesItsCanistersCode", StateInvariant::Lifecycle,
     [](NetworkState& s, Scenario&) { s.canisters[0].hasCode = false; }},
    {"AContextIsDeletedWithoutAnAnswer", StateInvariant::Lifecycle,
     [](NetworkState& s, Scenario&) {
       s.canisters[0].hasCode = false;
       s.contexts[s.callbacks[0].context].deleted = true;
     }},
    {"ATimerOutlivesTheCode", StateInvariant::Lifecycle,
     [](NetworkState& s, Scenario&) {
       s.canisters[1].hasCode = false;
       s.canisters[1].timer = Time{};
     }},
    {"AStoppedCanisterHasAnOpenCall", StateInvariant::Lifecycle,
     [](NetworkState& s, Scenario&) { s.canisters[0].status = CanisterStatus::Stopped; }},
    {"CyclesAreMintedForNobody", StateInvariant::Cycles, [](NetworkState& s, Scenario&) { ++s.minted; }},
    {"ACycleAppears", StateInvariant::Cycles, [](NetworkState& s, Scenario&) { ++s.canisters[0].balance; }},
    {"CyclesPutAsideAreNotThoseOfTheCalls", StateInvariant::Cycles,
     [](NetworkState& s, Scenario&) {
       --s.canisters[0].reserved;
       ++s.canisters[0].balance;
     }},
};

class StateInvariants : public testing::TestWithParam<Corruption> {};

/// Five calls are in the stream between two subnets.
TEST_P(StateInvariants, FailWhen) {
  Scenario scenario = scenarioOf(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 5, "order": "parallel", "payload_bytes": 10}}, {"reply": {}})"));
  Simulator simulator(std::make_shared<const Scenario>(scenario));
  EventList events;
  simulator.step(events);
  ASSERT_THAT(simulator.broken(), testing::IsEmpty());
  NetworkState state = simulator.state();
  GetParam().corrupt(state, scenario);
  const std::vector<StateBreach> breaches = brokenInvariants(state, scenario);
  ASSERT_FALSE(breaches.empty());
  for (const StateBreach& breach : breaches) EXPECT_EQ(breach.invariant, GetParam().broken) << breach.text;
}

INSTANTIATE_TEST_SUITE_P(Corruptions, StateInvariants, testing::ValuesIn(kCorruptions),
                         [](const auto& info) { return info.param.name; });

TEST(StateInvariants, NameThePairAndBothCounts) {
  const Scenario scenario = scenarioOf(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"));
  Simulator simulator(std::make_shared<const Scenario>(scenario));
  EventList events;
  simulator.step(events);
  NetworkState state = simulator.state();
  Tamper::takeResponseSlot(state);
  const std::vector<StateBreach> breaches = brokenInvariants(state, scenario);
  ASSERT_EQ(breaches.size(), 1U);
  EXPECT_EQ(breaches.front().text, "caller with callee, calls in flight: 2 kept, 1 counted");
}

/// The callee is busy, so that the request waits in its queue past the deadline; its own subnet's round ends it.
TEST(Expiry, OfADeliveredRequestHappensInTheRoundOfItsOwnSubnet) {
  const std::string text =
      twoSubnets(R"({"call": {"to": "callee.ping", "wait": {"bounded_s": 2}, "payload_bytes": 100}}, {"reply": {}})",
                 R"("ping": {}, "busy": {"steps": [{"work": 20000000000}]})");
  const auto scenario = std::make_shared<const Scenario>(
      scenarioOf(text, {{"/ingress/0/at_ms", "0"}, {"/ingress", R"([{"to": "caller.go"}, {"to": "callee.busy"}])"}}));
  Simulator simulator(scenario);
  EventList events;
  while (!simulator.finished()) {
    simulator.step(events);
    ASSERT_THAT(simulator.broken(), testing::IsEmpty());
  }
  SubnetId subnet{};
  std::vector<std::uint16_t> droppedBy;
  for (const Event& event : events) {
    if (const auto* round = std::get_if<RoundStarted>(&event)) subnet = round->subnet;
    const auto* dropped = std::get_if<MessageDropped>(&event);
    if (dropped != nullptr && dropped->place == MessagePlace::CalleeInput) droppedBy.push_back(subnet.value);
  }
  EXPECT_THAT(droppedBy, testing::ElementsAre(1));
}

/// One timer message repeats the calls of both methods; each call goes on being its own method's.
TEST(Retries, OfTwoMethodsAreRepeatedByOneTimer) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {
      "one": {"steps": [{"call": {"to": "b.gone", "on_failure": {"retry": {"via": "timer", "attempts": 3}}}}, {"reply": {}}]},
      "two": {"steps": [{"work": 1}, {"work": 1}, {"work": 1},
                        {"call": {"to": "b.gone", "on_failure": {"retry": {"via": "timer", "attempts": 2}}}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"gone": {"kind": "missing"}}}],
    "ingress": [{"to": "a.one"}, {"to": "a.two"}]})");
  std::vector<int> stepsCalling;
  for (const CallPerformed& call : run.all<CallPerformed>())
    if (call.attempt > 0) stepsCalling.push_back(call.step);
  EXPECT_THAT(stepsCalling, testing::UnorderedElementsAre(0, 0, 0, 3, 3));
}

}  // namespace
}  // namespace roundscope::test

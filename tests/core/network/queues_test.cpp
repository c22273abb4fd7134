// Who is served next: the inputs of a canister and the outputs of a subnet take turns. Source: protocol.md sections 2
// and 3.
#include "core/network/queues.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "core/network/network.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

constexpr CanisterId kReceiver{0};
constexpr CanisterId kOne{1};
constexpr CanisterId kTwo{2};
constexpr CanisterId kFar{3};

/// A receiver with two neighbours on its subnet and one on another.
class Turns : public testing::Test {
 protected:
  /// A request of `from` waits in its output queue to `to`.
  void open(CanisterId from, CanisterId to) {
    PendingCall call;
    call.peer = of(from).peerRow(from, to);
    call.request.call = call.callback.call = CallId{calls++};
    call.request.caller = call.callback.caller = from;
    call.request.callee = call.callback.callee = to;
    call.callback.context = context;
    of(from).reserveCall(from, call.peer);
    of(from).openCall(call);
  }
  /// A request of `from` waits in the receiver's input queue.
  void send(CanisterId from) {
    open(from, kReceiver);
    here.acceptRequest(of(from).leaveOutput({from, of(from).peerRow(from, kReceiver)}));
  }
  /// Takes all inputs of the receiver: "user", or the sender's id and whether it is taken as local or remote.
  std::vector<std::string> takeAll() {
    std::vector<std::string> taken;
    while (const auto input = here.nextInput(kReceiver)) {
      if (input->source == InputSource::Ingress) {
        here.takeIngress(kReceiver);
        taken.emplace_back("user");
        continue;
      }
      const MessageIndex message = here.leaveInput(kReceiver, *input);
      const std::string line = input->source == InputSource::Local ? "local " : "remote ";
      taken.push_back(line + scenario.canister(here.takeRequest(message).caller).id);
    }
    return taken;
  }
  /// Takes one message of each queue in line until all are empty: the callees in that order.
  std::vector<std::string> routeAll() {
    std::vector<std::string> routed;
    while (const auto queue = here.nextOutput()) {
      routed.push_back(scenario.canister(state.messages[here.leaveOutput(*queue)].callee).id);
      here.endTurn(*queue, OutputTurn::Again);
    }
    return routed;
  }
  Network& of(CanisterId canister) { return scenario.canister(canister).subnet == SubnetId{0} ? here : there; }

  Scenario scenario = scenarioOf(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "receiver", "subnet": "s", "cycles": 5}, {"id": "one", "subnet": "s", "cycles": 6},
    {"id": "two", "subnet": "s"}, {"id": "far", "subnet": "t"}]})");
  NetworkState state{scenario};
  Network here{state, scenario, SubnetId{0}};
  Network there{state, scenario, SubnetId{1}};
  std::uint32_t context = state.contexts.add();
  std::uint32_t calls = 0;
};

TEST_F(Turns, ComeToLocalSendersUsersAndRemoteSendersAlternately) {
  for (const CanisterId from : {kFar, kFar, kOne, kOne, kTwo}) send(from);
  here.enterIngress(kReceiver, IngressId{0});
  here.enterIngress(kReceiver, IngressId{1});
  EXPECT_TRUE(state.canisters[0].queues.hasInput());
  EXPECT_THAT(takeAll(),
              ElementsAre("local one", "user", "remote far", "local two", "user", "remote far", "local one"));
  EXPECT_FALSE(state.canisters[0].queues.hasInput());
}

TEST_F(Turns, PassOverASourceThatHasNothing) {
  for (const CanisterId from : {kFar, kFar}) send(from);
  EXPECT_THAT(takeAll(), ElementsAre("remote far", "remote far"));
  send(kTwo);
  EXPECT_THAT(takeAll(), ElementsAre("local two"));
}

TEST_F(Turns, ComeToASenderOnceHoweverManyMessagesItHas) {
  for (const CanisterId from : {kOne, kOne, kOne, kTwo, kTwo}) send(from);
  EXPECT_TRUE(state.queuesBetween(kReceiver, kOne)->inputListed());
  EXPECT_THAT(takeAll(), ElementsAre("local one", "local two", "local one", "local two", "local one"));
  EXPECT_FALSE(state.queuesBetween(kReceiver, kOne)->inputListed());
}

TEST_F(Turns, AreNotTakenByAMessageThatHasExpired) {
  for (const CanisterId from : {kOne, kOne, kTwo}) send(from);
  here.drop(state.queuesBetween(kReceiver, kOne)->input().head);
  EXPECT_THAT(takeAll(), ElementsAre("local one", "local two"));
}

TEST_F(Turns, ComeToOutputQueuesInTheOrderInWhichTheyFilled) {
  for (const CanisterId to : {kTwo, kTwo, kFar, kOne, kOne}) open(kReceiver, to);
  EXPECT_EQ(state.subnets[0].traffic.outputsListed(), 3U) << "each queue once";
  EXPECT_THAT(routeAll(), ElementsAre("two", "far", "one", "two", "one"));
}

TEST_F(Turns, VisitEveryMessageThatWaitsToLeave) {
  for (const CanisterId to : {kTwo, kTwo, kFar}) open(kReceiver, to);
  std::vector<std::uint32_t> visited;
  here.forEachOutput([&](MessageIndex index) { visited.push_back(state.messages[index].call.value); });
  EXPECT_THAT(visited, ElementsAre(0U, 1U, 2U));
}

TEST_F(Turns, BeginWithNothingUnderWayAndEachCanistersCycles) {
  EXPECT_EQ(state.queuesBetween(kReceiver, kOne), nullptr);
  EXPECT_THAT(state.subnets[0].canisters, ElementsAre(kOne, kReceiver, kTwo));
  EXPECT_THAT(state.subnets[1].canisters, ElementsAre(kFar));
  EXPECT_EQ(state.canisters[0].balance, 5U);
  EXPECT_EQ(state.canisters[1].balance, 6U);
}

TEST(Fifo, GivesMessagesBackInTheOrderInWhichTheyCame) {
  MessagePool pool;
  Fifo queue;
  for (int round = 0; round < 2; ++round) {  // the second time with the same rows
    std::vector<MessageIndex> in;
    for (int i = 0; i < 3; ++i) queue.push(pool, in.emplace_back(pool.add()));
    std::vector<MessageIndex> out;
    while (!queue.empty()) pool.remove(out.emplace_back(queue.pop(pool)));
    EXPECT_EQ(out, in);
  }
  EXPECT_DEATH(queue.pop(pool), "internal error");
}

}  // namespace
}  // namespace roundscope::test

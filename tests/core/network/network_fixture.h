// A caller on one subnet and a callee on another, and the operations of the network on behalf of each subnet: a call is
// taken to any point of its life, and what slots and memory it holds there is read.
#pragma once

#include <gtest/gtest.h>

#include "core/network/network.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {

inline constexpr CanisterId kCaller{0};
inline constexpr CanisterId kCallee{1};
inline constexpr SubnetId kHere{0};
inline constexpr SubnetId kThere{1};
inline constexpr std::uint64_t kReservation = 2'097'152;

/// The four counts of a canister's queues to a peer, and what is set aside.
struct Slots {
  std::uint32_t outputRequests = 0;
  std::uint32_t outputResponses = 0;
  std::uint32_t inputRequests = 0;
  std::uint32_t inputResponses = 0;
  std::uint32_t reserved = 0;
  bool operator==(const Slots&) const = default;
};
inline void PrintTo(const Slots& s, std::ostream* out) {
  *out << "out " << s.outputRequests << '+' << s.outputResponses << ", in " << s.inputRequests << '+'
       << s.inputResponses << ", reserved " << s.reserved;
}

/// What a subnet holds.
struct Held {
  std::uint64_t callbacks = 0;
  std::uint64_t boundedOpen = 0;
  std::uint64_t guaranteed = 0;
  std::uint64_t bestEffort = 0;
  bool operator==(const Held&) const = default;
};
inline void PrintTo(const Held& h, std::ostream* out) {
  *out << h.callbacks << " callbacks, " << h.boundedOpen << " bounded, " << h.guaranteed << " + " << h.bestEffort
       << " bytes";
}

/// A caller on one subnet, a callee on the other, and each subnet's operations.
class NetworkOperations : public testing::Test {
 protected:
  /// A call of 100 bytes that is set aside, not yet sent. `deadline` not 0: bounded.
  PendingCall pending(std::uint32_t number, std::uint32_t deadline = 0) {
    PendingCall call;
    call.peer = here.peerRow(kCaller, kCallee);
    call.request.payloadBytes = 100;
    call.request.cycles = 7;
    call.request.call = CallId{number};
    call.request.deadline = deadline;
    call.request.caller = kCaller;
    call.request.callee = kCallee;
    call.request.bounded = deadline != 0;
    call.callback.call = call.request.call;
    call.callback.context = context;
    call.callback.deadline = deadline;
    call.callback.caller = kCaller;
    call.callback.callee = kCallee;
    call.callback.bounded = call.request.bounded;
    here.reserveCall(kCaller, call.peer);
    return call;
  }
  /// Its request waits in the caller's output queue.
  void open(std::uint32_t number, std::uint32_t deadline = 0) { here.openCall(pending(number, deadline)); }
  /// The first message of the caller's output queue, taken out of it.
  MessageIndex leave() {
    const OutputRef queue{kCaller, here.peerRow(kCaller, kCallee)};
    EXPECT_NE(here.firstOutput(queue), kNone);
    return here.leaveOutput(queue);
  }
  /// The request waits in the callee's input queue.
  MessageIndex arrive(std::uint32_t number, std::uint32_t deadline = 0) {
    open(number, deadline);
    const MessageIndex request = leave();
    there.acceptRequest(request);
    return request;
  }
  /// A reply of 30 bytes waits in the callee's output queue.
  void answer(const Message& request) {
    there.respond({.payloadBytes = 30,
                   .deadline = request.deadline,
                   .call = request.call,
                   .callback = request.callback,
                   .caller = request.caller,
                   .callee = request.callee,
                   .method = {},
                   .bounded = request.bounded});
  }
  MessageIndex leaveCallee() { return there.leaveOutput({kCallee, there.peerRow(kCallee, kCaller)}); }
  /// The reply waits in the caller's input queue.
  MessageIndex comeBack(std::uint32_t number, std::uint32_t deadline = 0) {
    answer(there.takeRequest(arrive(number, deadline)));
    const MessageIndex response = leaveCallee();
    here.deliverResponse(response);
    return response;
  }
  /// The callee has called the caller, whose reply waits in its output queue. `deadline` not 0: bounded.
  void answerCallee(std::uint32_t deadline = 0) {
    PendingCall back;
    back.peer = there.peerRow(kCallee, kCaller);
    back.request.call = CallId{0};
    back.request.caller = kCallee;
    back.request.callee = kCaller;
    back.request.deadline = deadline;
    back.request.bounded = deadline != 0;
    back.callback.call = CallId{0};
    back.callback.caller = kCallee;
    back.callback.callee = kCaller;
    back.callback.context = context;
    there.reserveCall(kCallee, back.peer);
    there.openCall(back);
    const MessageIndex request = leaveCallee();
    here.acceptRequest(request);
    const Message served = here.takeRequest(request);
    here.respond({.deadline = served.deadline,
                  .call = served.call,
                  .callback = served.callback,
                  .caller = served.caller,
                  .callee = served.callee,
                  .method = {},
                  .bounded = served.bounded});
  }

  [[nodiscard]] Slots slots(CanisterId owner, CanisterId peer) const {
    const PeerQueues* queues = state.queuesBetween(owner, peer);
    if (queues == nullptr) return {};
    return {queues->outputRequestSlots(), queues->outputResponseSlots(), queues->inputRequestSlots(),
            queues->inputResponseSlots(), queues->reservedCalls()};
  }
  [[nodiscard]] Slots callers() const { return slots(kCaller, kCallee); }
  [[nodiscard]] Slots callees() const { return slots(kCallee, kCaller); }
  [[nodiscard]] Held held(SubnetId subnet) const {
    const SubnetTraffic& t = state.subnets[subnet.value].traffic;
    return {t.callbacks(), t.boundedOpen(), t.guaranteedMemory(), t.bestEffortMemory()};
  }
  [[nodiscard]] const Stream& stream() const { return state.subnets[0].traffic.streamTo(kThere); }

  Scenario scenario = scenarioOf(twoSubnets(R"({"reply": {}})"));
  NetworkState state{scenario};
  Network here{state, scenario, kHere};
  Network there{state, scenario, kThere};
  std::uint32_t context = state.contexts.add();
};

}  // namespace roundscope::test

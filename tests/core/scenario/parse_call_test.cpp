// What a `call` step may say, and what becomes of it.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

CallStep call(const std::string& fields) {
  return onlyStep<CallStep>(R"({"call": {"to": "callee.ping", )" + fields + "}}");
}

TEST(ScenarioFile, readsTheOrderOfCalls) {
  EXPECT_EQ(call(R"("order": "parallel")").order, Order::Parallel);
  EXPECT_EQ(call(R"("order": "sequential")").order, Order::Sequential);
  const CallStep windowed = call(R"("order": {"window": 5})");
  EXPECT_EQ(windowed.order, Order::Window);
  EXPECT_EQ(windowed.window, 5U);
}

TEST(ScenarioFile, readsHowLongACallerWaits) {
  EXPECT_EQ(call(R"("wait": "unbounded")").wait, Wait::Unbounded);
  EXPECT_EQ(call(R"("wait": "bounded")").timeoutSeconds, 300U);
  const CallStep bounded = call(R"("wait": {"bounded_s": 10})");
  EXPECT_EQ(bounded.wait, Wait::Bounded);
  EXPECT_EQ(bounded.timeoutSeconds, 10U);
}

TEST(ScenarioFile, readsWhatHappensOnFailure) {
  EXPECT_EQ(call(R"("on_failure": "stop")").onFailure, OnFailure::Stop);
  const CallStep retried =
      call(R"("on_failure": {"retry": {"via": "heartbeat", "after_ms": 5, "backoff_percent": 200, "attempts": 3}})");
  EXPECT_EQ(retried.onFailure, OnFailure::Retry);
  EXPECT_EQ(retried.retry, (Retry{RetryVia::Heartbeat, milliseconds(5), 200, 3}));
  const CallStep compensated = call(R"("on_failure": {"compensate": "callee.undo"})");
  EXPECT_EQ(compensated.onFailure, OnFailure::Compensate);
  EXPECT_EQ(compensated.compensate, (MethodRef{CanisterId{1}, MethodId{1}}));
}

TEST(ScenarioFile, severalTargetsTakeTurns) {
  const auto step = onlyStep<CallStep>(
      R"({"call": {"to": ["callee.ping", "callee.undo"], "count": 4, "payload_bytes": 10, "cycles": 2e12}})");
  EXPECT_EQ(step.to.size(), 2U);
  EXPECT_EQ(step.count, 4U);
  EXPECT_EQ(step.payloadBytes, 10U);
  EXPECT_EQ(step.cycles, 2'000'000'000'000U);
}

}  // namespace
}  // namespace roundscope::test

// What canisters themselves say of a reject or a trap, asked by call.
#include "core/run/own_text.h"

#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

std::string saidOf(const Outcome& run, std::uint32_t call) {
  return std::string(ownText(*run.run, run.table.call(CallId{call})));
}

TEST(OwnText, IsThatOfTheAnswerWhichTheCallerGot) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": ["callee.no", "callee.fall", "callee.ping"], "count": 3}}, {"reply": {}})",
      R"("no": {"steps": [{"reject": "no coins"}]}, "fall": {"steps": [{"trap": "out of luck"}]}, "ping": {})"));
  EXPECT_EQ(saidOf(run, 0), "no coins");
  EXPECT_EQ(saidOf(run, 1), "out of luck");
  EXPECT_EQ(saidOf(run, 2), "");
}

TEST(OwnText, OfAUsersMessageIsThatOfItsEnd) {
  const Outcome run = runText(twoSubnets(R"({"reject": "come back later"})"));
  std::vector<std::string> told;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto text = ownText(run.trace, event); !text.empty()) told.emplace_back(text);
  });
  EXPECT_THAT(told, testing::ElementsAre("come back later"));
}

TEST(OwnText, IsNoneWhileThereIsNoAnswer) {
  const Outcome run = runText(twoSubnets(pingSteps(1)), {{"/max_rounds", "1"}});
  ASSERT_EQ(run.table.calls().size(), 1u);
  EXPECT_EQ(saidOf(run, 0), "");
}

/// The caller waits two seconds, the callee takes ten to say no.
TEST(OwnText, IsNotThatOfAnAnswerWhichCameTooLate) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.slow", "wait": {"bounded_s": 2}}}, {"reply": {}})",
                                         R"("slow": {"steps": [{"work": 20000000000}, {"reject": "too late"}]})"));
  EXPECT_EQ(run.table.call(CallId{0}).reason, RejectReason::DeadlineExpired);
  EXPECT_THAT(run.all<ResponseCreated>(), testing::SizeIs(2));
  EXPECT_EQ(saidOf(run, 0), "");
}

}  // namespace
}  // namespace roundscope::test

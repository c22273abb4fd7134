// The calls that wait to be made again: their order, and what a trap undoes.
#include "core/canister/scripted/waiting_retries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace roundscope {
namespace {

using testing::ElementsAre;

PendingRetry retry(std::uint32_t number, std::int64_t dueMs) {
  return {.method = {}, .number = number, .due = Time{} + milliseconds(dueMs)};
}

Time at(std::int64_t ms) { return Time{} + milliseconds(ms); }

std::vector<std::uint32_t> numbers(const std::vector<PendingRetry>& retries) {
  std::vector<std::uint32_t> found;
  for (const PendingRetry& each : retries) found.push_back(each.number);
  return found;
}

TEST(WaitingRetries, AreTakenInTheOrderOfFailingWheneverTheyWereDue) {
  WaitingRetries waiting;
  for (const auto& [number, due] : {std::pair{0U, 300}, {1U, 100}, {2U, 200}, {3U, 100}, {4U, 900}})
    waiting.add(retry(number, due));
  EXPECT_EQ(waiting.firstDue(at(250))->number, 1U);
  EXPECT_EQ(waiting.firstDue(at(300))->number, 0U);
  EXPECT_EQ(waiting.firstDue(at(50)), nullptr);
  EXPECT_EQ(waiting.nextDue(), at(100));
  EXPECT_EQ(waiting.nextDue(at(100)), at(200));
  EXPECT_THAT(numbers(waiting.takeDue(at(300))), ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(waiting.size(), 1U);
}

TEST(WaitingRetries, ComeBackInTheirOrderWhenTheMessageTraps) {
  WaitingRetries waiting;
  for (const auto& [number, due] : {std::pair{0U, 100}, {1U, 50}, {2U, 100}}) waiting.add(retry(number, due));
  waiting.begin();
  EXPECT_THAT(numbers(waiting.takeDue(at(100))), ElementsAre(0, 1, 2));
  waiting.add(retry(7, 100));
  waiting.add(retry(8, 400));
  waiting.rollback();
  EXPECT_EQ(waiting.size(), 3U);
  EXPECT_EQ(waiting.nextDue(at(100)), std::nullopt);
  EXPECT_THAT(numbers(waiting.takeDue(at(100))), ElementsAre(0, 1, 2));
}

TEST(WaitingRetries, OfAnEarlierMessageStayWhenALaterOneTraps) {
  WaitingRetries waiting;
  waiting.add(retry(0, 100));
  waiting.begin();
  waiting.add(retry(1, 100));
  waiting.rollback();
  EXPECT_THAT(numbers(waiting.takeDue(at(100))), ElementsAre(0));
}

}  // namespace
}  // namespace roundscope

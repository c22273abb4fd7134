// How many calls run beside one, against a look at every other.
#include "core/run/overlaps.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

/// Where a call ends; absent while it goes on.
std::optional<std::int64_t> shownEndOf(const CallTable& table, const CallSpan& call) {
  const Moment end = call.at(call.outcome == CallOutcome::NotPerformed ? CallPoint::Performed : CallPoint::Completed);
  return end.happened() ? std::optional(table.drawnAt(end).us) : std::nullopt;
}

TEST(Overlaps, AreTheOtherCallsThatAreInFlightMeanwhile) {
  std::uint64_t overlaps = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const CallTable& table = any.outcome.table;
    const auto beginUsOf = [&](const CallSpan& call) { return table.drawnAt(call.at(CallPoint::Performed)).us; };
    Random random(table.calls().size());
    for (int i = 0; i < 4 && !table.calls().empty(); ++i) {
      const CallId id{static_cast<std::uint32_t>(random.between(0, table.calls().size() - 1))};
      for (const std::int64_t known : any.moments) {
        const CallSpan& call = table.call(id);
        std::uint32_t expected = 0;
        const std::int64_t begin = beginUsOf(call);
        const std::int64_t end = std::min(known, shownEndOf(table, call).value_or(known));
        for (const CallSpan& other : table.calls()) {
          if (&other == &call || other.outcome == CallOutcome::NotPerformed) continue;
          if (beginUsOf(other) <= end && shownEndOf(table, other).value_or(INT64_MAX) >= begin) ++expected;
        }
        if (call.outcome == CallOutcome::NotPerformed || begin > known) expected = 0;
        ASSERT_EQ(overlapsOf(any.run(), id, static_cast<double>(known)), expected) << id.value << " at " << known;
        overlaps += expected;
      }
    }
  }
  EXPECT_GT(overlaps, 0u);
}

}  // namespace
}  // namespace roundscope::test

// The fewest rounds against the most, then what failed.
#include "core/analysis/verdict.h"

#include <fmt/format.h>

#include "core/base/words.h"

namespace roundscope {

namespace {

constexpr std::size_t kMostFailuresTold = 2;

std::string labelOf(const Scenario& scenario) { return scenario.variant.empty() ? scenario.title : scenario.variant; }

}  // namespace

std::string comparisonVerdict(const std::vector<const Scenario*>& scenarios, const std::vector<RunSummary>& summaries) {
  if (summaries.size() < 2) return {};
  std::size_t fewest = 0;
  std::size_t most = 0;
  for (std::size_t i = 1; i < summaries.size(); ++i) {
    if (summaries[i].rounds < summaries[fewest].rounds) fewest = i;
    if (summaries[i].rounds > summaries[most].rounds) most = i;
  }
  std::string verdict;
  const auto rounds = [](std::uint64_t count) { return count == 0 ? "no rounds" : counted(count, "round"); };
  const std::uint64_t low = summaries[fewest].rounds;
  const std::uint64_t high = summaries[most].rounds;
  if (low == high)
    verdict = fmt::format("All take {}.", rounds(low));
  else if (low > 0 && high >= 2 * low)
    verdict = fmt::format("{} takes {}, {} times fewer than {} with {}.", labelOf(*scenarios[fewest]), rounds(low),
                          high / low, labelOf(*scenarios[most]), grouped(high));
  else
    verdict = fmt::format("{} takes {}, {} takes {}.", labelOf(*scenarios[fewest]), rounds(low),
                          labelOf(*scenarios[most]), rounds(high));
  std::vector<std::string> failures;
  for (std::size_t i = 0; i < summaries.size(); ++i) {
    const CallCounts& c = summaries[i].calls;
    const std::uint64_t failed = c.attempted - c.replied;
    if (failed > 0)
      failures.push_back(fmt::format(" In {}, {} of {} did not succeed.", labelOf(*scenarios[i]),
                                     counted(failed, "call"), grouped(c.attempted)));
  }
  // A sentence that goes on and on compares nothing.
  if (failures.size() > kMostFailuresTold)
    return verdict + fmt::format(" Calls failed in {} of {} variants.", failures.size(), summaries.size());
  for (const std::string& failure : failures) verdict += failure;
  return verdict;
}

}  // namespace roundscope

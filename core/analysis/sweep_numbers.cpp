// One table; every number comes from the one that names those of a run, or from the summary.
#include "core/analysis/sweep_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/analysis/run_values.h"
#include "core/base/check.h"

namespace roundscope {
namespace {

using Number = std::optional<std::int64_t>;

/// A number of the table of names, times in whole milliseconds.
template <RunCount count>
Number of(const RunSummary& run) {
  const auto number = countOf(count, run);
  return number ? Number(static_cast<std::int64_t>(*number / (isTime(count) ? 1'000 : 1))) : Number();
}

Number peakInFlight(const RunSummary& run) {
  const PairSummary* const pair = busiestPair(run);
  return pair == nullptr ? 0 : static_cast<std::int64_t>(pair->peakInFlight);
}

constexpr auto kNumbers = std::to_array<SweepNumber>({
    {"rounds", "rounds", "rounds", of<RunCount::Rounds>},
    {"end_to_end_ms", "end to end", "ms", of<RunCount::EndToEnd>},
    {"end_to_end_rounds", "end to end", "rounds", of<RunCount::EndToEndRounds>},
    {"critical_path_rounds", "critical path", "rounds", of<RunCount::CriticalPathRounds>},
    {"users_replied", "users replied", "", of<RunCount::UsersReplied>},
    {"users_rejected", "users rejected", "", of<RunCount::UsersRejected>},
    {"users_trapped", "users trapped", "", of<RunCount::UsersTrapped>},
    {"users_pending", "users pending", "", of<RunCount::UsersPending>},
    {"attempted", "calls attempted", "", of<RunCount::CallsAttempted>},
    {"performed", "calls performed", "", of<RunCount::CallsPerformed>},
    {"not_performed", "calls not performed", "", of<RunCount::CallsNotPerformed>},
    {"replied", "calls replied", "", of<RunCount::CallsReplied>},
    {"rejected", "calls rejected", "", of<RunCount::CallsRejected>},
    {"trapped", "calls trapped", "", of<RunCount::CallsTrapped>},
    {"expired", "calls expired", "", of<RunCount::CallsExpired>},
    {"dropped", "calls dropped", "", of<RunCount::CallsDropped>},
    {"retried", "calls retried", "", of<RunCount::CallsRetried>},
    {"compensated", "calls compensated", "", of<RunCount::CallsCompensated>},
    {"peak_in_flight", "most calls in flight of one pair", "", peakInFlight},
    {"cycles_burned", "cycles burned", "cycles", of<RunCount::CyclesBurned>},
    {"cycles_peak_reserved", "cycles put aside at most", "cycles", of<RunCount::CyclesPeakReserved>},
});

}  // namespace

std::span<const SweepNumber> sweepNumbers() { return kNumbers; }

std::optional<std::size_t> sweepNumberNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNumbers.size(); ++i)
    if (kNumbers[i].name == name) return i;
  return std::nullopt;
}

std::size_t sweepNumberAt(std::string_view name) {
  const auto found = sweepNumberNamed(name);
  RS_CHECK(found.has_value());
  return *found;
}

std::string titleOf(const SweepNumber& number) {
  const bool said = number.unit.empty() || number.words.find(number.unit) != std::string_view::npos;
  return said ? std::string(number.words) : fmt::format("{} ({})", number.words, number.unit);
}

const PairSummary* busiestPair(const RunSummary& summary) {
  const auto fewer = [](const PairSummary& a, const PairSummary& b) { return a.peakInFlight < b.peakInFlight; };
  const auto most = std::max_element(summary.pairs.begin(), summary.pairs.end(), fewer);
  return most == summary.pairs.end() ? nullptr : &*most;
}

}  // namespace roundscope

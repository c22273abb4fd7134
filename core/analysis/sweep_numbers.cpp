// One table; every number is a field of the summary.
#include "core/analysis/sweep_numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/check.h"

namespace roundscope {
namespace {

using Summary = RunSummary;
using Number = std::optional<std::int64_t>;

Number whole(std::uint64_t number) { return static_cast<std::int64_t>(number); }

constexpr auto kNumbers = std::to_array<SweepNumber>({
    {"rounds", "rounds", "rounds", [](const Summary& r) { return whole(r.rounds); }},
    {"end_to_end_ms", "end to end", "ms",
     [](const Summary& r) { return r.endToEnd ? Number(r.endToEnd->us / 1'000) : Number(); }},
    {"critical_path_rounds", "critical path", "rounds", [](const Summary& r) { return whole(r.criticalPathRounds); }},
    {"users_replied", "users replied", "", [](const Summary& r) { return whole(r.users.replied); }},
    {"users_rejected", "users rejected", "", [](const Summary& r) { return whole(r.users.rejected); }},
    {"users_trapped", "users trapped", "", [](const Summary& r) { return whole(r.users.trapped); }},
    {"users_pending", "users pending", "", [](const Summary& r) { return whole(r.users.pending()); }},
    {"attempted", "calls attempted", "", [](const Summary& r) { return whole(r.calls.attempted); }},
    {"performed", "calls performed", "", [](const Summary& r) { return whole(r.calls.performed); }},
    {"not_performed", "calls not performed", "", [](const Summary& r) { return whole(r.calls.notPerformed); }},
    {"replied", "calls replied", "", [](const Summary& r) { return whole(r.calls.replied); }},
    {"rejected", "calls rejected", "", [](const Summary& r) { return whole(r.calls.rejected); }},
    {"trapped", "calls trapped", "", [](const Summary& r) { return whole(r.calls.trapped); }},
    {"expired", "calls expired", "", [](const Summary& r) { return whole(r.calls.expired); }},
    {"dropped", "calls dropped", "", [](const Summary& r) { return whole(r.calls.dropped); }},
    {"retried", "calls retried", "", [](const Summary& r) { return whole(r.calls.retried); }},
    {"compensated", "calls compensated", "", [](const Summary& r) { return whole(r.calls.compensated); }},
    {"peak_in_flight", "most calls in flight of one pair", "",
     [](const Summary& r) {
       const PairSummary* const pair = busiestPair(r);
       return whole(pair == nullptr ? 0 : pair->peakInFlight);
     }},
    {"cycles_burned", "cycles burned", "cycles", [](const Summary& r) { return whole(r.cyclesBurned); }},
    {"cycles_peak_reserved", "cycles put aside at most", "cycles",
     [](const Summary& r) { return whole(r.cyclesPeakReserved); }},
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

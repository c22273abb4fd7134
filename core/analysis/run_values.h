// What the named numbers of a run come to at its end. Asks the summary; counts nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "core/scenario/run_numbers.h"
#include "core/scenario/scenario.h"

namespace roundscope {

struct PairSummary;
struct RunSummary;
struct UserMessage;

/// Times in microseconds, though they are named in milliseconds. Absent where the run has no such number: it was cut
/// off, or a user got no answer. What never happened is never 0.
[[nodiscard]] std::optional<std::uint64_t> countOf(RunCount count, const RunSummary& summary);
[[nodiscard]] std::uint64_t countOf(PairCount count, const PairSummary& pair);
[[nodiscard]] std::optional<std::uint64_t> countOf(MessageCount count, const UserMessage& message);
[[nodiscard]] bool isTime(RunCount count);
[[nodiscard]] bool isTime(MessageCount count);

/// As people compare them: times in milliseconds.
[[nodiscard]] std::optional<double> valueOf(const RunNumber& number, const Scenario& scenario,
                                            const RunSummary& summary);

}  // namespace roundscope

// Sweeps, greatest values and failure grids for other programs and for terminals. The same whichever front end asks.
#pragma once

#include <string>

#include "core/analysis/advice.h"
#include "core/analysis/failure_sweep.h"
#include "core/analysis/sweep.h"

namespace roundscope {

/// An object with the plan, a list of points, what was refused, caps and crossovers. With one seed a number stands as
/// it is; with several it is {"median", "lower_quartile", "upper_quartile", "least", "greatest", "runs"}. What no run
/// has is null.
std::string sweepJson(const SweepTable& table);
/// A line a point after a line of titles. With several seeds each number takes five columns.
std::string sweepCsv(const SweepTable& table);
/// For a terminal: the most telling numbers, then what was refused, caps and crossovers in words.
std::string sweepText(const SweepTable& table);

/// The greatest value of each variant, how it was found, and what its caller must hold.
std::string safeValueJson(const SafeValue& answer);
std::string safeValueCsv(const SafeValue& answer);

/// An object with a list: what is advised for each variant, null what was not to be found, and the same in words.
std::string adviceJson(const std::vector<Advice>& advice);

/// The base run, then a list with an object for each message that was failed.
std::string failuresJson(const FailureGrid& grid);
std::string failuresCsv(const FailureGrid& grid);
/// A line a method with a letter for each message, what the letters mean, and the counts in words.
std::string failuresText(const FailureGrid& grid);

}  // namespace roundscope

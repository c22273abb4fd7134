// The variants of a scenario side by side: one row for each number, one cell for each run. The command line, files and
// the window print this one table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/summary.h"

namespace roundscope {

/// A run that has ended or been cut off, with its numbers. Borrows all.
struct ComparedRun {
  const Scenario* scenario;
  const RunSummary* summary;
  const Run* run = nullptr;  ///< where it is kept: it knows when numbers became what they are
};

enum class Standing : std::uint8_t {
  Even,  ///< neither, or there is no better and worse
  Best,
  Worst,
};

struct ComparedCell {
  std::string text;             ///< as readers meet it; "—" where the run has no such number
  std::optional<double> value;  ///< absent there; of an expectation 1 where it holds, 0 where it is broken
  Standing standing = Standing::Even;
  std::optional<Time> at;  ///< when the number became what it is, as events are drawn; absent where nobody knows
  std::string note{};      ///< of an expectation: its sentence
  bool operator==(const ComparedCell&) const = default;
};

struct ComparedRow {
  std::string group;                ///< what heads this row and those beside it
  std::string title;                ///< in words
  std::string name;                 ///< as an expression names it, or the expectation; of a reason: its words
  bool matters = true;              ///< some run has another number than 0
  std::vector<ComparedCell> cells;  ///< one a run
  bool operator==(const ComparedRow&) const = default;
};

struct ComparedVariant {
  std::string name;
  std::string stopped;  ///< the limit that cut the run off; empty: it ended by itself
  std::string fingerprint;
  bool operator==(const ComparedVariant&) const = default;
};

struct ComparisonTable {
  std::vector<ComparedVariant> variants;
  std::vector<ComparedRow> rows;
  std::string verdict;  ///< the sentence; empty for a single run
  bool operator==(const ComparisonTable&) const = default;
};

/// Whether the row's cells say "holds" or "broken".
[[nodiscard]] bool isExpectation(const ComparedRow& row);

/// Compares at least one run. A run that was cut off has no times, and is neither best nor worst.
[[nodiscard]] ComparisonTable compared(const std::vector<ComparedRun>& runs);

}  // namespace roundscope

// What follows from a sweep: where calls find no slot any more, and where one variant overtakes another.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/sweep.h"

namespace roundscope {

/// From this value of the first parameter on calls of a variant are not performed; below it none are.
struct SweepCap {
  std::size_t variant = 0;
  std::optional<std::int64_t> second;  ///< of the other parameter, where there is one
  std::int64_t lastFree = 0;           ///< the greatest value at which all calls are performed
  std::int64_t from = 0;               ///< the value after it
  std::uint64_t limit = 0;             ///< slots of the busiest pair, at `from`
  bool operator==(const SweepCap&) const = default;
};

/// Between two values that follow each other, the medians of two variants change places.
struct Crossover {
  std::size_t lower = 0;   ///< the variant with the lower number before
  std::size_t higher = 0;  ///< and the one with the higher
  std::optional<std::int64_t> second;
  std::int64_t after = 0;  ///< the last value at which that is so
  std::int64_t from = 0;   ///< the first value at which it is the other way round
  bool operator==(const Crossover&) const = default;
};

/// In the order of variants. A variant has none whose calls are all performed, or refused at the least
/// value already, or refused at a value and not at a greater one.
[[nodiscard]] std::vector<SweepCap> capsOf(const SweepTable& table);

/// Of a row of sweepNumbers(). Only points at which both variants have the number are compared.
[[nodiscard]] std::vector<Crossover> crossoversOf(const SweepTable& table, std::size_t number);

/// "In Parallel, no valid scenario at 3 of 10 values (0, 8 to 9): where: what, expected what".
[[nodiscard]] std::string textOf(const SweepRefusal& refusal, const SweepTable& table);
/// "In Parallel, calls are not performed from 600 on; at 500 all are. The limit is 500."
[[nodiscard]] std::string textOf(const SweepCap& cap, const SweepTable& table);
/// "Up to 3, Parallel has fewer rounds than Sequential; from 4 on, more."
[[nodiscard]] std::string textOf(const Crossover& crossover, const SweepTable& table, std::size_t number);

/// The variant's name, or the scenario's where it has none.
[[nodiscard]] std::string nameOfVariant(const SweepTable& table, std::size_t variant);

}  // namespace roundscope

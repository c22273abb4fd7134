// What the author of a scenario expects of its runs: comparisons of their numbers.
#pragma once

#include <string>
#include <vector>

#include "core/scenario/expression.h"
#include "core/scenario/run_numbers.h"

namespace roundscope {

/// "payroll.recorded == ledger.paid". core/analysis/expectations.h says whether a run is so.
struct Expectation {
  std::string text;                ///< as written
  Expression expression;           ///< a comparison
  std::vector<RunNumber> numbers;  ///< what the facts of the expression are, one each
  bool operator==(const Expectation&) const = default;
};

}  // namespace roundscope

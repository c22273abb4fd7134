// In which variants a number changes anything: a sweep over one that no variant reads would be a flat line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/inquiry.h"
#include "core/analysis/sweep_range.h"

namespace roundscope {

class Influence final : public Inquiry {
 public:
  /// Compares the runs at the least and at the greatest value of each parameter, for each variant of the set.
  Influence(const ScenarioSet& set, std::vector<SweepParameter> parameters);

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override { return m_wanted; }

  struct Reached {
    std::vector<std::string> variants;  ///< in the set's order; empty: all values are refused in all of them
    bool changed = false;               ///< the number decides something in these
  };
  /// The variants in which the runs differ; where there is none, those in which one of two is valid, which may change
  /// what is between; where there is none either, those that take the values.
  [[nodiscard]] Reached reached() const;

 private:
  std::vector<std::string> m_variants;
  std::vector<SweepParameter> m_parameters;
  std::vector<std::string> m_prints;  ///< by variant, parameter, and least or greatest; empty: not valid
  bool m_asked = false;
  std::size_t m_wanted = 0;
};

/// The names of a set's variants; one empty name where it has none.
[[nodiscard]] std::vector<std::string> variantNames(const ScenarioSet& set);

}  // namespace roundscope

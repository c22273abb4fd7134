// Each message to each method failed in turn: what becomes of users, of expectations and of the state?
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/inquiry.h"

namespace roundscope {

/// What a failed message leads to, the worst that is so.
enum class FailureEffect : std::uint8_t {
  None,         ///< users, expectations and the final state are as they were
  State,        ///< a variable or a lock ends with another value
  Users,        ///< a user gets another answer, or none
  Expectation,  ///< an expectation that held does not hold any more
  CutOff,       ///< a limit or budget cuts the run off
};
inline constexpr std::size_t kFailureEffectCount = 5;
/// "same outcome", "other state", …
[[nodiscard]] std::string_view wordsOf(FailureEffect effect);

struct FailureCell {
  std::size_t method = 0;    ///< row of FailureGrid::methods
  std::uint32_t number = 0;  ///< of the message among those to the method, from 1
  FailureEffect effect = FailureEffect::None;
  UserCounts users;
  std::vector<std::size_t> broken;   ///< expectations that held and do not hold any more
  std::vector<std::string> changed;  ///< "ledger.paid 1,199 (1,200)": final values that differ, and what they were
  std::uint64_t rounds = 0;
};

struct FailureMethod {
  std::string name;            ///< "ledger.transfer"
  std::uint32_t messages = 0;  ///< that it got in the base run
  std::uint32_t tried = 0;     ///< of these, the first
};

struct FailureGrid {
  std::string scenario, title, variant;
  std::uint64_t seed = 0;
  std::vector<std::string> expectations;
  bool assumed = false;
  UserCounts users;  ///< in the base run
  bool baseHolds = true;
  bool baseCutOff = false;
  std::optional<Error> error;  ///< the base is not valid
  std::vector<FailureMethod> methods;
  std::vector<FailureCell> cells;  ///< by method, then by number; those that were made

  [[nodiscard]] std::uint64_t messages() const;  ///< in all
  [[nodiscard]] std::uint64_t tried() const;
};

class FailureSweep final : public Inquiry {
 public:
  /// So many are failed when nobody says otherwise.
  static constexpr std::size_t kMostFailures = 1'000;

  /// At most `most` messages, shared evenly among the methods. Borrows the set.
  FailureSweep(const ScenarioSet& set, std::string variant, std::size_t most = kMostFailures);
  ~FailureSweep() override;

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override { return m_wanted; }

  [[nodiscard]] FailureGrid grid() const;
  /// The changes that fail just this message: the opened run is an ordinary scenario.
  [[nodiscard]] std::vector<Override> changesFor(const FailureCell& cell) const;

 private:
  void takeBase(const SeenRun& seen);
  [[nodiscard]] Override fault(std::size_t method, std::uint32_t number) const;

  const ScenarioSet& m_set;
  std::size_t m_most;
  FailureGrid m_grid;
  std::vector<std::string> m_pointers;  ///< of the methods
  std::vector<std::string> m_faults;    ///< of the methods, as JSON; what they have already
  std::vector<FailureCell> m_cells;
  std::vector<bool> m_made;  ///< by cell
  RunAnswer m_base;
  int m_stage = 0;
  std::size_t m_wanted = 1;
};

/// "In 12 of 1,200 … an expectation does not hold any more." A line for each effect there is, and what was left out.
[[nodiscard]] std::string textOf(const FailureGrid& grid);

}  // namespace roundscope

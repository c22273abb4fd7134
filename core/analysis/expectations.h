// Whether a run came to what its author expects, and since when it does not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"

namespace roundscope {

class Run;
struct RunSummary;
struct Scenario;

enum class ExpectationState : std::uint8_t {
  Holds,
  Broken,
  Unknown,  ///< the run was cut off, or has no such number: it is not known to hold, and does not count as held
};

/// Where an expectation that does not hold was lost.
enum class Breaking : std::uint8_t {
  Since,     ///< it held, and has not since this moment
  Never,     ///< at no moment it held
  AtTheEnd,  ///< its numbers are known at the end only
};

/// The round in which something was lost.
struct LostRound {
  std::uint32_t round = 0;  ///< the subnet's number
  Time time;                ///< of its block
  bool operator==(const LostRound&) const = default;
};

/// One expectation of a run. Plain values: they stay when the run is dropped.
struct JudgedExpectation {
  std::string text;  ///< as written
  ExpectationState state = ExpectationState::Unknown;
  std::string found;                       ///< "payroll.recorded is 3, ledger.paid is 5"
  std::string reason;                      ///< of Unknown: why; else empty
  Breaking breaking = Breaking::AtTheEnd;  ///< of Broken
  Time at;  ///< of Broken: the moment of `breaking`, as events are drawn; else the end of the run
  std::optional<LostRound> lostIn{};  ///< of Since
  bool operator==(const JudgedExpectation&) const = default;

  [[nodiscard]] bool holds() const { return state == ExpectationState::Holds; }
};

/// Of a run that has ended, one for each expectation of its scenario, in the file's order. `summary` is the run's, but
/// for its expectations. The end is judged from the summary; the moment is searched backwards through the changes of
/// the expectation's own numbers, as far as the last at which it held.
[[nodiscard]] std::vector<JudgedExpectation> judged(const Run& run, const RunSummary& summary);

/// The same where no trace is kept: nobody knows where a broken one was lost.
[[nodiscard]] std::vector<JudgedExpectation> judgedAtTheEnd(const Scenario& scenario, bool finished,
                                                            const RunSummary& summary);
/// Whether the trace could say more of any of them: where it was lost.
[[nodiscard]] bool anyBroken(const std::vector<JudgedExpectation>& expectations);

/// "caller.x == callee.x is broken since round 5: caller.x is 2, callee.x is 3."
[[nodiscard]] std::string sentenceOf(const JudgedExpectation& expectation);

/// How many do not hold.
[[nodiscard]] std::size_t failedOf(const std::vector<JudgedExpectation>& expectations);

}  // namespace roundscope

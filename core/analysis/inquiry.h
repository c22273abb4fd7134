// Questions that many runs answer: a sweep, a greatest value, a failure of each message, advice. An inquiry says which
// runs it wants next and is told how they went, until it knows; whoever makes the runs decides on which threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/analysis/summary.h"
#include "core/base/result.h"
#include "core/run/run.h"
#include "core/scenario/scenario.h"
#include "core/trace/run_terms.h"

namespace roundscope {

/// One run that somebody wants.
struct RunRequest {
  std::string variant;            ///< its name; empty for a file without variants
  std::vector<Override> changes;  ///< on top of those that the set has
  std::uint64_t seedsOn = 0;      ///< added to the scenario's own seed
  bool whole = false;             ///< its calls are looked at, so that its trace must be kept
};

/// Something expected of a run, and whether it is so.
struct Judgement {
  std::string text;   ///< as written
  bool holds = true;  ///< false, too, where the run was cut off before anybody knows
  bool operator==(const Judgement&) const = default;
};

/// How a run went. The trace is not kept.
struct RunAnswer {
  std::optional<Error> error;         ///< the changes make no valid scenario; then there is no summary
  std::uint64_t seed = 0;             ///< that was used
  std::optional<RunSummary> summary;  ///< absent, too, when the run was abandoned
  std::vector<Judgement> judgements;
  bool assumed = false;  ///< the scenario expects nothing itself, so what everybody wants was judged

  [[nodiscard]] bool ended() const { return summary && summary->cutOff == CutOff::None; }
  /// Whether the run came to its end and all is as expected.
  [[nodiscard]] bool holds() const;
};

/// A run before it is dropped. Borrows all.
struct SeenRun {
  const RunAnswer& answer;
  const Scenario* scenario = nullptr;  ///< null where it is not valid, or the run was abandoned
  const Run* run = nullptr;            ///< where the whole run was asked for
};

/// Reads the set's text with the changes, simulates the variant and sums up. Depends on nothing else, so that it may be
/// asked on any thread. `see` is shown how it went, or an answer without summary once the terms ask to stop.
void answer(const ScenarioSet& set, const RunRequest& request, const RunTerms& terms,
            const std::function<void(const SeenRun&)>& see);

/// The changes that make the window open the very run of an answer.
[[nodiscard]] std::vector<Override> changesOf(const RunRequest& request, const RunAnswer& answer);

class Inquiry {
 public:
  virtual ~Inquiry() = default;
  /// The runs that are wanted now; none when all is known. Asked again when all of them are taken.
  virtual std::vector<RunRequest> next() = 0;
  /// How the request of that number, among the last ones, went. Comes in any order, never at the same time.
  virtual void take(std::size_t request, const SeenRun& seen) = 0;
  /// How many more runs will be wanted, as far as is known.
  [[nodiscard]] virtual std::size_t stillWanted() const = 0;
};

/// Several inquiries, one after the other.
class InTurn final : public Inquiry {
 public:
  explicit InTurn(std::vector<std::shared_ptr<Inquiry>> parts) : m_parts(std::move(parts)) {}
  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override { m_parts[m_part]->take(request, seen); }
  [[nodiscard]] std::size_t stillWanted() const override;

 private:
  std::vector<std::shared_ptr<Inquiry>> m_parts;
  std::size_t m_part = 0;
};

/// Makes all the runs, one after another.
void investigate(Inquiry& inquiry, const ScenarioSet& set);

}  // namespace roundscope

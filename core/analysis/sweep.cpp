// Every run is asked for at once; each writes what it came to in its own place. See sweep.h.
#include "core/analysis/sweep.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/sweep_numbers.h"
#include "core/base/check.h"

namespace roundscope {

/// The runs of a point while they are made.
struct Sweep::Point {
  /// One run's numbers, by row; absent where it has none.
  std::vector<std::vector<std::optional<std::int64_t>>> numbers;  ///< of the runs that ended, by seed
  std::uint32_t taken = 0;
};

std::size_t SweepPlan::runs() const {
  std::size_t runs = variants.size() * seeds;
  for (const SweepParameter& parameter : parameters) {
    if (!parameter.values.empty() && runs > kMostSweepRuns / parameter.values.size()) return kMostSweepRuns + 1;
    runs *= parameter.values.size();
  }
  return runs;
}

std::vector<Override> SweepPlan::changesFor(const std::vector<std::int64_t>& values) const {
  std::vector<Override> changes;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    changes.push_back({parameters[i].pointer, std::to_string(values[i])});
  return changes;
}

std::optional<Error> wrongIn(const SweepPlan& plan) {
  const auto wrong = [](std::string where, std::string what, std::string expected) {
    return Error{ErrorKind::Usage, std::move(where), std::move(what), std::move(expected)};
  };
  if (plan.parameters.empty() || plan.parameters.size() > 2)
    return wrong("--set", fmt::format("found {} ranges", plan.parameters.size()),
                 "one or two, as --set /canisters/0/cycles=1..2000:50");
  if (plan.parameters.size() == 2 && plan.parameters[0].pointer == plan.parameters[1].pointer)
    return wrong("--set", plan.parameters[0].pointer + " is there twice", "two numbers, or one range");
  for (const SweepParameter& parameter : plan.parameters)
    if (parameter.pointer == "/seed" && plan.seeds > 1)
      return wrong("--seeds", "the seed is swept already", "either --seeds or --set /seed=1..50");
  if (plan.seeds == 0) return wrong("--seeds", "found 0", "a whole number from 1");
  if (plan.runs() > kMostSweepRuns) return wrong("--set", "more than 1,000,000 runs", "greater steps or fewer seeds");
  return std::nullopt;
}

Sweep::Sweep(const ScenarioSet& set, SweepPlan plan) {
  RS_CHECK(!wrongIn(plan));
  m_table.scenario = set.id;
  m_table.title = set.title;
  m_table.plan = std::move(plan);
  const std::vector<SweepParameter>& parameters = m_table.plan.parameters;
  for (std::size_t variant = 0; variant < m_table.plan.variants.size(); ++variant) {
    for (const std::int64_t first : parameters[0].values) {
      if (parameters.size() == 1) m_table.points.push_back({.variant = variant, .values = {first}});
      for (std::size_t i = 0; parameters.size() == 2 && i < parameters[1].values.size(); ++i)
        m_table.points.push_back({.variant = variant, .values = {first, parameters[1].values[i]}});
    }
  }
  m_points.resize(m_table.points.size());
  for (Point& point : m_points) point.numbers.resize(m_table.plan.seeds);
}

Sweep::~Sweep() = default;

std::vector<RunRequest> Sweep::next() {
  if (m_asked) return {};
  m_asked = true;
  std::vector<RunRequest> wanted;
  for (const SweepPoint& point : m_table.points) {
    const std::vector<Override> changes = m_table.plan.changesFor(point.values);
    for (std::uint32_t seed = 0; seed < m_table.plan.seeds; ++seed)
      wanted.push_back({m_table.plan.variants[point.variant], changes, seed});
  }
  return wanted;
}

void Sweep::take(std::size_t request, const SeenRun& seen) {
  const std::size_t seed = request % m_table.plan.seeds;
  SweepPoint& point = m_table.points[request / m_table.plan.seeds];
  Point& made = m_points[request / m_table.plan.seeds];
  ++m_taken;
  const RunAnswer& answer = seen.answer;
  if (answer.error) {
    point.error = answer.error;
    ++made.taken;
    return;
  }
  if (!answer.summary) return;  // abandoned
  ++made.taken;
  point.firstSeed = answer.seed - seed;
  if (m_table.expectations.empty())
    for (const Judgement& judgement : answer.judgements) m_table.expectations.push_back(judgement.text);
  m_table.assumed = answer.assumed;
  point.broken.resize(answer.judgements.size());
  for (std::size_t i = 0; i < answer.judgements.size(); ++i) point.broken[i] += answer.judgements[i].holds ? 0U : 1U;
  point.holding += answer.holds() ? 1U : 0U;
  if (!answer.ended()) {
    ++point.cutOff;
    return;
  }
  ++point.ended;
  if (const PairSummary* const pair = busiestPair(*answer.summary); seed == 0 && pair != nullptr)
    point.limit = pair->limit;
  for (const SweepNumber& number : sweepNumbers()) made.numbers[seed].push_back(number.read(*answer.summary));
}

std::size_t Sweep::stillWanted() const { return m_table.plan.runs() - m_taken; }

SweepTable Sweep::table() const {
  // Most of a sweep that is stopped at once was not made, and is not copied.
  SweepTable table{m_table.scenario, m_table.title, m_table.plan, m_table.expectations, m_table.assumed, {}};
  for (std::size_t i = 0; i < m_points.size(); ++i) {
    if (m_points[i].taken < m_table.plan.seeds) continue;
    SweepPoint point = m_table.points[i];
    for (std::size_t row = 0; row < sweepNumbers().size(); ++row) {
      std::vector<double> values;
      for (const auto& numbers : m_points[i].numbers)
        if (!numbers.empty() && numbers[row]) values.push_back(static_cast<double>(*numbers[row]));
      point.numbers.push_back(spreadOf(std::move(values)));
    }
    table.points.push_back(std::move(point));
  }
  return table;
}

namespace {

/// Whether both say the same of another value, as "found 0" and "found -1".
bool areAlike(const Error& a, const Error& b) {
  const auto quotes = [](const Error& error) { return error.what.rfind("found ", 0) == 0; };
  return a.where == b.where && a.expected == b.expected && (a.what == b.what || (quotes(a) && quotes(b)));
}

}  // namespace

std::vector<SweepRefusal> SweepTable::refusals() const {
  std::vector<SweepRefusal> refusals;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const SweepPoint& point = points[i];
    if (!point.error) continue;
    const auto same = std::find_if(refusals.begin(), refusals.end(), [&](const SweepRefusal& refusal) {
      return refusal.variant == point.variant && areAlike(refusal.error, *point.error);
    });
    if (same == refusals.end()) {
      refusals.push_back({point.variant, *point.error, {i}});
      continue;
    }
    if (same->error.what != point.error->what) same->error.what = "found these values";
    same->points.push_back(i);
  }
  return refusals;
}

bool SweepTable::nothingRan() const {
  return std::all_of(points.begin(), points.end(), [](const SweepPoint& point) { return point.error.has_value(); });
}

}  // namespace roundscope

// All variants are searched side by side, each value over all seeds. See largest.h.
#include "core/analysis/largest.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "core/base/check.h"
#include "core/base/words.h"

namespace roundscope {

namespace {

/// A value that makes no scenario is as the end of the range: nobody can choose it.
GreatestHolding::Case caseOf(const TriedValue& tried) {
  if (tried.error) return GreatestHolding::Case::None;
  return tried.holds() ? GreatestHolding::Case::Holds : GreatestHolding::Case::Fails;
}

}  // namespace

struct LargestSearch::Search {
  GreatestHolding cases;
  std::map<std::size_t, TriedValue> tried;  ///< by place among the parameter's values
  std::uint64_t firstSeed = 0;
};

LargestSearch::LargestSearch(const ScenarioSet& set, SweepPlan plan) {
  RS_CHECK(!wrongIn(plan) && plan.parameters.size() == 1);
  m_answer.plan = std::move(plan);
  m_answer.title = set.title;
  for (std::size_t i = 0; i < m_answer.plan.variants.size(); ++i)
    m_searches.push_back({GreatestHolding(m_answer.plan.parameters[0].values.size()), {}, 0});
}

LargestSearch::~LargestSearch() = default;

std::vector<RunRequest> LargestSearch::next() {
  const SweepPlan& plan = m_answer.plan;
  for (Search& search : m_searches)
    for (const auto& [which, tried] : search.tried) search.cases.tell(which, caseOf(tried));
  std::vector<RunRequest> wanted;
  m_asked.clear();
  m_taken = 0;
  for (std::size_t variant = 0; variant < m_searches.size(); ++variant) {
    for (const std::size_t which : m_searches[variant].cases.next()) {
      const std::int64_t value = plan.parameters[0].values[which];
      for (std::uint32_t seed = 0; seed < plan.seeds; ++seed) {
        wanted.push_back({plan.variants[variant], plan.changesFor({value}), seed});
        m_asked.push_back({variant, which});
      }
    }
  }
  return wanted;
}

void LargestSearch::take(std::size_t request, const SeenRun& seen) {
  const Asked& asked = m_asked[request];
  Search& search = m_searches[asked.variant];
  TriedValue& tried = search.tried[asked.which];
  tried.value = m_answer.plan.parameters[0].values[asked.which];
  ++m_taken;
  const RunAnswer& answer = seen.answer;
  if (answer.error) {
    tried.error = answer.error;
    return;
  }
  if (!answer.summary) return;
  ++tried.runs;
  tried.holding += answer.holds() ? 1U : 0U;
  tried.cutOff += answer.ended() ? 0U : 1U;
  tried.broken.resize(answer.judgements.size());
  for (std::size_t i = 0; i < answer.judgements.size(); ++i) tried.broken[i] += answer.judgements[i].holds ? 0U : 1U;
  if (m_answer.expectations.empty())
    for (const Judgement& judgement : answer.judgements) m_answer.expectations.push_back(judgement.text);
  m_answer.assumed = answer.assumed;
  search.firstSeed = answer.seed - request % m_answer.plan.seeds;
}

std::size_t LargestSearch::stillWanted() const { return m_asked.size() - m_taken; }

LargestAnswer LargestSearch::result() const {
  LargestAnswer answer = m_answer;
  const std::vector<std::int64_t>& values = answer.plan.parameters[0].values;
  const auto valueOf = [&](const std::optional<std::size_t>& which) {
    return which ? std::optional(values[*which]) : std::nullopt;
  };
  for (std::size_t variant = 0; variant < m_searches.size(); ++variant) {
    const Search& search = m_searches[variant];
    Largest largest{.variant = variant,
                    .value = valueOf(search.cases.greatest()),
                    .withoutGap = valueOf(search.cases.greatestWithoutGap()),
                    .method = search.cases.method(),
                    .exception = valueOf(search.cases.exception()),
                    .tried = {},
                    .firstSeed = search.firstSeed};
    for (const auto& [which, tried] : search.tried) largest.tried.push_back(tried);
    answer.variants.push_back(std::move(largest));
  }
  return answer;
}

bool LargestAnswer::nothingRan() const {
  for (const Largest& largest : variants)
    for (const TriedValue& value : largest.tried)
      if (!value.error) return false;
  return true;
}

const TriedValue* Largest::firstBroken() const {
  for (const TriedValue& candidate : tried)
    if (!candidate.holds() && (!value || candidate.value > *value)) return &candidate;
  return nullptr;
}

namespace {

std::string runsText(std::uint32_t some, std::uint32_t all) {
  return all == 1 ? std::string() : fmt::format(" in {} of {}", grouped(some), counted(all, "run"));
}

}  // namespace

std::string brokenText(const TriedValue& tried, const std::vector<std::string>& expectations) {
  if (tried.error) return fmt::format("the scenario is not valid: {}", tried.error->text());
  if (tried.cutOff > 0) return fmt::format("a limit or budget cuts the run off{}", runsText(tried.cutOff, tried.runs));
  std::string text;
  for (std::size_t i = 0; i < tried.broken.size(); ++i)
    if (tried.broken[i] > 0)
      text += fmt::format("{}“{}” does not hold{}", text.empty() ? "" : ", ", expectations[i],
                          runsText(tried.broken[i], tried.runs));
  return text;
}

namespace {

std::string methodText(const LargestAnswer& answer, const Largest& largest) {
  const std::size_t all = answer.plan.parameters[0].values.size();
  const std::string tried = grouped(largest.tried.size()), values = counted(all, "value");
  const std::string because =
      largest.exception ? fmt::format("{} holds although a lesser value does not", grouped(*largest.exception)) : "";
  if (largest.tried.size() == all)
    return fmt::format("Found by trying all {}{}{}.", values, because.empty() ? "" : ": ", because);
  if (largest.method == GreatestHolding::Method::Search)
    return fmt::format(
        "Found by a search, because {}: {} of {} were tried, evenly and then around the answer. What lies between was "
        "not tried.",
        because, tried, values);
  if (!largest.value) return fmt::format("{} of {} were tried, evenly.", tried, values);
  return fmt::format(
      "Found by bisection, with {} of {} tried: of these, all lesser ones hold and all greater ones do not. What lies "
      "between was not tried.",
      tried, values);
}

}  // namespace

std::string textOf(const LargestAnswer& answer, const Largest& largest) {
  const std::string name = answer.plan.variants[largest.variant];
  const std::string in = name.empty() ? "" : name + ": ";
  const std::string seeds = answer.plan.seeds == 1
                                ? fmt::format("with seed {}", largest.firstSeed)
                                : fmt::format("in each of {}, {} to {}", counted(answer.plan.seeds, "seed"),
                                              largest.firstSeed, largest.firstSeed + answer.plan.seeds - 1);
  std::string text;
  const TriedValue* const broken = largest.firstBroken();
  if (!largest.value)
    text = fmt::format("{}no value that was tried holds.", in);
  else if (broken == nullptr)
    text = fmt::format("{}{}, the end of the range, {}.", in, grouped(*largest.value), seeds);
  else
    text = fmt::format("{}{}, {}.", in, grouped(*largest.value), seeds);
  if (broken != nullptr)
    text += fmt::format("\nAt {}: {}.", grouped(broken->value), brokenText(*broken, answer.expectations));
  if (largest.value && largest.withoutGap != largest.value)
    text += largest.withoutGap
                ? fmt::format("\nBelow it some values do not hold; all up to {} do.", grouped(*largest.withoutGap))
                : std::string("\nBelow it some values do not hold, the least among them.");
  text += "\n" + methodText(answer, largest);
  if (answer.assumed) {
    std::string expected;
    for (const std::string& one : answer.expectations)
      expected += fmt::format("{}{}", expected.empty() ? "" : ", ", one);
    text += fmt::format("\nThe scenario expects nothing, so this was assumed: {}.", expected);
  }
  return text;
}

}  // namespace roundscope

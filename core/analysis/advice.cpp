// Each piece is an inquiry of its own; they are asked one after the other. See advice.h.
#include "core/analysis/advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/words.h"
#include "core/scenario/numbers.h"
#include "core/scenario/scenario_places.h"

namespace roundscope {

SafeValue::SafeValue(const ScenarioSet& set, SweepPlan plan)
    : m_plan(plan), m_largest(set, std::move(plan)), m_balances(m_plan.variants.size()) {}

std::vector<RunRequest> SafeValue::next() {
  if (m_stage == 0) {
    std::vector<RunRequest> wanted = m_largest.next();
    if (!wanted.empty()) return wanted;
    for (const Largest& largest : m_largest.result().variants)
      if (largest.value)
        m_balances[largest.variant].emplace(m_plan.variants[largest.variant], m_plan.changesFor({*largest.value}),
                                            m_plan.seeds);
    m_stage = 1;
  }
  for (; m_stage <= m_balances.size(); ++m_stage) {
    auto& balance = m_balances[m_stage - 1];
    std::vector<RunRequest> wanted = balance ? balance->next() : std::vector<RunRequest>();
    if (!wanted.empty()) return wanted;
  }
  return {};
}

void SafeValue::take(std::size_t request, const SeenRun& seen) {
  if (m_stage == 0)
    m_largest.take(request, seen);
  else
    m_balances[m_stage - 1]->take(request, seen);
}

std::size_t SafeValue::stillWanted() const {
  if (m_stage == 0) return m_largest.stillWanted();
  return m_stage <= m_balances.size() && m_balances[m_stage - 1] ? m_balances[m_stage - 1]->stillWanted() : 0;
}

std::vector<std::optional<NeededBalance>> SafeValue::balances() const {
  std::vector<std::optional<NeededBalance>> found;
  for (const auto& balance : m_balances) found.push_back(balance ? balance->result() : std::nullopt);
  return found;
}

std::string textOf(const SafeValue& answer) {
  const LargestAnswer largest = answer.largest();
  const std::vector<std::optional<NeededBalance>> balances = answer.balances();
  std::string text = "The largest safe value of " + largest.plan.parameters[0].pointer + ":";
  for (const Largest& variant : largest.variants) {
    text += "\n\n" + textOf(largest, variant);
    if (balances[variant.variant]) text += fmt::format("\nWith it, {}", textOf(*balances[variant.variant]));
  }
  return text;
}

namespace {

/// What a callee may take is tried up to ten minutes, to two digits.
std::vector<std::int64_t> delaysMs() {
  std::vector<std::int64_t> delays;
  std::int64_t step = 10;
  for (std::int64_t ms = step; ms <= 600'000; ms += step) {
    delays.push_back(ms);
    if (ms >= 100 * step) step *= 10;
  }
  return delays;
}

/// More at once are not tried.
constexpr std::int64_t kMostAtOnce = 5'000;

}  // namespace

/// How long a callee may wait before it does anything.
class AdviceSearch::Delays final : public Inquiry {
 public:
  Delays(const ScenarioSet& set, std::string variant, MethodRef callee, const Scenario& scenario)
      : m_variant(std::move(variant)),
        m_pointer(pointerOf(callee, scenario) + "/steps"),
        m_steps(valueAt(set, m_variant, m_pointer).value_or("[]")),
        m_values(delaysMs()),
        m_cases(m_values.size(), GreatestHolding::Aim::WithoutGap) {
    m_found.callee = nameOf(callee, scenario);
  }

  std::vector<RunRequest> next() override {
    for (std::size_t i = 0; i < m_asked.size(); ++i) m_cases.tell(m_asked[i], m_holds[i]);
    m_asked = m_cases.next();
    m_holds.assign(m_asked.size(), GreatestHolding::Case::Fails);
    std::vector<RunRequest> wanted;
    for (const std::size_t which : m_asked) wanted.push_back({m_variant, {{m_pointer, stepsWith(m_values[which])}}, 0});
    m_wanted = wanted.size();
    return wanted;
  }

  void take(std::size_t request, const SeenRun& seen) override {
    --m_wanted;
    if (seen.answer.holds()) m_holds[request] = GreatestHolding::Case::Holds;
    m_valid = m_valid && !seen.answer.error;
  }

  [[nodiscard]] std::size_t stillWanted() const override { return m_wanted; }

  /// Absent where the callee cannot wait, as a query.
  [[nodiscard]] std::optional<LongestDelay> result() const {
    if (!m_valid) return std::nullopt;
    LongestDelay found = m_found;
    const auto greatest = m_cases.greatestWithoutGap();
    if (greatest) found.ms = m_values[*greatest];
    const std::size_t above = greatest ? *greatest + 1 : 0;
    if (above < m_values.size()) found.brokenAt = m_values[above];
    return found;
  }

 private:
  [[nodiscard]] std::string stepsWith(std::int64_t ms) const {
    nlohmann::ordered_json steps = nlohmann::ordered_json::parse(m_steps, nullptr, false);
    nlohmann::ordered_json delay = nlohmann::ordered_json::object();
    delay["delay_ms"] = ms;
    // A method without steps replies; one with steps must say so.
    if (steps.empty()) steps.push_back({{"reply", nlohmann::ordered_json::object()}});
    steps.insert(steps.begin(), delay);
    return steps.dump();
  }

  std::string m_variant, m_pointer, m_steps;
  std::vector<std::int64_t> m_values;
  GreatestHolding m_cases;
  LongestDelay m_found;
  std::vector<std::size_t> m_asked;
  std::vector<GreatestHolding::Case> m_holds;
  bool m_valid = true;
  std::size_t m_wanted = 0;
};

namespace {

/// Whether the scenario makes the call, and it goes to a method that the file writes.
bool isListed(const CallSpan& call, const Scenario& scenario) {
  return !call.isOwnMessage() && call.callee.method.value < scenario.canister(call.callee.canister).methods.size();
}

}  // namespace

AdviceSearch::AdviceSearch(const ScenarioSet& set, std::string variant) : m_set(set) {
  m_advice.variant = std::move(variant);
}

AdviceSearch::~AdviceSearch() = default;

/// What is asked depends on how the run goes as it is.
void AdviceSearch::begin() {
  m_begun = true;
  if (!m_delays) {
    if (m_advice.why.empty()) m_advice.why = "No canister calls another, so there is nothing to advise on.";
    return;
  }
  if (m_advice.fanOut) {
    SweepPlan plan{{{m_advice.fanOut->pointer, {}}}, {m_advice.variant}, 1};
    const std::int64_t most = std::max(kMostAtOnce, m_advice.fanOut->value);
    for (std::int64_t value = 1; value <= most; ++value) plan.parameters[0].values.push_back(value);
    m_batch = std::make_unique<LargestSearch>(m_set, std::move(plan));
    m_parts.push_back(m_batch.get());
  }
  m_balance = std::make_unique<BalanceSearch>(m_advice.variant, std::vector<Override>(), 1);
  m_parts.push_back(m_balance.get());
  if (m_advice.holds) m_parts.push_back(m_delays.get());
}

std::vector<RunRequest> AdviceSearch::next() {
  if (!m_asked) {
    m_asked = true;
    return {{.variant = m_advice.variant, .whole = true}};
  }
  if (!m_begun) begin();
  for (; m_part < m_parts.size(); ++m_part)
    if (std::vector<RunRequest> wanted = m_parts[m_part]->next(); !wanted.empty()) return wanted;
  return {};
}

void AdviceSearch::take(std::size_t request, const SeenRun& seen) {
  if (m_begun) return m_parts[m_part]->take(request, seen);
  if (seen.answer.error) m_advice.why = seen.answer.error->text();
  if (seen.run == nullptr) return;
  m_advice.holds = seen.answer.holds();
  m_advice.seed = seen.answer.seed;
  for (const Judgement& judgement : seen.answer.judgements) m_advice.expectations.push_back(judgement.text);
  m_advice.fanOut = fanOutOf(m_set, *seen.run);
  std::optional<MethodRef> callee;
  if (m_advice.fanOut) callee = m_advice.fanOut->to.front();
  for (const CallSpan& call : seen.run->calls().calls())
    if (!callee && isListed(call, *seen.scenario)) callee = call.callee;
  if (callee) m_delays = std::make_unique<Delays>(m_set, m_advice.variant, *callee, *seen.scenario);
}

std::size_t AdviceSearch::stillWanted() const {
  if (!m_begun) return 1;
  return m_part < m_parts.size() ? m_parts[m_part]->stillWanted() : 0;
}

Advice AdviceSearch::result() const {
  Advice advice = m_advice;
  if (m_batch) advice.batch = m_batch->result();
  if (m_balance) advice.balance = m_balance->result();
  if (m_delays && advice.holds) advice.delay = m_delays->result();
  return advice;
}

namespace {

std::string howMany(std::int64_t number, bool window) {
  return counted(number, "call") + (window ? " kept in flight" : " at once");
}

std::string batchText(const Advice& advice) {
  const Largest& largest = advice.batch->variants.front();
  const bool window = advice.fanOut->window;
  const TriedValue* const broken = largest.firstBroken();
  const std::string reason = broken == nullptr ? "" : brokenText(*broken, advice.batch->expectations);
  if (!largest.value && broken == nullptr)
    return fmt::format("No number of calls {} makes a scenario.", window ? "kept in flight" : "at once");
  if (!largest.value)
    return fmt::format("No number of calls {} is safe: with {}, {}.", window ? "kept in flight" : "at once",
                       grouped(broken->value), reason);
  std::string text = *largest.value == 1 ? fmt::format("Only {} is safe", howMany(1, window))
                                         : fmt::format("Up to {} are safe", howMany(*largest.value, window));
  if (broken == nullptr) return text + "; more were not tried.";
  text += fmt::format("; with {}, {}.", grouped(broken->value), reason);
  if (largest.withoutGap != largest.value) text += " Some lesser numbers are not.";
  return text;
}

/// What is needed as it is: with all the calls that the file makes, be they safe or not.
std::string balanceText(const Advice& advice) {
  const std::string words = textOf(*advice.balance);
  return advice.fanOut
             ? fmt::format("With {}, as it is, {}", howMany(advice.fanOut->value, advice.fanOut->window), words)
             : "As it is, " + words;
}

std::string secondsOf(std::int64_t ms) { return ms < 1'000 ? fmt::format("{} ms", ms) : secondsText(ms * 1'000); }

std::string delayText(const LongestDelay& delay) {
  if (!delay.ms) return fmt::format("{} may not take any longer at all.", delay.callee);
  if (!delay.brokenAt)
    return fmt::format("{} may take {} longer, the longest tried.", delay.callee, secondsOf(*delay.ms));
  return fmt::format("{} may take {} longer; with {} it is not so.", delay.callee, secondsOf(*delay.ms),
                     secondsOf(*delay.brokenAt));
}

}  // namespace

std::string textOf(const Advice& advice) {
  if (!advice.why.empty()) return advice.why;
  std::string text;
  const auto line = [&](const std::string& more) { text += (text.empty() ? "" : "\n") + more; };
  line(advice.batch ? batchText(advice) : "No method that ran makes several calls at once.");
  if (advice.balance) line(balanceText(advice));
  if (advice.delay) line(delayText(*advice.delay));
  if (!advice.holds) line("How slow a callee may be was not tried: not all is as expected in the run as it is.");
  std::string safe;
  for (const std::string& expectation : advice.expectations)
    safe += fmt::format("{}{}", safe.empty() ? "" : ", ", expectation);
  line(fmt::format("{} means here: {}. From runs with seed {}, all else as it is.",
                   advice.batch ? "Safe" : "As expected", safe, advice.seed));
  return text;
}

std::string textOf(const std::vector<Advice>& advice) {
  std::string text;
  for (const Advice& one : advice) {
    if (!text.empty()) text += "\n\n";
    if (!one.variant.empty()) text += one.variant + ":\n";
    text += textOf(one);
  }
  return text;
}

}  // namespace roundscope

// See balance_search.h.
#include "core/analysis/balance_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"

namespace roundscope {
namespace {

/// `own`, then all lesser numbers of at most three digits and zeros behind them, descending to 0.
std::vector<std::uint64_t> balancesBelow(std::uint64_t own) {
  std::vector<std::uint64_t> balances;
  std::uint64_t step = 1;
  for (std::uint64_t balance = 0; balance < own; balance += step) {
    balances.push_back(balance);
    if (balance >= 1'000 * step) step *= 10;
  }
  balances.push_back(own);
  std::reverse(balances.begin(), balances.end());
  return balances;
}

}  // namespace

BalanceSearch::BalanceSearch(std::string variant, std::vector<Override> changes, std::uint32_t seeds)
    : m_variant(std::move(variant)), m_changes(std::move(changes)), m_seeds(seeds), m_base(seeds) {}

std::vector<RunRequest> BalanceSearch::next() {
  std::vector<RunRequest> wanted;
  if (m_first) {
    m_first = false;
    for (std::uint32_t seed = 0; seed < m_seeds; ++seed) wanted.push_back({m_variant, m_changes, seed});
    m_wanted = wanted.size();
    return wanted;
  }
  const auto ended = [](const std::optional<Ends>& base) { return base.has_value(); };
  if (m_pointer.empty() || !std::all_of(m_base.begin(), m_base.end(), ended)) return {};
  if (!m_cases) {
    m_balances = balancesBelow(m_found.own);
    const auto enough = [&](std::uint64_t balance) { return balance >= m_guess; };
    const auto last = std::partition_point(m_balances.begin(), m_balances.end(), enough);
    m_cases.emplace(
        m_balances.size(), GreatestHolding::Aim::WithoutGap,
        last == m_balances.begin() ? std::nullopt : std::optional<std::size_t>(last - m_balances.begin() - 1));
    m_cases->tell(0, GreatestHolding::Case::Holds);
  }
  for (std::size_t i = 0; i < m_asked.size(); ++i)
    m_cases->tell(m_asked[i], m_same[i] == m_seeds ? GreatestHolding::Case::Holds : GreatestHolding::Case::Fails);
  m_asked = m_cases->next();
  m_same.assign(m_asked.size(), 0);
  for (const std::size_t which : m_asked) {
    std::vector<Override> changes = m_changes;
    put(changes, {m_pointer, std::to_string(m_balances[which])});
    for (std::uint32_t seed = 0; seed < m_seeds; ++seed) wanted.push_back({m_variant, changes, seed});
  }
  m_wanted = wanted.size();
  return wanted;
}

void BalanceSearch::choose(const SeenRun& seen) {
  const PairSummary* const pair = busiestPair(*seen.answer.summary);
  if (pair == nullptr) return;
  const Canister& caller = seen.scenario->canister(pair->caller);
  m_pointer = fmt::format("/canisters/{}/cycles", pair->caller.value);
  m_found.canister = caller.id;
  m_found.own = caller.cycles;
  m_found.seeds = m_seeds;
  m_guess = std::max(m_guess, caller.freezingThreshold + seen.answer.summary->cyclesPeakReserved);
}

void BalanceSearch::take(std::size_t request, const SeenRun& seen) {
  if (m_wanted > 0) --m_wanted;
  if (seen.scenario == nullptr || !seen.answer.ended()) return;
  const RunSummary& run = *seen.answer.summary;
  const Ends ends{run.calls, run.users, run.variables};
  const std::size_t seed = request % m_seeds;
  if (!m_cases) {
    if (seed == 0) choose(seen);
    m_base[seed] = ends;
    return;
  }
  if (m_base[seed] == ends) ++m_same[request / m_seeds];
}

std::optional<NeededBalance> BalanceSearch::result() const {
  if (!m_cases || !m_cases->greatestWithoutGap()) return std::nullopt;
  NeededBalance found = m_found;
  const std::size_t least = *m_cases->greatestWithoutGap();
  found.needed = m_balances[least];
  if (least + 1 < m_balances.size()) found.below = m_balances[least + 1];
  if (const auto lucky = m_cases->exception()) found.byLuck = m_balances[*lucky];
  found.tried = m_cases->asked();
  return found;
}

std::string textOf(const NeededBalance& balance) {
  const std::string seeds = balance.seeds == 1 ? std::string() : fmt::format(" in each of {} seeds", balance.seeds);
  if (balance.needed == 0)
    return fmt::format("{} needs no cycles at the start: with none, the outcome is the same{}.", balance.canister,
                       seeds);
  std::string text = fmt::format("{} needs {} cycles at the start for the same outcome{}", balance.canister,
                                 grouped(balance.needed), seeds);
  if (balance.needed == balance.own) text += ", all that it has";
  if (balance.below) text += fmt::format("; with {} it is another", grouped(*balance.below));
  text += fmt::format(" (by bisection, {} tried).", counted(balance.tried, "balance"));
  if (balance.byLuck) text += fmt::format(" That {} gives the same again is luck.", grouped(*balance.byLuck));
  return text;
}

}  // namespace roundscope

// Canisters take turns by what they were charged: whoever did not get its turn comes before those that did, so that
// with n canisters that each want a turn a round and room for k, nobody waits longer than ceil(n / k) rounds.
// Source: protocol.md section 2 (rs/execution_environment/src/scheduler/round_schedule.rs).
//
// The replica counts an accumulated priority: 100 % less for a round in which a canister is charged, and what is
// charged shared out equally among all canisters of the subnet. Equal shares change no order, and no canister of ours
// has a compute allocation, so the rounds charged are all that is counted here. Ties go by the canister's id, as text:
// where a canister stands in a file means nothing.
#include "core/simulation/schedule.h"

#include <algorithm>
#include <utility>

namespace roundscope {

namespace {

/// How many threads long messages have to themselves: their share of all threads but one, rounded up.
/// Source: protocol.md section 2 (round_schedule.rs, apply_scheduling_strategy).
std::size_t threadsForLong(const Round& round, std::size_t longMessages) {
  const std::size_t threads = round.limits.scheduler_threads;
  const auto residents = static_cast<std::size_t>(round.scenario.subnet(round.subnet).residentCanisters);
  const std::size_t all = std::max({residents, round.here.canisters.size(), std::size_t{1}});
  return ((threads - 1) * longMessages + all - 1) / all;
}

/// Long messages first, those that had a thread to themselves before them all; then by what was charged.
bool comesBefore(const CanisterState& a, const CanisterState& b) {
  if (a.longHasThread != b.longHasThread) return a.longHasThread;
  if (a.paused.has_value() != b.paused.has_value()) return a.paused.has_value();
  return a.roundsCharged < b.roundsCharged;
}

/// The order, if `canisters` is in order of ids.
void sortByTurn(Round& round, std::vector<CanisterId>& canisters) {
  const auto before = [&](CanisterId a, CanisterId b) { return comesBefore(round.canister(a), round.canister(b)); };
  if (!std::is_sorted(canisters.begin(), canisters.end(), before))
    std::stable_sort(canisters.begin(), canisters.end(), before);
}

/// What a long message was charged counts from its end on, so that it keeps its place until then.
void settleTurns(CanisterState& state) {
  state.roundsCharged += std::exchange(state.roundsChargedWhilePaused, 0);
  state.longHasThread = false;
}

/// Canisters without work that stand in front of all that have some are charged, so that nobody saves up turns.
void chargeIdleInFront(Round& round) {
  const RoundOrder& order = round.world.work.order;
  for (std::size_t i = order.longMessages; i < order.canisters.size(); ++i) {
    CanisterState& state = round.canister(order.canisters[i]);
    if (state.paused || hasWork(state)) return;
    state.charged = true;
  }
}

}  // namespace

bool hasWork(const CanisterState& state) {
  return state.paused || state.runTimer || state.runHeartbeat || state.queues.hasInput();
}

void orderCanisters(Round& round) {
  RoundOrder& order = round.world.work.order;
  order.canisters = round.here.canisters;
  sortByTurn(round, order.canisters);
  order.longMessages = 0;
  while (order.longMessages < order.canisters.size() && round.canister(order.canisters[order.longMessages]).paused)
    ++order.longMessages;
  order.threadsForLong = threadsForLong(round, order.longMessages);
  for (std::size_t i = 0; i < std::min(order.threadsForLong, order.longMessages); ++i)
    round.canister(order.canisters[i]).longHasThread = true;
}

/// The first long messages have a thread each, new ones take the other threads in turn, and the long messages that are
/// left follow wherever the next new one would have gone. A scenario may have a single thread, which the replica has
/// not: then the long messages come first on it.
const std::vector<Placed>& placeOnThreads(Round& round) {
  const RoundOrder& order = round.world.work.order;
  std::vector<Placed>& placed = round.world.work.placed;
  placed.clear();
  chargeIdleInFront(round);
  const std::size_t threads = round.limits.scheduler_threads;
  const auto begin = order.canisters.begin();
  const auto firstNew = begin + static_cast<std::ptrdiff_t>(order.longMessages);
  const auto goesOn = [&](CanisterId id) { return round.canister(id).paused && !round.canister(id).doneForRound; };
  const auto starts = [&](CanisterId id) { return hasWork(round.canister(id)) && !round.canister(id).doneForRound; };
  auto nextLong = begin;
  const std::size_t first = threads == 1 ? order.longMessages : order.threadsForLong;
  for (; nextLong != firstNew && placed.size() < first; ++nextLong)
    if (goesOn(*nextLong)) placed.push_back({*nextLong, placed.size() % threads});
  const std::size_t taken = threads == 1 ? 0 : placed.size();
  std::size_t thread = taken;
  for (auto next = firstNew; next != order.canisters.end(); ++next) {
    if (!starts(*next)) continue;
    placed.push_back({*next, thread});
    thread = taken + (thread - taken + 1) % (threads - taken);
  }
  for (; nextLong != firstNew; ++nextLong) {
    if (!goesOn(*nextLong)) continue;
    placed.push_back({*nextLong, thread});
    thread = (thread + 1) % threads;
  }
  return placed;
}

/// Charged is who ran out of messages or ran a whole slice of a long one, and who stood first on its thread in the
/// first iteration, however far it came.
void endTurn(CanisterState& state, bool stoodFirst) {
  if (stoodFirst || state.paused || !hasWork(state)) state.charged = true;
}

void chargeCanisters(Round& round) {
  for (const CanisterId id : round.here.canisters) {
    CanisterState& state = round.canister(id);
    state.roundsChargedWhilePaused += std::exchange(state.charged, false) ? 1U : 0U;
    if (!state.paused) settleTurns(state);
  }
}

/// Source: protocol.md section 2 (scheduler.rs, abort_paused_executions_above_limit): those that come first stay.
void abortPausedOverLimit(Round& round) {
  if (round.state.pausedCount == 0) return;
  std::vector<CanisterId>& canisters = round.world.work.order.canisters;
  canisters = round.here.canisters;
  sortByTurn(round, canisters);
  std::uint64_t kept = 0;
  for (const CanisterId id : canisters) {
    CanisterState& state = round.canister(id);
    if (!state.paused) continue;
    const std::uint64_t whole = state.paused->execution.effects.instructions;
    if (state.paused->instructionsLeft == whole || ++kept <= round.limits.paused_messages) continue;
    state.paused->instructionsLeft = whole;
    settleTurns(state);
    round.emit(ExecutionPaused{Wide(whole), id, 1});
  }
}

}  // namespace roundscope

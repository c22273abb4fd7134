// Nothing is counted here. See moment_state.h.
#include "core/run/moment_state.h"

#include <utility>

namespace roundscope {

MomentState stateAt(const Run& run, Time time) {
  const Scenario& scenario = run.scenario();
  const auto us = static_cast<double>(time.us);
  MomentState state;
  for (const CanisterPair& ids : run.whereabouts().pairs()) {
    const PairInFlight* pair = run.inFlight().pair(ids.caller, ids.callee);
    state.pairs.push_back({ids.caller, ids.callee, pair == nullptr ? 0 : pair->slotsTakenAt(us),
                           scenario.subnetOf(ids.caller).limits.queue_capacity});
  }
  Places places = run.whereabouts().at(run.trace(), run.order(), time);
  state.messages = std::move(places.pairs);
  state.travelling = std::move(places.travelling);
  for (std::size_t c = 0; c < scenario.canisters.size(); ++c) {
    const CanisterId id{static_cast<std::uint16_t>(c)};
    CanisterMoment& canister = state.canisters.emplace_back();
    for (std::size_t v = 0; v < scenario.canisters[c].variables.size(); ++v)
      canister.variables.push_back(run.state().valueAt(id, VariableId{static_cast<std::uint16_t>(v)}, us));
    canister.cycles = run.state().balanceAt(id, us);
    canister.place = std::move(places.canisters[c]);
  }
  return state;
}

}  // namespace roundscope

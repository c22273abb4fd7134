// Where atomicity ends: what a canister's state shows between the messages of a method.
// Simplified: a method is over when none of its calls is open; one that waits for a timer only counts as over.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/event_here.h"
#include "core/run/step_curve.h"
#include "core/run/time_list.h"

namespace roundscope {

struct CanisterExposure {
  StepCurve halfDone;    ///< call contexts that have changed state, go on later, and so show it half done
  TimeList commits;      ///< ends of messages whose method goes on later; only of canisters with variables
  TimeList cameBetween;  ///< starts of methods while another context awaited a call; only of canisters with variables
};

class Exposure {
 public:
  Exposure(const Scenario& scenario, const CallTable& calls)
      : m_scenario(scenario), m_calls(calls), m_canisters(scenario.canisters.size()), m_now(m_canisters.size()) {}

  void take(const ExecutionStarted& event, const EventHere& here);
  void take(const ExecutionFinished& event, const EventHere& here);
  void take(const CallPerformed& event, const EventHere& here);
  void take(const CallEnded& event, const EventHere& here);
  void take(const VariableChanged& event, const EventHere&) { m_now[event.canister.value].changed = true; }
  void take(const LockChanged& event, const EventHere&) { m_now[event.canister.value].changed = true; }
  void take(const CanisterOperated& event, const EventHere& here);
  /// Readers see what was taken before.
  void settle();

  [[nodiscard]] const CanisterExposure& of(CanisterId canister) const { return m_canisters[canister.value]; }

 private:
  struct Now {
    std::uint32_t awaiting = 0;  ///< contexts that await calls
    bool changed = false;        ///< the message that runs now changed a variable or a lock
  };
  struct OpenContext {
    std::uint32_t openCalls = 0;
    bool awaits = false;  ///< between its messages, for its open calls
    bool exposed = false;
  };
  OpenContext& contextOf(ContextId id);

  const Scenario& m_scenario;
  const CallTable& m_calls;
  std::vector<CanisterExposure> m_canisters;
  std::vector<Now> m_now;
  LargeList<OpenContext> m_contexts;  ///< by id; one that is over is as one that never was
};

}  // namespace roundscope

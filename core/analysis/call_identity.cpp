// See call_identity.h.
#include "core/analysis/call_identity.h"

#include <algorithm>
#include <numeric>

namespace roundscope::detail {

namespace {

constexpr std::uint32_t kBetweenAsking = 0xffff;

class Owners {
 public:
  explicit Owners(const Run& run) : m_calls(run.calls().calls()), m_madeBy(m_calls.size(), kNoCall) {}

  /// Calls are asked for in their order.
  [[nodiscard]] CallOwner of(std::uint32_t id) {
    const CallSpan& call = m_calls[id];
    // A message of the runtime only passes on: what follows it follows from the call before.
    CallId by = call.dispatchedAfter;
    if (by != kNoCall && m_calls[by.value].isOwnMessage()) by = m_madeBy[by.value];
    m_madeBy[id] = by;
    const CallOwner context{false, call.context.value};
    if (by == kNoCall || m_calls[by.value].context != call.context) return context;
    return repeats(m_calls[by.value], call) ? CallOwner{true, by.value} : context;
  }

 private:
  /// What a call makes again. Retries by a timer or a heartbeat are made in contexts of their own.
  static bool repeats(const CallSpan& failed, const CallSpan& call) {
    return !call.isOwnMessage() && call.attempt > 1 && failed.attempt + 1 == call.attempt && failed.step == call.step &&
           failed.callee == call.callee && failed.compensation == call.compensation;
  }
  const LargeList<CallSpan>& m_calls;
  std::vector<CallId> m_madeBy;  ///< by call: the one whose callback led to it, without messages of the runtime
};

}  // namespace

std::optional<MethodRef> methodOf(const Run& run, const CallSpan& call) {
  const auto& contexts = run.calls().contexts();
  if (call.context.value >= contexts.size()) return std::nullopt;
  const ContextRow& context = contexts[call.context.value];
  return MethodRef{context.canister, context.method};
}

std::vector<CallIdentity> identitiesOf(const Run& run, const std::stop_token& stop) {
  const auto& calls = run.calls().calls();
  std::vector<CallIdentity> known;
  known.reserve(calls.size());
  Owners owners(run);
  for (const CallSpan& call : calls) {
    if ((known.size() & kBetweenAsking) == 0 && stop.stop_requested()) return known;
    const CallOwner owner = owners.of(static_cast<std::uint32_t>(known.size()));
    known.push_back({owner, call.step, call.attempt, call.compensation, 0});
  }
  std::vector<std::uint32_t> order(known.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return known[a] < known[b]; });
  // The number is still 0 in all that come behind, so that equal means alike.
  CallIdentity alike;
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    CallIdentity& call = known[order[i]];
    number = i > 0 && call == alike ? number + 1 : 0;
    alike = call;
    call.number = number;
  }
  return known;
}

}  // namespace roundscope::detail

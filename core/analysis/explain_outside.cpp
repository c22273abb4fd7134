// Calls to the network itself, which a later block answers.
#include <fmt/format.h>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"

namespace roundscope::explain {
namespace {

/// "due at 3 s, in the first block from then on", or "which never comes".
std::string dueText(const AnswerAwaited& e) {
  if (e.dueUs == kNeverDue) return "which never comes";
  return fmt::format("due at {}, in the first block from then on",
                     secondsText(static_cast<std::int64_t>(e.dueUs.value())));
}

AnswerAwaited askedBy(const Run& run, const CallSpan& call) {
  const auto asked = run.trace().eventAs<AnswerAwaited>(run.indexOf(call.at(CallPoint::RequestRouted)));
  RS_CHECK(asked.has_value());
  return *asked;
}

}  // namespace

Explanation awaited(const Run& run, const AnswerAwaited& e) {
  const CallSpan& call = run.call(e.call);
  return make(run, RuleId::Outside, {.canister = call.caller},
              fmt::format("Call {} of {} is to the network itself, and waits for its answer, {}.",
                          grouped(e.call.value), run.name(call.caller), dueText(e)));
}

Explanation waitingOutside(const Run& run, CallId id) {
  const CallSpan& call = run.call(id);
  return make(run, RuleId::Outside, {.canister = call.caller},
              fmt::format("Call {} of {} waits for an answer from outside, {}.", grouped(id.value),
                          run.name(call.caller), dueText(askedBy(run, call))));
}

Explanation answeredOutside(const Run& run, CallId id) {
  const CallSpan& call = run.call(id);
  const std::int64_t due = static_cast<std::int64_t>(askedBy(run, call).dueUs.value());
  return make(run, RuleId::Outside, {.canister = call.caller},
              fmt::format("The answer from outside to call {} of {}, due at {}, came in the first block from then on.",
                          grouped(id.value), run.name(call.caller), secondsText(due)));
}

}  // namespace roundscope::explain

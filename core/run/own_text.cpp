// The text stands in the event of the answer.
#include "core/run/own_text.h"

namespace roundscope {

std::string_view ownText(const Trace& trace, const Event& event) {
  if (const auto* answer = std::get_if<ResponseCreated>(&event)) return trace.text(answer->text);
  if (const auto* completed = std::get_if<IngressCompleted>(&event)) return trace.text(completed->text);
  return {};
}

std::string_view ownText(const Run& run, const CallSpan& call) {
  const Moment& answered = call.at(CallPoint::Answered);
  if (!answered.happened()) return {};
  return ownText(run.trace(), run.trace().event(run.indexOf(answered)));
}

}  // namespace roundscope

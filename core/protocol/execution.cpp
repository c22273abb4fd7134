// Words for kinds of execution and places of messages.
#include "core/protocol/execution.h"

#include "core/base/check.h"

namespace roundscope {

std::string_view nameOf(ExecutionKind kind) {
  switch (kind) {
    case ExecutionKind::Ingress:
      return "ingress message";
    case ExecutionKind::Request:
      return "request";
    case ExecutionKind::ReplyCallback:
      return "reply callback";
    case ExecutionKind::RejectCallback:
      return "reject callback";
    case ExecutionKind::Cleanup:
      return "cleanup callback";
    case ExecutionKind::Timer:
      return "timer";
    case ExecutionKind::Heartbeat:
      return "heartbeat";
    case ExecutionKind::SelfMessage:
      return "message to itself";
  }
  RS_CHECK(false);
}

std::string_view nameOf(ExecutionResult result) {
  switch (result) {
    case ExecutionResult::Finished:
      return "finished";
    case ExecutionResult::Trapped:
      return "trapped";
  }
  RS_CHECK(false);
}

std::string_view nameOf(MessagePlace place) {
  switch (place) {
    case MessagePlace::CallerOutput:
      return "the caller's output queue";
    case MessagePlace::CalleeInput:
      return "the callee's input queue";
    case MessagePlace::CalleeOutput:
      return "the callee's output queue";
    case MessagePlace::CallerInput:
      return "the caller's input queue";
    case MessagePlace::Arrival:
      return "arrival";
  }
  RS_CHECK(false);
}

}  // namespace roundscope

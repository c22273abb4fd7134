// One message that a canister executes, as a value: it may take several rounds.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/time.h"
#include "core/network/call.h"
#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// What one message has done so far. Its events stand in the trace (or, while paused, in `PausedExecution::events`).
struct Effects {
  bool answered = false;
  bool rejected = false;  ///< the answer is a reject
  TextId answerText = kNoText;
  std::uint64_t answerBytes = 0;
  std::uint64_t instructions = 0;
  std::uint64_t heapDeltaBytes = 0;
  std::uint64_t cyclesSpent = 0;     ///< set aside or attached by `calls`
  std::uint64_t cyclesAccepted = 0;  ///< of those attached to the request
  std::uint32_t repliedCalls = 0;
  std::uint32_t failedCalls = 0;
  std::uint32_t attempts = 0;         ///< calls numbered by this message, performed or not
  std::uint32_t guaranteedCalls = 0;  ///< of `calls`
  bool timerChanged = false;
  std::optional<Time> timer;
  std::vector<PendingCall> calls;  ///< performed, each with a slot set aside
};

/// The message that a canister executes: from entering the program to commit or rollback.
struct Execution {
  ExecutionKind kind = ExecutionKind::Ingress;
  std::uint32_t context = kNone;
  CallId call = kNoCall;  ///< Request: served. Callbacks: answered
  MethodId method{};
  std::uint64_t env = 0;                     ///< callbacks only
  std::uint64_t prepaid = 0;                 ///< callbacks only: what was put aside for this execution
  std::uint64_t responseBytes = 0;           ///< callbacks only
  MethodRef callee{};                        ///< callbacks only: of the call
  RejectReason reason = RejectReason::None;  ///< reject callbacks only
  TextId text = kNoText;                     ///< reject callbacks only: the callee's own
  std::uint16_t step = 0;
  bool trapped = false;
  RejectReason trapReason = RejectReason::Trapped;
  TextId trapText = kNoText;
  Effects effects{};
};

/// A message longer than a slice, waiting to go on. Source: protocol.md section 2.
struct PausedExecution {
  Execution execution;
  std::uint64_t instructionsLeft = 0;
  std::uint32_t firstCall = 0;  ///< the number that its first call had when `events` were recorded
  EventList events;
};

}  // namespace roundscope

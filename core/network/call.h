// What is remembered of a call while it is under way: by its caller as a callback, by its callee as a call context.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/network/message.h"

namespace roundscope {

/// Whether a call is to the network itself, which answers it in a later block.
enum class Outside : std::uint8_t { No, Due, Never };

/// What the caller's subnet remembers of a performed call until its callback has run.
struct Callback {
  std::uint64_t env = 0;
  std::uint64_t prepaid = 0;      ///< cycles put aside for executing the response and for its bytes
  std::int64_t deadline = 0;      ///< whole seconds, bounded calls only
  CallId call = kNoCall;          ///< kNoCall: the row is free
  std::uint32_t context = kNone;  ///< row of the caller's call context
  CanisterId caller;
  CanisterId callee;
  MethodId method;
  std::uint16_t step = 0;
  bool bounded = false;
  Outside outside = Outside::No;
  bool answered = false;  ///< a response waits in the caller's input queue; any other is late
};

/// An open call context: what a message that was started still owes.
struct Context {
  ContextId id = kNoContext;      ///< its number in the trace
  std::uint32_t outstanding = 0;  ///< performed calls whose callback has not run
  std::uint32_t repliedCalls = 0;
  std::uint32_t failedCalls = 0;
  std::uint64_t cycles = 0;   ///< attached to the request and not accepted yet
  std::int64_t deadline = 0;  ///< the request's
  IngressId ingress;
  CallId call = kNoCall;           ///< Request only
  std::uint32_t callback = kNone;  ///< Request only: the caller's
  CanisterId canister;
  CanisterId caller;
  MethodId method;
  ExecutionKind kind = ExecutionKind::Ingress;
  OwnMessage own = OwnMessage::None;  ///< SelfMessage only
  bool bounded = false;
  bool answered = false;
  bool deleted = false;  ///< its canister was uninstalled: responses that still come execute nothing
  bool open = false;
};

/// A call performed by a message that is not committed yet.
struct PendingCall {
  Message request;
  Callback callback;
  std::uint32_t peer = kNone;  ///< row of the caller's queues
  std::uint64_t fee = 0;       ///< burned when it commits
  Duration answerAfter;        ///< with Outside::Due only
};

}  // namespace roundscope

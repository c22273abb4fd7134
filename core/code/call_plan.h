// How the calls of one step become code, decided once for both languages; the printers only write it down.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/code/code_text.h"
#include "core/code/names.h"

namespace roundscope::code {

/// How the calls of a step follow each other.
enum class CallForm : std::uint8_t {
  OneByOne,      ///< each is awaited before the next is sent; a single call too
  Together,      ///< all are sent, then awaited
  Window,        ///< at most `window` are kept in flight
  DispatchOnly,  ///< all are sent; a later step awaits them
  Forgotten,     ///< all are sent, and nobody waits for them
};

/// What happens once it is known how a call ended, in the order in which it is written.
enum class Then : std::uint8_t {
  CountSuccess,    ///< the method answers how many of its calls succeeded
  CountReplied,    ///< some condition asks how many were replied to
  CountFailed,     ///< some condition asks how many failed
  CountDone,       ///< one more call to undo, should another fail
  NoteFailure,     ///< what is done must be undone
  ReplySteps,      ///< the steps of `on_reply`
  RejectSteps,     ///< the steps of `on_reject`
  StopSending,     ///< no further call is sent
  CallAgainLater,  ///< a timer or heartbeat makes the call again
  Throw,           ///< the method ends with a reject of the failure's own text
  Trap,            ///< the method traps
};

/// Steps that stand within another, by number.
struct Block {
  std::size_t from = 0;
  std::size_t to = 0;  ///< past the last of them
  [[nodiscard]] bool empty() const { return from == to; }
};

/// What each call carries.
struct Load {
  std::uint64_t payloadBytes = 0;
  std::uint64_t cycles = 0;
  std::optional<std::uint32_t> timeoutSeconds;  ///< absent: unbounded wait
};

/// How a failed call is made again. Only where attempts are left after the first.
struct RetryPlan {
  RetryVia via = RetryVia::Timer;
  std::uint32_t attempts = 0;     ///< in all, the first included
  Duration first;                 ///< the first wait
  bool waitsChange = false;       ///< from one to the next; else all are like the first
  std::uint32_t percent = 100;    ///< each further wait is this share of the one before
  std::optional<Duration> limit;  ///< of the waits; absent: none comes so far
};

/// One of the methods that calls take turns between.
struct Turn {
  std::optional<std::size_t> remainder;  ///< of the call's number by the number of methods; absent: all other calls
  MethodRef method;
};

/// The calls of one step.
struct CallPlan {
  StepRef step;
  std::string label;  ///< empty: they have none
  CallForm form = CallForm::OneByOne;
  std::uint32_t count = 1;
  std::uint32_t window = 0;        ///< with CallForm::Window only
  std::vector<MethodRef> targets;  ///< take turns, the first gets call 1; never empty, never more than calls
  Load load;
  std::optional<When> when;  ///< which of them are made
  std::optional<RetryPlan> retry;
  std::optional<MethodRef> undo;  ///< called once for each call that succeeded, after another failed
  bool countsSuccess = false;
  bool countsReplied = false;
  bool countsFailed = false;
  bool stops = false;          ///< a failure keeps further calls from being sent
  std::optional<Then> ending;  ///< Throw or Trap: how the method ends when a call fails
  Block onReply;
  Block onReject;
  bool blocksAskNumber = false;  ///< some step within them depends on the number of the call
  bool rejectEnds = false;       ///< the steps of `onReject` never come to their end
  bool replyMayReject = false;   ///< some step of `onReply` may end the method with a reject

  [[nodiscard]] bool isLoop() const { return count > 1; }
  [[nodiscard]] bool takesTurns() const { return targets.size() > 1; }
  [[nodiscard]] std::vector<Turn> turns() const;
  /// Whether `when` depends on the number of a call.
  [[nodiscard]] bool whenAsksNumber() const;
  /// Whether somebody asks for the numbers of calls in the loop.
  [[nodiscard]] bool asksNumber() const { return isLoop() && (whenAsksNumber() || remembersNumber()); }
  /// Whether it is asked for still when the call has ended, or is made again.
  [[nodiscard]] bool remembersNumber() const { return isLoop() && (takesTurns() || blocksAskNumber); }
  [[nodiscard]] bool retriesAtOnce() const { return retry && retry->via == RetryVia::Immediate; }
  [[nodiscard]] bool retriesLater() const { return retry && retry->via != RetryVia::Immediate; }
  /// Whether it can be told when a failure or reply is seen to: as soon as it is known, or once all calls have ended.
  [[nodiscard]] bool seenToAtOnce() const {
    return retriesLater() || stops || ending || !onReply.empty() || !onReject.empty() || countsReplied || countsFailed;
  }
  [[nodiscard]] std::vector<Then> afterSuccess() const;
  /// `moreToSend`: calls of the step may still be unsent when this one fails.
  [[nodiscard]] std::vector<Then> afterFailure(bool moreToSend) const;
};

/// `countsSuccess`: the method answers how many of its calls succeeded.
CallPlan planOf(StepRef ref, const Method& method, bool countsSuccess);

/// The names that a step's calls need in a method's scope.
struct CallNames {
  std::string number;  ///< which call it is, from 1: a variable, or "1" for a single call; empty: nobody asks
  std::string done;    ///< counts what there is to undo
  std::string failed;  ///< says that there is something to undo
};
CallNames claimNames(Names& scope, const CallPlan& plan);

/// The names of a method's variables that count its calls.
struct Counters {
  std::string successful{};                        ///< all that succeeded; empty: nobody counts
  std::map<std::uint16_t, std::string> replied{};  ///< for conditions, by the calls' step
  std::map<std::uint16_t, std::string> failed{};   ///< the same

  [[nodiscard]] const std::map<std::uint16_t, std::string>& of(Quantity quantity) const {
    return quantity == Quantity::Replied ? replied : failed;
  }
  /// What this thing adds one to; null where it counts nothing.
  [[nodiscard]] const std::string* raisedBy(Then then, const CallPlan& plan, const CallNames& names) const;
};

/// "Each wait is 150 % of the one before."
std::string waitsInWords(const RetryPlan& retry);

}  // namespace roundscope::code

// An event as named fields: the vocabulary that the line formats share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/export/traced_runs.h"
#include "core/trace/event.h"

namespace roundscope {

/// Every field an event may have, in the order in which it is written. resources/formats.md says what each means.
enum class TraceField : std::uint8_t {
  Variant,
  Index,
  Event,
  AtUs,
  Subnet,
  Round,
  Iteration,
  Ingress,
  Call,
  Context,
  Canister,
  Caller,
  Callee,
  Method,
  Execution,
  Step,
  Attempt,
  Compensation,
  TimeoutS,
  DeadlineS,
  Message,
  Place,
  Reason,
  Answer,
  Outcome,
  Result,
  RejectCode,
  RejectName,
  RejectMessage,
  RejectWords,
  RepliedCalls,
  FailedCalls,
  Instructions,
  InstructionsLeft,
  UndoneCalls,
  TrapWords,
  TrapMessage,
  Aborted,
  Variable,
  Value,
  Lock,
  Taken,
  FiresAtUs,
  BalanceCycles,
  ReservedCycles,
  Depth,
  Operation,
  Cycles,
  Changed,
  AnswerDueUs,
  Count
};
inline constexpr std::size_t kTraceFieldCount = static_cast<std::size_t>(TraceField::Count);

/// "at_us".
std::string_view nameOf(TraceField field);

/// Takes the fields of one event, in ascending order, each at most once.
class TraceFieldWriter {
 public:
  virtual ~TraceFieldWriter() = default;
  virtual void number(TraceField field, std::uint64_t value) = 0;
  virtual void signedNumber(TraceField field, std::int64_t value) = 0;
  virtual void text(TraceField field, std::string_view value) = 0;
  virtual void flag(TraceField field, bool value) = 0;
};

/// Where in a run an event stands.
struct EventPlace {
  std::uint64_t index = 0;  ///< from 0
  Time at;                  ///< the round's; of a query's events, the latency model's
  SubnetId subnet;
  std::optional<std::uint32_t> round;  ///< absent for a query's events: queries take no rounds
};

/// Gives the writer the fields that the event has, and no others.
void writeFields(const Event& event, const EventPlace& place, const Run& run, TraceFieldWriter& writer);

/// Calls `visit(event, place)` for every event in order.
template <class Visit>
void forEachPlaced(const Run& run, Visit&& visit) {
  std::uint32_t nextRow = 0;
  std::uint32_t ordinal = 0;
  run.trace().forEach([&](std::uint64_t index, const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) {
      ++nextRow;
      ordinal = 0;
    } else {
      ++ordinal;
    }
    const RoundRow& row = run.calls().rounds()[nextRow - 1];
    const bool inQuery = row.isInQuery(ordinal);
    EventPlace place{.index = index, .at = row.time, .subnet = row.subnet};
    if (inQuery)
      place.at = run.calls().drawnAt({nextRow - 1, ordinal});
    else
      place.round = row.round;
    visit(event, place);
  });
}

}  // namespace roundscope

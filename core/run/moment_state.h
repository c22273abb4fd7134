// What the run's canisters and queues look like at any moment: a fold of events with checkpoints, so that a seek costs
// a few thousand events at most, however long the run is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/call_table.h"
#include "core/run/event_order.h"
#include "core/trace/trace.h"

namespace roundscope {

/// Calls of an ordered pair whose slot is taken. Source: protocol.md section 3.
struct PairSlots {
  CanisterId caller;
  CanisterId callee;
  std::int64_t used = 0;
  std::uint64_t limit = 0;
  bool operator==(const PairSlots&) const = default;
};

/// Messages that have left one subnet and not reached the other.
struct Travelling {
  SubnetId from;
  SubnetId to;
  std::int64_t messages = 0;
  bool operator==(const Travelling&) const = default;
};

struct CanisterMoment {
  std::vector<std::int64_t> variables;         ///< committed values; of a lock: 0 or its context plus 1
  std::int64_t inputQueue = 0;                 ///< messages of canisters that wait to be executed
  std::optional<std::int64_t> liquidCycles;    ///< absent until an event tells
  std::optional<std::int64_t> reservedCycles;  ///< the same
  /// The line that executes at the moment.
  struct Line {
    MethodId method;
    std::uint16_t step = 0;
    bool operator==(const Line&) const = default;
  };
  std::optional<Line> executing;
  std::vector<std::vector<std::int64_t>> standing;  ///< by method and step: how many call contexts have come so far
  bool operator==(const CanisterMoment&) const = default;
};

struct MomentState {
  std::vector<PairSlots> pairs;        ///< those that the scenario's methods can call, then each canister to itself
  std::vector<Travelling> travelling;  ///< between the subnets of those pairs, both ways
  std::vector<CanisterMoment> canisters;
  bool operator==(const MomentState&) const = default;
};

/// Grows with a run. Borrows its trace and table, which must outlive it and grow together.
class MomentFold {
 public:
  MomentFold(const Trace& trace, const CallTable& table);

  /// Takes over what is new.
  void update();
  /// The state when every event drawn at or before `time` has happened.
  [[nodiscard]] MomentState at(Time time) const;
  /// The same without checkpoints, for tests: takes all events before.
  [[nodiscard]] MomentState fromTheStart(Time time) const;
  [[nodiscard]] const EventOrder& order() const { return m_order; }

 private:
  /// A counter each, or a value that only one subnet changes: the state of the run is the sum over subnets.
  using Cells = std::vector<std::int64_t>;
  struct Canister {
    std::size_t first = 0;  ///< its cells: input queue, liquid, reserved, both known, executing; then variables, lines
    std::size_t variables = 0;
    std::vector<std::size_t> methods;  ///< first line of each
  };
  /// A call context that has come to a line, or left it.
  struct LineChange {
    std::uint64_t position = 0;  ///< among the subnet's own events
    std::uint32_t cell = 0;
    std::int32_t change = 0;
  };
  /// What is needed to place a context; not part of the state.
  struct Context {
    std::uint32_t line = 0;  ///< the cell at which it stands; 0: nowhere
    std::int32_t awaiting = 0;
    bool answered = false;
  };
  struct Subnet {
    Cells now;
    std::vector<Cells> checkpoints;  ///< before position i * m_every
    LargeList<LineChange> lines;
    std::uint64_t position = 0;
  };

  void layOut();
  void addPair(CanisterId caller, CanisterId callee);
  [[nodiscard]] std::optional<std::size_t> pairOf(CanisterId caller, CanisterId callee) const;
  [[nodiscard]] std::optional<std::size_t> directionOf(CanisterId from, CanisterId to) const;
  void apply(Cells& cells, const Event& event) const;
  void noteLines(Subnet& subnet, const Event& event);
  void moveContext(Subnet& subnet, ContextId context, std::uint32_t line);
  [[nodiscard]] std::uint32_t lineCell(CanisterId canister, MethodId method, std::uint16_t step) const;
  [[nodiscard]] MomentState stateAt(Time time, bool useCheckpoints) const;
  void addUntil(Cells& sum, std::size_t subnet, std::uint64_t position, bool useCheckpoints) const;
  [[nodiscard]] MomentState decoded(const Cells& cells) const;

  const Trace& m_trace;
  const CallTable& m_table;
  EventOrder m_order;
  std::vector<PairSlots> m_pairs;
  std::vector<Travelling> m_directions;
  std::vector<Canister> m_canisters;
  std::vector<Subnet> m_subnets;
  LargeList<Context> m_contexts;
  std::vector<std::uint32_t> m_running;  ///< by canister: the context whose message executes, plus 1
  std::size_t m_cellCount = 0;
  std::uint64_t m_every = 4'096;
  std::size_t m_knownBatches = 0;
  std::size_t m_knownRows = 0;
};

}  // namespace roundscope

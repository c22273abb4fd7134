// Where messages wait and travel, and at which lines of code canisters stand: a fold of events with checkpoints, so
// that a seek costs a few thousand events at most, however long the run is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/event_here.h"
#include "core/run/event_order.h"
#include "core/trace/trace.h"

namespace roundscope {

/// Messages that have left one subnet and not reached the other.
struct Travelling {
  SubnetId from;
  SubnetId to;
  std::int64_t messages = 0;
  bool operator==(const Travelling&) const = default;
};

struct Direction {
  SubnetId from;
  SubnetId to;
};

/// What one canister is about.
struct CanisterPlace {
  std::int64_t inputQueue = 0;  ///< messages of canisters that wait to be executed
  std::int64_t outside = 0;     ///< its calls to the network itself that wait for an answer
  /// The line that executes at the moment.
  struct Line {
    MethodId method;
    std::uint16_t step = 0;
    bool operator==(const Line&) const = default;
  };
  std::optional<Line> executing;
  std::vector<std::vector<std::int64_t>> standing;  ///< by method and step: how many call contexts have come so far
  bool operator==(const CanisterPlace&) const = default;
};

struct Places {
  std::vector<Travelling> travelling;  ///< between the subnets whose canisters can call each other, both ways
  std::vector<CanisterPlace> canisters;
  bool operator==(const Places&) const = default;
};

/// An ordered pair caller → callee.
struct CanisterPair {
  CanisterId caller;
  CanisterId callee;
  bool operator==(const CanisterPair&) const = default;
};

/// Grows with a run. Borrows its scenario and table, which must know the events that are taken.
class Whereabouts {
 public:
  Whereabouts(const Scenario& scenario, const CallTable& table);

  void take(const Event& event, const EventHere& here);

  /// The pairs between which the scenario's methods can call, then each canister and itself.
  [[nodiscard]] const std::vector<CanisterPair>& pairs() const { return m_pairs; }
  /// The state when every event drawn at or before `time` has happened. This alone reads events again, those since the
  /// last checkpoint: `trace` and `order` must be of the run.
  [[nodiscard]] Places at(const Trace& trace, const EventOrder& order, Time time) const {
    return placesAt(trace, order, time, true);
  }
  /// The same without checkpoints, for tests: takes all events before.
  [[nodiscard]] Places fromTheStart(const Trace& trace, const EventOrder& order, Time time) const {
    return placesAt(trace, order, time, false);
  }
  /// How many messages take room in the stream of one subnet to another when the rounds before this row of the table
  /// have run. Rejects made on arrival travel back as signals, which take none.
  [[nodiscard]] std::uint64_t inStream(const Trace& trace, const EventOrder& order, Direction way,
                                       std::uint32_t row) const;

 private:
  /// A counter each, or a value that only one subnet changes: the state of the run is the sum over subnets.
  using Cells = std::vector<std::int64_t>;
  struct Canister {
    std::size_t first = 0;             ///< its cells: see whereabouts_cells.h; then lines
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
  [[nodiscard]] std::optional<std::size_t> directionOf(CanisterId from, CanisterId to) const;
  [[nodiscard]] std::optional<std::size_t> directionOf(Direction way) const;
  /// Where the number of signals on their way stands: behind that of all messages, for every direction.
  [[nodiscard]] std::size_t signalCell(std::size_t way) const;
  void apply(Cells& cells, const Event& event) const;
  void noteLines(Subnet& subnet, const Event& event);
  void moveContext(Subnet& subnet, ContextId context, std::uint32_t line);
  [[nodiscard]] std::uint32_t lineCell(CanisterId canister, MethodId method, std::uint16_t step) const;
  [[nodiscard]] Places placesAt(const Trace& trace, const EventOrder& order, Time time, bool useCheckpoints) const;
  struct Stretch {
    std::size_t subnet = 0;
    std::uint64_t end = 0;  ///< of the subnet's own events
    bool useCheckpoints = true;
  };
  void addUntil(Cells& sum, const Trace& trace, const EventOrder& order, Stretch stretch) const;
  [[nodiscard]] Places decoded(const Cells& cells) const;

  const Scenario& m_scenario;
  const CallTable& m_table;
  std::vector<CanisterPair> m_pairs;
  std::vector<Travelling> m_directions;
  std::vector<Canister> m_canisters;
  std::vector<Subnet> m_subnets;
  LargeList<Context> m_contexts;
  std::vector<std::uint32_t> m_running;       ///< by canister: the context whose message executes, plus 1
  std::vector<std::uint32_t> m_queryRunning;  ///< the same within a user's query
  std::size_t m_cellCount = 0;
  std::uint64_t m_every = 4'096;
};

}  // namespace roundscope

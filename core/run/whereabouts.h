// Where messages wait and travel, and at which lines of code canisters stand: a fold of events with checkpoints, so
// that a seek costs a few thousand events at most, however long the run is.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/event_here.h"
#include "core/run/event_order.h"
#include "core/run/station.h"
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
  std::vector<PairPlaces> pairs;       ///< of Whereabouts::pairs: where all their messages are
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

/// Messages of one pair that left a subnet in one round and are in the stream to the other one.
struct Flight {
  std::size_t pair = 0;  ///< of Whereabouts::pairs
  bool answers = false;  ///< on their way back
  StationCount messages;
  std::uint32_t row = 0;  ///< of the call table: the round that sent them
  double progress = 0;    ///< 0: the round that sent them has not ended; 1: the block that takes them in has begun
  bool operator==(const Flight&) const = default;
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
  /// The messages between subnets at a moment, each once, by pair and the round that sent them: the earliest first.
  /// Where the run is not known as far as their arrival, the earliest that is possible counts.
  [[nodiscard]] std::vector<Flight> flightsAt(const Trace& trace, const EventOrder& order, Time time) const;
  /// How many messages take room in the stream of one subnet to another when the rounds before this row of the table
  /// have run. Rejects made on arrival travel back as signals, which take none.
  [[nodiscard]] std::uint64_t inStream(const Trace& trace, const EventOrder& order, Direction way,
                                       std::uint32_t row) const;

 private:
  /// A counter each, or a value that only one subnet changes: the state of the run is the sum over subnets.
  using Cells = std::vector<std::int64_t>;
  struct Canister {
    std::size_t first = 0;                                          ///< its cells: see whereabouts_cells.h; then lines
    std::vector<std::size_t> methods;                               ///< first line of each
    std::vector<std::pair<CanisterId, std::uint32_t>> calleesOf{};  ///< ascending; with the number of the pair
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
  /// Where the number of signals on their way stands.
  [[nodiscard]] static std::size_t signalCell(std::size_t way) { return kFirstSignal + way; }
  [[nodiscard]] std::size_t pairOf(const CallSpan& call) const;
  [[nodiscard]] std::size_t pairCell(std::size_t pair, Station station, bool marked) const;
  [[nodiscard]] std::int64_t inStream(const Cells& cells, Direction way) const;
  void noteAnswers(const Event& event, CallId justAnswered);
  void apply(Cells& cells, const Event& event) const;
  void applyToMessages(Cells& cells, const Event& event) const;
  class PairOf;
  bool answerIn(PairOf pair, const ResponseCreated& event) const;
  static void startIn(PairOf pair, ExecutionKind kind);
  void dropIn(PairOf pair, const MessageDropped& event, CallId justAnswered) const;
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
  /// What the subnet's first events have made of the cells.
  [[nodiscard]] Cells partOf(const Trace& trace, const EventOrder& order, Stretch stretch) const;
  class Flights;
  friend class Flights;
  [[nodiscard]] Places decoded(const Cells& cells) const;

  const Scenario& m_scenario;
  const CallTable& m_table;
  std::vector<CanisterPair> m_pairs;
  std::vector<Travelling> m_directions;
  std::vector<Canister> m_canisters;
  std::vector<Subnet> m_subnets;
  LargeList<Context> m_contexts;
  std::vector<std::uint32_t> m_running;           ///< by canister: the context whose message executes, plus 1
  std::vector<std::uint32_t> m_queryRunning;      ///< the same within a user's query
  static constexpr std::size_t kFirstSignal = 2;  ///< behind the cells of a stretch
  std::size_t m_firstPair = 0;
  std::size_t m_cellCount = 0;
  /// By call: what its answers were, as no event that moves them tells. Of the callee's: a reject. Of the one in the
  /// caller's input queue at the end of what is known: a reject.
  std::vector<bool> m_rejected;
  std::vector<bool> m_inputRejected;
  std::vector<bool> m_answered;
  bool m_lastRejected = false;               ///< the answer that was made last was a reject
  std::set<std::uint32_t> m_droppedRejects;  ///< calls whose reject was dropped from the caller's input queue
  std::set<std::uint32_t> m_overruled;       ///< calls of a query that ended between their answer and its callback
  std::uint64_t m_every = 4'096;
};

}  // namespace roundscope

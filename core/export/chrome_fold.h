// From the events of a run to the items of a Chrome trace, round by round.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/export/chrome_clock.h"
#include "core/export/chrome_tracks.h"
#include "core/export/traced_runs.h"

namespace roundscope {

/// What an item is, in the order in which items of one event stand.
enum class ChromeKind : std::uint8_t {
  Round,
  Execution,
  UserBegin,
  UserEnd,
  CallBegin,
  PhaseEnd,
  PhaseBegin,
  CallEnd,
  RequestLeaves,
  RequestArrives,
  ResponseLeaves,
  ResponseArrives,
  InFlight,   ///< how many they are now
  Operation,  ///< what is done to a canister from outside, and that it is stopped
};

/// One line of the file, before it is written. Its times are in the file's unit.
struct ChromeItem {
  Time at;
  std::uint64_t event = 0;  ///< which event of the trace it comes from
  std::uint32_t variant = 0;
  ChromeKind kind = ChromeKind::Round;
  std::uint8_t phase = 0;  ///< PhaseBegin, PhaseEnd: which
  std::uint32_t thread = 0;
  std::uint64_t subject = 0;  ///< a call's or user message's number; Round: the row; Execution: the event that ends it
  Duration duration;          ///< Round, Execution

  /// The order of the file.
  [[nodiscard]] bool after(const ChromeItem& other) const {
    if (at != other.at) return at > other.at;
    if (variant != other.variant) return variant > other.variant;
    if (event != other.event) return event > other.event;
    return kind > other.kind;
  }
};

struct ChromeItemLater {
  bool operator()(const ChromeItem& a, const ChromeItem& b) const { return a.after(b); }
};
using ChromeQueue = std::priority_queue<ChromeItem, std::vector<ChromeItem>, ChromeItemLater>;

/// Folds one run into a queue. Of what lies ahead, the queue holds only the ends of what has begun.
class ChromeFold {
 public:
  static constexpr std::uint64_t kNoEvent = ~std::uint64_t{0};

  /// Borrows everything. `out` takes the names of threads that are found on the way.
  ChromeFold(const Run& run, std::size_t variant, ChromeUnit unit, ChromeTracks& tracks, ChromeQueue& queue,
             std::string& out);

  /// In microseconds; absent when all is folded.
  [[nodiscard]] std::optional<Time> nextInstant() const;
  /// Nothing that is still to be folded stands earlier, in the file's unit; absent when all is folded.
  [[nodiscard]] std::optional<Time> nothingBefore() const;
  /// Folds the rounds of the next instant.
  void foldInstant();

 private:
  struct Running {
    ContextId context = kNoContext;
    Time start;
    Time finish;
    std::uint64_t event = 0;
    std::uint32_t thread = 0;
    bool pushed = false;  ///< its item is in the queue already
  };

  void findPausedEnds();
  void foldRow(std::uint32_t row);
  void fold(const Event& event, Moment here);
  void foldQuery(const Event& event);
  void start(const ExecutionStarted& event, Moment here);
  void finish(const ExecutionFinished& event, Moment here);
  void pause(const ExecutionPaused& event);
  void performCall(CallId id);
  void pushPhases(CallId id, std::uint32_t thread);
  void answer(const ResponseCreated& event, Moment here);
  void operation(CanisterId canister, Moment here);
  void endUserMessages();

  [[nodiscard]] std::uint64_t indexOf(Moment moment) const;
  std::uint32_t threadOf(CanisterId canister);
  Running& running(CanisterId canister);
  void push(ChromeKind kind, Time at, std::uint64_t event, std::uint32_t thread, std::uint64_t subject);

  const Run& m_run;
  std::uint32_t m_variant;
  ChromeTracks& m_tracks;
  ChromeQueue& m_queue;
  std::string& m_out;
  ChromeClock m_clock;
  std::uint32_t m_nextRow = 0;
  EventWindow m_events;
  EventWindow m_ahead;                                     ///< what comes of the events that are folded
  std::vector<Running> m_running;                          ///< by canister: the last message that started
  std::vector<Running> m_queryRunning;                     ///< the same within the user's query that is being folded
  std::unordered_map<std::uint64_t, Moment> m_pausedEnds;  ///< by the event that starts a message that pauses
  std::vector<std::vector<Time>> m_laneEnds;               ///< by subnet, then lane: where its last query ends
  std::optional<std::size_t> m_lane;                       ///< of the user's query that is being folded
  SubnetId m_subnet;
  std::vector<std::uint32_t> m_openMessages;  ///< of users, ascending: 0 is none, else the thread; by ingress
};

}  // namespace roundscope

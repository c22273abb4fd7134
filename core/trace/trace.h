// An append-only recording of a run, in sealed batches that threads share without copying.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// What cut a run off before its end. Its numbers are those of an unfinished run.
enum class CutOff : std::uint8_t {
  None,
  MaxRounds,     ///< the scenario's `max_rounds` instants have passed
  MaxEvents,     ///< its `max_events` events have happened, or those that its budget allows
  MemoryBudget,  ///< it needs more memory than it may have
  WorkBudget,    ///< it takes more steps than it may
  Interrupted,   ///< somebody stopped it
};

/// The limit's name for programs, that of the scenario file where there is one; empty for None.
[[nodiscard]] std::string_view nameOf(CutOff cutOff);
/// What ends a sentence that begins "cut off by": "the memory budget". Empty for None.
[[nodiscard]] std::string_view wordsOf(CutOff cutOff);

/// The events of one or several whole instants. Sealed: never changed once it is shared.
struct RoundBatch {
  EventList events;
  std::vector<std::string> texts;  ///< the canisters' own, in the order first given; ids go on from batch to batch
  Time simulatedUntil;             ///< everything before this moment is known
  std::uint64_t instants = 0;      ///< simulated in this batch, those without events included
  bool finished = false;           ///< nothing comes after this batch
  CutOff cutOff = CutOff::None;    ///< with `finished`: the run would have gone on
};

/// The batches of one run so far, with the scenario that gives names to their numbers.
class Trace {
 public:
  explicit Trace(std::shared_ptr<const Scenario> scenario) : m_scenario(std::move(scenario)) {}

  void append(std::shared_ptr<const RoundBatch> batch);

  [[nodiscard]] const Scenario& scenario() const { return *m_scenario; }
  [[nodiscard]] const std::shared_ptr<const Scenario>& scenarioPtr() const { return m_scenario; }
  [[nodiscard]] const std::vector<std::shared_ptr<const RoundBatch>>& batches() const { return m_batches; }
  [[nodiscard]] std::uint64_t eventCount() const { return m_eventCount; }
  [[nodiscard]] std::uint64_t instantCount() const { return m_instantCount; }
  [[nodiscard]] Time simulatedUntil() const { return m_simulatedUntil; }
  [[nodiscard]] bool finished() const { return m_finished; }
  [[nodiscard]] CutOff cutOff() const { return m_cutOff; }
  /// A canister's own words. Empty for kNoText.
  [[nodiscard]] std::string_view text(TextId id) const;
  /// The event with this number. `index` must be below eventCount(). Takes a binary search over batches.
  [[nodiscard]] const Event& event(std::uint64_t index) const;

  /// Calls `visit(event)` for the events from number `first` to before `last`, which must be at most eventCount().
  template <class Visit>
  void forEachIn(std::uint64_t first, std::uint64_t last, Visit&& visit) const {
    std::size_t batch = batchOf(first);
    while (first < last) {
      const EventList& events = m_batches[batch]->events;
      const std::uint64_t end = std::min<std::uint64_t>(last, m_firstEvents[batch] + events.size());
      for (; first < end; ++first) visit(events[first - m_firstEvents[batch]]);
      ++batch;
    }
  }

  /// Calls `visit(index, event)` for every event in order.
  template <class Visit>
  void forEach(Visit&& visit) const {
    std::uint64_t index = 0;
    for (const auto& batch : m_batches)
      for (const Event& event : batch->events) visit(index++, event);
  }

 private:
  [[nodiscard]] std::size_t batchOf(std::uint64_t index) const;

  std::shared_ptr<const Scenario> m_scenario;
  std::vector<std::shared_ptr<const RoundBatch>> m_batches;
  std::vector<std::uint64_t> m_firstEvents;  ///< of each batch
  std::deque<std::string> m_texts;           ///< of all batches; each keeps its place
  std::uint64_t m_eventCount = 0;
  std::uint64_t m_instantCount = 0;
  Time m_simulatedUntil;
  bool m_finished = false;
  CutOff m_cutOff = CutOff::None;
};

/// The canonical text of an event, without its place: "caller performed call 17 to callee.ping".
std::string eventText(const Event& event, const Scenario& scenario);

/// The canonical text of a whole trace, one line an event, each with time, subnet and round.
std::string traceText(const Trace& trace);

/// 64 bits over the kinds and fields of all events in order, as 16 hexadecimal digits. Equal scenario and seed
/// give equal fingerprints, whatever the batches, the front end or the compiler. The words that canisters say count for
/// nothing: other wording is the same run.
class Fingerprint {
 public:
  void add(const Event& event);
  [[nodiscard]] std::string text() const;
  /// How many events it covers.
  [[nodiscard]] std::uint64_t count() const { return m_count; }

 private:
  std::uint64_t m_count = 0;
  std::uint64_t m_state = 0x524f554e4453434fULL;
};

std::string fingerprint(const Trace& trace);

}  // namespace roundscope

// An append-only recording of a run, packed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"
#include "core/trace/packed_events.h"

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

/// The events of one or several whole instants, on their way from the simulator to those who fold and keep them.
struct RoundBatch {
  EventList events;
  std::vector<std::string> texts;  ///< the canisters' own, in the order first given; ids go on from batch to batch
  Time simulatedUntil;             ///< everything before this moment is known
  std::uint64_t instants = 0;      ///< simulated in this batch, those without events included
  bool finished = false;           ///< nothing comes after this batch
  CutOff cutOff = CutOff::None;    ///< with `finished`: the run would have gone on
};

/// The events of one run so far, with the scenario that gives names to their numbers.
class Trace {
 public:
  explicit Trace(std::shared_ptr<const Scenario> scenario) : m_scenario(std::move(scenario)) {}

  /// Takes the next batch. Batches come in order, each once.
  void append(const RoundBatch& batch);

  [[nodiscard]] const Scenario& scenario() const { return *m_scenario; }
  [[nodiscard]] const std::shared_ptr<const Scenario>& scenarioPtr() const { return m_scenario; }
  [[nodiscard]] std::uint64_t eventCount() const { return m_events.size(); }
  [[nodiscard]] std::uint64_t instantCount() const { return endBefore(m_ends.size()).instants; }
  [[nodiscard]] Time simulatedUntil() const { return endBefore(m_ends.size()).simulatedUntil; }
  [[nodiscard]] bool finished() const { return m_finished; }
  [[nodiscard]] CutOff cutOff() const { return m_cutOff; }
  /// A canister's own words. Empty for kNoText.
  [[nodiscard]] std::string_view text(TextId id) const;
  /// The event with this number, which must be below eventCount(). Unpacks those before it in its block: whoever looks
  /// at many takes forEachIn() or an EventWindow.
  [[nodiscard]] Event event(std::uint64_t index) const { return m_events.at(index); }
  /// The same, where it is of this kind.
  template <class E>
  [[nodiscard]] std::optional<E> eventAs(std::uint64_t index) const {
    const Event found = event(index);
    const E* as = std::get_if<E>(&found);
    return as == nullptr ? std::nullopt : std::optional<E>(*as);
  }
  [[nodiscard]] const PackedEvents& events() const { return m_events; }

  /// Calls `visit(event)` for the events from number `first` to before `last`, which must be at most eventCount().
  template <class Visit>
  void forEachIn(std::uint64_t first, std::uint64_t last, Visit&& visit) const {
    m_events.forEachIn(first, last, visit);
  }

  /// Calls `visit(index, event)` for every event in order.
  template <class Visit>
  void forEach(Visit&& visit) const {
    std::uint64_t index = 0;
    forEachIn(0, eventCount(), [&](const Event& event) { visit(index++, event); });
  }

  /// Calls `visit(batch)` for every batch in order, as it was appended. It is another when the next one comes.
  template <class Visit>
  void forEachBatch(Visit&& visit) const {
    RoundBatch batch;
    for (std::size_t i = 0; i < m_ends.size(); ++i) {
      refill(batch, i);
      visit(std::as_const(batch));
    }
  }

 private:
  /// Where a batch ended.
  struct BatchEnd {
    std::uint64_t events = 0;
    std::uint64_t texts = 0;
    std::uint64_t instants = 0;
    Time simulatedUntil;
  };
  [[nodiscard]] BatchEnd endBefore(std::size_t batch) const { return batch == 0 ? BatchEnd{} : m_ends[batch - 1]; }
  void refill(RoundBatch& batch, std::size_t number) const;

  std::shared_ptr<const Scenario> m_scenario;
  PackedEvents m_events;
  std::vector<BatchEnd> m_ends;
  std::deque<std::string> m_texts;  ///< of all batches; each keeps its place
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

// The events of a run in little memory: two bytes for most of them instead of twenty-four.
// An event goes on, most often, as the two of its kind before it let expect: the next call, the next context, the same
// canisters. What is stored of it is its kind and what is different. Whole blocks of events are packed together, each
// without need of those before it, so that an event is found by its number.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/trace/event.h"

namespace roundscope {

/// How many events are packed, and unpacked, together.
inline constexpr std::size_t kEventsInBlock = 512;

/// Grows at its end. Copies share the blocks that are packed; threads may read one together while nobody appends.
class PackedEvents {
 public:
  using Block = std::array<Event, kEventsInBlock>;

  void append(const EventList& events);

  [[nodiscard]] std::uint64_t size() const { return m_blocks.size() * kEventsInBlock + m_open.size(); }
  /// Unpacks the block of an event. `number` must be below size().
  [[nodiscard]] Event at(std::uint64_t number) const;
  /// The memory that is used, in bytes.
  [[nodiscard]] std::uint64_t bytes() const;

  /// Calls `visit(event)` for the events from number `first` to before `last`, which must be at most size(). What it is
  /// given is there for as long as it looks at it.
  template <class Visit>
  void forEachIn(std::uint64_t first, std::uint64_t last, Visit&& visit) const {
    Block room;
    while (first < last) {
      const std::uint64_t block = first / kEventsInBlock;
      const std::uint64_t end = std::min(last, (block + 1) * kEventsInBlock);
      const Event* events = eventsOf(block, end - block * kEventsInBlock, room);
      for (; first < end; ++first) visit(events[first % kEventsInBlock]);
    }
  }

 private:
  friend class EventWindow;
  void seal(std::span<const Event, kEventsInBlock> events);
  /// At least the first `count` events of a block, unpacked into `room` where they are not there as they are.
  const Event* eventsOf(std::uint64_t block, std::size_t count, Block& room) const;

  std::vector<std::shared_ptr<const std::vector<std::uint8_t>>> m_blocks;
  std::vector<Event> m_open;  ///< those after the last whole block
  std::uint64_t m_packedBytes = 0;
};

/// Reads events by their numbers, one near the other in any order: each block is unpacked once while they stay in it.
/// Borrows the events, to which nothing must be appended meanwhile.
class EventWindow {
 public:
  explicit EventWindow(const PackedEvents& events) : m_events(events) {}

  /// `number` must be below size(). There until the next is asked for.
  [[nodiscard]] const Event& operator[](std::uint64_t number);

 private:
  const PackedEvents& m_events;
  std::uint64_t m_block = ~std::uint64_t{0};
  const Event* m_first = nullptr;
  PackedEvents::Block m_room;
};

}  // namespace roundscope

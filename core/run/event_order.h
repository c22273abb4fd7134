// Which events have happened at a moment of the picture. Rounds of different subnets overlap in time, so what has
// happened is no beginning of the trace; but it is a beginning of each subnet's own events.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/run/call_table.h"

namespace roundscope {

/// The rounds of a growing call table by subnet. Times are those at which events are drawn (CallTable::drawnAt).
/// Every question takes a few binary searches a subnet, whatever the length of the run.
class EventOrder {
 public:
  explicit EventOrder(std::size_t subnetCount) : m_streams(subnetCount) {}

  /// Takes over the rounds that are new in the table. All questions must be asked with the same table.
  void update(const CallTable& table);

  [[nodiscard]] std::size_t subnetCount() const { return m_streams.size(); }
  /// How many of the subnet's own events have happened at or before `time`.
  [[nodiscard]] std::uint64_t happened(const CallTable& table, std::size_t subnet, Time time) const;
  /// The trace's number of a subnet's own event. `position` must be below the subnet's count.
  [[nodiscard]] std::uint64_t eventAt(const CallTable& table, std::size_t subnet, std::uint64_t position) const;
  /// Events of one subnet that follow each other in the trace, too: the rest of the round at a position.
  struct Stretch {
    std::uint64_t firstEvent = 0;
    std::uint64_t count = 0;
  };
  [[nodiscard]] Stretch stretchAt(const CallTable& table, std::size_t subnet, std::uint64_t position) const;
  [[nodiscard]] std::uint64_t count(std::size_t subnet) const { return m_streams[subnet].count; }
  /// How many of the subnet's own events stand in the table's rows before this one.
  [[nodiscard]] std::uint64_t countBefore(std::size_t subnet, std::uint32_t row) const;
  /// The subnet's last row before this one, and its first behind it.
  [[nodiscard]] std::optional<std::uint32_t> rowBefore(std::size_t subnet, std::uint32_t row) const;
  [[nodiscard]] std::optional<std::uint32_t> rowAfter(std::size_t subnet, std::uint32_t row) const;
  /// The subnet's last row that has begun at or before `time`.
  [[nodiscard]] std::optional<std::uint32_t> rowAt(const CallTable& table, std::size_t subnet, Time time) const;
  /// When the first event of any subnet after `time` is drawn.
  [[nodiscard]] std::optional<Time> next(const CallTable& table, Time time) const;
  /// When the last event of any subnet before `time` is drawn.
  [[nodiscard]] std::optional<Time> previous(const CallTable& table, Time time) const;
  /// The trace's number of the event that happened last at or before `time`.
  [[nodiscard]] std::optional<std::uint64_t> last(const CallTable& table, Time time) const;

 private:
  struct Stream {
    std::vector<std::uint32_t> rows;        ///< of the table, ascending
    std::vector<std::uint64_t> rowsBefore;  ///< the subnet's events before each row
    std::uint64_t count = 0;
  };
  [[nodiscard]] static Moment momentOf(const Stream& stream, std::uint64_t position);

  std::vector<Stream> m_streams;
  std::size_t m_knownRows = 0;
};

/// Where in the table an event of the trace is.
Moment momentOfEvent(const CallTable& table, std::uint64_t eventIndex);

}  // namespace roundscope

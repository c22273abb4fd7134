// The places at which the messages of calls lie. A call is a request on its way to the callee, then an answer on its
// way back; each of the two is at one of these places, or nowhere any more.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace roundscope {

/// In the order in which a call passes them.
/// Source: protocol.md sections 2 to 6.
enum class Station : std::uint8_t {
  CallerOutput,  ///< the request, in the caller's output queue
  Outbound,      ///< the request, in the stream to the callee's subnet, or in the loopback stream of the common one
  CalleeInput,   ///< the request, in the callee's input queue
  Serving,       ///< the request has begun to execute, and there is no answer yet: it runs, or awaits its own calls
  CalleeOutput,  ///< the answer, in the callee's output queue
  Inbound,       ///< the answer, in the stream back
  CallerInput,   ///< the answer, in the caller's input queue
  Outside,       ///< a call to the network itself waits for its answer
};
inline constexpr std::size_t kStationCount = 8;
inline constexpr std::array<Station, kStationCount> kStations = {
    Station::CallerOutput, Station::Outbound, Station::CalleeInput, Station::Serving,
    Station::CalleeOutput, Station::Inbound,  Station::CallerInput, Station::Outside};

/// Whether the message there is an answer.
[[nodiscard]] constexpr bool holdsAnswers(Station station) {
  return station == Station::CalleeOutput || station == Station::Inbound || station == Station::CallerInput;
}

/// The messages of one kind at one place. They differ in what a viewer must see: of requests, those with a deadline are
/// marked; of answers, the rejects.
struct StationCount {
  std::int64_t plain = 0;
  std::int64_t marked = 0;
  [[nodiscard]] std::int64_t total() const { return plain + marked; }
  bool operator==(const StationCount&) const = default;
};

/// The messages of an ordered pair caller → callee, by Station.
struct PairPlaces {
  std::array<StationCount, kStationCount> at{};
  [[nodiscard]] StationCount& operator[](Station station) { return at[static_cast<std::size_t>(station)]; }
  [[nodiscard]] const StationCount& operator[](Station station) const { return at[static_cast<std::size_t>(station)]; }
  bool operator==(const PairPlaces&) const = default;
};

}  // namespace roundscope

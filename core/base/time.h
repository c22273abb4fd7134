// Simulated time: an integer count of microseconds, so that runs are exact and repeatable.
// Source: protocol.md section 1.
#pragma once

#include <compare>
#include <cstdint>

namespace roundscope {

/// A span of simulated time in microseconds.
struct Duration {
  std::int64_t us = 0;

  auto operator<=>(const Duration&) const = default;
  constexpr Duration operator+(Duration other) const { return {us + other.us}; }
  constexpr Duration operator-(Duration other) const { return {us - other.us}; }
  constexpr Duration operator*(std::int64_t factor) const { return {us * factor}; }
  constexpr double milliseconds() const { return static_cast<double>(us) / 1e3; }
  constexpr double seconds() const { return static_cast<double>(us) / 1e6; }
};

constexpr Duration milliseconds(std::int64_t ms) { return {ms * 1'000}; }
constexpr Duration seconds(std::int64_t s) { return {s * 1'000'000}; }

/// A moment of simulated time, counted from the start of the run.
struct Time {
  std::int64_t us = 0;

  auto operator<=>(const Time&) const = default;
  constexpr Time operator+(Duration d) const { return {us + d.us}; }
  constexpr Duration operator-(Time other) const { return {us - other.us}; }
  constexpr double milliseconds() const { return static_cast<double>(us) / 1e3; }
  constexpr double seconds() const { return static_cast<double>(us) / 1e6; }
  /// The whole second that contains this moment, as deadlines are counted in.
  constexpr std::int64_t wholeSeconds() const { return us / 1'000'000; }
};

}  // namespace roundscope

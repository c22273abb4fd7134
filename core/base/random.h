// A generator of integers only: the same seed gives the same run on every compiler and machine.
#pragma once

#include <cstdint>

namespace roundscope {

/// SplitMix64. Standard distributions are avoided because their results differ between libraries.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : m_state(seed) {}

  constexpr std::uint64_t next() {
    m_state += 0x9e3779b97f4a7c15ULL;
    return mix(m_state);
  }

  /// A number in [low, high], both included. `high` must not be below `low`.
  constexpr std::uint64_t between(std::uint64_t low, std::uint64_t high) {
    const std::uint64_t span = high - low + 1;
    return span == 0 ? next() : low + next() % span;
  }

  /// True in `numerator` of `denominator` cases. `denominator` must be positive.
  constexpr bool chance(std::uint64_t numerator, std::uint64_t denominator) { return next() % denominator < numerator; }

  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }

  bool operator==(const Random&) const = default;

 private:
  std::uint64_t m_state;
};

}  // namespace roundscope

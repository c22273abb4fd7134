// Arithmetic that stops at the ends of its type, where numbers of a file that are legal alone are too large together.
#pragma once

#include <concepts>
#include <limits>

namespace roundscope {

template <std::integral Number>
[[nodiscard]] constexpr Number saturatingSum(Number a, Number b) {
  Number sum{};
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<Number>::min() : std::numeric_limits<Number>::max();
}

template <std::integral Number>
[[nodiscard]] constexpr Number saturatingProduct(Number a, Number b) {
  Number product{};
  if (!__builtin_mul_overflow(a, b, &product)) return product;
  return (a < 0) != (b < 0) ? std::numeric_limits<Number>::min() : std::numeric_limits<Number>::max();
}

}  // namespace roundscope

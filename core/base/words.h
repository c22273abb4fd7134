// Numbers in words, written the same wherever a reader meets them.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace roundscope {

namespace detail {

/// Commas between thousands: "-1234567" becomes "-1,234,567".
std::string groupDigits(std::string digits);

}  // namespace detail

/// "2,000,000".
template <std::integral Number>
std::string grouped(Number number) {
  return detail::groupDigits(std::to_string(number));
}

/// "1 round", "2,000 rounds".
template <std::integral Number>
std::string counted(Number number, std::string_view noun) {
  std::string words = grouped(number) + " ";
  words += noun;
  if (number != 1) words += 's';
  return words;
}

}  // namespace roundscope

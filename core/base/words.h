// Numbers in words, written the same wherever a reader meets them.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
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

/// A number that a reader meets: whole with commas between thousands, else with one decimal, or two digits below 1.
std::string numberText(double number);

/// At most so many bytes of a text, and "…" where it was longer. Cut between letters, not within one of UTF-8.
std::string shortened(std::string_view text, std::size_t most);

/// The same with "…" in the middle: long names often differ at both ends. Errors tell names so.
std::string shortenedInMiddle(std::string_view text, std::size_t most);

/// "15 GiB", "2 MiB", "1,500 bytes".
std::string bytesText(std::uint64_t bytes);
/// "3 s", "0.7 s".
std::string secondsText(std::int64_t us);

/// What stands in place of a {name}.
struct Filling {
  std::string_view name;
  std::string_view text;
};
/// The pattern with every {name} replaced. A name that is not among the fillings is an error of the program.
std::string filled(std::string_view pattern, std::initializer_list<Filling> fillings);

}  // namespace roundscope

// Numbers in words, and sentences with names.
#include "core/base/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/check.h"

namespace roundscope {
namespace detail {

std::string groupDigits(std::string digits) {
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

}  // namespace detail

std::string numberText(double number) {
  if (std::abs(number - std::round(number)) < 1e-9) return grouped(static_cast<std::int64_t>(std::llround(number)));
  if (std::abs(number) >= 1'000) return grouped(static_cast<std::int64_t>(std::llround(number)));
  if (std::abs(number) >= 1) return fmt::format("{:.1f}", number);
  return fmt::format("{:.2g}", number);
}

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0U) == 0x80U) --most;
  return std::string(text.substr(0, most)) + "…";
}

std::string shortenedInMiddle(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const auto isInside = [&](std::size_t at) { return (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U; };
  std::size_t head = most - most / 2;
  std::size_t tail = text.size() - most / 2;
  while (head > 0 && isInside(head)) --head;
  while (tail < text.size() && isInside(tail)) ++tail;
  return std::string(text.substr(0, head)) + "…" + std::string(text.substr(tail));
}

std::string bytesText(std::uint64_t bytes) {
  if (bytes > 0 && bytes % (1ULL << 30) == 0) return grouped(bytes >> 30) + " GiB";
  if (bytes > 0 && bytes % (1ULL << 20) == 0) return grouped(bytes >> 20) + " MiB";
  return counted(bytes, "byte");
}

std::string secondsText(std::int64_t us) {
  const std::string whole = grouped(us / 1'000'000);
  if (us % 1'000'000 == 0) return whole + " s";
  std::string decimals = std::to_string(us % 1'000'000);
  decimals.insert(0, 6 - decimals.size(), '0');
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return whole + "." + decimals + " s";
}

std::string filled(std::string_view pattern, std::initializer_list<Filling> fillings) {
  std::string text;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    text += pattern.substr(at, open - at);
    if (open == pattern.size()) break;
    const std::size_t close = pattern.find('}', open);
    RS_CHECK(close != std::string_view::npos);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    const auto* filling =
        std::find_if(fillings.begin(), fillings.end(), [&](const Filling& each) { return each.name == name; });
    RS_CHECK(filling != fillings.end());
    text += filling->text;
    at = close + 1;
  }
  return text;
}

}  // namespace roundscope

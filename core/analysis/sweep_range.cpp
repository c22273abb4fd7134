// See sweep_range.h.
#include "core/analysis/sweep_range.h"

#include <algorithm>
#include <charconv>

namespace roundscope {
namespace {

using Values = std::vector<std::int64_t>;

/// What every JSON reader keeps exactly.
constexpr std::int64_t kGreatest = 9'007'199'254'740'991;

std::optional<std::int64_t> numberIn(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const std::from_chars_result read = std::from_chars(text.data(), end, number);
  const bool whole = !text.empty() && read.ec == std::errc() && read.ptr == end;
  return whole && number >= -kGreatest && number <= kGreatest ? std::optional(number) : std::nullopt;
}

Error wrong(std::string_view text, std::string what, std::string expected) {
  return {ErrorKind::Usage, "--set", std::move(what) + " in \"" + std::string(text) + "\"", std::move(expected)};
}

/// Absent where one of them is no whole number.
std::optional<Values> listIn(std::string_view text) {
  Values values;
  while (true) {
    const std::size_t comma = text.find(',');
    const auto number = numberIn(text.substr(0, comma));
    if (!number) return std::nullopt;
    values.push_back(*number);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

struct Stride {
  std::int64_t by = 1;
  bool factor = false;
};

std::optional<Stride> strideIn(std::string_view text) {
  const bool factor = !text.empty() && text.front() == 'x';
  const auto by = numberIn(factor ? text.substr(1) : text);
  return by ? std::optional(Stride{*by, factor}) : std::nullopt;
}

}  // namespace

Result<std::optional<Values>> parseSweepRange(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) {
    if (text.find(',') == std::string_view::npos) return std::optional<Values>();
    return listIn(text);
  }
  const std::size_t colon = text.find(':', dots);
  const auto first = numberIn(text.substr(0, dots));
  const auto last = numberIn(text.substr(dots + 2, colon == std::string_view::npos ? colon : colon - dots - 2));
  if (!first || !last) return std::optional<Values>();
  const auto step = colon == std::string_view::npos ? Stride{} : strideIn(text.substr(colon + 1));
  if (!step) return wrong(text, "found no step", "FIRST..LAST:STEP or FIRST..LAST:xFACTOR");
  if (*first > *last) return wrong(text, "the range goes down", "the lesser number first");
  if (step->by < (step->factor ? 2 : 1)) return wrong(text, "the step leads nowhere", "at least 1, or x2");
  if (step->factor && *first < 1) return wrong(text, "a factor leads nowhere from 0 or less", "a range from 1 on");
  Values values;
  for (std::int64_t value = *first; values.size() <= kMostSweepValues;) {
    values.push_back(value);
    if (step->factor ? value > *last / step->by : *last - value < step->by) break;
    value = step->factor ? value * step->by : value + step->by;
  }
  if (values.size() > kMostSweepValues) return wrong(text, "there are more than 100,000 values", "a greater step");
  return std::optional(std::move(values));
}

}  // namespace roundscope

// In which repetitions something applies.
#include "core/scenario/parse_when.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/scenario/fields.h"
#include "core/scenario/ranges.h"

namespace roundscope::detail {

When readWhen(const Node& node) {
  constexpr std::string_view expected = "one of {\"every\": k}, {\"calls\": [1, 5]}, {\"chance\": \"1/4\"}";
  const ObjectReader object(node, fields::when, expected);
  std::size_t found = 0;
  for (const std::string_view field : fields::when) found += object.find(field) ? 1U : 0U;
  if (found != 1 && !(found == 0 && object.hasUnknownFields()))
    fail(node, fmt::format("found {} of {}", found, quotedList(fields::when)), "exactly one of them");
  When when;
  when.every = object.integer("every", when.every, {1, kMaxCallsPerStep});
  if (const auto calls = object.find("calls")) {
    for (const Node& number : readList(*calls, "a list of call numbers, from 1"))
      when.listed.push_back(static_cast<std::uint32_t>(readInteger(number, {1, kMaxCallsPerStep})));
    if (when.listed.empty()) failFound(*calls, "at least one call number");
    std::sort(when.listed.begin(), when.listed.end());
    when.listed.erase(std::unique(when.listed.begin(), when.listed.end()), when.listed.end());
  }
  if (const auto chance = object.find("chance")) {
    constexpr std::string_view ratio = "a ratio as \"1/4\", at most 1, with at most six digits each";
    const std::string text = readString(*chance, ratio);
    const std::size_t slash = text.find('/');
    const auto number = [&](std::string_view digits) -> std::uint32_t {
      const bool valid = !digits.empty() && digits.size() <= 6 &&
                         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!valid) failFound(*chance, std::string(ratio));
      return static_cast<std::uint32_t>(std::stoul(std::string(digits)));
    };
    if (slash == std::string::npos) failFound(*chance, std::string(ratio));
    when.chanceNumerator = number(std::string_view(text).substr(0, slash));
    when.chanceDenominator = number(std::string_view(text).substr(slash + 1));
    if (when.chanceDenominator == 0 || when.chanceNumerator > when.chanceDenominator)
      failFound(*chance, std::string(ratio));
  }
  return when;
}

}  // namespace roundscope::detail

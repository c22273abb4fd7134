// What both languages write alike: numbers, texts and comparisons.
#pragma once

#include <algorithm>
#include <concepts>
#include <string>
#include <string_view>

#include "core/base/words.h"
#include "core/scenario/scenario.h"

namespace roundscope::code {

/// Digits in groups: "2_000_000".
template <std::integral Number>
std::string digits(Number number) {
  std::string text = grouped(number);
  std::replace(text.begin(), text.end(), ',', '_');
  return text;
}

/// A text between quotation marks, escaped where both languages must.
std::string quoted(std::string_view text);

/// The operator of this comparison.
std::string_view symbol(Comparison comparison);

/// The operator that holds where this one does not.
std::string_view inverse(Comparison comparison);

}  // namespace roundscope::code

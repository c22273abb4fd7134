// The bytes of one fuzzed input, as the texts that they stand for, and what must hold of every answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/check.h"
#include "core/base/result.h"

namespace roundscope::fuzz {

/// The texts between zero bytes: mostly a file, then what is done to it, a line each.
inline std::vector<std::string> textsIn(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> texts{""};
  for (const char byte : std::string_view(reinterpret_cast<const char*>(data), size)) {
    if (byte == '\0')
      texts.emplace_back();
    else
      texts.back() += byte;
  }
  return texts;
}

/// The word up to the first space, and the rest.
struct Words {
  std::string first;
  std::string rest;
};
inline Words wordsIn(const std::string& text) {
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return {text, {}};
  return {text.substr(0, space), text.substr(space + 1)};
}

/// An error says where and what, in lines that a person can read.
inline void checkError(const Error& error) {
  constexpr std::size_t kMostBytes = 2'000;  ///< of a line
  RS_CHECK(!error.what.empty());
  RS_CHECK(error.text().size() <= kMostBytes);
  for (const Error& other : error.others) RS_CHECK(!other.what.empty() && other.text().size() <= kMostBytes);
}

}  // namespace roundscope::fuzz

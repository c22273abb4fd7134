// See visible_text.h.
#include "core/base/visible_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace roundscope {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 0;  ///< 0: these bytes are no UTF-8
};

/// Source: RFC 3629, section 4.
Character characterAt(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xf0 && first < 0xf8   ? 4
                            : first >= 0xe0 && first < 0xf0 ? 3
                            : first >= 0xc2                 ? 2
                                                            : 0;
  if (bytes == 0 || first >= 0xf8 || bytes > text.size()) return {};
  std::uint32_t code = first & (0xffU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0U) != 0x80U) return {};
    code = code << 6U | (byte(i) & 0x3fU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool isHalf = code >= 0xd800 && code <= 0xdfff;
  return code < kLeast[bytes] || code > 0x10ffff || isHalf ? Character{} : Character{code, bytes};
}

/// Source: Unicode, section 23.1, "Control Codes", and 23.2, "Bidirectional Ordering Controls".
bool isCommand(std::uint32_t code) {
  if (code == '\n' || code == '\t') return false;
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x200e || code == 0x200f || code == 0x061c ||
         (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace

std::string visibleText(std::string_view text) {
  std::string visible;
  while (!text.empty()) {
    const Character next = characterAt(text);
    const std::size_t bytes = next.bytes == 0 ? 1 : next.bytes;
    if (next.bytes == 0)
      visible += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[0]));
    else if (!isCommand(next.code))
      visible += text.substr(0, bytes);
    else
      visible += next.code < 0x100 ? fmt::format("\\x{:02x}", next.code) : fmt::format("\\u{:04x}", next.code);
    text.remove_prefix(bytes);
  }
  return visible;
}

std::string visibleLine(std::string_view text) {
  std::string line;
  for (const char each : visibleText(text)) {
    if (each == '\n')
      line += "\\n";
    else if (each == '\t')
      line += "\\t";
    else
      line += each;
  }
  return line;
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = characterAt(text).bytes;
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

}  // namespace roundscope

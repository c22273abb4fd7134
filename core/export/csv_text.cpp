// See csv_text.h.
#include "core/export/csv_text.h"

#include <charconv>

namespace roundscope {
namespace {

bool isNumber(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

bool startsAsFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos && !isNumber(text);
}

}  // namespace

std::string csvField(std::string_view text) {
  std::string safe(startsAsFormula(text) ? "'" : "");
  safe += text;
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string field = "\"";
  for (const char c : safe) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + "\"";
}

}  // namespace roundscope

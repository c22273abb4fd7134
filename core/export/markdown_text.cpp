// See markdown_text.h.
#include "core/export/markdown_text.h"

namespace roundscope {
namespace {

/// At the start of a line these make headings, lists and rules; elsewhere they are letters like others.
bool startsBlock(std::string_view text) {
  if (std::string_view("#+-=").find(text.front()) != std::string_view::npos) return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')') &&
         (digits + 1 == text.size() || text[digits + 1] == ' ');
}

}  // namespace

std::string markdownText(std::string_view text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return {};
  text.remove_prefix(start);
  std::string escaped;
  if (startsBlock(text)) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    escaped.append(text.substr(0, digits)).append("\\");
    text.remove_prefix(digits);
    escaped += text.front();
    text.remove_prefix(1);
  }
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      escaped += ' ';
    } else if (c == '<' || c == '&') {
      escaped += c == '<' ? "&lt;" : "&amp;";
    } else {
      if (std::string_view("\\|`*_[]~>$").find(c) != std::string_view::npos) escaped += '\\';
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace roundscope

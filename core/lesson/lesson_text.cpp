// Text with expressions in braces.
#include "core/lesson/lesson_text.h"

#include <fmt/format.h>

#include "core/scenario/object_reader.h"

namespace roundscope::detail {
namespace {

/// What stands between two braces: an expression, and perhaps two words.
TextPiece parsePlaceholder(std::string_view text, const std::string& pointer) {
  TextPiece piece;
  const std::size_t words = text.find_first_of("|?");
  piece.number = parseExpression(text.substr(0, words), pointer);
  if (words == std::string_view::npos) return piece;
  piece.wordAlone = text[words] == '?';
  const std::string_view rest = text.substr(words + 1);
  const std::size_t bar = rest.find('|');
  if (bar == std::string_view::npos || rest.find('|', bar + 1) != std::string_view::npos)
    throw ParseFailure{pointer,
                       fmt::format("in {}: found no two words", shown(Json(std::string(text)))),
                       "{NUMBER|call|calls} or {NUMBER?is|are}",
                       {},
                       0};
  piece.one = std::string(rest.substr(0, bar));
  piece.many = std::string(rest.substr(bar + 1));
  return piece;
}

}  // namespace

std::vector<TextPiece> parsePieces(std::string_view text, const std::string& pointer) {
  std::vector<TextPiece> pieces;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    if (open > 0) pieces.push_back({.literal = std::string(text.substr(0, open))});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos)
      throw ParseFailure{
          pointer, fmt::format("in {}: a brace is open", shown(Json(std::string(text)))), "\"}\"", {}, 0};
    pieces.push_back(parsePlaceholder(text.substr(open + 1, close - open - 1), pointer));
    text.remove_prefix(close + 1);
  }
  return pieces;
}

}  // namespace roundscope::detail

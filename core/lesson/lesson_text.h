// What a viewer of a lesson reads: text with expressions in it that the run fills in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/expression.h"

namespace roundscope {

/// Literal text, or a number with words that follow it.
struct TextPiece {
  std::string literal;
  std::optional<Expression> number;
  std::string one;         ///< the word after the number 1; empty: no word follows
  std::string many;        ///< the word after any other
  bool wordAlone = false;  ///< the number only chooses the word
  bool operator==(const TextPiece&) const = default;
};

/// A stretch of text that may depend on the run.
struct TextPart {
  std::optional<Expression> condition;  ///< absent: always
  std::vector<TextPiece> pieces;
  std::vector<TextPiece> otherwise;  ///< where the condition does not hold
  bool operator==(const TextPart&) const = default;
};

/// What a viewer reads, with numbers to be filled in.
using LessonText = std::vector<TextPart>;

namespace detail {

/// "Of {/calls/attempted} calls …". Throws ParseFailure at `pointer`.
std::vector<TextPiece> parsePieces(std::string_view text, const std::string& pointer);

}  // namespace detail

}  // namespace roundscope

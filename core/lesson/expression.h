// The small language in which a lesson names numbers of a run: "/calls/replied", "'90 calls':/rounds /
// Parallel:/rounds". resources/lessons/README.md describes it for authors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace roundscope {

/// What a reference asks a run for.
enum class FactKind : std::uint8_t {
  Run,       ///< a pointer into what `run --json` prints
  Scenario,  ///< a pointer into the scenario file, with patch and knobs applied
  Limit,     ///< a number of the protocol, of the first subnet or the named one
  Count,     ///< how many events or calls are such
  Round,     ///< the number of a moment's round
  Seconds,   ///< a moment's time
  Value,     ///< a variable's value at a moment
  InFlight,  ///< calls of a pair in flight at a moment
};

/// A number that comes from a run.
struct Fact {
  FactKind kind = FactKind::Run;
  std::string variant;  ///< whose run; empty: the step's own
  std::vector<std::string> arguments;
  bool operator==(const Fact&) const = default;
};

enum class Operator : std::uint8_t {
  Number,
  Reference,
  Add,
  Subtract,
  Multiply,
  Divide,
  Less,
  LessEqual,
  Equal,
  NotEqual,
  GreaterEqual,
  Greater,
  And,
  Or,
};

/// A parsed expression: nodes in an order in which operands stand before what uses them. A comparison is 1 or 0.
struct Expression {
  struct Node {
    Operator op = Operator::Number;
    double number = 0;      ///< Number only
    std::size_t left = 0;   ///< node, of what has operands
    std::size_t right = 0;  ///< the same
    std::size_t fact = 0;   ///< Reference only: index into `facts`
    bool operator==(const Node&) const = default;
  };
  std::vector<Node> nodes;  ///< the last is the whole
  std::vector<Fact> facts;
  std::string pointer;  ///< where it is written in the lesson's file
  bool operator==(const Expression&) const = default;
};

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

/// Throws ParseFailure at `pointer`.
Expression parseExpression(std::string_view text, const std::string& pointer);
/// "Of {/calls/attempted} calls …". Throws ParseFailure at `pointer`.
std::vector<TextPiece> parsePieces(std::string_view text, const std::string& pointer);

}  // namespace detail

}  // namespace roundscope

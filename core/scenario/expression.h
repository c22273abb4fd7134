// The small language in which files name numbers of a run and compare them: "payroll.recorded == ledger.paid",
// "'90 calls':/rounds / Parallel:/rounds". Lessons and expectations share it; resources/expressions.md describes it for
// authors.
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
  Name,      ///< a plain name, as "rounds", "calls.replied" or "payroll.recorded": its parts
  Variable,  ///< the same with its first part in quotes, which is a canister's id even where a count is called so
  Pair,      ///< a number of an ordered pair: caller, callee, which number
  Message,   ///< a number of a user's message: which from 0, which number
};

/// A number that comes from a run.
struct Fact {
  FactKind kind = FactKind::Run;
  std::string variant;  ///< whose run; empty: the step's own
  std::vector<std::string> arguments;
  std::string text{};  ///< as written
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
  std::string pointer;  ///< where it is written in its file
  bool operator==(const Expression&) const = default;

  /// Whether it is true or false: a comparison, or several joined by "and" and "or".
  [[nodiscard]] bool isComparison() const;
};

/// What an expression comes to where its facts come to these, one each. Absent where a number that it needs is absent,
/// or a divisor is 0: no run has such a number. "and" and "or" may need one of their sides only.
[[nodiscard]] std::optional<double> valueOf(const Expression& expression,
                                            const std::vector<std::optional<double>>& facts);

namespace detail {

/// Throws ParseFailure at `pointer`.
Expression parseExpression(std::string_view text, const std::string& pointer);

}  // namespace detail

}  // namespace roundscope

// Expressions by recursive descent: "or" binds least, then "and", comparisons, + and -, * and /.
#include "core/scenario/expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "core/base/check.h"
#include "core/base/words.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/run_numbers.h"

namespace roundscope {
namespace detail {
namespace {

constexpr std::size_t kMostBytes = 10'000;
constexpr std::size_t kMostNested = 50;  ///< brackets and signs; each takes a stretch of the stack

struct Function {
  std::string_view name;
  FactKind kind;
  std::size_t fewest;
  std::size_t most;
  bool hasNumbers = false;  ///< a dot and the name of one of them follow
};
constexpr std::array<Function, 8> kFunctions = {{
    {"limit", FactKind::Limit, 1, 2},
    {"count", FactKind::Count, 1, 1},
    {"round", FactKind::Round, 1, 1},
    {"seconds", FactKind::Seconds, 1, 1},
    {"value", FactKind::Value, 1, 2},
    {"in_flight", FactKind::InFlight, 3, 3},
    {"pairs", FactKind::Pair, 2, 2, true},
    {"ingress", FactKind::Message, 1, 1, true},
}};

const Function* functionNamed(std::string_view name) {
  for (const Function& function : kFunctions)
    if (function.name == name) return &function;
  return nullptr;
}

/// What may stand alone: functions, and the counts of a run that belong to no object.
std::vector<std::string> knownWords() {
  std::vector<std::string> known;
  for (const Choice<RunCount>& count : kRunCounts)
    if (count.name.find('.') == std::string_view::npos) known.emplace_back(count.name);
  for (const Function& function : kFunctions) known.emplace_back(function.name);
  return known;
}

bool isNameByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

struct Sign {
  std::string_view text;
  Operator op;
};
constexpr std::array<Sign, 2> kWords = {{{"or", Operator::Or}, {"and", Operator::And}}};
// The longer of two that begin alike comes first.
constexpr std::array<Sign, 6> kComparisons = {{{"<=", Operator::LessEqual},
                                               {">=", Operator::GreaterEqual},
                                               {"==", Operator::Equal},
                                               {"!=", Operator::NotEqual},
                                               {"<", Operator::Less},
                                               {">", Operator::Greater}}};

/// Reads one expression from the front of a text.
class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, const std::string& pointer) : m_text(text) { m_result.pointer = pointer; }

  Expression read() {
    if (m_text.size() > kMostBytes) refuse("found " + bytesText(m_text.size()), "at most " + grouped(kMostBytes));
    readWord(0);
    skipSpace();
    if (m_at < m_text.size())
      refuse(fmt::format("found \"{}\"", shownName(m_text.substr(m_at))),
             m_text[m_at] == '=' ? "\"==\" where two numbers should be equal" : "an operator or the end");
    return std::move(m_result);
  }

 private:
  std::size_t readWord(std::size_t level) {
    const auto next = [&] { return level + 1 < kWords.size() ? readWord(level + 1) : readComparison(); };
    std::size_t left = next();
    while (takeWord(kWords[level].text)) left = combine(kWords[level].op, left, next());
    return left;
  }

  std::size_t readComparison() {
    const std::size_t left = readSum();
    for (const Sign& sign : kComparisons)
      if (take(sign.text)) return combine(sign.op, left, readSum());
    return left;
  }

  std::size_t readSum() {
    std::size_t left = readProduct();
    while (true) {
      if (take("+"))
        left = combine(Operator::Add, left, readProduct());
      else if (take("-"))
        left = combine(Operator::Subtract, left, readProduct());
      else
        return left;
    }
  }

  std::size_t readProduct() {
    std::size_t left = readOperand();
    while (true) {
      if (take("*"))
        left = combine(Operator::Multiply, left, readOperand());
      else if (take("/"))
        left = combine(Operator::Divide, left, readOperand());
      else
        return left;
    }
  }

  std::size_t readOperand() {
    skipSpace();
    if (take("(")) {
      nest();
      const std::size_t inner = readWord(0);
      if (!take(")")) refuse("a bracket is open", "\")\"");
      --m_nested;
      return inner;
    }
    if (take("-")) {
      nest();
      const std::size_t zero = addNumber(0);
      const std::size_t negated = combine(Operator::Subtract, zero, readOperand());
      --m_nested;
      return negated;
    }
    if (m_at < m_text.size() && std::isdigit(static_cast<unsigned char>(m_text[m_at])) != 0) return readNumber();
    return readFact();
  }

  void nest() {
    if (++m_nested > kMostNested)
      refuse(fmt::format("found more than {} brackets within each other", kMostNested), "fewer");
  }

  std::size_t readNumber() {
    double number = 0;
    const char* first = m_text.data() + m_at;
    const auto [end, error] = std::from_chars(first, m_text.data() + m_text.size(), number);
    if (error != std::errc{}) refuse("found a number that is out of range", "a number as 1000 or 1e12");
    m_at += static_cast<std::size_t>(end - first);
    return addNumber(number);
  }

  std::size_t addNumber(double number) {
    m_result.nodes.push_back({.op = Operator::Number, .number = number});
    return m_result.nodes.size() - 1;
  }

  std::size_t readFact() {
    Fact fact;
    const std::size_t first = m_at;
    std::string name = readName();
    if (peek() == ':') {
      ++m_at;
      fact.variant = std::move(name);
      name = readName();
    }
    if (name == "scenario" && take(":")) {
      fact.kind = FactKind::Scenario;
      fact.arguments = {readPointer()};
    } else if (name == "scenario" || fact.variant == "scenario") {
      fact.variant.clear();
      fact.kind = FactKind::Scenario;
      fact.arguments = {readPointer()};
    } else if (name.empty() && peek() == '/') {
      fact.arguments = {readPointer()};
    } else if (peek() == '.') {
      readMember(std::move(name), fact);
    } else if (const Function* function = m_quoted ? nullptr : functionNamed(name)) {
      readCall(*function, fact);
    } else {
      readWordAlone(std::move(name), fact);
    }
    fact.text = std::string(m_text.substr(first, m_at - first));
    m_result.facts.push_back(std::move(fact));
    m_result.nodes.push_back({.op = Operator::Reference, .fact = m_result.facts.size() - 1});
    return m_result.nodes.size() - 1;
  }

  /// "calls.replied", "payroll.recorded", "'my ledger'.paid".
  void readMember(std::string first, Fact& fact) {
    fact.kind = m_quoted ? FactKind::Variable : FactKind::Name;
    fact.arguments = {std::move(first), readAfterDot()};
  }

  std::string readAfterDot() {
    if (peek() != '.') refuse("the name of a number is missing", "a dot and a name as pairs(a, b).peak_in_flight");
    ++m_at;
    std::string name = readName();
    if (name.empty()) refuse("a name is missing after a dot", "a name as calls.replied");
    return name;
  }

  void readWordAlone(std::string name, Fact& fact) {
    const std::vector<std::string> known = knownWords();
    if (name.empty())
      refuse("a number is missing", "a name as calls.replied, a pointer as /calls/replied, a function or a number");
    if (m_quoted || std::find(known.begin(), known.end(), name) == known.end())
      refuse(fmt::format("unknown name {}", shown(Json(name))),
             expectedName(name, known, "canister.variable, calls.replied, a pointer as /calls/replied, or one of"));
    fact.kind = FactKind::Name;
    fact.arguments = {std::move(name)};
  }

  void readCall(const Function& function, Fact& fact) {
    if (!take("(")) refuse(fmt::format("{} has no arguments", function.name), fmt::format("{}(…)", function.name));
    do {
      fact.arguments.push_back(readArgument(function.name));
    } while (take(","));
    ++m_at;  // the bracket
    fact.kind = function.kind;
    if (fact.arguments.size() < function.fewest || fact.arguments.size() > function.most)
      refuse(fmt::format("{} has {} arguments", function.name, fact.arguments.size()),
             function.fewest == function.most ? fmt::format("{}", function.most)
                                              : fmt::format("{} to {}", function.fewest, function.most));
    if (function.hasNumbers) fact.arguments.push_back(readAfterDot());
  }

  /// Any text without a comma or a bracket, or in single quotes.
  std::string readArgument(std::string_view function) {
    skipSpace();
    std::string quoted;
    if (peek() == '\'') {
      quoted = readName();
      skipSpace();
    }
    const std::size_t end = m_text.find_first_of(",)", m_at);
    if (end == std::string_view::npos) refuse(fmt::format("the bracket of {} is open", function), "\")\"");
    std::string_view argument = m_text.substr(m_at, end - m_at);
    while (!argument.empty() && argument.back() == ' ') argument.remove_suffix(1);
    m_at = end;
    return quoted + std::string(argument);
  }

  /// A name as it is, or any text in single quotes; empty where neither stands. A hyphen within a name belongs to it.
  std::string readName() {
    skipSpace();
    m_quoted = peek() == '\'';
    if (m_quoted) {
      const std::size_t end = m_text.find('\'', m_at + 1);
      if (end == std::string_view::npos) refuse("a quote is open", "\"'\"");
      const std::string_view name = m_text.substr(m_at + 1, end - m_at - 1);
      m_at = end + 1;
      return std::string(name);
    }
    const std::size_t first = m_at;
    const auto goesOn = [&] {
      if (m_at >= m_text.size()) return false;
      if (isNameByte(m_text[m_at])) return true;
      return m_text[m_at] == '-' && m_at > first && m_at + 1 < m_text.size() && isNameByte(m_text[m_at + 1]);
    };
    while (goesOn()) ++m_at;
    return std::string(m_text.substr(first, m_at - first));
  }

  std::string readPointer() {
    if (peek() != '/') refuse("a pointer is missing", "a pointer as /calls/replied");
    const std::size_t first = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ' ' && m_text[m_at] != ')') ++m_at;
    return std::string(m_text.substr(first, m_at - first));
  }

  std::size_t combine(Operator op, std::size_t left, std::size_t right) {
    m_result.nodes.push_back({.op = op, .left = left, .right = right});
    return m_result.nodes.size() - 1;
  }

  bool take(std::string_view sign) {
    skipSpace();
    if (m_text.compare(m_at, sign.size(), sign) != 0) return false;
    m_at += sign.size();
    return true;
  }
  bool takeWord(std::string_view word) {
    skipSpace();
    const std::size_t after = m_at + word.size();
    if (m_text.compare(m_at, word.size(), word) != 0) return false;
    if (after < m_text.size() && isNameByte(m_text[after])) return false;
    m_at = after;
    return true;
  }
  [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
  void skipSpace() {
    while (m_at < m_text.size() && m_text[m_at] == ' ') ++m_at;
  }

  [[noreturn]] void refuse(std::string what, std::string expected) const {
    throw ParseFailure{
        m_result.pointer, fmt::format("in {}: {}", shown(Json(std::string(m_text))), what), std::move(expected), {}, 0};
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  std::size_t m_nested = 0;
  bool m_quoted = false;  ///< the last name stood in quotes
  Expression m_result;
};

using Absent = std::optional<double>;

/// Of a truth that may be unknown: 0, 1 or absent.
Absent bothOf(Absent left, Absent right) {
  if (left == 0.0 || right == 0.0) return 0;
  return left && right ? Absent(1) : std::nullopt;
}
Absent oneOf(Absent left, Absent right) {
  if (left.value_or(0) != 0 || right.value_or(0) != 0) return 1;
  return left && right ? Absent(0) : std::nullopt;
}

Absent compute(Operator op, Absent left, Absent right) {
  if (op == Operator::And) return bothOf(left, right);
  if (op == Operator::Or) return oneOf(left, right);
  if (!left || !right) return std::nullopt;
  switch (op) {
    case Operator::Add:
      return *left + *right;
    case Operator::Subtract:
      return *left - *right;
    case Operator::Multiply:
      return *left * *right;
    case Operator::Divide:
      return *right == 0 ? std::nullopt : Absent(*left / *right);
    case Operator::Less:
      return *left < *right ? 1 : 0;
    case Operator::LessEqual:
      return *left <= *right ? 1 : 0;
    case Operator::Equal:
      return *left == *right ? 1 : 0;
    case Operator::NotEqual:
      return *left != *right ? 1 : 0;
    case Operator::GreaterEqual:
      return *left >= *right ? 1 : 0;
    case Operator::Greater:
      return *left > *right ? 1 : 0;
    case Operator::And:
    case Operator::Or:
    case Operator::Number:
    case Operator::Reference:
      break;
  }
  RS_CHECK(false);
}

/// Whether a node is true or false, where the nodes before it are known.
bool isTruth(const Expression::Node& node, const std::vector<bool>& truths) {
  switch (node.op) {
    case Operator::Number:
    case Operator::Reference:
    case Operator::Add:
    case Operator::Subtract:
    case Operator::Multiply:
    case Operator::Divide:
      return false;
    case Operator::Less:
    case Operator::LessEqual:
    case Operator::Equal:
    case Operator::NotEqual:
    case Operator::GreaterEqual:
    case Operator::Greater:
      return true;
    case Operator::And:
    case Operator::Or:
      return truths[node.left] && truths[node.right];
  }
  RS_CHECK(false);
}

}  // namespace

Expression parseExpression(std::string_view text, const std::string& pointer) {
  return ExpressionReader(text, pointer).read();
}

}  // namespace detail

bool Expression::isComparison() const {
  std::vector<bool> truths;
  for (const Node& node : nodes) truths.push_back(detail::isTruth(node, truths));
  return !truths.empty() && truths.back();
}

std::optional<double> valueOf(const Expression& expression, const std::vector<std::optional<double>>& facts) {
  std::vector<std::optional<double>> values;
  values.reserve(expression.nodes.size());
  for (const Expression::Node& node : expression.nodes) {
    if (node.op == Operator::Number)
      values.emplace_back(node.number);
    else if (node.op == Operator::Reference)
      values.push_back(facts[node.fact]);
    else
      values.push_back(detail::compute(node.op, values[node.left], values[node.right]));
  }
  return values.back();
}

}  // namespace roundscope
